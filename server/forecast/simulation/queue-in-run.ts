// Those in the queue during a run: who is known from the start, who comes later, and the lanes in order of due time.
import type { Scene } from './scene.ts';

/** What an entrant is: a visit, a held visit taken up again, or one more walk-in who only asks. */
export const kind = { visit: 0, resumed: 1, asks: 2 } as const;
/** Where an entrant is: not here yet, here but early, in its lane, called. */
export const place = { away: 0, early: 1, inLane: 2, called: 3 } as const;

/** Sequences of those who come during a run begin above all that are given. */
const firstSequence = 1e9;

export type Crowd = ReturnType<typeof createCrowd>;

/** Room for all entrants of a run; `reset` makes it that of the run's beginning. */
export const createCrowd = (scene: Scene) => {
  const { entrants, lanes, sources } = scene;
  const known = entrants.count;
  const capacity = known + sources.most;
  const due = new Float64Array(capacity);
  const since = new Float64Array(capacity);
  const sequence = new Float64Array(capacity);
  const procedure = new Int32Array(capacity);
  const lane = new Int32Array(capacity);
  const key = new Uint32Array(capacity);
  const callableFrom = new Float64Array(capacity);
  const kinds = new Uint8Array(capacity);
  /** Which of the scene's reservations has come as the entrant; -1: none. */
  const reservation = new Int32Array(capacity).fill(-1);
  const places = new Uint8Array(capacity);
  const next = new Int32Array(capacity);
  const laneAt = new Int32Array(lanes.count);
  const first = new Int32Array(lanes.count);
  const last = new Int32Array(lanes.count);
  const early = new Int32Array(capacity);
  /** First of each lane (-1: empty) and its due time (Infinity), kept so that choosing is quick. */
  const heads = new Int32Array(lanes.count);
  const headDue = new Float64Array(lanes.count);
  due.set(entrants.due);
  since.set(entrants.since);
  sequence.set(entrants.sequence);
  procedure.set(entrants.procedure);
  lane.set(entrants.lane);
  key.set(entrants.key);
  callableFrom.set(entrants.callableFrom);
  for (let i = 0; i < known; i += 1) kinds[i] = entrants.phantom[i] === 1 ? kind.asks : kind.visit;
  const startPlaces = new Uint8Array(known).fill(place.inLane);
  for (const i of entrants.early) startPlaces[i] = entrants.outside[i] === 1 ? place.away : place.early;
  let count = known;
  let earlyCount = 0;

  const isBefore = (a: number, b: number): boolean => {
    const difference = (due[a] as number) - (due[b] as number);
    return difference < 0 || (difference === 0 && (sequence[a] as number) < (sequence[b] as number));
  };

  /** Finds who is first in a lane now. */
  const refresh = (of: number): void => {
    const at = laneAt[of] as number;
    const late = first[of] as number;
    let head = late;
    if (at < (entrants.laneStart[of + 1] as number)) {
      const known = entrants.laneOrder[at] as number;
      if (late === -1 || isBefore(known, late)) head = known;
    }
    heads[of] = head;
    headDue[of] = head === -1 ? Number.POSITIVE_INFINITY : (due[head] as number);
  };

  const reset = (): void => {
    count = known;
    lane.set(entrants.lane);
    places.set(startPlaces);
    laneAt.set(entrants.laneStart.subarray(0, lanes.count));
    first.fill(-1);
    last.fill(-1);
    earlyCount = entrants.early.length;
    early.set(entrants.early);
    for (let of = 0; of < lanes.count; of += 1) refresh(of);
  };

  /** A further entrant, away until its time; -1: the run is full. */
  const add = (
    itsDue: number,
    itsSequence: number,
    itsProcedure: number,
    itsLane: number,
    itsKey: number,
    itsKind: number,
    itsCallableFrom: number,
  ): number => {
    if (count === capacity) return -1;
    const entrant = count;
    count += 1;
    due[entrant] = itsDue;
    sequence[entrant] = itsSequence < 0 ? firstSequence + entrant : itsSequence;
    procedure[entrant] = itsProcedure;
    lane[entrant] = itsLane;
    key[entrant] = itsKey;
    kinds[entrant] = itsKind;
    reservation[entrant] = -1;
    callableFrom[entrant] = itsCallableFrom;
    places[entrant] = place.away;
    return entrant;
  };

  /** Into the lane where its due time puts it. */
  const join = (entrant: number, into: number): void => {
    places[entrant] = place.inLane;
    lane[entrant] = into;
    const tail = last[into] as number;
    if (tail === -1 || isBefore(tail, entrant)) {
      next[entrant] = -1;
      if (tail === -1) first[into] = entrant;
      else next[tail] = entrant;
      last[into] = entrant;
    } else {
      let before = -1;
      let at = first[into] as number;
      while (at !== -1 && isBefore(at, entrant)) {
        before = at;
        at = next[at] as number;
      }
      next[entrant] = at;
      if (before === -1) first[into] = entrant;
      else next[before] = entrant;
    }
    refresh(into);
  };

  /** Takes the first of its lane. */
  const takeHead = (entrant: number): void => {
    const of = lane[entrant] as number;
    places[entrant] = place.called;
    if ((first[of] as number) !== entrant) laneAt[of] = (laneAt[of] as number) + 1;
    else {
      first[of] = next[entrant] as number;
      if (first[of] === -1) last[of] = -1;
    }
    refresh(of);
  };

  /** Here, but not to be called yet unless a booth idles. */
  const waitEarly = (entrant: number): void => {
    places[entrant] = place.early;
    early[earlyCount] = entrant;
    earlyCount += 1;
  };

  return {
    reservation,
    due,
    /** Since when each waits; of those who come in the run, set as they come. */
    since,
    sequence,
    procedure,
    lane,
    key,
    callableFrom,
    kinds,
    places,
    early,
    earlyCount: () => earlyCount,
    known,
    capacity,
    reset,
    add,
    join,
    heads,
    headDue,
    takeHead,
    waitEarly,
  };
};
