// Sessions in a file: the common contract, and that no token lies there.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type OpenedSessions, sessionsContract } from '../../test/contracts/sessions.contract.ts';
import { defaultSessionLimits, SessionBegin } from './sessions.ts';
import { openSqliteSessions } from './sqlite-sessions.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'junban-sessions-'));
  path = join(folder, 'sessions.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = async (nowMs: () => number, limits = defaultSessionLimits): Promise<OpenedSessions> => {
  const sessions = openSqliteSessions(path, nowMs, limits);
  const close = async () => sessions.close();
  return {
    sessions,
    close,
    reopen: async () => {
      await close();
      return open(nowMs, limits);
    },
  };
};
sessionsContract('Sessions in a file', open);

it('do not keep the token itself', async () => {
  const { sessions } = await open(() => 1_000);
  const { token } = await sessions.begin(SessionBegin.parse({ staff: 'sato', how: 'sso', from: '10.0.0.7' }));
  sessions.close();
  expect(readFileSync(path).includes(token)).toBe(false);
});
