// What notes must do, wherever they are kept.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Notes } from '../../server/expiring/store.ts';

export type OpenedNotes = {
  readonly notes: Notes;
  /** A second hub on the same store; null: there is none. */
  readonly other: Notes | null;
  reopen(): Promise<OpenedNotes>;
  close(): Promise<void>;
};

/** `open` takes the clock, epoch ms. */
export const notesContract = (name: string, open: (nowMs: () => number) => Promise<OpenedNotes>): void => {
  describe(`${name} keep the contract of notes`, () => {
    let nowMs = 1_000;
    let opened: OpenedNotes;
    let notes: Notes;
    beforeEach(async () => {
      nowMs = 1_000;
      opened = await open(() => nowMs);
      notes = opened.notes;
    });
    afterEach(() => opened.close());

    it('give what was put, also after a restart, until it is removed', async () => {
      await notes.put('a', 'one', null);
      await notes.put('a', 'two 二', null);
      opened = await opened.reopen();
      notes = opened.notes;
      expect(await notes.get('a')).toBe('two 二');
      await notes.remove('a');
      await notes.remove('a');
      expect(await notes.get('a')).toBeNull();
    });

    it('forget in time, and what is put anew lives its own time', async () => {
      await notes.put('a', 'one', 100);
      await notes.put('b', 'one', 100);
      await notes.put('b', 'two', null);
      nowMs += 99;
      expect(await notes.get('a')).toBe('one');
      nowMs += 1;
      expect([await notes.get('a'), await notes.take('a'), await notes.get('b')]).toEqual([
        null,
        null,
        'two',
      ]);
      expect(await notes.list('')).toEqual([{ key: 'b', value: 'two' }]);
    });

    it('are added once, and again when their time is up', async () => {
      const added = await Promise.all([1, 2, 3].map((n) => (opened.other ?? notes).add('a', String(n), 50)));
      expect(added.filter(Boolean)).toHaveLength(1);
      expect(await notes.add('a', 'late', 50)).toBe(false);
      nowMs += 50;
      expect(await notes.add('a', 'late', 50)).toBe(true);
      expect(await notes.get('a')).toBe('late');
    });

    it('are taken by exactly one', async () => {
      await notes.put('a', 'one', 1_000);
      const takers = [notes, opened.other ?? notes, notes];
      const taken = await Promise.all(takers.map((one) => one.take('a')));
      expect(taken.filter((value) => value !== null)).toEqual(['one']);
    });

    it('are listed by the beginning of their keys, whatever signs those have', async () => {
      for (const key of ['p:2', 'p:1', 'p_x', 'q']) await notes.put(key, key, null);
      expect((await notes.list('p:')).map(({ key }) => key)).toEqual(['p:1', 'p:2']);
      expect((await notes.list('p_')).map(({ key }) => key)).toEqual(['p_x']);
    });

    it('refuse a key that is none of ours', async () => {
      await expect(notes.put('a b', 'x', null)).rejects.toThrow(RangeError);
      await expect(notes.get('')).rejects.toThrow(RangeError);
    });
  });
};
