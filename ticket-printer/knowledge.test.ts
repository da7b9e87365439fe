// When a number may be given without the hub: what was last heard, on its day and on the next.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BusinessDate, ProcedureId } from '../protocol/ids.ts';
import type { IntakeState } from '../protocol/views.ts';
import { tokyoDate } from './clock.ts';
import {
  createKnowledge,
  type Knowledge,
  knowledgeOf,
  offlineRefusal,
  readKnowledge,
  writeKnowledge,
} from './knowledge.ts';
import { createTestHub, renewal, testDate, testStartMs } from './test-hub.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const tomorrow = '2026-11-25' as BusinessDate;

/** Heard at 10:00; intake today 9:00 to 17:00, tomorrow the same. */
const heard = (intake: IntakeState = 'open', seenAtMs = testStartMs): Knowledge => {
  const known = knowledgeOf(createTestHub().view(), seenAtMs);
  const plan = { intakeFromMs: testStartMs - hourMs, intakeUntilMs: testStartMs + 7 * hourMs };
  return {
    ...known,
    procedures: known.procedures.map((procedure) => ({ ...procedure, intake })),
    plan,
    nextDate: tomorrow,
    nextPlan: { intakeFromMs: plan.intakeFromMs + dayMs, intakeUntilMs: plan.intakeUntilMs + dayMs },
  };
};

describe('numbers without the hub', () => {
  it.each<[string, Knowledge | null, string, number, string | null]>([
    ['within the hours', heard(), testDate, testStartMs, null],
    ['before them', heard(), testDate, testStartMs - 2 * hourMs, 'intakeClosed'],
    ['at their end', heard(), testDate, testStartMs + 7 * hourMs, 'intakeClosed'],
    ['nothing was ever heard', null, testDate, testStartMs, 'dayNotOpen'],
    ['stopped today', heard('stopped'), testDate, testStartMs, 'intakeStopped'],
    ['stopped yesterday', heard('stopped'), tomorrow, testStartMs + dayMs, null],
    [
      'by reservation only, tomorrow too',
      heard('reservationOnly'),
      tomorrow,
      testStartMs + dayMs,
      'reservationOnly',
    ],
    ['in outage: people may wait', heard('outage'), testDate, testStartMs, null],
    ['not now, heard before opening', heard('notNow', testStartMs - 3 * hourMs), testDate, testStartMs, null],
    ['not now, heard within the hours', heard('notNow'), testDate, testStartMs, 'intakeClosed'],
    ['tomorrow before opening', heard(), tomorrow, testStartMs + dayMs - 2 * hourMs, 'intakeClosed'],
    ['a day nobody spoke of', heard(), '2026-11-26', testStartMs + 2 * dayMs, 'dayNotOpen'],
  ])('%s', (_, known, date, nowMs, expected) => {
    expect(offlineRefusal(known, renewal, date, nowMs)).toBe(expected);
  });

  it('a procedure that is not offered gets none', () => {
    expect(offlineRefusal(heard(), 'passport' as ProcedureId, testDate, testStartMs)).toBe(
      'unknownProcedure',
    );
  });
});

describe('the file', () => {
  it('is written for what lasts, read again, and of no use when damaged', () => {
    const folder = mkdtempSync(join(tmpdir(), 'knowledge-'));
    const path = join(folder, 'hub.json');
    try {
      expect(readKnowledge(path)).toBeNull();
      let saves = 0;
      const store = createKnowledge(
        null,
        (known) => {
          saves++;
          writeKnowledge(path, known);
        },
        () => {},
      );
      store.learn(heard());
      store.learn(heard('open', testStartMs + 5_000));
      store.learn(heard('stopped', testStartMs + 6_000));
      expect(saves).toBe(2);
      expect(readKnowledge(path)).toEqual(store.current());
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('one that cannot be written is used all the same', () => {
    const errors: unknown[] = [];
    const store = createKnowledge(
      null,
      () => {
        throw new Error('disk full');
      },
      (error) => errors.push(error),
    );
    store.learn(heard());
    expect(store.current()).toEqual(heard());
    expect(errors).toHaveLength(1);
  });
});

describe('the date in Japan', () => {
  it.each([
    ['2026-11-23T14:59:59Z', '2026-11-23'],
    ['2026-11-23T15:00:00Z', '2026-11-24'],
  ])('%s is %s', (utc, date) => {
    expect(tokyoDate(Date.parse(utc))).toBe(date);
  });
});
