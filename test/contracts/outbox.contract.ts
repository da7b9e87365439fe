// What an outbox must do, wherever it is kept.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outbox, Outgoing } from '../../server/messages/outbox.ts';

export type OpenedOutbox = {
  readonly outbox: Outbox;
  reopen(): Promise<OpenedOutbox>;
  close(): Promise<void>;
};

const lease = 100;
const one = (id: string, dueAtMs = 10): Outgoing => ({
  ...{ id, body: `{"to":"${id}"}`, dueAtMs },
  ...{ untilMs: 5_000, forgetAtMs: 9_000 },
});

export const outboxContract = (name: string, open: () => Promise<OpenedOutbox>): void => {
  describe(`${name} keeps the contract of the outbox`, () => {
    let opened: OpenedOutbox;
    let outbox: Outbox;
    const idsAt = async (nowMs: number, limit = 10) =>
      (await outbox.take(nowMs, lease, limit)).map(({ id }) => id);
    beforeEach(async () => {
      opened = await open();
      outbox = opened.outbox;
    });
    afterEach(() => opened.close());

    it('gives what is due to one taker, the longest due first, also after a restart', async () => {
      expect(await outbox.add(one('b', 20))).toBe(true);
      await outbox.add(one('a', 10));
      await outbox.add(one('later', 1_000));
      opened = await opened.reopen();
      outbox = opened.outbox;
      expect(await outbox.take(9, lease, 10)).toEqual([]);
      const all = await Promise.all([1, 2, 3, 4].map(() => outbox.take(30, lease, 1)));
      expect(all.flat().map(({ id }) => id)).toEqual(['a', 'b']);
      expect(all.flat()[0]).toEqual({ id: 'a', body: '{"to":"a"}', untilMs: 5_000, tries: 1, claim: 130 });
    });

    it('gives it again when its taker said nothing in time, and counts', async () => {
      await outbox.add(one('a'));
      const [first] = await outbox.take(10, lease, 10);
      expect(await idsAt(109)).toEqual([]);
      const [again] = await outbox.take(110, lease, 10);
      expect(again).toMatchObject({ id: 'a', tries: 2 });
      // The first taker comes back too late.
      if (first === undefined || again === undefined) throw new Error('nothing was given');
      expect(await outbox.settle(first, 'failed')).toBe(false);
      expect(await outbox.settle(again, 'sent')).toBe(true);
      expect(await idsAt(4_000)).toEqual([]);
    });

    it('keeps an id that was sent or failed, so that it is not added again, until it is forgotten', async () => {
      await outbox.add(one('sent'));
      await outbox.add(one('bad'));
      for (const taken of await outbox.take(10, lease, 10)) {
        expect(await outbox.settle(taken, taken.id === 'sent' ? 'sent' : 'failed')).toBe(true);
      }
      expect([await outbox.add(one('sent')), await outbox.add(one('bad'))]).toEqual([false, false]);
      expect(await outbox.counts(10)).toEqual({ waiting: 0, failed: 1, dueSinceMs: null });
      expect([await outbox.forget(8_999), await outbox.forget(9_000)]).toEqual([0, 2]);
      expect(await outbox.counts(10)).toEqual({ waiting: 0, failed: 0, dueSinceMs: null });
      expect(await outbox.add(one('sent'))).toBe(true);
    });

    it('puts off and drops', async () => {
      await outbox.add(one('a'));
      await outbox.add(one('b'));
      const [taken] = await outbox.take(10, lease, 1);
      if (taken === undefined) throw new Error('nothing was given');
      expect(await outbox.putOff(taken, 500)).toBe(true);
      expect(await outbox.counts(10)).toEqual({ waiting: 2, failed: 0, dueSinceMs: 10 });
      expect([await idsAt(499), await idsAt(500)]).toEqual([['b'], ['a']]);
      expect([await outbox.drop('b'), await outbox.drop('b'), await outbox.drop('never')]).toEqual([
        true,
        false,
        false,
      ]);
      expect(await outbox.add(one('b'))).toBe(true);
    });
  });
};
