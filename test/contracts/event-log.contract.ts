// What every event log must do, whatever it is stored in; each store runs this one suite.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chainBreak, chainOn, chainStart } from '../../server/log/chain.ts';
import type { EventLog, LogEntry, StoredEntry } from '../../server/log/contract.ts';
import { waitFor } from '../support/patience.ts';

export type OpenedLog = {
  readonly log: EventLog;
  /** Closes the log and opens it again on the same data. */
  readonly reopen: () => Promise<OpenedLog>;
  readonly close: () => Promise<void>;
};

/** Entries of one command; `size` of them. */
export const entriesOf = (commandId: string, size = 1): readonly LogEntry[] =>
  Array.from({ length: size }, (_, place) => ({
    schema: 1,
    meta: { atMs: 1_795_478_400_000 + place, actor: { kind: 'system', id: 'test' }, commandId },
    event: { type: 'noted', place, text: '番号札 A012' },
  }));

const stream = 'day:centre:2026-11-24';
const versions = (entries: readonly StoredEntry[]): number[] => entries.map((entry) => entry.version);
const upTo = (last: number, first = 1): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);

export const eventLogContract = (name: string, open: () => Promise<OpenedLog>): void => {
  describe(`${name} keeps the event log's contract`, () => {
    let opened: OpenedLog;
    let log: EventLog;
    beforeEach(async () => {
      opened = await open();
      log = opened.log;
    });
    afterEach(() => opened.close());

    const fill = async (count: number, batch = 1, to = stream) => {
      for (let version = await log.version(to); version < count; version += batch) {
        await log.append(to, version, entriesOf(`fill:${version}`, batch));
      }
    };

    it('gives back what was appended, counted from 1 without gaps', async () => {
      expect(await log.version(stream)).toBe(0);
      expect(await log.read(stream, 0)).toEqual([]);
      expect(await log.append(stream, 0, entriesOf('first:01', 2))).toEqual({ kind: 'appended', version: 2 });
      expect(await log.append(stream, 2, entriesOf('second:1'))).toEqual({ kind: 'appended', version: 3 });
      const expected = [...entriesOf('first:01', 2), ...entriesOf('second:1')];
      expect(await log.read(stream, 0)).toEqual(
        expected.map((entry, index) => ({
          stream,
          version: index + 1,
          ...entry,
          hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        })),
      );
      expect(await log.version(stream)).toBe(3);
    });

    it('lets exactly one of many simultaneous appends with the same expected version win', async () => {
      const results = await Promise.all(
        upTo(50).map((n) => log.append(stream, 0, entriesOf(`racer:${n}`, 2))),
      );
      expect(results.filter((result) => result.kind === 'appended')).toEqual([
        { kind: 'appended', version: 2 },
      ]);
      expect(results.filter((result) => result.kind === 'conflict')).toHaveLength(49);
      expect(results).toContainEqual({ kind: 'conflict', actualVersion: 2 });
      expect(await log.version(stream)).toBe(2);
    });

    it('refuses an expected version ahead of the stream', async () => {
      expect(await log.append(stream, 7, entriesOf('ahead:01'))).toEqual({
        kind: 'conflict',
        actualVersion: 0,
      });
      expect(await log.read(stream, 0)).toEqual([]);
    });

    it('answers a repeated command with its entries, whatever the expected version', async () => {
      await log.append(stream, 0, entriesOf('before:1'));
      await log.append(stream, 1, entriesOf('asked:01', 3));
      await log.append(stream, 4, entriesOf('after:01'));
      const kept = (await log.read(stream, 1)).slice(0, 3);
      for (const expectedVersion of [1, 5, 0, 99]) {
        const again = await log.append(stream, expectedVersion, entriesOf('asked:01', 1));
        expect(again).toEqual({ kind: 'repeated', entries: kept });
      }
      expect(await log.version(stream)).toBe(5);
    });

    it('answers a repeated command of many entries with all of them', async () => {
      await log.append(stream, 0, entriesOf('large:01', 250));
      await log.append(stream, 250, entriesOf('after:01'));
      const again = await log.append(stream, 0, entriesOf('large:01'));
      expect(again.kind === 'repeated' && versions(again.entries)).toEqual(upTo(250));
    });

    it('writes one command once when it is sent many times at once', async () => {
      const results = await Promise.all(upTo(20).map(() => log.append(stream, 0, entriesOf('asked:01', 2))));
      expect(results.filter((result) => result.kind === 'appended')).toHaveLength(1);
      expect(results.filter((result) => result.kind === 'repeated')).toHaveLength(19);
      expect(await log.version(stream)).toBe(2);
    });

    it('knows a command id only within its stream', async () => {
      await log.append(stream, 0, entriesOf('asked:01'));
      const elsewhere = await log.append('day:centre:2026-11-25', 0, entriesOf('asked:01'));
      expect(elsewhere).toEqual({ kind: 'appended', version: 1 });
    });

    it('writes a batch whole or not at all', async () => {
      const poisoned = [...entriesOf('broken:1', 2)];
      const circular: Record<string, unknown> = { type: 'noted' };
      circular.self = circular;
      poisoned.push({ ...poisoned[0], event: circular } as LogEntry);
      await expect(log.append(stream, 0, poisoned)).rejects.toThrow();
      expect(await log.version(stream)).toBe(0);
      expect(await log.append(stream, 0, entriesOf('broken:1', 2))).toEqual({ kind: 'appended', version: 2 });
    });

    it.each([
      ['an empty batch', () => log.append(stream, 0, [])],
      [
        'two commands in a batch',
        () => log.append(stream, 0, [...entriesOf('one:0001'), ...entriesOf('two:0001')]),
      ],
      ['a negative version', () => log.append(stream, -1, entriesOf('asked:01'))],
      ['a broken version', () => log.append(stream, 0.5, entriesOf('asked:01'))],
      ['an empty name', () => log.append('', 0, entriesOf('asked:01'))],
      ['a name without parts', () => log.append('day', 0, entriesOf('asked:01'))],
      ['a name with an empty part', () => log.append('day::x', 0, entriesOf('asked:01'))],
      ['a name with a space', () => log.append('day:a b', 0, entriesOf('asked:01'))],
      ['a name with a wildcard', () => log.read('day:*', 0)],
      ['a name that ends a statement', () => log.version("day:x'; --")],
    ])('throws RangeError on %s', async (_, attempt) => {
      await expect(attempt()).rejects.toThrow(RangeError);
      expect(await log.streams('')).toEqual([]);
    });

    it('reads in pages', async () => {
      await fill(25, 5);
      expect(versions(await log.read(stream, 0, 10))).toEqual(upTo(10));
      expect(versions(await log.read(stream, 10, 10))).toEqual(upTo(20, 11));
      expect(versions(await log.read(stream, 20, 10))).toEqual(upTo(25, 21));
      expect(await log.read(stream, 25, 10)).toEqual([]);
      expect(await log.read(stream, 99)).toEqual([]);
      expect(await log.read(stream, 0, 0)).toEqual([]);
    });

    it('gives at most 1,000 entries when not told otherwise', async () => {
      await fill(1_500, 500);
      expect(versions(await log.read(stream, 0))).toEqual(upTo(1_000));
    });

    it('chains every entry to the one before, from the name of the stream on', async () => {
      await fill(30, 7);
      const entries = await log.read(stream, 0);
      expect(chainBreak(chainStart(stream), entries)).toBeNull();
      expect(entries.at(-1)?.hash).toBe(chainOn(chainStart(stream), 0, entries));
    });

    it('gives events back as they were written, whatever order their keys have', async () => {
      const [entry] = entriesOf('first:01');
      const event = { zeta: 1, place: 2, type: 'noted', 7: 'seven', alpha: [null, { b: 1, a: 2 }] };
      await log.append(stream, 0, [{ ...(entry as LogEntry), event }]);
      const entries = await log.read(stream, 0);
      expect(JSON.stringify(entries[0]?.event)).toBe(JSON.stringify(event));
      expect(chainBreak(chainStart(stream), entries)).toBeNull();
    });

    it('removes a stream that stands where it should, and only then', async () => {
      await fill(20, 5);
      await log.append('day:centre:2026-11-25', 0, entriesOf('other:01'));
      expect(await log.remove(stream, 19)).toBe(false);
      expect(await log.remove('day:centre:2026-11-26', 0)).toBe(false);
      expect(await log.version(stream)).toBe(20);
      expect(await log.remove(stream, 20)).toBe(true);
      expect(await log.read(stream, 0)).toEqual([]);
      expect(await log.streams('')).toEqual(['day:centre:2026-11-25']);
      // Its command ids are gone with it: what is restored from an archive is written as it was.
      expect(await log.append(stream, 0, entriesOf('fill:0'))).toEqual({ kind: 'appended', version: 1 });
    });

    it('lists streams by prefix in order of name', async () => {
      for (const name of [
        'day:b:2026-11-24',
        'day:a:2026-11-25',
        'day:a:2026-11-24',
        'day:ab:2026-11-24',
        'settings:a',
      ]) {
        await log.append(name, 0, entriesOf('made:001'));
      }
      expect(await log.streams('day:a:')).toEqual(['day:a:2026-11-24', 'day:a:2026-11-25']);
      expect(await log.streams('day:')).toHaveLength(4);
      expect(await log.streams('')).toHaveLength(5);
      expect(await log.streams('people:')).toEqual([]);
    });

    it('follows the backlog and what comes, in order, each once', async () => {
      await fill(120);
      const seen: number[] = [];
      const stop = log.follow(stream, 20, (entries) => void seen.push(...versions(entries)));
      await fill(400);
      await waitFor(() => expect(seen).toHaveLength(380));
      await fill(420, 20);
      await waitFor(() => expect(seen.at(-1)).toBe(420));
      expect(seen).toEqual(upTo(420, 21));
      stop();
    });

    it('follows a stream that does not exist yet, and no other', async () => {
      const seen: string[] = [];
      const stop = log.follow(
        stream,
        0,
        (entries) => void seen.push(...entries.map((entry) => entry.stream)),
      );
      await log.append('day:centre:2026-11-25', 0, entriesOf('other:01'));
      await log.append(stream, 0, entriesOf('first:01'));
      await waitFor(() => expect(seen).toEqual([stream]));
      stop();
    });

    it('waits for a slow follower, and loses and repeats nothing', async () => {
      const seen: number[] = [];
      let at = 0;
      let most = 0;
      const stop = log.follow(stream, 0, async (entries) => {
        at += 1;
        most = Math.max(most, at);
        for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        seen.push(...versions(entries));
        at -= 1;
      });
      const quick: number[] = [];
      const stopQuick = log.follow(stream, 0, (entries) => void quick.push(...versions(entries)));
      await fill(300);
      await waitFor(() => expect([seen.length, quick.length]).toEqual([300, 300]));
      expect([seen, quick, most]).toEqual([upTo(300), upTo(300), 1]);
      stop();
      stopQuick();
    });

    it('tells a follower nothing after it has gone, from within its own call too', async () => {
      await fill(10);
      const seen: number[] = [];
      const stop = log.follow(stream, 0, (entries) => {
        seen.push(...versions(entries));
        stop();
      });
      let calls = 0;
      const stopped = log.follow(stream, 0, () => {
        calls += 1;
      });
      stopped();
      await waitFor(() => expect(seen.length).toBeGreaterThan(0));
      const before = seen.length;
      const witness: number[] = [];
      const stopWitness = log.follow(stream, 0, (entries) => void witness.push(...versions(entries)));
      await fill(30);
      await waitFor(() => expect(witness).toHaveLength(30));
      expect([seen.length, calls]).toEqual([before, 0]);
      stopWitness();
    });

    it('keeps everything over a restart, remembered commands too', async () => {
      await fill(57);
      const before = await log.read(stream, 0);
      opened = await opened.reopen();
      log = opened.log;
      expect(await log.read(stream, 0)).toEqual(before);
      expect((await log.append(stream, 57, entriesOf('fill:13'))).kind).toBe('repeated');
      expect(await log.append(stream, 57, entriesOf('next:001'))).toEqual({ kind: 'appended', version: 58 });
    });

    it('holds 100,000 events in one stream and pages through them', async () => {
      await fill(100_000, 1_000);
      await fill(1_000, 500, 'day:centre:2026-11-25');
      const seen: number[] = [];
      for (let after = 0; ; ) {
        const page = await log.read(stream, after);
        seen.push(...versions(page));
        const last = page.at(-1);
        if (last === undefined) break;
        after = last.version;
      }
      expect(seen).toEqual(upTo(100_000));
      expect(await log.version(stream)).toBe(100_000);
      const followed: number[] = [];
      const stop = log.follow(stream, 0, (entries) => void followed.push(...versions(entries)));
      await waitFor(() => expect(followed).toHaveLength(100_000), { timeout: 40_000 });
      expect(followed).toEqual(seen);
      stop();
    });

    it('is available while it can be used', () => {
      expect(log.available()).toBe(true);
    });

    it('says that it can write, and after closing that it cannot', async () => {
      await log.check();
      await log.close();
      await log.close();
      for (const attempt of [
        () => log.check(),
        () => log.append(stream, 0, entriesOf('late:001')),
        () => log.read(stream, 0),
      ]) {
        await expect(attempt()).rejects.toMatchObject({ name: 'LogUnavailable' });
      }
    });
  });
};
