// Tables of other systems are read as people meant them, and what is wrong is named by its field.
import { describe, expect, it } from 'vitest';
import { ImportRow } from '../../protocol/reservation-import.ts';
import { siteWith } from '../slots/slots.test-support.ts';
import { dateIn, readRow, timeIn } from './read-row.ts';

const sites = [siteWith()];
const row = (change: object = {}) =>
  ImportRow.parse({
    ...{ line: 2, site: 'センター', date: '2026/12/7', time: '10:00', procedure: 'カード交付' },
    ...{ name: '山田　花子', kana: 'やまだ はなこ', phone: '090-1234-5678', ...change },
  });

describe('a row', () => {
  it.each([
    '2026-12-07',
    '2026/12/7',
    '2026.12.7',
    '20261207',
    '令和8年12月7日',
    'Ｒ８．１２．７',
    '2026年12月7日(月)',
  ])('has the date %s', (text) => expect(dateIn(text)).toBe('2026-12-07'));
  it.each([
    ['10:00', '10:00'],
    ['9時', '09:00'],
    ['９時３０分', '09:30'],
    ['1015', '10:15'],
    ['10:00～10:15', '10:00'],
    ['10:00:00', '10:00'],
  ])('has the time %s', (text, time) => expect(timeIn(text)).toBe(time));
  it.each(['', '12/7', '2026-13-01', '2026-02-30', '昨日'])('has no date in %j', (text) =>
    expect(dateIn(text)).toBeNull());
  it.each(['', '25:00', '10:75', '午前'])('has no time in %j', (text) => expect(timeIn(text)).toBeNull());

  it('is a wish, by ids or names', () => {
    const read = readRow(row(), sites);
    expect(read).toEqual(readRow(row({ site: 'centre', procedure: 'card-issue' }), sites));
    expect(read).toMatchObject({
      wish: {
        ...{ site: 'centre', date: '2026-12-07', procedure: 'card-issue', partySize: 1, language: 'ja' },
        slotAtMs: Date.parse('2026-12-07T10:00:00+09:00'),
        contact: { kana: 'ヤマダ ハナコ', phone: '09012345678' },
      },
    });
    expect(readRow(row({ name: '', kana: '', phone: '', partySize: '2名' }), sites)).toMatchObject({
      wish: { contact: null, partySize: 2 },
    });
  });

  it.each([
    ['9012345678', '09012345678'],
    ['312345678', '0312345678'],
    ["'+442079460958", '+442079460958'],
  ])('has the telephone number that a spreadsheet made %s of', (phone, whole) => {
    expect(readRow(row({ phone }), sites)).toMatchObject({ wish: { contact: { phone: whole } } });
  });

  it('names every field that is wrong, with what would be right', () => {
    const read = readRow(
      row({
        site: 'どこか',
        date: 'x',
        time: 'y',
        partySize: '0',
        language: 'xx',
        kana: '山田',
        phone: '12',
      }),
      sites,
    );
    expect('problems' in read ? read.problems.map(({ field }) => field) : []).toEqual([
      ...['site', 'date', 'time', 'partySize', 'language', 'kana', 'phone'],
    ]);
    expect(readRow(row({ procedure: '旅券' }), sites)).toEqual({
      problems: [{ field: 'procedure', refusal: null, known: ['カード交付'] }],
    });
  });
});
