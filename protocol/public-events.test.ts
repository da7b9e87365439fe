// No key of a visitor stands in what others read of the log, whatever kind of event it is in.
import { describe, expect, it } from 'vitest';
import { DayEvent } from './events.ts';
import { PublicDayEvent, publicDetails } from './public-events.ts';

describe('the public form of an event', () => {
  it('has none of the fields that hold a code, a secret or the hash of one', () => {
    for (const { shape } of DayEvent.options) {
      const event = Object.fromEntries(Object.keys(shape).map((name) => [name, name]));
      expect(
        Object.keys(publicDetails(event)).filter((name) => /code|secret|owner|hash/i.test(name)),
      ).toEqual([]);
    }
  });

  it('is what its schema says: nothing but those is left out', () => {
    const plain = { type: 'ticketSteppedOut', ticket: 'A001', untilMs: 5 };
    expect(PublicDayEvent.parse(publicDetails(plain))).toEqual(plain);
    expect(PublicDayEvent.safeParse({ ...plain, code: '0123456789ABCDEF' }).success).toBe(false);
  });
});
