// What is said of a printer where it is set up and watched: what it does not report, and how its ruler is read.
import type { PrinterBlindSpot } from '../views.ts';

export type PrinterText = {
  /** A sentence: what this printer does not report. */
  readonly doesNotTell: (blind: readonly PrinterBlindSpot[]) => string;
  readonly tellsAll: string;
  readonly sheetTitle: string;
  readonly widthSet: (dots: number) => string;
  readonly howToRead: string;
};

const ja: Readonly<Record<PrinterBlindSpot, string>> = {
  line: '一切の状態（一方向のケーブルまたは接続です）',
  paper: '用紙の残量',
  cover: 'カバーの開閉',
  cutter: 'カッターの異常',
  printed: '印刷の完了',
};
const en: Readonly<Record<PrinterBlindSpot, string>> = {
  line: 'anything: its cable works one way',
  paper: 'paper',
  cover: 'its cover',
  cutter: 'its cutter',
  printed: 'when a sheet is out',
};
/** A line that carries nothing back says it all. */
const told = (blind: readonly PrinterBlindSpot[]): readonly PrinterBlindSpot[] =>
  blind.includes('line') ? ['line'] : blind;

export const printerTexts: { readonly ja: PrinterText; readonly en: PrinterText } = {
  ja: {
    doesNotTell: (blind) =>
      `このプリンターは次の状態を通知しません：${told(blind)
        .map((one) => ja[one])
        .join('、')}。`,
    tellsAll: 'このプリンターは状態をすべて通知します。',
    sheetTitle: 'プリンター設定用シート',
    widthSet: (dots) => `現在の印字幅：${dots}ドット`,
    howToRead: '右端の■まで印刷されている一番長い線の数字が、設定する dots の値です。',
  },
  en: {
    doesNotTell: (blind) =>
      `This printer does not report ${told(blind)
        .map((one) => en[one])
        .join(', ')}.`,
    tellsAll: 'This printer reports all of its state.',
    sheetTitle: 'Printer set-up sheet',
    widthSet: (dots) => `Width set: ${dots} dots`,
    howToRead: 'The longest line whose block at the right end is whole tells the value of dots.',
  },
};
