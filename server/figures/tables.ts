// The figures as tables: for spreadsheets of an office (Japanese), and as open data (English names, ISO dates, small counts hidden).
import { reiwaYear } from '../../protocol/fiscal-year.ts';
import type { Figures, FiguresPeriod, FiguresQuery, FiguresRow } from '../../protocol/wire-figures.ts';

type Cell = string | number;
const round = (value: number | null): Cell => (value === null ? '' : Math.round(value * 10) / 10);
const percent = (part: number, whole: number): Cell =>
  whole === 0 ? '' : Math.round((1000 * part) / whole) / 10;

const weekdays = ['月', '火', '水', '木', '金', '土', '日'];
/** How an office writes a period; a month stays text that no spreadsheet takes for a date. */
export const periodJa = (by: FiguresPeriod, period: string): string => {
  if (by === 'hour') return `${Number(period)}時台`;
  if (by === 'weekday') return `${weekdays[Number(period) - 1] ?? period}曜日`;
  if (by === 'week') return `${period}の週`;
  if (by === 'month') return `${period.slice(0, 4)}年${Number(period.slice(5))}月`;
  if (by === 'fiscalYear') return reiwaYear(Number(period));
  return by === 'all' ? '全期間' : period;
};

const splitNames = { none: '区分', site: '拠点', procedure: '手続き', channel: '受付経路' } as const;
export const channelsJa: Readonly<Record<string, string>> = {
  button: '発券ボタン',
  kiosk: '発券機',
  reception: '受付',
  reservation: '予約',
  handwritten: '手書き',
  integrator: '外部連携',
};

type Column = readonly [ja: string, en: string, of: (row: FiguresRow) => Cell];
/** What tender documents ask for, in their order: how many, how they ended, how long they waited, how long it took. */
const columns: readonly Column[] = [
  ['開庁日数', 'days', (r) => r.days],
  ['受付件数', 'arrivals', (r) => r.arrivals],
  ['うち予約', 'reserved', (r) => r.reserved],
  ['処理件数', 'served', (r) => r.served],
  ['不在', 'absent', (r) => r.absent],
  ['途中退出', 'left', (r) => r.left],
  ['他窓口で対応', 'elsewhere', (r) => r.elsewhere],
  ['閉庁時未処理', 'day_ended', (r) => r.dayEnded],
  ['その他取消', 'other', (r) => r.other],
  ['対応中', 'open', (r) => r.open],
  ['取次ぎ回数', 'transfers', (r) => r.transfers],
  ['呼出件数', 'called', (r) => r.called],
  ['待ち時間中央値(分)', 'wait_median_minutes', (r) => round(r.waitMedian)],
  ['待ち時間80%値(分)', 'wait_p80_minutes', (r) => round(r.waitP80)],
  ['待ち時間95%値(分)', 'wait_p95_minutes', (r) => round(r.waitP95)],
  ['目標達成件数', 'promises_kept', (r) => r.promisesKept],
  ['目標達成率(%)', 'promises_kept_percent', (r) => percent(r.promisesKept, r.called)],
  ['処理時間中央値(分)', 'service_median_minutes', (r) => round(r.serviceMedian)],
  ['処理時間平均(分)', 'service_mean_minutes', (r) => round(r.serviceMean)],
  ['処理時間合計(分)', 'service_total_minutes', (r) => round(r.serviceTotal)],
];

/** With a header and, at the end, the whole; `partName` gives what a site or procedure is called. */
export const figuresTable = (
  { rows, total }: Pick<Figures, 'rows' | 'total'>,
  { by, split }: Pick<FiguresQuery, 'by' | 'split'>,
  partName: (row: FiguresRow) => string,
): Cell[][] => {
  const nameOf = (row: FiguresRow): string =>
    split === 'none' ? '全体' : split === 'channel' ? (channelsJa[row.part] ?? row.part) : partName(row);
  return [
    ['期間', splitNames[split], ...columns.map(([ja]) => ja)],
    ...rows.map((row) => [periodJa(by, row.period), nameOf(row), ...columns.map(([, , of]) => of(row))]),
    ['合計', '全体', ...columns.map(([, , of]) => of(total))],
  ];
};

/** Fewer visits than this are nobody's business outside: such a row is left out. */
export const openDataLeast = 5;

/** Rows of at least five arrivals, without a total: from a total what was left out could be reckoned. */
export const openData = (
  { rows }: Pick<Figures, 'rows'>,
  { by, split }: Pick<FiguresQuery, 'by' | 'split'>,
): Cell[][] => [
  ['period_kind', 'period', split === 'none' ? 'part' : split, ...columns.map(([, en]) => en)],
  ...rows
    .filter(({ arrivals }) => arrivals >= openDataLeast)
    .map((row) => [
      by,
      row.period,
      row.part === '' ? 'all' : row.part,
      ...columns.map(([, , of]) => of(row)),
    ]),
];
