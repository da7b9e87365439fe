// The words of one message: subject, text and calendar file, in the resident's language and without anything of the person.
import { createHash } from 'node:crypto';
import { type Language, textIn } from '../../protocol/ids.ts';
import type { Message } from '../../protocol/messages.ts';
import type { LinkSecret } from '../../protocol/reservation-ids.ts';
import { dateIn, zone } from '../../protocol/texts/dates.ts';
import { textsFor } from '../../protocol/texts/index.ts';
import { messageTexts } from '../../protocol/texts/messages.ts';
import type { ResolvedSite } from '../settings/resolved-site.ts';
import { type CalendarFile, calendarFile } from './calendar-file.ts';

export type Composed = {
  readonly subject: string;
  readonly text: string;
  /** Null: an offer is no appointment yet. */
  readonly calendar: CalendarFile | null;
};

const clock = (atMs: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(atMs);
const instant = (language: Language, atMs: number): string =>
  `${dateIn(textsFor(language).tag, atMs, { year: true, month: 'short' })} ${clock(atMs)}`;

/**
 * `from`: the office's mail address, as the calendar file names who sends it; null: its page does. `link`: leads to the
 * reservation without its code; in the text alone, since calendars are shared; null: the reader is asked for the code.
 */
export const compose = (
  message: Message,
  site: ResolvedSite,
  from: string | null,
  link: LinkSecret | null,
): Composed => {
  const { language, kind } = message;
  const say = messageTexts[language];
  const { subject, lead } = say.kinds[kind];
  const siteName = textIn(site.settings.names, language);
  const place = [siteName, site.settings.address].filter((part) => part !== undefined).join('\n　　');
  const procedure = site.procedures.get(message.procedure);
  const what = procedure === undefined ? message.procedure : textIn(procedure.names, language);
  const organisation = textIn(site.organisation.names, language);
  const over = kind === 'cancelled' || kind === 'cancelledBySite';
  const page = site.publicUrl === null ? null : new URL('/booking', site.publicUrl).href;
  const manageAt = (address: string): string => {
    if (over) return address;
    return link === null
      ? `${say.manage}\n${address}`
      : `${say.manageByLink}\n${address}#${message.code.replace('-', '')}.${link}`;
  };
  const until = message.keptUntilMs === null ? '' : instant(language, message.keptUntilMs);
  const bring = procedure?.bring === undefined || over ? null : textIn(procedure.bring, language);
  const text = [
    lead.replace('{until}', until),
    [
      `${say.when}: ${instant(language, message.startAtMs)}`,
      `${say.where}: ${place}`,
      `${say.what}: ${what}`,
      ...(message.partySize > 1 ? [`${say.people}: ${message.partySize}`] : []),
      `${say.code}: ${message.code}`,
    ].join('\n'),
    ...(bring === null ? [] : [`${say.bring}: ${bring}`]),
    ...(page === null ? [] : [manageAt(page)]),
    `${organisation}\n${say.noAnswer}`,
  ].join('\n\n');
  return {
    subject: `${subject}（${siteName}）`,
    text,
    calendar:
      kind === 'placeOffered'
        ? null
        : calendarFile({
            uid: message.reservation,
            sequence: message.sequence,
            cancelled: over,
            startAtMs: message.startAtMs,
            endAtMs: message.endAtMs,
            stampMs: message.atMs,
            title: what,
            place: [siteName, site.settings.address].filter((part) => part !== undefined).join(' '),
            description: `${say.code}: ${message.code}${bring === null ? '' : `\n${say.bring}: ${bring}`}`,
            url: page,
            organizer:
              from === null
                ? page === null
                  ? null
                  : { name: organisation, address: page }
                : { name: organisation, address: `mailto:${from}` },
          }),
  };
};

/** The Message-ID of a message: made of its id, so that one that is sent twice is known as one. */
export const messageIdOf = (id: string, from: string): string =>
  `<${createHash('sha256').update(id).digest('hex').slice(0, 40)}@${from.slice(from.lastIndexOf('@') + 1)}>`;
