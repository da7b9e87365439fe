// Who is next, and why.
import { describe, expect, it } from 'vitest';
import { nextFor, queueFor, whyOf } from './order.ts';
import { at, booth, given, issue, move, next, opened, testSite } from './test-support.ts';

type Day = ReturnType<typeof given>;
const queue = (day: Day, number: number, clock = '10:00') => {
  const served = day.state.booths.get(number as never);
  return served === undefined ? [] : queueFor(day.state, served, at(clock)).map((ticket) => ticket.number);
};
const nextAt = (day: Day, number: number, clock = '10:00') =>
  nextFor(day.state, number as never, at(clock))?.number ?? null;
const why = (day: Day, ticket: string, number: number | null, clock = '10:00') => {
  const found = day.state.tickets.get(ticket as never);
  if (found === undefined) throw new Error(`${ticket} was not issued`);
  return whyOf(day.state, found, number as never, testSite(), at(clock));
};

describe('the order at a booth', () => {
  it('is that of the due time among what it serves', () => {
    const day = given(
      opened,
      booth(1),
      issue('certificate'),
      issue('renewal', '09:03'),
      issue('pickup', '09:05', { marks: ['infant'] }),
    );
    expect(queue(day, 1)).toEqual(['B001', 'A001']);
    expect(nextAt(day, 1)).toBe('B001');
  });

  it('gives ties to the lower sequence number', () => {
    const day = given(opened, booth(1), issue('pickup', '09:00'), issue('renewal', '09:00'));
    expect(queue(day, 1)).toEqual(['B001', 'A001']);
  });

  it('lets a mark go before those who came up to its minutes earlier', () => {
    const marked = issue('renewal', '09:15', { marks: ['pregnancy'] });
    const day = given(opened, booth(1), issue('renewal', '08:59'), issue('renewal', '09:00:30'), marked);
    expect(queue(day, 1)).toEqual(['A001', 'A003', 'A002']);
  });

  it('lets a booth help out only when its delay is over', () => {
    const day = given(
      opened,
      booth(2),
      issue('renewal', '09:00'),
      issue('pickup', '09:09'),
      issue('pickup', '09:11'),
    );
    expect(queue(day, 2)).toEqual(['B001', 'A001', 'B002']);
    expect(why(day, 'A001', 2).delayMinutes).toBe(10);
    expect(why(day, 'A001', null).delayMinutes).toBe(0);
  });

  it('knows the delay of a closed booth from the settings', () => {
    expect(why(given(opened, issue('renewal')), 'A001', 2).delayMinutes).toBe(10);
    expect(why(given(opened, issue('renewal')), 'A001', 77).delayMinutes).toBe(0);
  });

  it('has only who waits', () => {
    const day = given(opened, booth(1), booth(4), issue('renewal'), issue('renewal'), next(4));
    expect(queue(day, 1)).toEqual(['A002']);
    expect(nextAt(day, 3)).toBeNull();
  });
});

describe('reservations', () => {
  const reserved = issue('renewal', '09:00', { slotAtMs: at('10:00') });

  it('win at their hour', () => {
    const day = given(opened, booth(1), reserved, issue('renewal', '09:49'), issue('renewal', '09:51'));
    expect(queue(day, 1, '09:55')).toEqual(['A002', 'A001', 'A003']);
    expect(why(day, 'A001', 1, '09:55').due).toMatchObject({ basis: 'reservation', atMs: at('09:50') });
  });

  it('are not called early while somebody else waits', () => {
    const day = given(
      opened,
      booth(1),
      reserved,
      issue('renewal', '09:40', { marks: ['pregnancy'] }),
      issue('renewal', '09:45'),
    );
    expect(queue(day, 1, '09:46')).toEqual(['A002', 'A003', 'A001']);
    expect(why(day, 'A001', 1, '09:46').notBeforeMs).toBe(at('09:50'));
    expect(why(day, 'A001', 1, '09:50').notBeforeMs).toBeNull();
  });

  it('are called early when the booth would idle', () => {
    const day = given(opened, booth(1), reserved);
    expect(nextAt(day, 1, '09:10')).toBe('A001');
  });
});

describe('outage', () => {
  const day = given(
    opened,
    booth(1),
    issue('renewal', '09:00'),
    issue('pickup', '09:10'),
    move('startOutage', { procedures: ['renewal'] }),
  );

  it('puts the frozen last, and calls none of them', () => {
    expect(queue(day, 1)).toEqual(['B001', 'A001']);
    expect(why(day, 'A001', 1).frozen).toBe(true);
    expect(why(day, 'B001', 1).frozen).toBe(false);
    const onlyFrozen = given(
      opened,
      booth(4),
      issue('renewal'),
      move('startOutage', { procedures: ['renewal'] }),
    );
    expect(queue(onlyFrozen, 4)).toEqual(['A001']);
    expect(nextAt(onlyFrozen, 4)).toBeNull();
  });
});

describe('a visit sent to one booth', () => {
  const sent = [
    opened,
    booth(1),
    booth(4),
    issue('renewal', '09:00'),
    next(1),
    move('startServing', { booth: 1 }),
    move('transfer', { booth: 1, toBooth: 4 }),
  ] as const;

  it('waits for that booth alone, also while it pauses', () => {
    expect(nextAt(given(...sent), 1)).toBeNull();
    expect(nextAt(given(...sent), 4)).toBe('A001');
    expect(nextAt(given(...sent, move('pauseBooth', { booth: 4 })), 1)).toBeNull();
    expect(why(given(...sent), 'A001', 4).onlyBooth).toBe(4);
  });

  it('falls to the others when the booth closes, or serves it no more', () => {
    expect(nextAt(given(...sent, move('closeBooth', { booth: 4 })), 1)).toBe('A001');
    const other = move('setBoothProcedures', { booth: 4, procedures: [{ procedure: 'advice' }] });
    expect(nextAt(given(...sent, other), 1)).toBe('A001');
  });
});

describe('the reason', () => {
  it('names the mark that counted', () => {
    const day = given(opened, issue('renewal', '09:00', { marks: ['expiring', 'infant'] }));
    expect(why(day, 'A001', 1)).toEqual({
      due: { atMs: at('08:45'), basis: 'walkIn', basisMs: at('09:00'), minutesOff: 15, mark: 'infant' },
      markNames: { ja: '乳幼児連れ' },
      delayMinutes: 0,
      onlyBooth: null,
      notBeforeMs: null,
      outUntilMs: null,
      frozen: false,
    });
  });
});
