// What sessions must do, wherever they are kept.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StaffId } from '../../protocol/ids.ts';
import { lifetimeMs, type Sessions } from '../../server/people/sessions.ts';

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
  open: (nowMs: () => number) => Promise<OpenedSessions>,
): void => {
  describe(`${name} keep the contract of sessions`, () => {
    let nowMs = 1_000;
    let opened: OpenedSessions;
    let sessions: Sessions;
    beforeEach(async () => {
      nowMs = 1_000;
      opened = await open(() => nowMs);
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

    it('find nothing for nonsense', async () => {
      for (const token of ['', 'x', "' OR 1=1 --", 'a'.repeat(43)])
        expect(await sessions.find(token)).toBeNull();
    });
  });
};
