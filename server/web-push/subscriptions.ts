// Which phones want to be told of a ticket's call: kept as notes until the day is over, known to all hubs.
import { createHash } from 'node:crypto';
import type { BusinessDate, SiteId, TicketNumber } from '../../protocol/ids.ts';
import type { Parsed } from '../../protocol/parse.ts';
import { type Refusal, refuse } from '../../protocol/refusals.ts';
import { isServedBy, PushSubscription } from '../../protocol/web-push.ts';
import type { LimitBook } from '../base/limit-book.ts';
import { instantOf } from '../calendar/dates.ts';
import type { Notes } from '../expiring/store.ts';

export type TicketPlace = {
  readonly site: SiteId;
  readonly date: BusinessDate;
  readonly ticket: TicketNumber;
};
export type KnownPhone = { readonly note: string; readonly subscription: PushSubscription };

export type Subscriptions = {
  /** Keeps the phone until the day of its ticket is over. Refuses a host that is none of the services, and one phone too many. */
  add(at: TicketPlace, subscription: PushSubscription): Promise<Refusal | null>;
  of(at: TicketPlace): Promise<readonly KnownPhone[]>;
  forget(note: string): Promise<void>;
  /** True for exactly one of all hubs that ask for the same call. */
  claim(at: TicketPlace, call: string): Promise<boolean>;
};

const dayMinutes = 24 * 60;
const hourMs = 3_600_000;

export const createSubscriptions = (parts: {
  readonly notes: Notes;
  readonly services: readonly string[];
  readonly book: LimitBook;
  /** Epoch milliseconds. */
  readonly now: () => number;
}): Subscriptions => {
  const { notes, services, book, now } = parts;
  const prefixOf = ({ site, date, ticket }: TicketPlace) => `web-push:${site}:${date}:${ticket}:`;
  const untilDayIsOver = ({ date }: TicketPlace) => Math.max(1, instantOf(date, dayMinutes) - now());

  const read = (text: string): Parsed<PushSubscription> => {
    const parsed = PushSubscription.safeParse(JSON.parse(text));
    return parsed.success
      ? { ok: true, value: parsed.data }
      : {
          ok: false,
          refusal: refuse('malformed', { field: 'subscription', problem: 'is of another version' }),
        };
  };
  return {
    add: async (at, subscription) => {
      if (!isServedBy(subscription.endpoint, services)) {
        return refuse('malformed', {
          field: 'endpoint',
          problem: `must be at ${services.join(', ')}`,
        });
      }
      const name = createHash('sha256').update(subscription.endpoint).digest('hex').slice(0, 32);
      const note = prefixOf(at) + name;
      const known = await notes.list(prefixOf(at));
      const others = known.filter(({ key }) => key !== note);
      if (others.length >= book.of.socketsPerTicket) return book.refuse('socketsPerTicket');
      await notes.put(note, JSON.stringify(subscription), untilDayIsOver(at));
      return null;
    },
    of: async (at) =>
      (await notes.list(prefixOf(at))).flatMap(({ key, value }) => {
        const subscription = read(value);
        return subscription.ok ? [{ note: key, subscription: subscription.value }] : [];
      }),
    forget: notes.remove,
    claim: (at, call) => notes.add(`web-push-told:${at.site}:${at.date}:${call}`, 'told', hourMs),
  };
};
