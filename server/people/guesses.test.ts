// An attacker beside a colleague: guessing is slowed, the colleague never is.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NetworkAddress } from '../../protocol/ids.ts';
import { delayAfter, firstDelayMs, freeTries, longestDelayMs } from './guesses.ts';
import { booth3, elsewhere, goodPassword, openTestRoom, type TestRoom } from './test-support.ts';

let room: TestRoom;
beforeEach(async () => {
  room = await openTestRoom();
});
afterEach(() => room.end());

const hourMs = 3_600_000;

describe('guessing', () => {
  it('is slowed ever more, while the colleague signs in at once from his own booth, all day long', async () => {
    await room.employ('sato');
    let guessed = 0;
    for (let minute = 0; minute < 480; minute += 1) {
      // As fast as the answers tell that it is of use.
      for (let busy = true; busy; ) {
        const tried = await room.frontDesk.signIn('sato', `guess number ${guessed}`, elsewhere);
        if (!tried.ok && tried.refusal.code === 'tooManyGuesses') busy = false;
        else guessed += 1;
      }
      if (minute % 60 === 30) {
        const colleague = await room.frontDesk.signIn('sato', goodPassword, booth3);
        expect(colleague.ok).toBe(true);
      }
      room.pass(60_000);
    }
    // Eight hours: a few quick ones, then one every quarter of an hour.
    expect(guessed).toBeLessThan(60);
    expect(guessed).toBeGreaterThan(freeTries.pair);
  });

  it('tells when to come again, and takes the right password then', async () => {
    await room.employ('sato');
    for (let i = 0; i < freeTries.pair; i += 1) await room.frontDesk.signIn('sato', 'wrong', booth3);
    const refused = await room.frontDesk.signIn('sato', goodPassword, booth3);
    expect(refused).toMatchObject({
      refusal: { code: 'tooManyGuesses', params: { seconds: firstDelayMs / 1000 } },
    });
    room.pass(firstDelayMs);
    expect((await room.frontDesk.signIn('sato', goodPassword, booth3)).ok).toBe(true);
    // What was wrong before counts no longer.
    for (let i = 1; i < freeTries.pair; i += 1) {
      expect(await room.frontDesk.signIn('sato', 'wrong', booth3)).toMatchObject({
        refusal: { code: 'signInRefused' },
      });
    }
    expect((await room.frontDesk.signIn('sato', goodPassword, booth3)).ok).toBe(true);
  });

  it('of many names from one address is slowed too, but not for those who are known there', async () => {
    await room.employ('sato');
    await room.employ('mori');
    expect((await room.frontDesk.signIn('sato', goodPassword, booth3)).ok).toBe(true);
    let answered = 0;
    for (let i = 0; i < 200; i += 1) {
      const tried = await room.frontDesk.signIn(`name-${i}`, 'summer holiday 2026', booth3);
      if (!tried.ok && tried.refusal.code === 'signInRefused') answered += 1;
    }
    expect(answered).toBe(freeTries.address);
    expect((await room.frontDesk.signIn('sato', goodPassword, booth3)).ok).toBe(true);
    expect((await room.frontDesk.signIn('mori', goodPassword, booth3)).ok).toBe(false);
    expect((await room.frontDesk.signIn('mori', goodPassword, elsewhere)).ok).toBe(true);
  });

  it('side by side is no faster than one after the other', async () => {
    await room.employ('sato');
    const tries = await Promise.all(
      Array.from({ length: 100 }, (_, i) => room.frontDesk.signIn('sato', `guess number ${i}`, elsewhere)),
    );
    const looked = tries.filter((tried) => !tried.ok && tried.refusal.code === 'signInRefused');
    expect(looked.length).toBeLessThanOrEqual(freeTries.pair);
  });

  it('cannot fill the queue for others', async () => {
    await room.employ('sato');
    const flood = Array.from({ length: 1_000 }, (_, i) => room.frontDesk.signIn(`x-${i}`, 'x', elsewhere));
    expect((await room.frontDesk.signIn('sato', goodPassword, booth3)).ok).toBe(true);
    const codes = (await Promise.all(flood)).map((tried) => (tried.ok ? '' : tried.refusal.code));
    expect(new Set(codes)).toEqual(new Set(['signInRefused', 'tooManyGuesses', 'signInBusy']));
  });

  it('learns nothing of which names there are, and is on record without the names that are none', async () => {
    await room.employ('sato');
    const [known, unknown] = [
      await room.frontDesk.signIn('sato', 'wrong', elsewhere),
      await room.frontDesk.signIn('my secret typed as name', 'wrong', elsewhere),
    ];
    expect(known).toEqual(unknown);
    expect((await room.noted()).slice(-2)).toEqual([
      { type: 'signInRefused', name: 'sato', why: 'password', from: elsewhere },
      { type: 'signInRefused', name: null, why: 'unknown', from: elsewhere },
    ]);
  });

  it('floods no audit', async () => {
    for (let i = 0; i < 300; i += 1) {
      await room.frontDesk.signIn('sato', 'wrong', '10.9.9.1' as NetworkAddress);
    }
    expect((await room.noted()).length).toBeLessThan(10);
  });
});

it('delays grow and have an end', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.nat(100), (wrong, free) => {
      const delay = delayAfter(wrong, free);
      expect(delay).toBeLessThanOrEqual(longestDelayMs);
      expect(delay).toBeLessThanOrEqual(hourMs);
      expect(delayAfter(wrong + 1, free)).toBeGreaterThanOrEqual(delay);
      expect(delay === 0).toBe(wrong < free);
    }),
  );
});
