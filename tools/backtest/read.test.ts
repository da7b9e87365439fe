// Reading what offices export: encodings, header order, odd rows; every bad row is told with its line and reason.
import { describe, expect, it } from 'vitest';
import { readBooths } from './booths-file.ts';
import { civilTime, parseDate, parseTime } from './civil.ts';
import { readVisits } from './visits-file.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const header = 'site,date,ticket,procedure,source,slot,issued_at,called_at,finished_at,booth';
const visits = (...rows: string[]) => readVisits('v.csv', bytes([header, ...rows].join('\n')));
const good = 'centre,2026-04-01,A001,renewal,button,,09:00:00,09:05:00,09:12:00,3';

describe('times', () => {
  it.each([
    ['09:05:10', '2026-04-01T09:05:10+09:00'],
    ['9:05', '2026-04-01T09:05:00+09:00'],
    ['９：０５', '2026-04-01T09:05:00+09:00'],
    ['25:10', '2026-04-02T01:10:00+09:00'],
    ['2026-04-01T09:05:10', '2026-04-01T09:05:10+09:00'],
    ['2026-04-01T00:05:10Z', '2026-04-01T09:05:10+09:00'],
    ['2026-04-01T09:05:10.250+09:00', '2026-04-01T09:05:10+09:00'],
    ['2026-04-01 02:05:10-0700', '2026-04-01T18:05:10+09:00'],
    ['2026/4/1 9:05', '2026-04-01T09:05:00+09:00'],
  ])('%s', (text, expected) => {
    expect(civilTime(parseTime(text, '2026-04-01') ?? Number.NaN)).toBe(expected);
  });

  it.each([
    '9',
    '09:60',
    '30:00',
    'noon',
    '2026-02-30T09:00',
    '2026-04-01T25:00:00',
    '-9:00',
    '',
  ])('refuses "%s"', (text) => expect(parseTime(text, '2026-04-01')).toBeNull());

  it('reads dates as they are written in Japan', () => {
    expect(['2026-04-01', '2026/4/1', '２０２６年４月１日'].map(parseDate)).toEqual(
      Array(3).fill('2026-04-01'),
    );
    expect(['2026-02-29', '4/1/2026', '令和8年4月1日', ''].map(parseDate)).toEqual(Array(4).fill(null));
  });
});

describe('visits.csv', () => {
  it('reads a row', () => {
    expect(visits(good)).toMatchObject({ bad: [], ignored: [], encoding: 'utf-8' });
    expect(visits(good).visits[0]).toMatchObject({
      ...{ line: 2, site: 'centre', ticket: 'A001', procedure: 'renewal', booth: '3', slotMs: null },
      issuedMs: parseTime('09:00', '2026-04-01'),
      calledMs: parseTime('09:05', '2026-04-01'),
      finishedMs: parseTime('09:12', '2026-04-01'),
    });
  });

  it('takes columns in any order, a byte order mark, CRLF and quotes; tells what it does not use', () => {
    const text = [
      '\uFEFF"Booth",finished_at,called_at,issued_at,slot,source,procedure,ticket,date,site,メモ',
      '"3",09:12:00,09:05:00,09:00:00,,"button","更新, 再発行",A001,2026-04-01,centre,"a ""b""\r\nc"',
      '3,09:12:00,08:05:00,09:00:00,,button,renewal,A002,2026-04-01,centre,',
    ].join('\r\n');
    const read = readVisits('v.csv', bytes(text));
    expect(read.visits).toHaveLength(1);
    expect(read.visits[0]).toMatchObject({ procedure: '更新, 再発行', booth: '3', line: 2 });
    expect(read.ignored).toEqual(['メモ']);
    expect(read.bad).toEqual([{ file: 'v.csv', line: 4, reason: 'called_at is before issued_at' }]);
  });

  it('reads Shift_JIS as Windows writes it, and UTF-16', () => {
    // 窓口①髙
    const cell = [0x91, 0x8b, 0x8c, 0xfb, 0x87, 0x40, 0xfb, 0xfc];
    const row = bytes(`${header}\r\ncentre,2026-04-01,A001,`);
    const rest = bytes(',button,,9:00,9:05,9:12,3\r\n');
    const read = readVisits('v.csv', new Uint8Array([...row, ...cell, ...rest]));
    expect(read.encoding).toBe('shift_jis');
    expect(read.visits[0]?.procedure).toBe('窓口①髙');
    const wide = Buffer.from(`\uFEFF${header}\n${good}\n`, 'utf16le');
    expect(readVisits('v.csv', wide)).toMatchObject({ encoding: 'utf-16le', bad: [] });
  });

  it.each([
    ['centre,2026-04-01,A001,renewal,button,,09:00:00,09:05:00', 'has 8 cells; the header has 10'],
    [',2026-04-01,A001,renewal,button,,09:00:00,09:05:00,,', 'site is empty'],
    ['centre,2026-04-31,A001,renewal,button,,09:00:00,09:05:00,,', 'date "2026-04-31" is not a date'],
    ['centre,2026-04-01,A001,renewal,button,,,09:05:00,,', 'issued_at is empty'],
    ['centre,2026-04-01,A001,renewal,button,,9h,09:05:00,,', 'issued_at "9h" is not a time'],
    ['centre,2026-04-01,A001,renewal,button,x,09:00:00,09:05:00,,', 'slot "x" is not a time'],
    ['centre,2026-04-01,A001,renewal,button,,09:00:00,08:59:59,,', 'called_at is before issued_at'],
    ['centre,2026-04-01,A001,renewal,button,,09:00:00,09:05:00,09:04:00,', 'finished_at is before called_at'],
    [
      'centre,2026-04-01,A001,renewal,button,,09:00:00,,09:04:00,',
      'has finished_at but no called_at; one who left before the call has the outcome cancelled',
    ],
    ['centre,2026-04-01,A001,renewal,button,,06:00:00,23:05:00,,', 'called_at is more than 12 hours'],
    [
      'centre,2026-04-01,A001,renewal,button,,09:00:00,09:05:00,23:00:00,',
      'finished_at is more than 8 hours',
    ],
  ])('leaves out "%s": %s', (row, reason) => {
    const read = visits(good, row, good.replace('A001', 'A002'));
    expect(read.bad).toHaveLength(1);
    expect(read.bad[0]).toMatchObject({ line: 3, reason: expect.stringContaining(reason) });
    expect(read.visits.map(({ line }) => line)).toEqual([2, 4]);
  });

  it('lists duplicates with the line of the first', () => {
    const read = visits(good, good.replace('A001', 'A002'), good);
    expect(read.bad[0]).toMatchObject({ line: 4, reason: expect.stringContaining('duplicate of line 2') });
  });

  it('refuses the file when a column is missing, named twice, or it is no text', () => {
    expect(() => readVisits('v.csv', bytes('site,date\n'))).toThrow(/lacks the column "ticket", "procedure"/);
    expect(() => readVisits('v.csv', bytes(`${header},Site\n`))).toThrow(/column "site" twice/);
    expect(() => readVisits('v.csv', bytes(''))).toThrow(/is empty/);
    expect(() => readVisits('v.xlsx', new Uint8Array([0x50, 0x4b, 3, 4, 0xff, 0xff, 0xfe]))).toThrow(
      /v\.xlsx/,
    );
  });
});

describe('booths.csv', () => {
  const booths = (...rows: string[]) =>
    readBooths('b.csv', bytes(['site,date,booth,opened_at,closed_at', ...rows].join('\n')));

  it('reads openings; one that is not closed stays open', () => {
    expect(booths('centre,2026-04-01,3,09:00,12:00', 'centre,2026-04-01,3,13:00,').sessions).toMatchObject([
      { booth: '3', closedMs: parseTime('12:00', '2026-04-01') },
      { booth: '3', openedMs: parseTime('13:00', '2026-04-01'), closedMs: null },
    ]);
  });

  it.each([
    ['centre,2026-04-01,3,12:00,09:00', 'closed_at is before opened_at'],
    ['centre,2026-04-01,3,x,09:00', 'opened_at "x" is not a time'],
    ['centre,2026-04-01,,09:00,09:30', 'booth is empty'],
    ['centre,2026-04-01,3,11:00,13:00', 'opens before the same booth closed'],
  ])('leaves out %s', (row, reason) => {
    const read = booths('centre,2026-04-01,3,09:00,12:00', row);
    expect(read.bad).toMatchObject([{ line: 3, reason: expect.stringContaining(reason) }]);
  });
});
