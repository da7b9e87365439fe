// One business day over a log that fails: whatever fails and when, no command is doubled, none that was accepted is lost.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../protocol/answers.ts';
import type { BusinessDate } from '../../protocol/ids.ts';
import { type Fault, faults, faultyLog } from '../../test/support/faulty-log.ts';
import { at, type Office, officeId, openOffice } from '../../test/support/office.ts';
import type { EventLog, LogEntry, StoredEntry } from '../log/contract.ts';
import { openSqliteLog } from '../log/sqlite-log.ts';

const stream = `day:${officeId}:2026-11-24`;
const commandIds = async (log: EventLog): Promise<string[]> =>
  (await log.read(stream, 0, 10_000)).map((entry) => entry.meta.commandId);

/** Writes a stream anew, command by command. */
const rewrite = async (
  log: EventLog,
  entries: readonly StoredEntry[],
  change = (entry: LogEntry) => entry,
) => {
  await log.remove(stream, await log.version(stream));
  for (const [, batch] of Map.groupBy(entries, (entry) => entry.meta.commandId)) {
    await log.append(
      stream,
      (batch[0]?.version ?? 1) - 1,
      batch.map(({ schema, meta, event }) => change({ schema, meta, event })),
    );
  }
};

/** An office already open, on a log whose next faults are those pushed to `plan`. */
const officeWithFaults = async () => {
  const log = openSqliteLog(':memory:');
  const plan: Fault[] = [];
  const faulty = faultyLog(log, () => plan.shift() ?? 'none');
  const office = await openOffice('2026-11-24T09:00', { log: faulty });
  return { log, plan, faulty, office };
};

const storeTrouble = new Set<string>(['logUnavailable', 'outcomeUnknown']);
/** Sends again with the same id, as clients do, until there is an answer that is not the log's trouble. */
const insist = async (office: Office, id: string): Promise<Answer> => {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const answer = await office.issue(id).catch(() => null);
    if (answer !== null && (answer.ok || !storeTrouble.has(answer.refusal.code))) return answer;
  }
  throw new Error(`no answer for ${id}`);
};

it('a command id that another has used gives nobody his answer; sent again by the same it gives the first one', async () => {
  const { office } = await officeWithFaults();
  const command = {
    ...{ type: 'issueTicket', procedure: 'card-issue', source: 'integrator', marks: [], language: 'ja' },
    ...{ partySize: 1, note: '', slotAtMs: null, printAt: null },
  };
  const asked = (id: string) =>
    office.take(command as never, { id: 'portal-0001', actor: { kind: 'integrator', id } as never });
  const first = await asked('portal');
  expect(first).toMatchObject({ ok: true, ticket: 'A001' });
  expect(await asked('portal')).toEqual(first);
  expect(await asked('other')).toMatchObject({ ok: false, refusal: { code: 'commandIdTaken' } });
  expect(JSON.stringify(await asked('other'))).not.toContain(first.ok ? first.code : '');
  expect(await asked('portal')).toEqual(first);
  await office.hub.close();
});

describe('an append that fails', () => {
  it('before writing: is refused, and nothing has changed', async () => {
    const { log, plan, office } = await officeWithFaults();
    plan.push('before');
    const before = office.site.snapshot().state;
    expect(await office.issue('issue-01')).toMatchObject({ ok: false, refusal: { code: 'logUnavailable' } });
    expect(office.site.snapshot().state).toEqual(before);
    expect(await office.issue('issue-01')).toMatchObject({ ok: true, ticket: 'A001' });
    expect((await commandIds(log)).filter((id) => id === 'issue-01')).toHaveLength(1);
    await office.hub.close();
  });

  it.each([
    'after',
    'afterUnknown',
  ] as const)('%s writing: the log is read, and the answer is the true one', async (fault) => {
    const { log, plan, office } = await officeWithFaults();
    plan.push(fault);
    const answer = await office.issue('issue-01');
    expect(answer).toMatchObject({ ok: true, ticket: 'A001' });
    expect(await office.issue('issue-01')).toEqual(answer);
    expect(await office.issue('issue-02')).toMatchObject({ ok: true, ticket: 'A002' });
    expect((await commandIds(log)).filter((id) => id.startsWith('issue'))).toEqual(['issue-01', 'issue-02']);
    await office.hub.close();
  });

  it('after writing, and the log cannot be read: nothing is decided until it can be', async () => {
    const { plan, office } = await officeWithFaults();
    plan.push('afterAndUnreadable');
    const refused = (code: string) => ({ ok: false, refusal: { code } });
    expect(await office.issue('issue-01')).toMatchObject(refused('outcomeUnknown'));
    expect(await office.issue('issue-02')).toMatchObject(refused('logUnavailable'));
    expect(await office.issue('issue-02')).toMatchObject({ ok: true, ticket: 'A002' });
    expect(await office.issue('issue-01')).toMatchObject({ ok: true, ticket: 'A001' });
    await office.hub.close();
  });

  it('of unknown outcome with nothing written: is an error, and the next command goes on', async () => {
    const { plan, office } = await officeWithFaults();
    plan.push('beforeUnknown');
    await expect(office.issue('issue-01')).rejects.toThrow('connection reset');
    expect(await office.issue('issue-01')).toMatchObject({ ok: true, ticket: 'A001' });
    await office.hub.close();
  });

  it('at opening: the day opens as soon as the log can be written again', async () => {
    const log = openSqliteLog(':memory:');
    const plan: Fault[] = [];
    const office = await openOffice('2026-11-24T08:00', {
      log: faultyLog(log, () => plan.shift() ?? 'none'),
    });
    plan.push('before', 'before', 'before');
    await office.clock.advanceTo(at('2026-11-24T08:50'));
    expect(office.site.snapshot().state.phase).toBe('planned');
    expect(await office.issue()).toMatchObject({ ok: false, refusal: { code: 'dayNotOpen' } });
    await office.clock.advanceTo(at('2026-11-24T08:50:05'));
    expect(office.site.snapshot().state.phase).toBe('open');
    await office.hub.close();
  });
});

describe('any sequence of faults', () => {
  it('doubles and loses nothing, live and replayed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...faults), { maxLength: 60 }),
        fc.integer({ min: 1, max: 6 }),
        async (sequence, together) => {
          const { log, plan, office } = await officeWithFaults();
          plan.push(...sequence);
          const answers = new Map<string, Answer>();
          for (let group = 0; group < 6; group += 1) {
            const ids = Array.from({ length: together }, (_, index) => `press-${group}-${index}`);
            for (const [index, answer] of (
              await Promise.all(ids.map((id) => insist(office, id)))
            ).entries()) {
              answers.set(ids[index] ?? '', answer);
            }
          }
          const written = (await commandIds(log)).filter((id) => id.startsWith('press'));
          expect([...written].sort()).toEqual([...answers.keys()].sort());
          const tickets = [...answers.values()].map((answer) =>
            answer.ok ? answer.ticket : answer.refusal.code,
          );
          expect(new Set(tickets).size).toBe(answers.size);
          const live = office.site.snapshot().state;
          const replayed = await openOffice(office.clock, { log });
          expect(replayed.site.snapshot().state).toEqual(live);
          for (const [id, answer] of answers) expect(await replayed.issue(id)).toEqual(answer);
          await office.hub.close();
          await replayed.hub.close();
          await log.close();
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a log written by an older Junban', () => {
  it('is raised to the schema of today when it is read, and left on disk as it is', async () => {
    const log = openSqliteLog(':memory:');
    const first = await openOffice('2026-11-24T09:00', { log });
    await first.issue('press-001');
    await first.hub.close();
    const written = await log.read(stream, 0);
    const older = openSqliteLog(':memory:');
    await rewrite(older, written, ({ meta: { hub: _, ...meta }, event }) => ({ schema: 1, meta, event }));
    const kept = await older.read(stream, 0);
    const raised = await openOffice('2026-11-24T09:10', { log: older });
    expect(raised.site.snapshot().state.tickets).toEqual(first.site.snapshot().state.tickets);
    const events = await raised.site.events('2026-11-24' as BusinessDate, 0, 100);
    expect(events.map(({ schema, meta }) => [schema, meta.hub])).toEqual(written.map(() => [2, 'unknown']));
    await raised.issue('press-002');
    expect((await older.read(stream, 0)).slice(0, kept.length)).toEqual(kept);
    await raised.hub.close();
  });
});

describe('a log that lost what it had told', () => {
  it('is read anew by a hub that goes on, by the next command at the latest', async () => {
    const log = openSqliteLog(':memory:');
    const office = await openOffice('2026-11-24T09:00', { log });
    await office.issue('press-001');
    const kept = await log.read(stream, 0);
    await office.issue('press-002');
    await office.issue('press-003');
    expect(office.site.snapshot().state.tickets.size).toBe(3);
    // As after a failover to a replica that was behind, with another hub that wrote on there.
    await rewrite(log, kept);
    expect(await office.issue('press-004')).toMatchObject({ ok: true, ticket: 'A002' });
    expect([...office.site.snapshot().state.tickets.keys()]).toEqual(['A001', 'A002']);
    const other = await openOffice(office.clock, { log });
    expect(other.site.snapshot().state).toEqual(office.site.snapshot().state);
    await office.hub.close();
    await other.hub.close();
  });
});

describe('an event that cannot be replayed', () => {
  it('stops the start with its place, instead of a wrong queue', async () => {
    const log = openSqliteLog(':memory:');
    const meta = { atMs: 1, actor: { kind: 'system', id: 'x' }, commandId: 'strange-1' };
    await log.append(stream, 0, [{ schema: 1, meta, event: { type: 'somethingElse' } }]);
    await expect(openOffice('2026-11-24T09:00', { log })).rejects.toThrow(
      `event 1 of ${stream} cannot be read`,
    );
    const newer = openSqliteLog(':memory:');
    await newer.append(stream, 0, [{ schema: 99, meta, event: { type: 'dayEnded' } }]);
    await expect(openOffice('2026-11-24T09:00', { log: newer })).rejects.toThrow('Update the hub');
  });
});
