// Booking while talking: what is chosen, what is kept meanwhile, and what came of it; the page draws it.
import type { CommandId, ProcedureId, SiteId } from '../../protocol/ids.ts';
import type { Refusal } from '../../protocol/refusals.ts';
import type { Held } from '../../protocol/reservation-api.ts';
import type { BookingSession } from '../../protocol/reservation-ids.ts';
import type { DeskReservation, FreeDay, FreeSlot, FreeTimeView } from '../../protocol/reservation-views.ts';
import * as requests from './requests.ts';

export type Draft = {
  readonly procedure: ProcedureId | null;
  readonly site: SiteId | null;
  readonly partySize: number;
  readonly date: string | null;
  readonly slotAtMs: number | null;
  readonly name: string;
  readonly kana: string;
  readonly phone: string;
};
export const emptyDraft: Draft = {
  ...{ procedure: null, site: null, partySize: 1, date: null, slotAtMs: null },
  ...{ name: '', kana: '', phone: '' },
};

export type DeskState = {
  readonly draft: Draft;
  readonly days: readonly FreeDay[];
  readonly slots: readonly FreeSlot[];
  readonly held: Held | null;
  /** Of the last refusal: what is free instead. */
  readonly alternatives: readonly FreeTimeView[];
  readonly problem: Refusal | 'failed' | { readonly field: 'name' | 'kana' | 'phone' } | null;
  readonly unsure: boolean;
  readonly sending: boolean;
  readonly done: DeskReservation | null;
  /** It is to get another time; null: a new one is booked. */
  readonly moving: DeskReservation | null;
};

export const freshDesk: DeskState = {
  ...{ draft: emptyDraft, days: [], slots: [], held: null, alternatives: [], problem: null },
  ...{ unsure: false, sending: false, done: null, moving: null },
};

type At = { readonly site: SiteId; readonly procedure: ProcedureId; readonly partySize: number };
const wishOf = ({ site, procedure, partySize }: Draft): At | null =>
  site === null || procedure === null ? null : { site, procedure, partySize };

/** Whether the place is still kept at `nowMs`. */
export const isKept = ({ held }: DeskState, nowMs: number): boolean => held !== null && held.untilMs > nowMs;

export type BookingDesk = {
  state(): DeskState;
  /** Changes what is chosen; days and times follow. */
  choose(change: Partial<Draft>): Promise<void>;
  /** Keeps the chosen time, in place of one kept before. */
  keep(): Promise<void>;
  /** Takes one of the other free times. */
  takeInstead(time: FreeTimeView): Promise<void>;
  /** Books, or moves what is to be moved. */
  send(): Promise<void>;
  startMove(reservation: DeskReservation): Promise<void>;
  /** Back to an empty form. */
  fresh(): void;
};

export const createBookingDesk = (onChange: () => void): BookingDesk => {
  const session: BookingSession = requests.newSession();
  let state = freshDesk;
  /** Of what is being sent: the same again is the same booking. */
  let pending: { readonly of: string; readonly id: CommandId } | null = null;
  /** Answers to older questions are not shown. */
  let asked = 0;

  const become = (change: Partial<DeskState>): void => {
    state = { ...state, ...change };
    onChange();
  };
  const fail = (told: Exclude<requests.Told<unknown>, { kind: 'ok' }>): void =>
    become(
      told.kind === 'refused'
        ? { problem: told.refusal, alternatives: told.alternatives, sending: false, unsure: false }
        : { problem: 'failed', sending: false, unsure: false },
    );

  const loadDays = async (): Promise<void> => {
    const wish = wishOf(state.draft);
    asked += 1;
    const mine = asked;
    if (wish === null) return become({ days: [], slots: [] });
    const told = await requests.freeDays(wish);
    if (mine !== asked) return;
    if (told.kind === 'ok') become({ days: told.value.days.filter(({ free }) => free > 0) });
    else become({ problem: told.kind === 'refused' ? told.refusal : 'failed' });
  };
  const loadSlots = async (): Promise<void> => {
    const wish = wishOf(state.draft);
    const { date } = state.draft;
    asked += 1;
    const mine = asked;
    if (wish === null || date === null) return become({ slots: [] });
    const told = await requests.freeSlots(wish, date);
    if (mine !== asked) return;
    if (told.kind === 'ok') become({ slots: told.value.slots.filter((slot) => slot.state === 'free') });
    else become({ problem: told.kind === 'refused' ? told.refusal : 'failed' });
  };

  const choose = async (change: Partial<Draft>): Promise<void> => {
    const place = 'procedure' in change || 'site' in change || 'partySize' in change;
    const cleared = place ? { date: null, slotAtMs: null } : 'date' in change ? { slotAtMs: null } : {};
    become({ draft: { ...state.draft, ...cleared, ...change }, problem: null, alternatives: [] });
    if (place) {
      become({ slots: [] });
      await loadDays();
    } else if ('date' in change) await loadSlots();
  };

  const keep = async (): Promise<void> => {
    const wish = wishOf(state.draft);
    const { date, slotAtMs } = state.draft;
    if (wish === null || date === null || slotAtMs === null) return;
    const { held } = state;
    const same = held?.site === wish.site && held.date === date && held.seats[0]?.atMs === slotAtMs;
    if (same && held.untilMs > Date.now()) return;
    const told = await requests.hold(session, { ...wish, date, slotAtMs });
    if (told.kind === 'ok') become({ held: told.value, problem: null, alternatives: [] });
    else {
      become({ held: null });
      fail(told);
      await loadSlots();
    }
  };

  const send = async (): Promise<void> => {
    const wish = wishOf(state.draft);
    const { date, slotAtMs } = state.draft;
    if (wish === null || date === null || slotAtMs === null || state.sending) return;
    const { moving, held } = state;
    const person = requests.contactOf(state.draft);
    if (moving === null && person.problem !== null) return become({ problem: { field: person.problem } });
    const what = JSON.stringify([wish, date, slotAtMs, moving?.reservation ?? null, person.contact ?? null]);
    if (pending?.of !== what) pending = { of: what, id: requests.newId() };
    become({ sending: true, problem: null });
    const at = { ...wish, date, slotAtMs };
    const mine = held?.date === date && held.seats[0]?.atMs === slotAtMs ? held.hold : null;
    const onUnsure = () => become({ unsure: true });
    const told =
      moving === null
        ? await requests.book(pending.id, session, at, mine, person.contact, onUnsure)
        : await requests.move(pending.id, session, moving.reservation, at, mine, onUnsure);
    if (told.kind !== 'ok') {
      // A refusal is final: the next press is a new one. Without an answer it is the same again.
      if (told.kind === 'refused') pending = null;
      if (told.kind === 'refused' && told.refusal.code === 'holdOver') become({ held: null });
      return fail(told);
    }
    pending = null;
    become({ done: told.value.reservation, held: null, sending: false, unsure: false, alternatives: [] });
  };

  return {
    state: () => state,
    choose,
    keep,
    send,
    takeInstead: async ({ site, date, seats }) => {
      await choose({ site });
      await choose({ date });
      become({ draft: { ...state.draft, slotAtMs: seats[0]?.atMs ?? null } });
      await keep();
    },
    startMove: async (moving) => {
      const { procedure, site, partySize } = moving;
      become({ ...freshDesk, moving });
      await choose({ procedure, site, partySize });
    },
    fresh: () => {
      pending = null;
      become(freshDesk);
    },
  };
};
