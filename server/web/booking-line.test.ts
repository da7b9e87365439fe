// The line at a release over HTTP: a place is asked for in vain before one's turn, and had at it; a place that is held is booked at any time.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FreeSlot } from '../../protocol/reservation-views.ts';
import { systemClock } from '../base/clock.ts';
import { ringOf } from '../contacts/contacts.test-support.ts';
import { openTestHouse, type TestHouse } from '../test-support.ts';

/** The demo's second portion of that day opens then. */
const releaseMs = Date.parse('2026-12-02T00:00:00+09:00');
const wish = { site: 'centre', date: '2026-12-09', procedure: 'card-issue' };
let nowMs = releaseMs - 600_000;
let house: TestHouse;
beforeAll(async () => {
  const clock = { ...systemClock(), now: () => nowMs };
  house = await openTestHouse(undefined, {}, { clock, environment: { keys: ringOf() } });
});
afterAll(() => house?.remove());

type Said = {
  readonly ok: boolean;
  readonly hold?: string;
  readonly line?: { readonly turnAtMs: number; readonly pass: string } | null;
  readonly refusal?: { readonly code: string; readonly params: Readonly<Record<string, string | number>> };
};
const send = async (path: string, body: object): Promise<Said> =>
  (
    await house.ask(`/api/booking/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  ).json();

it('lets nobody have a place before their turn, at any door, and everybody at it', async () => {
  const path = `/api/booking/centre/slots?procedure=card-issue&date=${wish.date}`;
  const { slots } = (await (await house.ask(path)).json()) as { readonly slots: readonly FreeSlot[] };
  const slotAtMs = slots.find(({ state }) => state === 'free')?.atMs ?? 0;
  const session = `session-${randomUUID()}`;
  const mine = { ...wish, session };
  const { line } = await send('line', mine);
  if (line == null) throw new Error('there is no line');
  expect(line.turnAtMs).toBeGreaterThanOrEqual(releaseMs);
  expect(line.turnAtMs).toBeLessThan(releaseMs + 20_000);

  const ask = (door: string, more: object) =>
    send(door, { ...mine, commandId: randomUUID(), slotAtMs, ...more });
  nowMs = Math.max(releaseMs, line.turnAtMs - 1);
  const early = await ask('holds', nowMs < line.turnAtMs ? { pass: line.pass } : {});
  expect(early.refusal?.code).toBe('inLine');
  // Who comes without a pass gets one, with a turn behind all that were drawn; a hold that is not theirs helps nobody.
  for (const door of ['holds', 'reservations']) {
    const late = await ask(door, door === 'holds' ? {} : { hold: 'hold-of-nobody' });
    expect(late.refusal?.code).toBe('inLine');
    expect(Number(late.refusal?.params.turnAtMs)).toBeGreaterThanOrEqual(releaseMs + 20_000);
  }
  nowMs = Math.max(nowMs, line.turnAtMs);
  const held = await ask('holds', { pass: line.pass });
  expect(held).toMatchObject({ ok: true });
  const contact = { name: '山田 花子', kana: 'ヤマダ ハナコ', phone: '09012345678' };
  expect(await ask('reservations', { hold: held.hold, contact })).toMatchObject({ ok: true });
  // The line is over: as they come.
  nowMs = releaseMs + 40_000;
  const later = { session: `session-${randomUUID()}`, contact: { ...contact, phone: '09012345679' } };
  expect(await ask('reservations', later)).toMatchObject({ ok: true });
});
