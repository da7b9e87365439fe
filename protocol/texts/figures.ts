// What the page of the figures says, in the two languages of staff.
import { reiwaShort, reiwaYear } from '../fiscal-year.ts';
import type { FiguresPeriod, FiguresSplit } from '../wire-figures.ts';
import type { StaffLanguage } from './staff-catalogue.ts';

export type FiguresTexts = {
  readonly lead: string;
  readonly year: string;
  readonly from: string;
  readonly to: string;
  readonly by: string;
  readonly split: string;
  readonly site: string;
  readonly allSites: string;
  readonly show: string;
  readonly print: string;
  readonly csv: string;
  readonly open: string;
  readonly parquet: string;
  readonly none: string;
  readonly reading: string;
  readonly missing: (days: string) => string;
  readonly total: string;
  readonly periods: Readonly<Record<FiguresPeriod, string>>;
  readonly splits: Readonly<Record<FiguresSplit, string>>;
  readonly channels: Readonly<Record<string, string>>;
  readonly weekdays: readonly string[];
  readonly columns: readonly string[];
  readonly tiles: readonly [
    arrivals: string,
    served: string,
    wait: string,
    promises: string,
    service: string,
    missed: string,
  ];
  readonly minutes: (value: string) => string;
  readonly chart: (period: string) => string;
  readonly chartWaits: string;
  readonly reservations: (n: {
    booked: number;
    arrived: number;
    missed: number;
    cancelled: number;
    moved: number;
  }) => string;
  readonly outages: (n: number, minutes: string) => string;
  readonly fiscalYear: (year: number) => string;
};

const en: FiguresTexts = {
  lead: 'Counted from what happened, live and archived days alike. Waits run from the ticket, or from the slot when a reservation came in time, to the first call.',
  ...{ year: 'Fiscal year', from: 'From', to: 'To', by: 'Per', split: 'Split by', site: 'Site' },
  ...{
    allSites: 'All sites',
    show: 'Show',
    print: 'Print (A4)',
    csv: 'CSV for Excel',
    open: 'Open data (CSV)',
  },
  parquet: 'Every visit (Parquet)',
  none: 'Nobody came on these days.',
  reading: 'Days are being read for the first time; the figures grow until they are all there.',
  missing: (days) => `Not counted, because their archive cannot be read here: ${days}`,
  total: 'Total',
  periods: {
    ...{ hour: 'Hour of the day', day: 'Day', weekday: 'Weekday', week: 'Week', month: 'Month' },
    ...{ fiscalYear: 'Fiscal year', all: 'Whole time' },
  },
  splits: { none: 'Nothing', site: 'Site', procedure: 'Procedure', channel: 'Channel' },
  channels: {
    ...{ button: 'Button', kiosk: 'Kiosk', reception: 'Reception', reservation: 'Reservation' },
    ...{ handwritten: 'Handwritten', integrator: 'Other system' },
  },
  weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  columns: [
    ...['Arrivals', 'Served', 'Absent', 'Left', 'At closing', 'Median wait', 'P80', 'P95'],
    ...['Promise kept', 'Service (mean)', 'Booth hours'],
  ],
  tiles: ['Arrivals', 'Served', 'Median wait', 'Promise kept', 'Mean service', 'Did not come (reserved)'],
  minutes: (value) => `${value} min`,
  chart: (period) => `Arrivals per ${period.toLowerCase()}`,
  chartWaits: 'Wait, median and P80 (min)',
  reservations: ({ booked, arrived, missed, cancelled, moved }) =>
    `Reservations for these days: ${booked}; came ${arrived}, did not come ${missed}. Before that cancelled ${cancelled}, moved ${moved}.`,
  outages: (n, minutes) => `Outages: ${n}, ${minutes} min in all.`,
  fiscalYear: (year) => `FY ${year} (${reiwaShort(year)})`,
};

const ja: FiguresTexts = {
  lead: '開庁中の日も保存済みの日も、記録から集計します。待ち時間は、発券（時間どおりの予約は予約時刻）から最初の呼出までです。',
  ...{ year: '年度', from: '開始日', to: '終了日', by: '集計単位', split: '内訳', site: '拠点' },
  ...{ allSites: 'すべての拠点', show: '表示', print: '印刷（A4）', csv: 'CSV（Excel用）' },
  open: 'オープンデータ（CSV）',
  parquet: '来庁明細（Parquet）',
  none: 'この期間の来庁はありません。',
  reading: '初めて集計する日を読み込んでいます。読み終わるまで数字は増えていきます。',
  missing: (days) => `保存ファイルを読めないため集計に含まれない日：${days}`,
  total: '合計',
  periods: {
    ...{ hour: '時間帯', day: '日', weekday: '曜日', week: '週', month: '月', fiscalYear: '年度' },
    all: '全期間',
  },
  splits: { none: 'なし', site: '拠点', procedure: '手続き', channel: '受付経路' },
  channels: {
    ...{ button: '発券ボタン', kiosk: '発券機', reception: '受付', reservation: '予約' },
    ...{ handwritten: '手書き', integrator: '外部連携' },
  },
  weekdays: ['月', '火', '水', '木', '金', '土', '日'],
  columns: [
    ...['受付', '処理', '不在', '途中退出', '閉庁時', '待ち中央値', '80%値', '95%値'],
    ...['目標達成', '処理時間平均', '窓口時間'],
  ],
  tiles: ['受付件数', '処理件数', '待ち時間（中央値）', '目標達成率', '処理時間（平均）', '予約の不来庁'],
  minutes: (value) => `${value}分`,
  chart: (period) => `受付件数（${period}別）`,
  chartWaits: '待ち時間（中央値と80%値、分）',
  reservations: ({ booked, arrived, missed, cancelled, moved }) =>
    `この期間の予約 ${booked}件：来庁 ${arrived}件、不来庁 ${missed}件。事前の取消 ${cancelled}件、変更 ${moved}件。`,
  outages: (n, minutes) => `障害による停止：${n}件、計 ${minutes}分。`,
  fiscalYear: reiwaYear,
};

export const figuresTexts: Readonly<Record<StaffLanguage, FiguresTexts>> = { ja, en };
