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
  /** Null: asked for, the answer is on its way. What was free for another choice is never shown meanwhile. */
  readonly days: readonly FreeDay[] | null;
  readonly slots: readonly FreeSlot[] | null;
  readonly held: Held | null;
  /** Of the last refusal: what is free instead. */
  readonly alternatives: readonly FreeTimeView[];
  readonly problem:
    | Refusal
    | 'failed'
    | { readonly field: 'name' | 'kana' | 'phone' }
    | { readonly missing: Step }
    | null;
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

/** In the order in which it is chosen. */
const steps = { procedure: 'procedure', site: 'site', date: 'date', slotAtMs: 'time' } as const;
type Step = (typeof steps)[keyof typeof steps];
/** What is to be chosen next before anything can be booked; null: nothing. */
const missingIn = (draft: Draft): Step | null => {
  const open = (Object.keys(steps) as (keyof typeof steps)[]).find((field) => draft[field] === null);
  return open === undefined ? null : steps[open];
};

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
  /** Answers to older questions are not shown; days and times are asked for beside each other. */
  const asked = { days: 0, slots: 0 };

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
    asked.days += 1;
    const mine = asked.days;
    if (wish === null) return become({ days: [] });
    become({ days: null });
    const told = await requests.freeDays(wish);
    if (mine !== asked.days) return;
    if (told.kind === 'ok') become({ days: told.value.days.filter(({ free }) => free > 0) });
    else become({ days: [], problem: told.kind === 'refused' ? told.refusal : 'failed' });
  };
  const loadSlots = async (): Promise<void> => {
    const wish = wishOf(state.draft);
    const { date } = state.draft;
    asked.slots += 1;
    const mine = asked.slots;
    if (wish === null || date === null) return become({ slots: [] });
    become({ slots: null });
    const told = await requests.freeSlots(wish, date);
    if (mine !== asked.slots) return;
    if (told.kind === 'ok') become({ slots: told.value.slots.filter((slot) => slot.state === 'free') });
    else become({ slots: [], problem: told.kind === 'refused' ? told.refusal : 'failed' });
  };

  const choose = async (change: Partial<Draft>): Promise<void> => {
    const place = 'procedure' in change || 'site' in change || 'partySize' in change;
    const cleared = place ? { date: null, slotAtMs: null } : 'date' in change ? { slotAtMs: null } : {};
    become({ draft: { ...state.draft, ...cleared, ...change }, problem: null, alternatives: [] });
    await Promise.all([place && loadDays(), (place || 'date' in change) && loadSlots()]);
  };

  const keep = async (): Promise<void> => {
    const wish = wishOf(state.draft);
    const { date, slotAtMs } = state.draft;
    if (wish === null || date === null || slotAtMs === null) return;
    const { held } = state;
    const same = held?.site === wish.site && held.date === date && held.seats[0]?.atMs === slotAtMs;
    if (same && held.untilMs > Date.now()) return;
    const told = await requests.hold(session, { ...wish, date, slotAtMs });
    // Another time was chosen meanwhile: that one is kept in its place.
    if (state.draft.date !== date || state.draft.slotAtMs !== slotAtMs) return;
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
    if (state.sending) return;
    const missing = missingIn(state.draft);
    if (missing !== null) return become({ problem: { missing } });
    if (wish === null || date === null || slotAtMs === null) return;
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
      // All at once: Enter may follow before the lists have.
      const lists = choose({ site, date, slotAtMs: seats[0]?.atMs ?? null });
      await Promise.all([lists, keep()]);
    },
    startMove: async (moving) => {
      const { procedure, site, partySize } = moving;
      become({ ...freshDesk, moving });
      await choose({ procedure, site, partySize });
    },
    fresh: () => {
      pending = null;
      asked.days += 1;
      asked.slots += 1;
      become(freshDesk);
    },
  };
};
