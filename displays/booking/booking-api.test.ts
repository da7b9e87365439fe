// A change is sent again with the same body until it is answered, and a refusal is never taken for a lost line.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { refuse } from '../../protocol/refusals.ts';
import { createBookingApi } from './booking-api.ts';

const Good = z.strictObject({ ok: z.literal(true) });
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

/** A hub that answers one by one; `null`: the line breaks. */
const hubThat = (...answers: readonly (Response | null)[]) => {
  const sent: string[] = [];
  let unsure = 0;
  const api = createBookingApi({
    fetch: (async (_: unknown, init?: RequestInit) => {
      sent.push(String(init?.body ?? ''));
      const answer = answers[sent.length - 1];
      if (answer == null) throw new TypeError('network');
      return answer;
    }) as typeof fetch,
    pause: async () => {},
  });
  return { api, sent, unsure: () => unsure, onUnsure: () => (unsure += 1) };
};

describe('a change', () => {
  it('is sent again as it was when no answer came, and says once that it is unsure', async () => {
    const hub = hubThat(null, null, json({ ok: true }));
    const answer = await hub.api.change('/x', { commandId: 'one' }, Good, hub.onUnsure);
    expect(answer).toEqual({ kind: 'ok', value: { ok: true } });
    expect(hub.sent).toEqual(Array.from({ length: 3 }, () => '{"commandId":"one"}'));
    expect(hub.unsure()).toBe(1);
  });

  it('is given up after five tries, so that the person can decide', async () => {
    const hub = hubThat();
    expect(await hub.api.change('/x', {}, Good)).toEqual({ kind: 'offline' });
    expect(hub.sent).toHaveLength(5);
  });

  it('that is refused is not sent again, and brings what is free instead', async () => {
    const alternatives = [
      { site: 'centre', date: '2026-12-10', seats: [{ atMs: 1_796_866_800_000, places: 1 }], free: 2 },
    ];
    const refusal = refuse('slotFull', { time: '10:40', alternatives: '-' });
    const hub = hubThat(json({ ok: false, refusal, alternatives }, 409));
    const answer = await hub.api.change('/x', {}, Good);
    expect(answer).toMatchObject({ kind: 'refused', code: 'slotFull', alternatives });
    expect(hub.sent).toHaveLength(1);
  });

  it('whose answer cannot be read counts as not answered', async () => {
    const hub = hubThat(new Response('<html>', { status: 502 }), json({ other: 1 }), json({ ok: true }));
    expect((await hub.api.change('/x', {}, Good)).kind).toBe('ok');
    expect(hub.sent).toHaveLength(3);
  });
});

it('reading tries twice', async () => {
  const hub = hubThat(null, null, json({ ok: true }));
  expect(await hub.api.read('/x', Good)).toEqual({ kind: 'offline' });
  expect(hub.sent).toHaveLength(2);
});
