// Sessions outlive the hub, end when told or when old, and never lie on disk as plain tokens.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StaffId } from '../../protocol/ids.ts';
import { lifetimeMs, openSessions } from './sessions.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'junban-sessions-'));
  path = join(folder, 'sessions.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const sato = StaffId.parse('sato');

describe('sessions', () => {
  it('are found again after a restart', () => {
    const first = openSessions(path, () => 1000);
    const { token } = first.begin(sato);
    first.close();
    const second = openSessions(path, () => 2000);
    expect(second.find(token)?.staff).toBe('sato');
    second.close();
  });

  it('end when told, once, and tell listeners', () => {
    const sessions = openSessions(path, () => 1000);
    const ended: string[] = [];
    sessions.onEnd((key) => ended.push(key));
    const { token, session } = sessions.begin(sato);
    sessions.end(token);
    sessions.end(token);
    expect(sessions.find(token)).toBeNull();
    expect(ended).toEqual([session.key]);
    sessions.close();
  });

  it('end with age', () => {
    let now = 1000;
    const sessions = openSessions(path, () => now);
    const { token } = sessions.begin(sato);
    now += lifetimeMs - 1;
    expect(sessions.find(token)).not.toBeNull();
    now += 1;
    expect(sessions.find(token)).toBeNull();
    sessions.close();
  });

  it('find nothing for nonsense', () => {
    const sessions = openSessions(path, () => 1000);
    for (const token of ['', 'x', "' OR 1=1 --", 'a'.repeat(43)]) expect(sessions.find(token)).toBeNull();
    sessions.close();
  });

  it('do not keep the token itself', () => {
    const sessions = openSessions(path, () => 1000);
    const { token } = sessions.begin(sato);
    sessions.close();
    expect(readFileSync(path).includes(token)).toBe(false);
  });
});
