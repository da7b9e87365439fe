// Keys are not made without end: so many good ones, and so many within a day, whatever is revoked in between.
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../protocol/ids.ts';
import { openSqliteLog } from '../log/sqlite-log.ts';
import { makeApiKey, mostMadeADay, revokeApiKey } from './api-keys.ts';
import { hashOfKey, newKey, newKeyId } from './bearer.ts';
import { openRegister } from './register/register.ts';

const chief = { kind: 'staff', id: 'chief' } as Actor;

describe('an administrator who makes a key and revokes it, again and again', () => {
  it('is refused for the day, and goes on the next', async () => {
    let nowMs = 1_700_000_000_000;
    const log = openSqliteLog(':memory:');
    const logger = { warn: () => {}, error: () => {}, info: () => {} } as never;
    const register = await openRegister({
      log,
      organisation: 'city',
      hubName: 'hub',
      now: () => nowMs,
      logger,
    });
    const make = async () => {
      const key = newKeyId();
      const grants = [{ role: 'administrator' as const, site: null }];
      const made = makeApiKey(
        { key, hash: hashOfKey(newKey('ji')), name: 'portal', grants, nowMs },
        new Set(),
      );
      const done = await register.change(chief, made);
      if (done.ok) await register.change(chief, revokeApiKey(key));
      return done.ok ? 'made' : done.refusal.code;
    };
    for (let i = 0; i < mostMadeADay; i += 1) expect(await make()).toBe('made');
    expect(await make()).toBe('tooManyKeysMade');
    nowMs += 86_400_001;
    expect(await make()).toBe('made');
    register.close();
    await log.close();
  });
});
