// A file of another system as rows: its encoding, its headings, and which column is which; pure.
import { parse } from 'csv-parse/browser/esm/sync';
import { type ImportField, type ImportRow, importFields } from '../../protocol/reservation-import.ts';

export const mostRows = 5_000;
export const mostBytes = 5_000_000;

export type Table = { readonly headings: readonly string[]; readonly lines: readonly (readonly string[])[] };
/** Of each field its column's heading; null: none. */
export type Mapping = Readonly<Record<ImportField, string | null>>;

/** UTF-8, or what Japanese systems write without saying so. */
export const decode = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('shift_jis').decode(bytes);
  }
};

export const readTable = (bytes: Uint8Array): Table | 'empty' | 'tooLarge' | 'notCsv' => {
  if (bytes.length > mostBytes) return 'tooLarge';
  try {
    const records: string[][] = parse(decode(bytes), {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
    });
    const [headings, ...lines] = records;
    if (headings === undefined || lines.length === 0) return 'empty';
    return lines.length > mostRows ? 'tooLarge' : { headings: headings.map((one) => one.trim()), lines };
  } catch {
    return 'notCsv';
  }
};

/** What other systems head their columns with; the first that is found counts. */
const headingsOf: Readonly<Record<ImportField, RegExp>> = {
  site: /^(?:site|場所|会場|施設|拠点|窓口名?|受付場所)$/i,
  date: /^(?:date|日付|予約日|来庁日|日にち|利用日)/i,
  time: /^(?:time|時間|予約時間|予約時刻|開始時刻|開始時間|時間帯)/i,
  procedure: /^(?:procedure|手続き?|手続名|用件|メニュー|予約種別|サービス)/i,
  partySize: /^(?:party|people|人数|来庁人数)/i,
  language: /^(?:language|言語)/i,
  name: /^(?:name|氏名|名前|お名前|予約者名?|漢字氏名)$/i,
  kana: /^(?:kana|フリガナ|ふりがな|カナ|カナ氏名|氏名[(（]?カナ|お名前[(（]?カナ)/i,
  phone: /^(?:phone|tel|電話|電話番号|連絡先|携帯)/i,
  email: /^(?:e-?mail|メール|メールアドレス)/i,
  note: /^(?:note|備考|メモ|コメント)/i,
};

export const guess = (headings: readonly string[]): Mapping =>
  Object.fromEntries(
    importFields.map((field) => [
      field,
      headings.find((heading) => headingsOf[field].test(heading.normalize('NFKC').trim())) ?? null,
    ]),
  ) as Mapping;

/** `fixed`: for fields without a column, what every row has. Lines count from 1, the heading included. */
export const rowsOf = (
  { headings, lines }: Table,
  mapping: Mapping,
  fixed: Partial<Readonly<Record<ImportField, string>>>,
): readonly ImportRow[] => {
  const place = new Map(headings.map((heading, index) => [heading, index]));
  return lines.map((cells, index) => {
    const cellOf = (field: ImportField): string => {
      const heading = mapping[field];
      const text = heading === null ? (fixed[field] ?? '') : (cells[place.get(heading) ?? -1] ?? '');
      return text.slice(0, 600);
    };
    const fields = Object.fromEntries(importFields.map((field) => [field, cellOf(field)]));
    return { line: index + 2, ...fields } as ImportRow;
  });
};

/** Names a file with its columns (cyrb128, 128 bits): the same again is the same import. No secret hangs on it. */
export const importIdOf = (text: string): string => {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    a = b ^ Math.imul(a ^ code, 597399067);
    b = c ^ Math.imul(b ^ code, 2869860233);
    c = d ^ Math.imul(c ^ code, 951274213);
    d = a ^ Math.imul(d ^ code, 2716044179);
  }
  const mixed = [a ^ b ^ c ^ d, b ^ a, c ^ a, d ^ a];
  return mixed.map((part) => (part >>> 0).toString(16).padStart(8, '0')).join('');
};
