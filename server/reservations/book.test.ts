// The rules of a day's book: places are conserved through anything that may happen, and the waiting list comes first.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReservationId } from '../../protocol/ids.ts';
import type { BookCommand } from '../../protocol/reservation-commands.ts';
import { type ReservationEvent, ReservationEvent as Schema } from '../../protocol/reservation-events.ts';
import { codeCheck, ReservationCode } from '../../protocol/reservation-ids.ts';
import { codesFor, placesOfCode } from '../booking/tokens.ts';
import { createOffering } from '../hub/offering.ts';
import { at, monday, siteWith } from '../slots/slots.test-support.ts';
import type { BookDecision } from './contract.ts';
import { decideBook } from './decide.ts';
import { evolveBook } from './evolve.ts';
import { takenAt } from './places.ts';
import { type BookState, emptyBook, hasPlaces, slotKey } from './state.ts';
import { emptyVacancy, evolveVacancy, vacancyOf } from './vacancy.ts';

const site = siteWith({
  group: {
    partyPlaces: 'perPerson',
    closes: { minutesBefore: 0 },
    waitlist: { open: true },
    mostInHoldsPercent: 100,
  },
});
const offering = createOffering(site, monday);
const plan = () => offering.plan(emptyBook.changes).groups[0];
const slots = () => plan()?.slots ?? [];
const procedure = 'card-issue' as never;
const idOf = (n: number) => `centre.${monday}.${String(n).padStart(16, '0')}` as ReservationId;
const owner = (n: number) => String(n).padStart(27, 'o') as never;

type Run = { book: BookState; vacancy: typeof emptyVacancy; events: ReservationEvent[]; commands: number };
const start = (): Run => ({ book: emptyBook, vacancy: emptyVacancy, events: [], commands: 0 });
const send = (run: Run, command: BookCommand, nowMs: number): BookDecision => {
  run.commands += 1;
  const decision = decideBook(run.book, command, { nowMs, commandId: `command-${run.commands}`, offering });
  if (decision.kind === 'events') {
    for (const event of decision.events) {
      expect(Schema.parse(event)).toEqual(event);
      run.book = evolveBook(run.book, event, nowMs);
      run.vacancy = evolveVacancy(run.vacancy, event, nowMs);
      run.events.push(event);
    }
  }
  return decision;
};

const wanted = (n: number, slotAtMs: number, partySize = 1) =>
  ({ procedure, slotAtMs, partySize, channel: 'web', language: 'ja', owner: owner(n) }) as const;
const booking = (n: number, slotAtMs: number, partySize = 1, hold: string | null = null): BookCommand => ({
  type: 'bookPlace',
  reservation: idOf(n),
  codes: codesFor('centre' as never, monday, String(n)),
  secretHash: owner(n),
  hold: hold as never,
  ...wanted(n, slotAtMs, partySize),
});
const codeOf = (decision: BookDecision) => (decision.kind === 'refused' ? decision.refusal.code : 'ok');
const early = at('09:00', '2026-12-01');

/** Counted in other words than the book's own: each reservation and living hold looked at. */
const counted = (book: BookState, key: string, nowMs: number): number => {
  let count = 0;
  for (const one of book.reservations.values())
    if (hasPlaces(one))
      for (const seat of one.seats) if (slotKey(one.group, seat.atMs) === key) count += seat.places;
  for (const hold of book.holds.values())
    if (hold.untilMs > nowMs)
      for (const seat of hold.seats) if (slotKey(hold.group, seat.atMs) === key) count += seat.places;
  return count;
};

const step = fc.record({
  what: fc.constantFrom(
    'hold',
    'extend',
    'release',
    'book',
    'bookHeld',
    'shift',
    'cancel',
    'wait',
    'leave',
    'missed',
    'accept',
    'give',
    'take',
  ),
  who: fc.integer({ min: 1, max: 8 }),
  slot: fc.integer({ min: 0, max: 3 }),
  party: fc.integer({ min: 1, max: 3 }),
  minutes: fc.integer({ min: 0, max: 12 }),
});

describe('a day’s book', () => {
  it('never has more taken than places, conserves them through any sequence, and its projection agrees', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const run = start();
        let nowMs = early;
        for (const { what, who, slot, party, minutes } of steps) {
          nowMs += minutes * 60_000;
          const slotAtMs = slots()[slot]?.startAtMs ?? 0;
          const hold = [...run.book.holds.values()].find((one) => one.owner === owner(who));
          const reservation = idOf(who);
          const there = run.book.reservations.get(reservation);
          const byWho = { owner: owner(who), hold: (hold?.id ?? 'none') as never };
          const commands: Record<string, BookCommand> = {
            hold: { type: 'holdPlace', ...wanted(who, slotAtMs, party) },
            extend: { type: 'extendHold', ...byWho },
            release: { type: 'releaseHold', ...byWho },
            book: booking(who, slotAtMs, party),
            bookHeld: booking(who, hold?.seats[0]?.atMs ?? 0, hold?.partySize ?? 1, hold?.id ?? null),
            accept: booking(who, hold?.seats[0]?.atMs ?? 0, hold?.partySize ?? 1, hold?.id ?? null),
            shift: {
              type: 'shiftReservation',
              reservation,
              slotAtMs,
              hold: null,
              owner: owner(who),
              channel: 'web',
              byResident: false,
            },
            cancel: { type: 'cancelReservation', reservation, by: 'resident', note: '' },
            wait: {
              ...{
                type: 'joinWaitlist',
                reservation,
                codes: codesFor('centre' as never, monday, String(who)),
              },
              ...{
                secretHash: owner(who),
                owner: owner(who),
                procedure,
                partySize: party,
                language: 'ja',
                channel: 'web',
              },
              ...{ fromMs: slotAtMs, toMs: slotAtMs + 3_600_000 },
            },
            leave: { type: 'leaveWaitlist', reservation, why: 'left' },
            missed: { type: 'releaseMissed' },
            give: {
              type: 'giveBack',
              reservation,
              to: { site: 'north' as never, date: monday },
              sequence: (there?.sequence ?? 0) + 1,
            },
            take: {
              ...{ type: 'takeMoved', reservation, slotAtMs, hold: null, owner: owner(who), channel: 'web' },
              from: { site: 'north' as never, date: monday },
              carried: {
                ...{
                  code: codesFor('centre' as never, monday, String(who))[0] as never,
                  secretHash: owner(who),
                  procedure,
                },
                ...{ partySize: party, minutes: 12, channel: 'web', language: 'ja', bookedAtMs: early },
                ...{ sequence: there?.sequence ?? 0, moves: 0 },
              },
            },
          };
          const command = commands[what];
          // Who waits has an id of its own; whoever booked does not wait with it too.
          if (command === undefined || (what === 'wait' && there !== undefined)) continue;
          send(run, command, nowMs);
          for (const { startAtMs, places } of slots()) {
            const taken = takenAt(run.book, 'card' as never, startAtMs, nowMs);
            expect(taken).toBe(counted(run.book, slotKey('card' as never, startAtMs), nowMs));
            expect(taken).toBeLessThanOrEqual(places);
          }
          expect(run.vacancy).toEqual(vacancyOf(run.book));
        }
        const replayed = run.events.length;
        expect(replayed).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 150 },
    );
  });

  it('gives the last places to whoever asked first, a party all or none, and tells other times', () => {
    const run = start();
    const slotAtMs = slots()[0]?.startAtMs ?? 0;
    let n = 1;
    while (codeOf(send(run, booking(n, slotAtMs), early)) === 'ok') n += 1;
    expect(run.book.taken.get(slotKey('card' as never, slotAtMs))).toBe(slots()[0]?.places);
    const refused = send(run, booking(n, slotAtMs), early);
    if (refused.kind !== 'refused') throw new Error('accepted');
    expect(refused.refusal.code).toBe('slotFull');
    expect(String(refused.refusal.params.alternatives).split(', ')).toHaveLength(3);
  });

  it('a hold is over at the very instant, and whoever types longer still books while there is room', () => {
    const run = start();
    const slotAtMs = slots()[0]?.startAtMs ?? 0;
    send(run, { type: 'holdPlace', ...wanted(1, slotAtMs) }, early);
    const hold = [...run.book.holds.values()][0];
    if (hold === undefined) throw new Error('nothing held');
    const key = 'card' as never;
    expect(takenAt(run.book, key, slotAtMs, hold.untilMs - 1)).toBe(1);
    expect(takenAt(run.book, key, slotAtMs, hold.untilMs)).toBe(0);
    expect(codeOf(send(run, booking(1, slotAtMs, 1, hold.id), hold.untilMs + 1))).toBe('ok');
    expect(codeOf(send(run, { type: 'extendHold', hold: hold.id, owner: owner(2) }, early))).toBe('holdOver');
  });

  it('a freed place is offered to who waits in the same append, and to the next when it is let pass', () => {
    const run = start();
    const [first] = slots();
    const slotAtMs = first?.startAtMs ?? 0;
    for (let n = 1; n <= (first?.places ?? 0); n += 1) send(run, booking(n, slotAtMs), early);
    for (const n of [51, 52]) {
      const join: BookCommand = {
        type: 'joinWaitlist',
        reservation: idOf(n),
        codes: codesFor('centre' as never, monday, String(n)),
        secretHash: owner(n),
        owner: owner(n),
        procedure,
        partySize: 1,
        language: 'ja',
        channel: 'web',
        fromMs: slotAtMs,
        toMs: slotAtMs + 1,
      };
      expect(codeOf(send(run, join, early))).toBe('ok');
    }
    send(run, { type: 'cancelReservation', reservation: idOf(1), by: 'resident', note: '' }, early);
    const offer = [...run.book.holds.values()][0];
    expect(offer?.offeredTo).toBe(idOf(51));
    expect(codeOf(send(run, booking(60, slotAtMs), early + 1))).toBe('slotFull');
    // The public comes first after the offer ran out, and still the next in the list has the place.
    expect(codeOf(send(run, booking(61, slotAtMs), (offer?.untilMs ?? 0) + 1))).toBe('slotFull');
    send(run, { type: 'offerPlaces' }, (offer?.untilMs ?? 0) + 2);
    expect([...run.book.holds.values()].map((hold) => hold.offeredTo)).toEqual([idOf(52)]);
    expect(run.book.waiting.map(({ id }) => id)).toEqual([idOf(52)]);
  });
});

describe('a short code', () => {
  it('leads to its site and date, and notices every wrong character and every swap', () => {
    const [code] = codesFor('centre' as never, monday, 'x');
    if (code === undefined) throw new Error('no code');
    const found = placesOfCode(code, ['centre' as never, 'aoba' as never], '2026-11-24' as never);
    expect(found).toEqual({ sites: ['centre'], date: monday });
    for (let i = 0; i < 9; i += 1) {
      for (const other of '23456789ABCDEFGHJKLMNPQRSTUVWXYZ') {
        if (other === code.charAt(i)) continue;
        expect(ReservationCode.safeParse(code.slice(0, i) + other + code.slice(i + 1)).success).toBe(false);
      }
      for (let j = i + 1; j < 9; j += 1) {
        if (code.charAt(i) === code.charAt(j)) continue;
        const swapped = [...code];
        [swapped[i], swapped[j]] = [code.charAt(j), code.charAt(i)];
        expect(ReservationCode.safeParse(swapped.join('')).success).toBe(false);
      }
    }
    expect(codeCheck(code.slice(0, 8))).toBe(code.charAt(8));
    expect(ReservationCode.parse(`${code.slice(0, 4).toLowerCase()}-${code.slice(4)}`)).toBe(code);
  });
});
