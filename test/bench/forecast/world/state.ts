// The true state of a made-up day at an instant: who waits, what each booth does, who is still to come.
import type { Lognormal } from './chance.ts';
import { hours, type Office } from './office.ts';

/** What happens that nobody planned. Minutes of the day. */
export type Surprises = {
  /** A booth closes after its visit and stays closed. */
  readonly closing: { readonly booth: number; readonly at: number } | null;
  /** Visits of a procedure begun from then on take this much longer. */
  readonly slow: { readonly procedure: number; readonly at: number; readonly factor: number } | null;
  /** Twice the visitors, all day; reservations are as booked. */
  readonly busy: boolean;
};
export const noSurprises: Surprises = { closing: null, slow: null, busy: false };

/** One visitor with a ticket. Times are minutes of the day. */
export type Visitor = {
  readonly sequence: number;
  readonly procedure: number;
  readonly issuedAt: number;
  readonly slotAt: number | null;
  /** Minutes of the priority mark; 0: none. */
  readonly markMinutes: number;
  readonly due: number;
  readonly callableFrom: number;
  /** Has missed a call and come back: will not miss another. */
  readonly returned: boolean;
};

export type Phase = 'closed' | 'idle' | 'called' | 'serving' | 'clearing' | 'lunch' | 'gone';

/** What a booth does; `nextAt` is when that ends, by what fate has drawn. */
export type BoothNow = {
  phase: Phase;
  since: number;
  nextAt: number;
  visitor: Visitor | null;
  comes: boolean;
  eaten: boolean;
  /** Announced end of lunch. */
  backAt: number;
};

/** One who has booked a slot and has not shown up yet; `at` is when he will (infinite: never). */
export type Booker = { readonly procedure: number; readonly slotAt: number; readonly at: number };
/** One who missed his call and has not come back; `at` is when he will (infinite: never). */
export type Absent = { readonly visitor: Visitor; readonly since: number; readonly at: number };

export type Bookings = readonly {
  readonly slotAt: number;
  /** Procedure index of each booking. */
  readonly procedures: readonly number[];
}[];

export type QueueState = {
  now: number;
  sequence: number;
  readonly booths: BoothNow[];
  /** Callable tickets per procedure, in order of due time. */
  readonly lanes: Visitor[][];
  /** Tickets early for their slot, per procedure, in order of due time. */
  readonly early: Visitor[][];
  absents: Absent[];
  /** Booked, of slots whose visitors may come by now; in order of coming. */
  bookers: Booker[];
  /** The next slot of the bookings whose visitors may begin to come. */
  nextSlot: number;
  nextWalkIn: number;
  readonly stopped: boolean[];
};

/** What does not change while the queue runs. */
export type World = {
  readonly office: Office;
  readonly bookings: Bookings;
  readonly surprises: Surprises;
  /** On the office's usual rate of walk-ins. */
  readonly walkInFactor: number;
};

export const emptyQueue = (office: Office): QueueState => ({
  now: hours.opensAt - 60,
  sequence: 0,
  booths: office.booths.map((booth) => ({
    phase: 'closed',
    since: 0,
    nextAt: booth.opensAt,
    visitor: null,
    comes: true,
    eaten: false,
    backAt: 0,
  })),
  lanes: office.procedures.map(() => []),
  early: office.procedures.map(() => []),
  absents: [],
  bookers: [],
  nextSlot: 0,
  nextWalkIn: hours.opensAt,
  stopped: office.procedures.map(() => false),
});

/** The law of a visit begun at `begun`, with the factor of a surprise. */
export const visitLaw = (world: World, procedure: number, begun: number): Lognormal => {
  const law = world.office.procedures[procedure]?.law ?? { mu: 0, sigma: 1 };
  const { slow } = world.surprises;
  return slow !== null && slow.procedure === procedure && begun >= slow.at
    ? { mu: law.mu + Math.log(slow.factor), sigma: law.sigma }
    : law;
};

/** Every visitor who waits, callable or early. */
export const waitingIn = (state: QueueState): readonly Visitor[] => [...state.lanes, ...state.early].flat();
