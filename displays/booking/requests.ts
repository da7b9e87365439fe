// The requests of the page by name: which address, which body, which answer.
import type { Contact } from '../../protocol/contacts.ts';
import type { BusinessDate, Language, ProcedureId, SiteId } from '../../protocol/ids.ts';
import { Booked, CalendarFound, Found, Held, LineAnswer, Released } from '../../protocol/reservation-api.ts';
import type { BookingSession, HoldId } from '../../protocol/reservation-ids.ts';
import { BookingOffer, FreeDays, FreeSlots, Soonest } from '../../protocol/reservation-views.ts';
import type { BookingApi } from './booking-api.ts';
import type { Key } from './parts/visit.ts';

const query = (values: Readonly<Record<string, string | number>>): string =>
  new URLSearchParams(Object.entries(values).map(([name, value]) => [name, String(value)])).toString();

export type Wish = {
  readonly site: SiteId;
  readonly date: BusinessDate;
  readonly procedure: ProcedureId;
  readonly partySize: number;
  readonly language: Language;
};

const passed = (pass: string | null) => (pass === null ? {} : { pass });

/** `onUnsure`: the first answer to a change did not come, it is asked again. Ids are made by whoever calls, once for one wish. */
export const bookingRequests = (api: BookingApi, session: BookingSession, onUnsure: () => void) => ({
  offer: () => api.read('/api/booking', BookingOffer),
  soonest: (procedure: ProcedureId, party: number, daily: boolean) =>
    api.read(
      `/api/booking/soonest?${query({ procedure, party, ...(daily ? { daily: 'true' } : {}) })}`,
      Soonest,
    ),
  days: (site: SiteId, procedure: ProcedureId, party: number, from: string, to: string) =>
    api.read(`/api/booking/${site}/days?${query({ procedure, party, from, to })}`, FreeDays),
  slots: (site: SiteId, procedure: ProcedureId, party: number, date: string) =>
    api.read(`/api/booking/${site}/slots?${query({ procedure, party, date })}`, FreeSlots),
  line: ({ site, date, procedure }: Wish, pass: string | null) =>
    api.change('/api/booking/line', { session, site, date, procedure, ...passed(pass) }, LineAnswer),
  hold: (commandId: string, wish: Wish, slotAtMs: number, pass: string | null) =>
    api.change(
      '/api/booking/holds',
      { commandId, session, ...wish, slotAtMs, ...passed(pass) },
      Held,
      onUnsure,
    ),
  extend: (commandId: string, held: Held) =>
    api.change(
      '/api/booking/holds/extend',
      { commandId, session, site: held.site, date: held.date, hold: held.hold },
      Held,
      onUnsure,
    ),
  release: (commandId: string, held: Held) =>
    api.change(
      '/api/booking/holds/release',
      { commandId, session, site: held.site, date: held.date, hold: held.hold },
      Released,
    ),
  book: (
    commandId: string,
    wish: Wish,
    slotAtMs: number,
    hold: HoldId | null,
    contact: Contact | null,
    pass: string | null,
  ) =>
    api.change(
      '/api/booking/reservations',
      {
        commandId,
        session,
        ...wish,
        slotAtMs,
        hold,
        ...(contact === null ? {} : { contact }),
        ...passed(pass),
      },
      Booked,
      onUnsure,
    ),
  calendar: (proof: Key) => api.change('/api/booking/calendar', { proof }, CalendarFound),
  find: (proof: Key) => api.change('/api/booking/find', { proof }, Found),
  move: (
    commandId: string,
    proof: Key,
    to: {
      readonly site: SiteId;
      readonly date: BusinessDate;
      readonly slotAtMs: number;
      readonly hold: HoldId | null;
    },
    pass: string | null,
  ) => api.change('/api/booking/move', { commandId, session, proof, to, ...passed(pass) }, Found, onUnsure),
  cancel: (commandId: string, proof: Key) =>
    api.change('/api/booking/cancel', { commandId, proof }, Found, onUnsure),
  wait: (commandId: string, wish: Wish, fromMs: number, toMs: number, contact: Contact | null) =>
    api.change(
      '/api/booking/waitlist',
      { commandId, session, ...wish, fromMs, toMs, ...(contact === null ? {} : { contact }) },
      Booked,
      onUnsure,
    ),
  accept: (commandId: string, proof: Key, hold: HoldId) =>
    api.change('/api/booking/accept', { commandId, proof, hold }, Found, onUnsure),
});
export type BookingRequests = ReturnType<typeof bookingRequests>;
