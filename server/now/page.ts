// The now page as plain HTML: by itself complete, so that the hub can send it and a web server elsewhere can show it as a file.
import { type Language, type LocalText, textIn } from '../../protocol/ids.ts';
import type { NowProcedure, NowSite, NowView } from '../../protocol/now.ts';
import { type PublicTexts, textsFor } from '../../protocol/texts/index.ts';
import { type NowTexts, nowTexts } from '../../protocol/texts/now.ts';
import { languageNames } from '../../protocol/texts/phone/load.ts';
import { escapeHtml } from '../base/plain-page.ts';
import { nowScript } from './page-script.ts';
import { nowStyle } from './page-style.ts';

export type NowPageOptions = {
  readonly language: Language;
  readonly languages: readonly Language[];
  /** Address of this page in another language. */
  readonly pageIn: (language: Language) => string;
  /** Seconds between two looks. */
  readonly renewSeconds: number;
  readonly oldAfterSeconds: number;
  /** Address of the script; null: it stands in the page itself. */
  readonly script: string | null;
};

type Say = {
  readonly language: Language;
  readonly wall: PublicTexts['wall'];
  readonly now: NowTexts;
  readonly tag: string;
};

const text = (of: LocalText, { language }: Say): string => escapeHtml(textIn(of, language));
const timeIn = (atMs: number, tag: string, options: Intl.DateTimeFormatOptions = {}): string =>
  new Intl.DateTimeFormat(tag, {
    timeZone: 'Asia/Tokyo',
    numberingSystem: 'latn',
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h23',
    ...options,
  }).format(atMs);
const dayAndTime = (atMs: number, tag: string): string =>
  timeIn(atMs, tag, { month: 'short', day: 'numeric' });

/** Closing time; midnight is the end of its day. */
const endOf = (atMs: number, tag: string): string =>
  timeIn(atMs, 'ja-JP') === '0:00' ? '24:00' : timeIn(atMs, tag);

const phaseIn = (site: NowSite, say: Say): string => {
  const { wall, now } = say;
  switch (site.phase) {
    case 'open':
      return now.open;
    case 'before':
      return wall.beforeOpening;
    case 'break':
      return wall.breakTime;
    case 'after':
      return wall.lastServing;
    case 'ended':
      return wall.ended;
    case 'closed':
      return wall.closed;
  }
};

const hoursIn = ({ hours, phase, nextOpeningMs }: NowSite, { tag, wall }: Say): string => {
  if (phase === 'closed' || phase === 'ended')
    return nextOpeningMs === null
      ? ''
      : escapeHtml(
          wall.nextOpening(timeIn(nextOpeningMs, tag, { month: 'short', day: 'numeric', weekday: 'short' })),
        );
  return hours.map(({ fromMs, toMs }) => `${timeIn(fromMs, tag)}–${endOf(toMs, tag)}`).join(', ');
};

const waitIn = ({ wait, intake }: NowProcedure, { wall }: Say): string => {
  if (intake === 'outage') return wall.outageShort;
  if (wait === null) return intake === 'open' ? wall.noBooth : '–';
  return wait.high === 0 ? wall.soon : wall.range(wait);
};

const intakeIn = (procedure: NowProcedure, say: Say): string => {
  const { wall } = say;
  const words = {
    open: '',
    stopped: wall.intakeStopped,
    outage: wall.outage,
    notNow: wall.notNow,
    reservationOnly: wall.reservationOnly,
    allGiven: wall.allGiven,
  };
  const { numbersLeft, waiting, wait } = procedure;
  const shared = procedure.intake === 'open' && waiting === 0 && (wait?.low ?? 0) >= 5;
  const word =
    words[procedure.intake] ||
    (numbersLeft !== null ? wall.fewLeft(numbersLeft) : shared ? wall.sharedBooths : '');
  const notice = procedure.notice === null ? '' : ` <span>${text(procedure.notice, say)}</span>`;
  return word === '' && notice === ''
    ? ''
    : `<p class="intake ${procedure.intake}"><strong>${escapeHtml(word)}</strong>${notice}</p>`;
};

const procedureRow = (procedure: NowProcedure, say: Say): string => {
  const last =
    procedure.lastCalled === null
      ? escapeHtml(say.now.noCall)
      : `<strong>${procedure.lastCalled}</strong> <span>${timeIn(procedure.lastCalledAtMs ?? 0, say.tag)}</span>`;
  return `<li><h3>${text(procedure.names, say)}</h3>
<dl><div><dt>${escapeHtml(say.wall.waitingLabel)}</dt><dd>${procedure.waiting}</dd></div>
<div class="wait"><dt>${escapeHtml(say.wall.waitLabel)}</dt><dd>${escapeHtml(waitIn(procedure, say))}</dd></div>
<div><dt>${escapeHtml(say.now.lastCalled)}</dt><dd>${last}</dd></div></dl>${intakeIn(procedure, say)}</li>`;
};

/** From the shortest to the longest wait of what is open: one line for a glance. */
const waitsOf = (site: NowSite, { wall }: Say): string => {
  const waits = site.procedures.flatMap(({ wait, intake }) =>
    wait === null || intake === 'outage' ? [] : [wait],
  );
  if (waits.length === 0) return '';
  const low = Math.min(...waits.map((wait) => wait.low));
  const high = Math.max(...waits.map((wait) => wait.high));
  return high === 0 ? wall.soon : wall.range({ low, high });
};

/** The newest number of each procedure, and where no tickets are given: what a glance is for. */
const glanceLines = (site: NowSite, say: Say): string => {
  const called = site.procedures.flatMap(({ lastCalled }) => lastCalled ?? []);
  const named = (intake: NowProcedure['intake']) =>
    site.procedures
      .filter((procedure) => procedure.intake === intake)
      .map((procedure) => text(procedure.shortNames ?? procedure.names, say));
  const line = (intake: 'outage' | 'stopped', word: string): string => {
    const names = named(intake);
    return names.length === 0
      ? ''
      : `<p class="intake ${intake}"><strong>${escapeHtml(word)}</strong> <span>${names.join(' · ')}</span></p>`;
  };
  const last =
    called.length === 0
      ? ''
      : `<p class="last">${escapeHtml(say.now.lastCalled)} <strong>${called.join(' ')}</strong></p>`;
  return last + line('outage', say.wall.outage) + line('stopped', say.wall.intakeStopped);
};

const isShut = ({ phase }: NowSite): boolean => phase === 'closed' || phase === 'ended';
/** With a few places everything fits one screen; with many each is a line that opens. */
const fewSites = 2;

const siteCard = (site: NowSite, say: Say, open: boolean): string => {
  const head = `<h2>${text(site.names, say)}</h2>
<p class="phase ${site.phase}"><strong>${escapeHtml(phaseIn(site, say))}</strong> <span>${hoursIn(site, say)}</span></p>`;
  if (isShut(site)) return `<section class="site shut">${head}</section>`;
  const waits = waitsOf(site, say);
  const trouble = site.live ? '' : `<p class="intake outage">${escapeHtml(say.now.storeAway)}</p>`;
  const address = site.address === null ? '' : `<p class="address">${escapeHtml(site.address)}</p>`;
  return `<section class="site">${head}${trouble}
<p class="glance"><strong>${escapeHtml(say.wall.waitingPeople(site.waiting))}</strong>${waits === '' ? '' : ` <span>${escapeHtml(waits)}</span>`}</p>${glanceLines(site, say)}
<details id="site-${site.id}"${open ? ' open' : ''}><summary>${escapeHtml(say.now.details)}<span class="hidden"> ${text(site.names, say)}</span></summary>
<ul>${site.procedures.map((procedure) => procedureRow(procedure, say)).join('\n')}</ul>${address}</details></section>`;
};

const languageLinks = ({ language, languages, pageIn }: NowPageOptions): string =>
  languages.length < 2
    ? ''
    : `<nav aria-label="Language">${languages
        .map((one) => {
          const tag = one === 'ja-easy' ? 'ja' : one;
          const here = one === language ? ' aria-current="page"' : '';
          return `<a href="${escapeHtml(pageIn(one))}" lang="${tag}" hreflang="${tag}"${here}>${languageNames[one]}</a>`;
        })
        .join('')}</nav>`;

/** The whole page; open places first, each group in the order of the settings. */
export const nowPage = (view: NowView, options: NowPageOptions): string => {
  const { language, renewSeconds, oldAfterSeconds, script } = options;
  const { tag, wall } = textsFor(language);
  const say: Say = { language, wall, now: nowTexts[language], tag };
  const { now } = say;
  const open = view.sites.filter((site) => !isShut(site));
  const cards = [...open, ...view.sites.filter(isShut)].map((site) =>
    siteCard(site, say, open.length <= fewSites),
  );
  const mark = '\u0001';
  const asOf = escapeHtml(now.asOf(mark)).replace(
    mark,
    `<span data-time>${escapeHtml(dayAndTime(view.madeAtMs, tag))}</span>`,
  );
  const every = renewSeconds === 60 ? now.everyMinute : now.everySeconds(renewSeconds);
  const title = `${now.title} · ${textIn(view.organisation.names, language)}`;
  return `<!doctype html>
<html lang="${tag}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<noscript><meta http-equiv="refresh" content="${renewSeconds}"></noscript><style>${nowStyle}</style></head>
<body><header><p>${text(view.organisation.names, say)}</p><h1>${escapeHtml(now.title)}</h1>${languageLinks(options)}</header>
<p class="old" role="alert" hidden>${escapeHtml(now.tooOld)}</p>
<main data-made-at="${view.madeAtMs}" data-old-after="${oldAfterSeconds}" data-renew="${renewSeconds}" data-live="${script !== null}">
<p class="as-of">${asOf}</p>
${cards.join('\n')}
</main>
<footer><p>${escapeHtml(now.renewed(every, Math.round(oldAfterSeconds / 60)))}</p>
<p>${escapeHtml(now.data)}: <a href="now.json">JSON</a> <a href="now.csv">CSV</a></p></footer>
${script === null ? `<script>${nowScript}</script>` : `<script src="${script}" defer></script>`}</body></html>
`;
};
