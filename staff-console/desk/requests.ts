// What the desk asks of the hub. A change without an answer is sent again under its id, which the hub answers as the first time.
import { z } from 'zod';
import { Contact, type ReadReason } from '../../protocol/contacts.ts';
import { CommandId, type ProcedureId, type ReservationId, type SiteId } from '../../protocol/ids.ts';
import { randomHex } from '../../protocol/random-hex.ts';
import type { Refusal } from '../../protocol/refusals.ts';
import {
  Booked,
  BookingRefused,
  ContactFound,
  DaySheet,
  DeskDone,
  Held,
  SearchAnswer,
  type SearchRequest,
} from '../../protocol/reservation-api.ts';
import { BookingSession, type HoldId } from '../../protocol/reservation-ids.ts';
import { BookingOffer, FreeDays, FreeSlots, type FreeTimeView } from '../../protocol/reservation-views.ts';
import { ask, askAgain } from '../parts/ask.ts';

export type Told<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly alternatives: readonly FreeTimeView[] }
  | { readonly kind: 'failed' };

/** Pauses between the tries of a change, ms. */
const pauses = [600, 2_000, 5_000];
const withinMs = 10_000;

export const newId = (): CommandId => CommandId.parse(`d-${randomHex()}`);
/** Holds belong to it; one for each window of the page. */
export const newSession = (): BookingSession => BookingSession.parse(`desk-${randomHex()}`);

const once = async <T>(path: string, body: object, schema: z.ZodType<T>): Promise<Told<T>> => {
  try {
    const response = await fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      signal: AbortSignal.timeout(withinMs),
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const json: unknown = await response.json();
    if (response.ok) return { kind: 'ok', value: schema.parse(json) };
    const refused = BookingRefused.safeParse(json);
    if (!refused.success) return { kind: 'failed' };
    const { refusal, alternatives } = refused.data;
    return { kind: 'refused', refusal, alternatives };
  } catch {
    return { kind: 'failed' };
  }
};

const change = <T>(
  path: string,
  body: object,
  schema: z.ZodType<T>,
  onUnsure?: () => void,
): Promise<Told<T>> => askAgain(() => once(path, body, schema), pauses, onUnsure);

export type Wish = {
  readonly site: SiteId;
  readonly procedure: ProcedureId;
  readonly partySize: number;
};
type At = Wish & { readonly date: string; readonly slotAtMs: number };

const query = ({ procedure, partySize }: Wish): string =>
  new URLSearchParams({ procedure, party: String(partySize) }).toString();

export const offer = () => ask(BookingOffer, '/api/booking');
export const freeDays = (wish: Wish) => ask(FreeDays, `/api/reservations/${wish.site}/free?${query(wish)}`);
export const freeSlots = (wish: Wish, date: string) =>
  ask(FreeSlots, `/api/reservations/${wish.site}/free/${date}?${query(wish)}`);
export const sheet = (site: SiteId, date: string) => ask(DaySheet, `/api/reservations/${site}/days/${date}`);

export const hold = (session: BookingSession, at: At) =>
  change('/api/reservations/holds', { commandId: newId(), session, ...at }, Held);
export const book = (
  id: CommandId,
  session: BookingSession,
  at: At,
  held: HoldId | null,
  contact: Contact | undefined,
  onUnsure: () => void,
) =>
  change(
    '/api/reservations',
    { commandId: id, session, ...at, hold: held, ...(contact === undefined ? {} : { contact }) },
    z.union([DeskDone.extend({ secret: Booked.shape.secret.optional() }), DeskDone]),
    onUnsure,
  );
export const move = (
  id: CommandId,
  session: BookingSession,
  reservation: ReservationId,
  { site, date, slotAtMs }: At,
  held: HoldId | null,
  onUnsure: () => void,
) =>
  change(
    '/api/reservations/move',
    { commandId: id, session, reservation, to: { site, date, slotAtMs, hold: held } },
    DeskDone,
    onUnsure,
  );
export const cancel = (reservation: ReservationId, by: string, note: string) =>
  change('/api/reservations/cancel', { commandId: newId(), reservation, by, note }, DeskDone);
export const reached = (reservation: ReservationId, done: boolean) =>
  change('/api/reservations/reached', { commandId: newId(), reservation, reached: done }, DeskDone);
export const search = (by: SearchRequest['by'], reason: ReadReason) =>
  change('/api/reservations/search', { by, reason }, SearchAnswer);
export const contact = (reservation: ReservationId, reason: ReadReason) =>
  change('/api/reservations/contact', { reservation, reason }, ContactFound);

/** What was typed into the search field: a code, a telephone number, or a name in kana; null: none of them. */
export const searchBy = (typed: string, code: string | null): SearchRequest['by'] | null => {
  if (code !== null) return { field: 'code', code } as SearchRequest['by'];
  const text = typed.normalize('NFKC').trim();
  if (/^[+\d][\d\s()-]{3,}$/.test(text)) return { field: 'phone', phone: text };
  return text === '' ? null : { field: 'kana', kana: text };
};

/** As the vault takes it; left out: nothing was typed. The problem names the field. */
export const contactOf = ({
  name,
  kana,
  phone,
}: Readonly<Record<'name' | 'kana' | 'phone', string>>): {
  readonly contact?: Contact;
  readonly problem: 'name' | 'kana' | 'phone' | null;
} => {
  const given = Object.fromEntries(
    Object.entries({ name, kana, phone }).filter(([, text]) => text.trim() !== ''),
  );
  if (Object.keys(given).length === 0) return { problem: null };
  const parsed = Contact.safeParse(given);
  if (parsed.success) return { contact: parsed.data, problem: null };
  const field = String(parsed.error.issues[0]?.path[0] ?? 'name');
  return { problem: field === 'kana' || field === 'phone' ? field : 'name' };
};
