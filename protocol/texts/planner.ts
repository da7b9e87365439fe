// What the page of demand and capacity says, in the two languages of staff.
import type { StaffLanguage } from './staff-catalogue.ts';

const months = ['4', '5', '6', '7', '8', '9', '10', '11', '12', '1', '2', '3'];

const en = {
  lead: 'Choose your own table (CSV) and tell how many procedures a fiscal year has places for. Sums and ratios are reckoned again; where the paper prints something else, it is said below. The file stays in this browser.',
  ...{ file: 'Table (CSV)', capacity: 'Places a fiscal year', show: 'Reckon' },
  noFile: 'Choose a file and write the places as a whole number from 1, e.g. 44000.',
  ...{
    year: 'Fiscal year',
    total: 'Total',
    surplus: 'Places left',
    ratio: 'Demand / capacity',
    kind: 'Kind',
    status: 'Status',
  },
  months: months.map((month) => `${month}/`),
  differences: 'The paper prints something else',
  difference: (row: string, field: string, printed: number, reckoned: number) =>
    `${row}, ${field}: printed ${printed}, reckoned ${reckoned}`,
  agrees: 'All printed sums and ratios hold.',
  wanted: {
    number: 'must be a whole number from 0, e.g. 6416',
    year: 'must be a fiscal year, e.g. R7 or 2025',
    columns: 'is missing: a table needs fiscal_year and either a column per kind of procedure or m04 … m03',
  },
  fault: (line: number, field: string, wanted: string) => `Line ${line}, ${field} ${wanted}`,
  chart: 'Demand / capacity (%)',
};
export type PlannerTexts = typeof en;

const ja: PlannerTexts = {
  lead: 'お手元の表（CSV）を選び、年度あたりの受付可能件数を入力してください。合計と比率は計算し直し、表の印字と違うところは下に示します。ファイルはこのブラウザーの外へ送られません。',
  ...{ file: '表（CSV）', capacity: '年間の受付可能件数', show: '計算' },
  noFile: 'ファイルを選び、件数を1以上の整数で入力してください（例：44000）。',
  ...{ year: '年度', total: '合計', surplus: '余裕（件）', ratio: '需要÷枠', kind: '種別', status: '区分' },
  months: months.map((month) => `${month}月`),
  differences: '表の印字と計算が違うところ',
  difference: (row, field, printed, reckoned) => `${row} ${field}：印字 ${printed}、計算 ${reckoned}`,
  agrees: '印字されている合計と比率は、すべて計算と一致します。',
  wanted: {
    number: 'は0以上の整数にしてください（例：6416）',
    year: 'は年度にしてください（例：R7、2025）',
    columns: 'がありません。fiscal_year と、手続きごとの列または m04～m03 の列が必要です',
  },
  fault: (line, field, wanted) => `${line}行目の ${field} ${wanted}`,
  chart: '需要÷枠（%）',
};

export const plannerTexts: Readonly<Record<StaffLanguage, PlannerTexts>> = { ja, en };
