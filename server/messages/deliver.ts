// Sends one message of the outbox: finds whom to reach in the vault, says it in their language, and settles what came of it.
import type { Logger } from 'pino';
import type { Contact } from '../../protocol/contacts.ts';
import type { SiteId } from '../../protocol/ids.ts';
import { Message, type MessageWay } from '../../protocol/messages.ts';
import type { LinkSecret } from '../../protocol/reservation-ids.ts';
import type { Vault } from '../contacts/vault.ts';
import type { ResolvedSite } from '../settings/resolved-site.ts';
import { compose, messageIdOf } from './compose.ts';
import type { createHook } from './hook.ts';
import type { Mailer, Outcome } from './mail.ts';
import type { Outbox, Taken } from './outbox.ts';

/** Who the vault hears asking. */
export const sender = { actor: { kind: 'system', id: 'messages' }, reason: 'sendMessage' } as const;

/** Minutes until the next try, by how often it was tried: a greylist opens after five, a full mailbox after hours. */
const backOffMinutes = [2, 6, 15, 30, 60, 120, 240] as const;
/** How much of the wait is spread by the message's id, so that a crowd does not come back at once. */
const spread = 0.2;
/** The desk that books may put the contact into the vault a moment after the event. */
const contactGraceMs = 120_000;

/** When to try again after so many tries, epoch ms. */
export const nextTryMs = (nowMs: number, tries: number, id: string): number => {
  const minutes = backOffMinutes[Math.min(tries, backOffMinutes.length) - 1] ?? 2;
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000;
  return Math.round(nowMs + minutes * 60_000 * (1 + (spread * sum) / 1_000));
};

export type Became = 'sent' | 'refused' | 'later' | 'away' | 'noAddress' | 'tooLate';

export type DeliverParts = {
  readonly outbox: Pick<Outbox, 'settle' | 'putOff'>;
  readonly contacts: Pick<Vault, 'readKept'>;
  readonly sites: ReadonlyMap<SiteId, ResolvedSite>;
  readonly mailer: Mailer | null;
  /** The office's mail address; null: no mail. */
  readonly from: string | null;
  readonly hook: ReturnType<typeof createHook> | null;
  readonly logger: Logger;
  readonly nowMs: () => number;
};

/**
 * What became of it. `away` leaves it due in `retryAwayMs`; the caller slows down by it. Log lines hold the
 * message's id, never whom it is for. Throws LogUnavailable when a store is away: the claim runs out, and it is
 * taken again.
 */
export const deliver = async (parts: DeliverParts, taken: Taken, retryAwayMs: number): Promise<Became> => {
  const { outbox, logger, nowMs } = parts;
  const message = Message.parse(JSON.parse(taken.body));
  const settled = async (became: Became): Promise<Became> => {
    await outbox.settle(taken, became === 'sent' || became === 'noAddress' ? 'sent' : 'failed');
    return became;
  };
  if (nowMs() >= taken.untilMs) {
    logger.warn({ message: taken.id }, 'a message could not be sent in time');
    return settled('tooLate');
  }
  const found = await parts.contacts.readKept(message.reservation, sender);
  if (!found.ok) {
    logger.error({ message: taken.id, refusal: found.refusal.code }, 'a message has no readable address');
    return settled('refused');
  }
  const address = addressIn(found.value, message.way);
  if (address === null) {
    if (found.value === null && nowMs() - message.atMs < contactGraceMs) {
      await outbox.putOff(taken, nowMs() + contactGraceMs / 4);
      return 'later';
    }
    return settled('noAddress');
  }
  const outcome = await send(parts, taken.id, message, { address, link: found.value?.link ?? null });
  switch (outcome.kind) {
    case 'sent':
      return settled('sent');
    case 'refused':
      logger.warn({ message: taken.id, why: outcome.why }, 'a message was refused for good');
      return settled('refused');
    case 'later':
      await outbox.putOff(taken, nextTryMs(nowMs(), taken.tries, taken.id));
      return 'later';
    case 'away':
      logger.warn({ way: message.way, why: outcome.why }, 'messages wait: what sends them is in the way');
      await outbox.putOff(taken, nowMs() + retryAwayMs);
      return 'away';
  }
};

const addressIn = (contact: Contact | null, way: MessageWay): string | null =>
  (way === 'mail' ? contact?.email : contact?.phone) ?? null;

type To = { readonly address: string; readonly link: LinkSecret | null };

const send = async (
  parts: DeliverParts,
  id: string,
  message: Message,
  { address, link }: To,
): Promise<Outcome> => {
  const site = parts.sites.get(message.site);
  if (site === undefined) return { kind: 'refused', why: 'its site is no longer in the settings' };
  const composed = compose(message, site, parts.from, link);
  if (message.way === 'hook') {
    return parts.hook === null
      ? { kind: 'refused', why: 'messages.hook is no longer in the settings' }
      : parts.hook({ id, message, phone: address, composed });
  }
  if (parts.mailer === null || parts.from === null) {
    return { kind: 'refused', why: 'messages.mail is no longer in the settings' };
  }
  const messageId = messageIdOf(id, parts.from);
  return parts.mailer.send({ to: address, messageId, language: message.language, composed });
};
