// Files are read in both encodings, columns are found by what other systems call them, and the same file has the same name.
import { describe, expect, it } from 'vitest';
import { guess, importIdOf, mostRows, readTable, rowsOf } from './read-table.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
// 「日付,時間」 and 「氏名」 as Shift_JIS writes them.
const sjis = Uint8Array.from([
  0x93, 0xfa, 0x95, 0x74, 0x2c, 0x8e, 0x9e, 0x8a, 0xd4, 0x2c, 0x8e, 0x81, 0x96, 0xbc, 0x0d, 0x0a, 0x31, 0x2c,
  0x32, 0x2c, 0x33,
]);

describe('a table', () => {
  it('is read as UTF-8 with its mark or as Shift_JIS, with quotes and line ends of both kinds', () => {
    expect(readTable(sjis)).toEqual({ headings: ['日付', '時間', '氏名'], lines: [['1', '2', '3']] });
    expect(readTable(utf8('\ufeff日付,備考\r\n2026-12-07,"一行目\n二行目"\r\n\r\n'))).toEqual({
      headings: ['日付', '備考'],
      lines: [['2026-12-07', '一行目\n二行目']],
    });
  });

  it('that is empty, too long or none says so', () => {
    expect(readTable(utf8('日付,時間\n'))).toBe('empty');
    expect(readTable(utf8(`a\n${'x\n'.repeat(mostRows + 1)}`))).toBe('tooLarge');
    expect(readTable(utf8('a,b\n"x'))).toBe('notCsv');
  });

  it('has its columns found, and fields without one filled with what all rows have', () => {
    const headings = ['予約日', '予約時間', 'お名前', 'お名前（カナ）', '電話番号', 'メニュー', '社内番号'];
    const mapping = guess(headings);
    expect(mapping).toMatchObject({
      ...{ date: '予約日', time: '予約時間', name: 'お名前', kana: 'お名前（カナ）' },
      ...{ phone: '電話番号', procedure: 'メニュー', site: null, email: null },
    });
    const [row] = rowsOf({ headings, lines: [['1', '2', '山', 'ヤ', '090', '交付', 'x']] }, mapping, {
      site: 'centre',
    });
    expect(row).toMatchObject({
      line: 2,
      site: 'centre',
      date: '1',
      name: '山',
      procedure: '交付',
      email: '',
    });
  });

  it('has one name for the same content, and another for any other', () => {
    const names = new Set(['a', 'b', 'ab', 'ba', ''].map(importIdOf));
    expect(names.size).toBe(5);
    expect(importIdOf('同じ')).toBe(importIdOf('同じ'));
    expect(importIdOf('x')).toMatch(/^[0-9a-f]{32}$/);
  });
});
