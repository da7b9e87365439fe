// The public form of what happened on a business day: without the codes that open a ticket's or a reservation's page.
import { z } from 'zod';
import { DayEvent, StoredDayEvent } from './events.ts';

/** They are keys: whoever knows one acts for the visitor, or knows half of what it takes to. */
const secretFields = ['code', 'secretHash', 'owner'] as const;
type SecretField = (typeof secretFields)[number];
const isSecret = (name: string): name is SecretField => secretFields.some((field) => field === name);

type WithoutSecrets<E> = E extends unknown ? Omit<E, SecretField> : never;
export type PublicDayEvent = WithoutSecrets<DayEvent>;
export type PublicStoredEvent = Omit<StoredDayEvent, 'event'> & { readonly event: PublicDayEvent };

const publicShape = (shape: z.ZodRawShape): z.ZodRawShape =>
  Object.fromEntries(Object.entries(shape).filter(([name]) => !isSecret(name)));
const options = DayEvent.options.map(({ shape }) => z.strictObject(publicShape(shape)));

/** What is told of an event to others than the hub itself. */
export const PublicDayEvent = z.discriminatedUnion(
  'type',
  options as unknown as typeof DayEvent.options,
) as unknown as z.ZodType<PublicDayEvent>;

export const PublicStoredEvent = StoredDayEvent.extend({ event: PublicDayEvent });

/** Leaves out what is a key; of events of other streams (people, audit) too: there the hash of one. */
export const publicDetails = (event: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(event).filter(([name]) => !isSecret(name) && name !== 'hash'));

/** The event as anybody but the hub itself reads it, whatever role they hold. */
export const publicForm = (stored: StoredDayEvent): PublicStoredEvent => ({
  ...stored,
  event: publicDetails(stored.event) as PublicDayEvent,
});
