// Which messages a day's events call for: given events → then what is added to the outbox, and what is taken back.
import { describe, expect, it } from 'vitest';
import { MessageSettings } from '../../protocol/message-settings.ts';
import { Message } from '../../protocol/messages.ts';
import { ReservationEvent } from '../../protocol/reservation-events.ts';
import { codeAlphabet, codeCheck } from '../../protocol/reservation-ids.ts';
import { planMessages } from './plan-messages.ts';

const settings = MessageSettings.parse({
  mail: { host: 'smtp.city.example.jp', from: 'yoyaku@city.example.jp' },
  reminder: { daysBefore: 1, at: '10:00' },
});
const day = { site: 'centre', date: '2026-12-10' } as never;
const slot = (clock: string): number => Date.parse(`2026-12-10T${clock}:00+09:00`);
const booked = Date.parse('2026-12-01T03:30:00Z');
const eight = codeAlphabet.slice(0, 8);
const code = eight + codeCheck(eight);
const hash = 'A'.repeat(27);

/** Fields that this test says nothing of are filled so that the event is one. */
const event = (type: string, fields: object): ReservationEvent => {
  const facts = {
    ...{ procedure: 'card-issue', group: 'card', minutes: 15, partySize: 1, channel: 'web', language: 'ja' },
    ...{ seats: [{ atMs: slot('10:40'), places: 1 }] },
  };
  const more: Readonly<Record<string, object>> = {
    reservationBooked: {
      ...{ ...facts, code, secretHash: hash, bookedAtMs: booked, sequence: 0, moves: 0 },
      ...{ hold: null, movedFrom: null },
    },
    reservationShifted: { group: 'card', seats: facts.seats, hold: null, sequence: 1, moves: 1 },
    reservationCancelled: { by: 'resident', note: '', sequence: 1, group: 'card', seats: facts.seats },
    reservationMoved: {
      to: { site: 'aoba', date: '2026-12-11' },
      sequence: 1,
      group: 'card',
      seats: facts.seats,
    },
    waitJoined: {
      ...{ code, secretHash: hash, owner: hash, procedure: 'card-issue', group: 'card', partySize: 1 },
      ...{ fromMs: slot('09:00'), toMs: slot('12:00'), channel: 'web', language: 'ja' },
    },
    placeHeld: { ...facts, hold: 'hold-0001', owner: hash, untilMs: booked + 1_800_000, offeredTo: null },
  };
  const reservation = type === 'placeHeld' ? {} : { reservation: 'res-0001' };
  return ReservationEvent.parse({ type, ...reservation, ...more[type], ...fields });
};

const planOf = (
  events: readonly (readonly [type: string, fields?: object])[],
  { after = 0, nowMs = booked, from = settings } = {},
) => {
  const entries = events.map(([type, fields = {}], index) => ({
    version: index + 1,
    atMs: booked,
    event: event(type, fields),
  }));
  const { add, drop } = planMessages(day, entries, after, from, nowMs);
  return { add, drop, messages: add.map(({ body }) => Message.parse(JSON.parse(body))) };
};
const kindsOf = (...args: Parameters<typeof planOf>) => planOf(...args).messages.map(({ kind }) => kind);

describe('messages', () => {
  it('confirm a booking at once, and remind of it on the day before', () => {
    const { add, messages } = planOf([['reservationBooked']]);
    expect(messages.map(({ kind, code: told, sequence }) => [kind, told, sequence])).toEqual([
      ['confirmation', `${code.slice(0, 4)}-${code.slice(4)}`, 0],
      ['reminder', `${code.slice(0, 4)}-${code.slice(4)}`, 0],
    ]);
    expect(add.map(({ dueAtMs }) => dueAtMs)).toEqual([booked, Date.parse('2026-12-09T10:00:00+09:00')]);
    expect(add.every(({ untilMs }) => untilMs === slot('10:40'))).toBe(true);
    expect(messages[0]?.endAtMs).toBe(slot('10:55'));
  });

  it('go by every way that the settings name, and remind of nothing where they say so', () => {
    const from = MessageSettings.parse({
      ...{ mail: settings.mail, hook: { url: 'https://sms.city.example.jp/' }, reminder: null },
    });
    expect(planOf([['reservationBooked']], { from }).add.map(({ id }) => id)).toEqual([
      'res-0001.confirmation.0.mail',
      'res-0001.confirmation.0.hook',
    ]);
  });

  it('tell of a change, and the reminder follows to the new hour', () => {
    const { add, drop } = planOf(
      [['reservationBooked'], ['reservationShifted', { to: [{ atMs: slot('14:00'), places: 1 }] }]],
      { after: 1 },
    );
    expect(drop).toEqual([`res-0001.reminder.${slot('10:40')}.mail`]);
    expect(add.map(({ id }) => id)).toEqual([
      'res-0001.change.1.mail',
      `res-0001.reminder.${slot('14:00')}.mail`,
    ]);
  });

  it('tell of a move once, from where it now is', () => {
    const movedFrom = { site: 'aoba', date: '2026-12-09' };
    expect(kindsOf([['reservationBooked', { movedFrom, sequence: 1 }]])).toEqual(['change', 'reminder']);
    const left = planOf([['reservationBooked'], ['reservationMoved']], { after: 1 });
    expect([left.add, left.drop]).toEqual([[], [`res-0001.reminder.${slot('10:40')}.mail`]]);
  });

  it('tell who cancelled, and nothing of the house’s own tidying', () => {
    const cancelled = (by: string) =>
      planOf([['reservationBooked'], ['reservationCancelled', { by }]], { after: 1 });
    expect(cancelled('site').messages.map(({ kind }) => kind)).toEqual(['cancelledBySite']);
    expect(cancelled('desk').messages.map(({ kind }) => kind)).toEqual(['cancelled']);
    expect(cancelled('resident').drop).toHaveLength(1);
    expect(cancelled('moveUndone').messages).toEqual([]);
    expect(cancelled('duplicate').messages).toEqual([]);
  });

  it('offer a freed place to who waits, until it is kept no longer', () => {
    const { add, messages } = planOf([
      ['waitJoined'],
      ['placeHeld', { offeredTo: 'res-0001' }],
      ['placeHeld'],
    ]);
    expect(messages).toMatchObject([
      {
        kind: 'placeOffered',
        reservation: 'res-0001',
        startAtMs: slot('10:40'),
        keptUntilMs: booked + 1_800_000,
      },
    ]);
    expect(add[0]?.untilMs).toBe(booked + 1_800_000);
  });

  it('have the same id whenever they are planned, and come too late after a day', () => {
    const events = [['reservationBooked'], ['reservationCancelled', { by: 'site' }]] as const;
    expect(planOf(events).add.map(({ id }) => id)).toEqual(
      planOf(events, { nowMs: booked + 3_600_000 }).add.map(({ id }) => id),
    );
    expect(kindsOf([['reservationBooked']], { nowMs: booked + 25 * 3_600_000 })).toEqual(['reminder']);
  });
});
