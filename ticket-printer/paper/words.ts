// What stands on a ticket, in words: Japanese always, and the visitor's language where it is another.
import { givenIn, type Language, type LocalText } from '../../protocol/ids.ts';
import { dateIn as dateInTag, zone } from '../../protocol/texts/dates.ts';
import { showRange, textsFor } from '../../protocol/texts/index.ts';
import type { TicketPaper } from '../contract.ts';

export type Said = { readonly text: string; readonly language: Language };
/** One thing said once or twice; Japanese first. */
export type Saying = readonly Said[];

export type TicketWords = {
  readonly site: Saying;
  readonly yourNumber: Saying;
  readonly procedure: Saying;
  readonly reprint: Saying | null;
  readonly slot: Saying | null;
  /** How many before and the wait; empty when the hub was away. */
  readonly ahead: Saying;
  readonly wait: Saying;
  readonly keep: Saying;
  readonly scan: Saying;
  readonly whereToWait: { readonly title: Saying; readonly text: Saying } | null;
  readonly bring: { readonly title: Saying; readonly text: Saying } | null;
  readonly issued: Saying;
};

/** `10:15` everywhere: no one in a Japanese waiting room misreads it. */
const clock = (atMs: number): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(atMs);

const withLongMonths: readonly Language[] = ['ja', 'ja-easy', 'zh-Hans', 'zh-Hant', 'ko', 'ne'];

const dateIn = (atMs: number, language: Language): string =>
  dateInTag(textsFor(language).tag, atMs, {
    year: true,
    month: withLongMonths.includes(language) ? 'long' : 'short',
  });

/** A civil date and time in Japan, e.g. 2026年11月24日(火) 10:15. */
export const dateAndTime = (atMs: number, language: Language): string =>
  `${dateIn(atMs, language)} ${clock(atMs)}`;

/** The words of a ticket. */
export const wordsOf = (paper: TicketPaper): TicketWords => {
  const languages: readonly Language[] = paper.language === 'ja' ? ['ja'] : ['ja', paper.language];

  const say = (tell: (language: Language) => string): Saying => {
    const said = languages.map((language): Said => ({ text: tell(language).trim(), language }));
    return said.filter(
      ({ text }, at) => text !== '' && said.findIndex((other) => other.text === text) === at,
    );
  };

  const local = (text: LocalText): Saying => {
    const said: Said[] = [{ text: text.ja, language: 'ja' }];
    if (paper.language === 'ja') return said;
    // Another language stands in for one that the settings leave out; it is then set in its own type.
    const language = givenIn(text, paper.language);
    said.push({ text: text[language] ?? text.ja, language });
    return said.filter(({ text: words }, at) => at === 0 || words !== text.ja);
  };

  const { ahead, estimate, slotAtMs } = paper;
  return {
    site: local(paper.siteNames),
    yourNumber: say((language) => textsFor(language).paper.yourNumber),
    procedure: local(paper.procedureNames),
    reprint: paper.reprint ? say((language) => textsFor(language).paper.reprint) : null,
    slot: slotAtMs === null ? null : say((language) => textsFor(language).paper.slot(clock(slotAtMs))),
    ahead: paper.offline || ahead === null ? [] : say((language) => textsFor(language).paper.ahead(ahead)),
    wait:
      paper.offline || estimate === null
        ? []
        : say((language) => showRange(estimate, textsFor(language).paper)),
    keep: say((language) => textsFor(language).paper.keep),
    scan: say((language) => textsFor(language).paper.scan),
    whereToWait: paper.whereToWait && {
      title: say((language) => textsFor(language).paper.whereToWait),
      text: local(paper.whereToWait),
    },
    bring: paper.bring && {
      title: say((language) => textsFor(language).paper.bring),
      text: local(paper.bring),
    },
    issued: say((language) => textsFor(language).paper.issuedAt(dateAndTime(paper.issuedAtMs, language))),
  };
};
