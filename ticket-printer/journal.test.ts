// The journal on a real disk: torn tails, damaged lines, a disk that refuses, compaction.
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BusinessDate, CommandId, ProcedureId, TicketNumber } from '../protocol/ids.ts';
import { lockFolder } from './folder-lock.ts';
import { diskJournal, openJournal } from './journal.ts';
import { openMemory } from './memory.ts';
import type { JournalRecord } from './records.ts';
import { createTestClock } from './test-clock.ts';
import { renewal, testDate, testStartMs } from './test-hub.ts';

const logger = pino({ level: 'silent' });
const leases = (...numbers: string[]): JournalRecord => ({
  k: 'leases',
  date: testDate,
  procedure: renewal,
  numbers: numbers as TicketNumber[],
});

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const path = () => join(folder, 'sub', 'journal.jsonl');

describe('journal', () => {
  it('gives back what was appended, after what was kept', () => {
    const journal = openJournal(diskJournal(path())).start([leases('A001')]);
    journal.append(leases('A002'));
    journal.close();
    expect(openJournal(diskJournal(path())).records).toEqual([leases('A001'), leases('A002')]);
  });

  it('forgets a torn last line and goes on behind the last whole one', () => {
    const journal = openJournal(diskJournal(path())).start([]);
    journal.append(leases('A001'));
    journal.close();
    appendFileSync(path(), JSON.stringify(leases('A002')).slice(0, 20));
    const opened = openJournal(diskJournal(path()));
    expect(opened).toMatchObject({ records: [leases('A001')], damagedLines: 0 });
    const next = opened.start(opened.records);
    next.append(leases('A003'));
    next.close();
    expect(openJournal(diskJournal(path())).records).toEqual([leases('A001'), leases('A003')]);
  });

  it('counts damaged lines in the middle and keeps the others', () => {
    const file = diskJournal(path());
    file.replace(
      Buffer.from(`${JSON.stringify(leases('A001'))}\n\0\0\0\n${JSON.stringify(leases('A002'))}\n`),
    );
    expect(openJournal(file)).toMatchObject({ records: [leases('A001'), leases('A002')], damagedLines: 1 });
  });

  it('a line the disk took in part is cut off before the next one', () => {
    const file = diskJournal(path());
    let fails = 0;
    const journal = openJournal({
      ...file,
      append: (bytes) => {
        if (fails-- > 0) {
          file.append(bytes.subarray(0, 9));
          throw new Error('no space left');
        }
        file.append(bytes);
      },
    }).start([]);
    journal.append(leases('A001'));
    fails = 2;
    expect(() => journal.append(leases('A002'))).toThrow('no space left');
    expect(() => journal.append(leases('A003'))).toThrow('no space left');
    journal.append(leases('A004'));
    journal.close();
    expect(readFileSync(path(), 'utf8').trim().split('\n')).toEqual(
      [leases('A001'), leases('A004')].map((record) => JSON.stringify(record)),
    );
  });

  it('is shortened at the start: days gone by are forgotten, tickets not told are not', () => {
    const old = '2026-11-20' as BusinessDate;
    const leased = (ticket: string, told: 'no' | 'yes'): JournalRecord => ({
      k: 'leased',
      leased: {
        press: `press-${ticket}` as CommandId,
        date: old,
        ticket: ticket as TicketNumber,
        procedure: 'renewal' as ProcedureId,
        language: 'ja',
        code: '0000000000000001' as never,
        issuedAtMs: testStartMs - 4 * 86_400_000,
        told,
      },
      sheet: null,
    });
    const journal = openJournal(diskJournal(path())).start([]);
    for (const record of [
      { ...leases('A900'), date: old },
      leases('A901'),
      leased('A898', 'yes'),
      leased('A899', 'no'),
    ])
      journal.append(record as JournalRecord);
    journal.close();
    openMemory(openJournal(diskJournal(path())), createTestClock(testStartMs), logger).close();
    expect(openJournal(diskJournal(path())).records).toEqual([leases('A901'), leased('A899', 'no')]);
  });
});

describe('folder lock', () => {
  it('keeps a second agent out, and forgives a dead one', () => {
    const unlock = lockFolder(folder);
    // Our own process number is what a restarted container finds; any other living one is an agent.
    writeFileSync(join(folder, 'agent.pid'), String(process.ppid));
    expect(() => lockFolder(folder)).toThrow('another agent');
    writeFileSync(join(folder, 'agent.pid'), '999999999');
    lockFolder(folder)();
    expect(existsSync(join(folder, 'agent.pid'))).toBe(false);
    unlock();
  });
});
