// A follower on a store whose reads take time: what is appended while it reads is not missed.
import { describe, expect, it } from 'vitest';
import { waitFor } from '../../test/support/patience.ts';
import { LogUnavailable } from '../base/log-unavailable.ts';
import type { StoredEntry } from './contract.ts';
import { createFollowers } from './followers.ts';

const stream = 'day:centre:2026-11-24';
const entry = (version: number): StoredEntry => ({
  stream,
  version,
  schema: 1,
  meta: { atMs: 1, actor: null, commandId: `command-${version}` },
  event: { type: 'noted' },
  hash: `hash-${version}`,
});

/** A store whose reads see what is there when they begin and answer when told to. */
const slowStore = () => {
  const entries: StoredEntry[] = [];
  const answers: (() => void)[] = [];
  const followers = createFollowers((_stream, after) => {
    const seen = entries.filter((one) => one.version > after);
    return new Promise((resolve) => answers.push(() => resolve(seen)));
  });
  const append = () => {
    entries.push(entry(entries.length + 1));
    followers.wake(stream);
  };
  const answer = async () => {
    await waitFor(() => expect(answers.length).toBeGreaterThan(0));
    answers.shift()?.();
  };
  return { followers, append, answer };
};

describe('a follower', () => {
  it('hears of an append that came while an empty read was on its way', async () => {
    const { followers, append, answer } = slowStore();
    const seen: number[] = [];
    const stop = followers.follow(
      stream,
      0,
      (entries) => void seen.push(...entries.map((one) => one.version)),
    );
    await new Promise((resolve) => setImmediate(resolve));
    append();
    await answer();
    await answer();
    await waitFor(() => expect(seen).toEqual([1]));
    stop();
  });

  it('goes on by itself after the store could not be read', async () => {
    let fails = 1;
    const followers = createFollowers(async (_stream, after) => {
      fails -= 1;
      if (fails >= 0) throw new LogUnavailable('away');
      return after < 1 ? [entry(1)] : [];
    });
    const seen: number[] = [];
    const stop = followers.follow(
      stream,
      0,
      (entries) => void seen.push(...entries.map((one) => one.version)),
    );
    await waitFor(() => expect(seen).toEqual([1]), { timeout: 5_000 });
    stop();
  });
});
