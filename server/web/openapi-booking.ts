// The OpenAPI of reservations: what residents' pages, desks and other systems ask, from the schemas that the doors parse with.
import { z } from 'zod';
import { BusinessDate, SiteId } from '../../protocol/ids.ts';
import type { RefusalCode } from '../../protocol/refusals.ts';
import {
  AcceptRequest,
  Booked,
  BookingRefused,
  BookRequest,
  CalendarFound,
  CancelRequest,
  ContactChange,
  ContactFound,
  ContactRequest,
  DaySheet,
  DeskBookRequest,
  DeskCancelRequest,
  DeskDone,
  DeskHoldRequest,
  DeskMoveRequest,
  FindRequest,
  Found,
  Held,
  HoldChange,
  HoldRequest,
  LineAnswer,
  LineRequest,
  MoveRequest,
  ReachedRequest,
  Released,
  SearchAnswer,
  SearchRequest,
  SlotChangeBack,
  SlotChangeRequest,
  SlotsChanged,
  WaitRequest,
} from '../../protocol/reservation-api.ts';
import { ImportAnswer, ImportRequest } from '../../protocol/reservation-import.ts';
import { BookingOffer, FreeDays, FreeSlots, Soonest } from '../../protocol/reservation-views.ts';
import { SlotPlanView } from '../../protocol/slot-plan-view.ts';
import { DaysQuery, DeskDaysQuery, DeskSlotsQuery, SlotsQuery, SoonestQuery } from './booking.ts';
import { json, ok, refusalsOf } from './openapi-parts.ts';

const signedIn = [{ apiKey: [] }, { session: [] }];
const site = z.object({ site: SiteId });

const taking: readonly RefusalCode[] = [
  'malformed',
  'unknownSite',
  'notReservable',
  'slotUnknown',
  'slotClosed',
  'slotNotOpenYet',
  'slotPast',
  'partyTooLarge',
  'tooManyHolds',
  'inLine',
  'holdOver',
  'alreadyReserved',
  'bookingUnderWay',
  'contactNeeded',
  'vaultClosed',
  'tooManyAttempts',
];
const owning: readonly RefusalCode[] = [
  'malformed',
  'reservationNotFound',
  'reservationOver',
  'tooManyMoves',
  'sameSlot',
  'tooManyAttempts',
];

const full = {
  '409': {
    description: 'Refused; slotFull and its like tell up to three other times',
    content: json(BookingRefused),
  },
};

const post = (
  id: string,
  summary: string,
  body: z.ZodType,
  answer: z.ZodType,
  codes: readonly RefusalCode[],
  known = false,
) => ({
  post: {
    operationId: id,
    summary,
    ...(known ? { security: signedIn } : {}),
    requestBody: { required: true, content: json(body) },
    responses: { ...ok('Done, and on disk', answer), ...refusalsOf(codes), ...full },
  },
});
const get = (id: string, summary: string, query: z.ZodObject | null, answer: z.ZodType, atSite: boolean) => ({
  get: {
    operationId: id,
    summary,
    description: 'May be kept for a second; has an ETag.',
    requestParams: { ...(atSite ? { path: site } : {}), ...(query === null ? {} : { query }) },
    responses: {
      ...ok('What is free', answer),
      '304': { description: 'Not changed' },
      ...refusalsOf(['malformed', 'unknownSite']),
    },
  },
});

export const bookingOperations = {
  '/api/booking': get('listBooking', 'What can be reserved where', null, BookingOffer, false),
  '/api/booking/soonest': get(
    'soonestFree',
    'The soonest free time at each site',
    SoonestQuery,
    Soonest,
    false,
  ),
  '/api/booking/{site}/days': get('freeDays', 'Free places on each date', DaysQuery, FreeDays, true),
  '/api/booking/{site}/slots': get(
    'freeSlots',
    'Free places in each slot of a date',
    SlotsQuery,
    FreeSlots,
    true,
  ),
  '/api/booking/line': post(
    'joinLine',
    'A place in the line before places are released',
    LineRequest,
    LineAnswer,
    ['malformed', 'unknownSite', 'tooManyAttempts'],
  ),
  '/api/booking/holds': post(
    'holdPlace',
    'Keep a place while the form is filled in',
    HoldRequest,
    Held,
    taking,
  ),
  '/api/booking/holds/extend': post('extendHold', 'Keep it once longer', HoldChange, Held, [
    'malformed',
    'holdOver',
    'holdExtendedAlready',
  ]),
  '/api/booking/holds/release': post('releaseHold', 'Give it back', HoldChange, Released, ['malformed']),
  '/api/booking/reservations': post('book', 'Book', BookRequest, Booked, taking),
  '/api/booking/waitlist': post('joinWaitlist', 'Wait for a freed place', WaitRequest, Booked, [
    'malformed',
    'waitlistClosed',
    'waitlistFull',
    'placeFree',
  ]),
  '/api/booking/calendar': post(
    'calendarOfReservation',
    'Its calendar file',
    FindRequest,
    CalendarFound,
    owning,
  ),
  '/api/booking/find': post('findReservation', 'One’s own reservation', FindRequest, Found, owning),
  '/api/booking/move': post('moveReservation', 'Move it', MoveRequest, Found, owning),
  '/api/booking/cancel': post(
    'cancelReservation',
    'Cancel it, or leave the waiting list',
    CancelRequest,
    Found,
    owning,
  ),
  '/api/booking/accept': post(
    'acceptOffer',
    'Take the place offered from the waiting list',
    AcceptRequest,
    Found,
    owning,
  ),
  '/api/reservations': post('bookFor', 'Book for somebody', DeskBookRequest, DeskDone, taking, true),
  '/api/reservations/holds': post('deskHold', 'Keep a place', DeskHoldRequest, Held, taking, true),
  '/api/reservations/holds/extend': post(
    'deskExtend',
    'Keep it once longer',
    HoldChange,
    Held,
    ['malformed', 'holdOver'],
    true,
  ),
  '/api/reservations/holds/release': post(
    'deskRelease',
    'Give it back',
    HoldChange,
    Released,
    ['malformed'],
    true,
  ),
  '/api/reservations/move': post('deskMove', 'Move a reservation', DeskMoveRequest, DeskDone, owning, true),
  '/api/reservations/cancel': post('deskCancel', 'Cancel one', DeskCancelRequest, DeskDone, owning, true),
  '/api/reservations/reached': post(
    'markReached',
    'Note whether somebody was reached',
    ReachedRequest,
    DeskDone,
    owning,
    true,
  ),
  '/api/reservations/search': post(
    'searchReservations',
    'Find by code, kana, telephone or id',
    SearchRequest,
    SearchAnswer,
    ['malformed', 'contactDenied', 'vaultClosed'],
    true,
  ),
  '/api/reservations/contact': post(
    'readContact',
    'Whose it is, for a reason',
    ContactRequest,
    ContactFound,
    ['malformed', 'contactDenied', 'vaultClosed'],
    true,
  ),
  '/api/reservations/contact/change': post(
    'changeContact',
    'Correct whose it is',
    ContactChange,
    Released,
    ['malformed', 'reservationNotFound', 'vaultClosed'],
    true,
  ),
  '/api/reservations/{site}/export.csv': {
    get: {
      operationId: 'exportReservations',
      summary: 'All reservations between two dates as CSV; whose they are is read and noted one by one',
      security: signedIn,
      requestParams: { path: site, query: z.object({ from: BusinessDate, to: BusinessDate }) },
      responses: {
        '200': { description: 'The table', content: { 'text/csv': { schema: z.string() } } },
        ...refusalsOf(['malformed', 'unknownSite', 'notSignedIn', 'notAllowed']),
      },
    },
  },
  '/api/reservations/import': post(
    'importReservations',
    'Take over reservations of another system, a part of the table at a time',
    ImportRequest,
    ImportAnswer,
    ['malformed', 'vaultClosed'],
    true,
  ),
  '/api/reservations/{site}/free': {
    get: {
      operationId: 'deskFreeDays',
      summary: 'Free places of each date, by telephone or at reception',
      security: signedIn,
      requestParams: { path: site, query: DeskDaysQuery },
      responses: {
        ...ok('The days', FreeDays),
        ...refusalsOf(['malformed', 'unknownSite', 'notSignedIn', 'notAllowed']),
      },
    },
  },
  '/api/reservations/{site}/free/{date}': {
    get: {
      operationId: 'deskFreeSlots',
      summary: 'Free places of each slot of a date, by telephone or at reception',
      security: signedIn,
      requestParams: { path: z.object({ site: SiteId, date: BusinessDate }), query: DeskSlotsQuery },
      responses: {
        ...ok('The slots', FreeSlots),
        ...refusalsOf(['malformed', 'unknownSite', 'notSignedIn', 'notAllowed']),
      },
    },
  },
  '/api/reservations/{site}/days/{date}': {
    get: {
      operationId: 'daySheet',
      summary: 'All reservations of a date, without names',
      security: signedIn,
      requestParams: { path: z.object({ site: SiteId, date: BusinessDate }) },
      responses: {
        ...ok('The day', DaySheet),
        ...refusalsOf(['malformed', 'unknownSite', 'notSignedIn', 'notAllowed']),
      },
    },
  },
  '/api/reservations/{site}/slots': {
    ...post(
      'changeSlots',
      'Close, widen or narrow slots by hand',
      SlotChangeRequest.omit({ site: true }),
      SlotsChanged,
      ['malformed', 'unknownSite'],
      true,
    ),
  },
  '/api/reservations/{site}/slots/{date}': {
    get: {
      operationId: 'slotPlan',
      summary: 'The places of a date with their reckoning, and what is taken of them',
      security: signedIn,
      requestParams: { path: z.object({ site: SiteId, date: BusinessDate }) },
      responses: {
        ...ok('The places', SlotPlanView),
        ...refusalsOf(['malformed', 'unknownSite', 'notSignedIn', 'notAllowed']),
      },
    },
  },
  '/api/reservations/{site}/slots/back': {
    ...post(
      'takeSlotChangeBack',
      'Take such a change back',
      SlotChangeBack.omit({ site: true }),
      SlotsChanged,
      ['malformed', 'slotChangeUnknown'],
      true,
    ),
  },
} as const;
