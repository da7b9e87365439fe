// Writes the page of the virtual printer: the printer's mouth in the middle, buttons at one side, faults at the other.
import type { OnScreenKey } from '../../contract.ts';
import type { Faults } from '../mechanism.ts';
import type { Sheet } from '../sheet.ts';

export type PageState = {
  readonly widthMm: 80 | 58;
  readonly rawPort: number;
  readonly keys: readonly OnScreenKey[];
  readonly faults: Faults & { readonly refuse: boolean };
  readonly connections: number;
  /** Newest first. */
  readonly sheets: readonly Pick<Sheet, 'id' | 'atMs' | 'picture'>[];
};

const safe = (text: string): string =>
  text.replaceAll(
    /[&<>"']/g,
    (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character] ?? '&#39;',
  );

const english = (text: string): string => `<span class="en" lang="en">${safe(text)}</span>`;

type Switch = {
  readonly id: string;
  readonly ja: string;
  readonly en: string;
  readonly on: (faults: PageState['faults']) => boolean;
  /** What is sent to switch it on and off. */
  readonly yes: object;
  readonly no: object;
};

const switches: readonly Switch[] = [
  {
    id: 'out',
    ja: '用紙切れ',
    en: 'Out of paper',
    on: (f) => f.paper === 'out',
    yes: { paper: 'out' },
    no: { paper: 'ok' },
  },
  {
    id: 'near',
    ja: '用紙残りわずか',
    en: 'Paper near its end',
    on: (f) => f.paper === 'nearEnd',
    yes: { paper: 'nearEnd' },
    no: { paper: 'ok' },
  },
  {
    id: 'last',
    ja: 'あと1枚で用紙切れ',
    en: 'Out of paper after one more',
    on: (f) => f.sheetsLeft !== null && f.sheetsLeft > 0,
    yes: { sheetsLeft: 1 },
    no: { sheetsLeft: null },
  },
  {
    id: 'middle',
    ja: '印刷の途中で用紙切れ',
    en: 'Out of paper in mid-ticket',
    on: (f) => f.rowsLeft !== null && f.rowsLeft > 0,
    yes: { rowsLeft: 500 },
    no: { rowsLeft: null },
  },
  {
    id: 'cover',
    ja: 'カバーを開ける',
    en: 'Cover open',
    on: (f) => f.cover === 'open',
    yes: { cover: 'open' },
    no: { cover: 'closed' },
  },
  {
    id: 'cutter',
    ja: 'カッターの故障',
    en: 'Cutter jammed',
    on: (f) => f.cutter === 'jammed',
    yes: { cutter: 'jammed' },
    no: { cutter: 'ok' },
  },
  {
    id: 'offline',
    ja: 'オフラインにする',
    en: 'Switched off-line',
    on: (f) => f.offline,
    yes: { offline: true },
    no: { offline: false },
  },
  { id: 'hang', ja: '応答しない', en: 'Hangs', on: (f) => f.hang, yes: { hang: true }, no: { hang: false } },
  {
    id: 'refuse',
    ja: '電源・ケーブルを抜く',
    en: 'Unplugged',
    on: (f) => f.refuse,
    yes: { refuse: true },
    no: { refuse: false },
  },
];

const lamp = ({
  faults,
  connections,
}: PageState): { tone: 'good' | 'warn' | 'bad'; ja: string; en: string } => {
  if (faults.refuse) return { tone: 'bad', ja: '電源が入っていません', en: 'Unplugged' };
  if (faults.hang) return { tone: 'bad', ja: '応答していません', en: 'Hanging' };
  if (faults.cover === 'open') return { tone: 'bad', ja: 'カバーが開いています', en: 'Cover open' };
  if (faults.paper === 'out') return { tone: 'bad', ja: '用紙がありません', en: 'Out of paper' };
  if (faults.cutter === 'jammed') return { tone: 'bad', ja: 'カッターが動きません', en: 'Cutter jammed' };
  if (faults.offline) return { tone: 'bad', ja: 'オフラインです', en: 'Off-line' };
  if (faults.paper === 'nearEnd')
    return { tone: 'warn', ja: '用紙が残りわずかです', en: 'Paper near its end' };
  if (connections === 0) return { tone: 'warn', ja: '接続を待っています', en: 'Waiting for a connection' };
  return { tone: 'good', ja: '印刷できます', en: 'Ready' };
};

const clock = (atMs: number): string =>
  new Intl.DateTimeFormat('ja', { timeZone: 'Asia/Tokyo', timeStyle: 'medium' }).format(atMs);

const renderSheet = ({ id, atMs, picture }: PageState['sheets'][number]): string => {
  const time = clock(atMs);
  return `<li class="sheet" data-sheet="${id}"><figure>
<a href="/sheets/${id}.png"><img src="/sheets/${id}.png" width="${picture.width / 2}" height="${Math.round(picture.height / 2)}" alt="${id}枚目の紙。Sheet ${id}."></a>
<figcaption><span>${id}枚目 ${time}</span></figcaption></figure></li>`;
};

const renderKey = ({ key, label }: OnScreenKey): string =>
  `<li><button type="button" class="press" data-key="${safe(key)}"><span class="cap" aria-hidden="true"></span><span>${safe(label.ja)}${label.en ? english(label.en) : ''}</span></button></li>`;

export type Fragments = {
  readonly lamp: string;
  readonly tone: string;
  readonly keys: string;
  readonly pressed: Readonly<Record<string, boolean>>;
  readonly sheets: readonly { readonly id: number; readonly html: string }[];
};

/** The moving parts of the page, as HTML; the page's script puts them in place. */
export const fragments = (state: PageState): Fragments => {
  const { tone, ja, en } = lamp(state);
  return {
    tone,
    lamp: `${safe(ja)}${english(en)}`,
    keys:
      state.keys.length > 0
        ? state.keys.map(renderKey).join('')
        : `<li class="none">ボタンはまだありません${english('No buttons yet')}</li>`,
    pressed: Object.fromEntries(switches.map(({ id, on }) => [id, on(state.faults)])),
    sheets: state.sheets.map((sheet) => ({ id: sheet.id, html: renderSheet(sheet) })),
  };
};

const renderSwitch = ({ id, ja, en, yes, no }: Switch, pressed: boolean): string =>
  `<li><button type="button" class="switch" aria-pressed="${pressed}" data-switch="${id}" data-yes="${safe(JSON.stringify(yes))}" data-no="${safe(JSON.stringify(no))}"><span>${safe(ja)}${english(en)}</span><span class="knob" aria-hidden="true"></span></button></li>`;

/** The whole page. */
export const renderPage = (state: PageState): string => {
  const parts = fragments(state);
  return `<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>受付プリンター（仮想） · Virtual ticket printer</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/tokens.css">
<link rel="stylesheet" href="/fonts/400.css">
<link rel="stylesheet" href="/fonts/700.css">
<link rel="stylesheet" href="/page.css">
<script src="/page.js" defer></script>
</head>
<body class="mm${state.widthMm}">
<header>
<h1>受付プリンター（仮想）${english('Virtual ticket printer')}</h1>
<p class="address">${state.widthMm} mm · <code>tcp ${state.rawPort}</code></p>
<p class="offline" role="alert" hidden>この画面は更新されていません${english('This page is not live')}</p>
</header>
<main>
<section class="reception" aria-labelledby="keys-title">
<h2 id="keys-title">受付ボタン${english('Reception buttons')}</h2>
<ul class="keys" data-part="keys">${parts.keys}</ul>
</section>
<section class="printer" aria-labelledby="paper-title">
<h2 id="paper-title" class="unseen">出てきた紙${english('Paper')}</h2>
<div class="body"><p class="lamp" data-part="lamp" data-tone="${parts.tone}" role="status">${parts.lamp}</p><div class="mouth" aria-hidden="true"></div></div>
<div class="tray"><ol class="sheets" data-part="sheets">${parts.sheets.map(({ html }) => html).join('')}</ol>
<p class="empty">ボタンを押すと、ここに番号札が出てきます${english('Press a button: the ticket comes out here')}</p></div>
</section>
<section class="faults" aria-labelledby="faults-title">
<h2 id="faults-title">故障を起こす${english('Make it fail')}</h2>
<ul>${switches.map((item) => renderSwitch(item, parts.pressed[item.id] ?? false)).join('')}
<li><button type="button" class="once" data-once="/cut"><span>通信を一度切る${english('Cut the connection once')}</span></button></li></ul>
</section>
</main>
</body>
</html>
`;
};
