// What sessions must do, wherever they are kept.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StaffId } from '../../protocol/ids.ts';
import { lifetimeMs, type SessionLimits, type Sessions } from '../../server/people/sessions.ts';

const sato = StaffId.parse('sato');

export type OpenedSessions = {
  readonly sessions: Sessions;
  /** Closes them and opens them again on the same data. */
  reopen(): Promise<OpenedSessions>;
  close(): Promise<void>;
};

/** `open` takes the clock, epoch ms. */
export const sessionsContract = (
  name: string,
  open: (nowMs: () => number, limits: SessionLimits) => Promise<OpenedSessions>,
): void => {
  describe(`${name} keep the contract of sessions`, () => {
    let nowMs = 1_000;
    let opened: OpenedSessions;
    let sessions: Sessions;
    const tooMany = { times: 0 };
    beforeEach(async () => {
      nowMs = 1_000;
      tooMany.times = 0;
      opened = await open(() => nowMs, {
        mostPerPerson: 3,
        onTooMany: () => {
          tooMany.times += 1;
        },
      });
      sessions = opened.sessions;
    });
    afterEach(() => opened.close());

    it('are found again after a restart', async () => {
      const { token, session } = await sessions.begin(sato);
      opened = await opened.reopen();
      expect(await opened.sessions.find(token)).toEqual(session);
    });

    it('end when told, once, and tell listeners', async () => {
      const ended: string[] = [];
      sessions.onEnd((key) => ended.push(key));
      const { token, session } = await sessions.begin(sato);
      await sessions.end(token);
      await sessions.end(token);
      expect(await sessions.find(token)).toBeNull();
      await expect.poll(() => ended).toEqual([session.key]);
    });

    it('end with age', async () => {
      const { token } = await sessions.begin(sato);
      nowMs += lifetimeMs - 1;
      expect(await sessions.find(token)).not.toBeNull();
      nowMs += 10_000;
      expect(await sessions.find(token)).toBeNull();
    });

    it('end the oldest of one person beyond the limit, and nobody else’s', async () => {
      const ended: string[] = [];
      sessions.onEnd((key) => ended.push(key));
      const others = await sessions.begin(StaffId.parse('suzuki'));
      const begun = [];
      for (let i = 0; i < 5; i += 1) {
        nowMs += 1;
        begun.push(await sessions.begin(sato));
      }
      const found = await Promise.all(begun.map(({ token }) => sessions.find(token)));
      expect(found.map((session) => session !== null)).toEqual([false, false, true, true, true]);
      expect(await sessions.find(others.token)).not.toBeNull();
      await expect.poll(() => ended).toEqual(begun.slice(0, 2).map(({ session }) => session.key));
      expect(tooMany.times).toBe(2);
    });

    it('find nothing for nonsense', async () => {
      for (const token of ['', 'x', "' OR 1=1 --", 'a'.repeat(43)])
        expect(await sessions.find(token)).toBeNull();
    });
  });
};
