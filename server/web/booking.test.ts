// Reservations over HTTP at a real hub: from the free places to the ticket, by residents and by the desk.
import { randomUUID } from 'node:crypto';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FreeDay, FreeSlot, ReservationView } from '../../protocol/reservation-views.ts';
import { ringOf } from '../contacts/contacts.test-support.ts';
import { openTestHouse, type TestHouse } from '../test-support.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse(undefined, {}, { environment: { keys: ringOf() } });
});
afterAll(() => house?.remove());

type Body = Record<string, unknown> & {
  readonly ok: boolean;
  readonly refusal?: { readonly code: string };
  readonly reservation?: ReservationView;
  readonly secret?: string;
};
const send = async (
  path: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<Body & { status: number }> => {
  const response = await house.ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, ...((await response.json()) as Body) };
};
const procedure = 'card-issue';
const days = async (site = 'centre'): Promise<readonly FreeDay[]> =>
  (await (await house.ask(`/api/booking/${site}/days?procedure=${procedure}`)).json()).days;
const slots = async (date: string): Promise<readonly FreeSlot[]> =>
  (await (await house.ask(`/api/booking/centre/slots?procedure=${procedure}&date=${date}`)).json()).slots;
const session = () => `session-${randomUUID()}`;
const person = (n: number) => ({
  name: '山田 花子',
  kana: 'ヤマダ ハナコ',
  phone: `0901234${String(n).padStart(4, '0')}`,
});
/** The n-th date on which something is free, and its first free slot. */
const freeTime = async (n: number) => {
  const date = (await days()).filter(({ free }) => free > 0)[n]?.date ?? '';
  const slot = (await slots(date)).find(({ state }) => state === 'free');
  return { site: 'centre', date, slotAtMs: slot?.atMs ?? 0 };
};
const bookIt = async (n: number, at: Awaited<ReturnType<typeof freeTime>>, more: object = {}) =>
  send('/api/booking/reservations', {
    ...{ commandId: randomUUID(), session: session(), procedure, ...at, contact: person(n), ...more },
  });

describe('a resident', () => {
  it('holds, books, finds, moves to another day, and cancels; every answer is repeated', async () => {
    const [one, two] = [await freeTime(1), await freeTime(2)];
    const mine = session();
    const held = await send('/api/booking/holds', {
      commandId: randomUUID(),
      session: mine,
      procedure,
      ...one,
    });
    expect([held.status, held.ok]).toEqual([200, true]);
    const ask = {
      commandId: randomUUID(),
      session: mine,
      procedure,
      ...one,
      hold: held.hold,
      contact: person(1),
    };
    const booked = await send('/api/booking/reservations', ask);
    expect([booked.status, booked.reservation?.state]).toEqual([200, 'booked']);
    expect(await send('/api/booking/reservations', ask)).toEqual(booked);

    const code = booked.reservation?.code ?? '';
    const proof = { code: code.toLowerCase(), lastFour: '0001' };
    expect((await send('/api/booking/find', { proof })).reservation).toEqual(booked.reservation);
    const wrong = await send('/api/booking/find', { proof: { code, lastFour: '9999' } });
    expect([wrong.status, wrong.refusal?.code]).toEqual([404, 'reservationNotFound']);

    const move = { commandId: randomUUID(), session: mine, proof: { code, secret: booked.secret }, to: two };
    const moved = await send('/api/booking/move', move);
    expect(moved.reservation).toMatchObject({ date: two.date, code, sequence: 1, moves: 1, state: 'booked' });
    expect(moved.reservation?.reservation).toBe(booked.reservation?.reservation);
    expect((await send('/api/booking/move', move)).reservation).toEqual(moved.reservation);
    const day = async (date: string) =>
      (await house.askWithKey(`/api/reservations/centre/days/${date}`)).json() as Promise<{
        reservations: unknown[];
      }>;
    expect((await day(one.date)).reservations).toEqual([]);
    expect((await day(two.date)).reservations).toHaveLength(1);

    const gone = await send('/api/booking/cancel', { commandId: randomUUID(), proof });
    expect(gone.reservation?.state).toBe('cancelled');
    // The place is free at once, and the number may reserve again.
    expect((await bookIt(1, two)).status).toBe(200);
  });

  it('holds one place, over all days and sites: a pick elsewhere gives the one before back', async () => {
    const mine = session();
    const holds = async ({ site, date }: { site: string; date: string }) =>
      [...((await house.hub.sites.get(site as never)?.books.vacancy(date as never))?.holds.values() ?? [])]
        .length;
    const [one, two] = [await freeTime(1), await freeTime(2)];
    const hold = (at: typeof one) =>
      send('/api/booking/holds', { commandId: randomUUID(), session: mine, procedure, ...at });
    const first = await hold(one);
    await expect.poll(() => holds(one)).toBe(1);
    const change = { session: mine, site: one.site, date: one.date, hold: first.hold };
    expect((await send('/api/booking/holds/extend', { commandId: randomUUID(), ...change })).ok).toBe(true);
    await hold(two);
    await expect.poll(async () => [await holds(one), await holds(two)]).toEqual([0, 1]);
    // Sent again after a lost answer, it gives nothing else back.
    const late = await send('/api/booking/holds/release', { commandId: randomUUID(), ...change });
    expect([late.ok, await holds(two)]).toEqual([true, 1]);
  });

  it('has one reservation per telephone number, and must give what the site asks for', async () => {
    const time = await freeTime(3);
    expect((await bookIt(2, time)).status).toBe(200);
    const again = await bookIt(2, await freeTime(4));
    expect([again.status, again.refusal?.code]).toEqual([409, 'alreadyReserved']);
    const nameless = await bookIt(3, time, { contact: { phone: '09012345678' } });
    expect(nameless.refusal).toMatchObject({ code: 'contactNeeded', params: { fields: 'name, kana' } });
  });

  it('is asked whether it is possible already for what is renewed, and for nothing else of the group', async () => {
    const { sites } = await (await house.ask('/api/booking')).json();
    const { procedures } = sites[0].groups.find(({ group }: { group: string }) => group === 'card');
    const asked = procedures.filter(({ asks }: { asks: boolean }) => asks);
    expect(asked.map((one: { procedure: string }) => one.procedure)).toEqual(['card-renewal']);
  });

  it('gets a calendar file of it: the same UID for life, in Japan’s time, a cancellation as such', async () => {
    const time = await freeTime(6);
    const booked = await bookIt(40, time);
    const proof = { code: booked.reservation?.code, lastFour: '0040' };
    const file = async () => {
      const { content } = await send('/api/booking/calendar', { proof });
      const calendar = new ICAL.Component(ICAL.parse(String(content)));
      const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined);
      return { method: calendar.getFirstPropertyValue('method'), event };
    };
    const before = await file();
    expect(before.method).toBe('PUBLISH');
    expect(before.event.startDate.toString()).toBe(
      Temporal.Instant.fromEpochMilliseconds(time.slotAtMs)
        .toZonedDateTimeISO('Asia/Tokyo')
        .toPlainDateTime()
        .toString({ smallestUnit: 'second' }),
    );
    await send('/api/booking/cancel', { commandId: randomUUID(), proof });
    const after = await file();
    expect([after.method, after.event.uid]).toEqual(['CANCEL', before.event.uid]);
    expect(Number(after.event.sequence)).toBeGreaterThan(Number(before.event.sequence));
    expect((await send('/api/booking/calendar', { proof: { ...proof, lastFour: '9999' } })).status).toBe(404);
  });

  it('hears where else there is room when the slot is full', async () => {
    const time = await freeTime(5);
    for (let n = 100; ; n += 1) {
      const answer = await bookIt(n, time);
      if (answer.ok) continue;
      expect([answer.refusal?.code, (answer.alternatives as unknown[]).length]).toEqual(['slotFull', 3]);
      break;
    }
  });

  it('gets free places that are kept for a second and tagged', async () => {
    const first = await house.ask(`/api/booking/centre/days?procedure=${procedure}`);
    expect(first.headers.get('cache-control')).toBe('public, max-age=1');
    const tag = first.headers.get('etag') ?? '';
    const path = '/api/booking';
    expect((await (await house.ask(path)).json()).sites[0].groups.length).toBeGreaterThan(0);
    expect(tag).not.toBe('');
    expect(
      (await (await house.ask(`/api/booking/soonest?procedure=${procedure}`)).json()).sites[0].first,
    ).not.toBeNull();
    // Every free day too, for who may book only from a date on that they do not tell.
    const daily = await (await house.ask(`/api/booking/soonest?procedure=${procedure}&daily=true`)).json();
    const { first: soonest, free, days: every } = daily.sites[0];
    expect(every[0]).toMatchObject({ date: soonest.date, atMs: soonest.seats[0].atMs });
    expect(every.reduce((sum: number, day: FreeDay) => sum + day.free, 0)).toBe(free);
    expect(every.map(({ date }: FreeDay) => date)).toEqual(
      (await days()).filter((day) => day.free > 0).map(({ date }) => date),
    );
  });
});

describe('the desk', () => {
  it('books for the hour, finds by kana with the audit told, and checks in', async () => {
    const staff = await house.signIn();
    const headers = { cookie: staff };
    const today = (await days())[0]?.date ?? '';
    const slot = (await slots(today)).find(({ atMs, places }) => atMs > Date.now() && places > 0);
    if (slot === undefined) return;
    const ask = { commandId: randomUUID(), session: session(), site: 'centre', date: today, procedure };
    const booked = await send(
      '/api/reservations',
      {
        ...ask,
        slotAtMs: slot.atMs,
        channel: 'reception',
        contact: { ...person(7), kana: 'サトウ イチロウ' },
      },
      headers,
    );
    expect(booked.status).toBe(200);
    const search = { by: { field: 'kana', kana: 'さとう' }, reason: 'residentAsks' };
    const found = await send('/api/reservations/search', search, headers);
    expect((found.found as ReservationView[]).map(({ code }) => code)).toEqual([booked.reservation?.code]);
    const integrator = await send('/api/reservations/search', search, house.asIntegrator);
    expect(integrator.refusal?.code).toBe('contactDenied');

    const { code } = booked.reservation ?? { code: '' };
    const { answer } = await house.command({ type: 'checkIn', code });
    expect(answer).toMatchObject({
      ok: true,
      reservation: booked.reservation?.reservation,
      ticket: expect.any(String),
    });
    const again = await house.command({ type: 'checkIn', code });
    expect(again.answer).toMatchObject({ refusal: { code: 'checkInAlready' } });
  });

  it('checks in who comes on another day: told where it is, or moved to now', async () => {
    const { reservation } = await bookIt(8, await freeTime(6));
    const told = await house.command({ type: 'checkIn', code: reservation?.code });
    expect(told.answer).toMatchObject({
      refusal: { code: 'checkInOtherDay', params: { date: reservation?.date } },
    });
    const moved = await house.command({ type: 'checkIn', code: reservation?.code, moveHere: true });
    const { ok } = moved.answer;
    expect(ok ? 'ok' : moved.answer.refusal.code).toMatch(/^(ok|noRoomHere)$/);
    if (ok) expect(moved.answer.reservation).toBe(reservation?.reservation);
  });
});

describe('the line at a release', () => {
  it('is open to everybody without an account, and says so when there is none', async () => {
    const { site, date } = await freeTime(1);
    const wish = { session: session(), site, date, procedure };
    expect(await send('/api/booking/line', wish)).toMatchObject({ status: 200, ok: true, line: null });
    const bad = await send('/api/booking/line', { ...wish, pass: 'nothing' });
    expect([bad.status, bad.refusal?.code]).toEqual([400, 'malformed']);
  });
});
