// The way from a command to events on disk, on a counter: nothing of a day or of people is in it, so that any aggregate has it.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refuse } from '../../protocol/refusals.ts';
import { LogUnavailable } from '../base/log-unavailable.ts';
import { type Aggregate, openAggregate } from './aggregate.ts';
import type { EventLog } from './contract.ts';
import { openSqliteLog } from './sqlite-log.ts';

type Total = { readonly total: number; readonly ids: ReadonlyMap<string, number> };
type Added = { readonly type: 'added'; readonly by: number };
type Accepted = { readonly ok: true; readonly total: number };
type Counter = Aggregate<Total, number, string, Accepted>;

/** A total never goes above a hundred. */
const most = 100;
let log: EventLog;
let opened: Counter[] = [];
let trouble: unknown[] = [];
const open = async (on: EventLog = log, mostWaiting = 10): Promise<Counter> => {
  const counter = await openAggregate<Total, number, Added, string, Accepted>({
    log: on,
    stream: 'count:town',
    schema: 1,
    hubName: 'hub',
    now: () => 1_000,
    empty: { total: 0, ids: new Map() },
    evolve: ({ total, ids }, { event, meta }) => {
      const { by } = event as Added;
      if (!Number.isInteger(by)) throw new Error('cannot be counted');
      return { total: total + by, ids: new Map(ids).set(meta.commandId, total + by) };
    },
    decide: ({ total }, by) => {
      if (by === 0) return { kind: 'nothing', answer: { ok: true, total } };
      return total + by > most
        ? { kind: 'refused', refusal: refuse('notAllowed') }
        : { kind: 'events', events: [{ type: 'added', by }] };
    },
    answerOf: ({ ids }, id) => {
      const total = ids.get(id);
      return total === undefined ? undefined : { ok: true, total };
    },
    mostWaiting,
    onTooMany: () => trouble.push('tooMany'),
    mostRaces: 20,
    onRacesLost: () => ({ ok: false, refusal: refuse('logUnavailable') }),
    onChange: () => {},
    logger: { error: (...line: unknown[]) => trouble.push(line) } as never,
  });
  opened.push(counter);
  return counter;
};
const codeOf = (answer: Awaited<ReturnType<Counter['take']>>) => (answer.ok ? 'ok' : answer.refusal.code);

beforeEach(() => {
  log = openSqliteLog(':memory:');
  trouble = [];
});
afterEach(async () => {
  await Promise.all(opened.map((counter) => counter.close()));
  opened = [];
  await log.close();
});

describe('an aggregate', () => {
  it('gives a known command id its first answer, also after a restart', async () => {
    const counter = await open();
    expect(await counter.take('a', 3, 'staff')).toEqual({ ok: true, total: 3 });
    await counter.take('b', 4, 'staff');
    expect(await counter.take('a', 3, 'staff')).toEqual({ ok: true, total: 3 });
    expect(await (await open()).take('a', 3, 'staff')).toEqual({ ok: true, total: 3 });
    expect(await log.version('count:town')).toBe(2);
  });

  it('decides again on what another hub wrote first, whoever wins', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 12 }), async (steps) => {
        log = openSqliteLog(':memory:');
        const hubs = [await open(), await open()];
        const answers = await Promise.all(
          steps.map((by, n) => (hubs[n % 2] as Counter).take(`step-${n}`, by, 'staff')),
        );
        await Promise.all(hubs.map((hub) => hub.refresh()));
        const accepted = steps.reduce((sum, by, n) => sum + (answers[n]?.ok ? by : 0), 0);
        expect(hubs.map((hub) => hub.state().total)).toEqual([accepted, accepted]);
        expect(accepted).toBeLessThanOrEqual(most);
        expect(hubs[0]?.head()).toEqual(hubs[1]?.head());
        await Promise.all(hubs.map((hub) => hub.close()));
        await log.close();
      }),
      { numRuns: 25 },
    );
    opened = [];
    log = openSqliteLog(':memory:');
  });

  it('refuses only on what the log says now, not on what it had heard', async () => {
    const deaf = await open({ ...log, follow: () => () => {} });
    await deaf.take('a', most, 'staff');
    await (await open()).take('b', -50, 'staff');
    expect(await deaf.take('c', 30, 'staff')).toEqual({ ok: true, total: 80 });
  });

  it('writes nothing that could not be read again', async () => {
    const counter = await open();
    await expect(counter.take('a', 0.5, 'staff')).rejects.toThrow('cannot be counted');
    expect(await log.version('count:town')).toBe(0);
    expect(codeOf(await counter.take('b', 1, 'staff'))).toBe('ok');
  });

  it('finds what happened although its answer was lost, and says so when nobody can know', async () => {
    let readable = true;
    const away = new LogUnavailable('no answer', { mayHaveHappened: true });
    const losing: EventLog = {
      ...log,
      append: async (...given) => {
        await log.append(...given);
        throw away;
      },
      read: (...given) => (readable ? log.read(...given) : Promise.reject(away)),
    };
    const counter = await open(losing);
    expect(await counter.take('a', 3, 'staff')).toEqual({ ok: true, total: 3 });
    const never = await open({ ...log, append: () => Promise.reject(away) });
    expect(codeOf(await never.take('b', 3, 'staff'))).toBe('outcomeUnknown');
    readable = false;
    expect(codeOf(await counter.take('c', 3, 'staff'))).toBe('outcomeUnknown');
    expect(codeOf(await counter.take('d', 3, 'staff'))).toBe('logUnavailable');
  });

  it('reads the log anew when it lost entries that were told already', async () => {
    const counter = await open();
    await counter.take('a', 3, 'staff');
    await log.remove('count:town', 1);
    await counter.refresh();
    expect(counter.state().total).toBe(0);
    expect(trouble).toHaveLength(1);
  });

  it('refuses what is too much in line, and takes the rest in order', async () => {
    const counter = await open(log, 2);
    const answers = await Promise.all([1, 2, 3].map((by) => counter.take(`step-${by}`, by, 'staff')));
    expect(answers.map(codeOf)).toEqual(['ok', 'ok', 'hubBusy']);
    expect(trouble).toEqual(['tooMany']);
    expect(await counter.take('none', 0, 'staff')).toEqual({ ok: true, total: 3 });
  });
});
