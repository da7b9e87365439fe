// (1) One durable append of the SQLite log against a bare write + fdatasync of the same bytes, turn by turn.
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogEntry } from '../../server/log/contract.ts';
import { openSqliteLog } from '../../server/log/sqlite-log.ts';
import { type Figure, median, often, quantile } from './figures.ts';

const rounds = often(2_000);

/** Ratio of the medians; detail in milliseconds. */
export const benchAppend = async (): Promise<Figure[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'junban-bench-'));
  const log = await openSqliteLog(join(folder, 'log.sqlite'));
  const file = openSync(join(folder, 'bare'), 'a');
  const logMs: number[] = [];
  const bareMs: number[] = [];
  try {
    for (let i = 0; i < rounds; i += 1) {
      const entry = entryNumber(i);
      const bytes = Buffer.from(JSON.stringify(entry));
      const first = performance.now();
      writeSync(file, bytes);
      fdatasyncSync(file);
      const second = performance.now();
      await log.append('day:bench:2026-11-24', i, [entry]);
      const third = performance.now();
      bareMs.push(second - first);
      logMs.push(third - second);
    }
  } finally {
    closeSync(file);
    await log.close();
    await rm(folder, { recursive: true, force: true });
  }
  return [
    {
      name: 'durable append / bare write + fdatasync',
      aim: '≤ 1.5',
      value: median(logMs) / median(bareMs),
      unit: '×',
      detail: {
        'append p50 ms': median(logMs),
        'append p95 ms': quantile(logMs, 0.95),
        'bare p50 ms': median(bareMs),
        'bare p95 ms': quantile(bareMs, 0.95),
      },
    },
  ];
};

const entryNumber = (i: number): LogEntry => ({
  schema: 1,
  meta: {
    atMs: 1_795_000_000_000 + i,
    actor: { kind: 'staff', id: 'sato' },
    commandId: `bench-${i}-0123456789`,
  },
  event: { type: 'ticketFinished', ...{ ticket: 'A012', booth: 3, by: 'staff' } },
});
