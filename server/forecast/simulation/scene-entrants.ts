// Those who wait, and one more walk-in of each procedure, in lanes: one per procedure, one per procedure kept for a booth.
import type { QueueNow, WaitingTicket } from '../contract.ts';
import { keyOf } from '../numbers/draws.ts';
import { minutesFrom } from '../numbers/time-bins.ts';

export type Lanes = {
  readonly count: number;
  /** Procedure of each lane. */
  readonly procedure: Int32Array;
  /** Booth that a lane is kept for; 0: any. */
  readonly booth: Int32Array;
  /** Lane of a procedure kept for a booth; the procedure's own where there is none. */
  readonly of: (procedure: number, booth: number | null) => number;
};

export type Entrants = {
  /** Those known now; others come in the run. */
  readonly count: number;
  readonly ids: readonly string[];
  /** Only asks, takes no time: one more walk-in. */
  readonly phantom: Uint8Array;
  readonly due: Float64Array;
  /** Since when it waits. */
  readonly since: Float64Array;
  /** Minutes of its wait after which it was last known to be there. */
  readonly stayed: Float64Array;
  readonly sequence: Float64Array;
  readonly procedure: Int32Array;
  readonly lane: Int32Array;
  readonly key: Uint32Array;
  /** Early for its slot until then; 0 or less: callable. */
  readonly callableFrom: Float64Array;
  /** Per lane those callable now, in order: from laneStart[lane] to laneStart[lane + 1] in laneOrder. */
  readonly laneStart: Int32Array;
  readonly laneOrder: Int32Array;
  readonly early: Int32Array;
  /** 1: not there before callableFrom. */
  readonly outside: Uint8Array;
};

/** A ticket is kept for its booth while that is there for it, and for the same reason a held one returns to it. */
export const lanesOf = (queue: QueueNow, index: ReadonlyMap<string, number>): Lanes => {
  const procedure = queue.procedures.filter((one) => index.has(one.id)).map((_, i) => i);
  const booth = procedure.map(() => 0);
  const kept = new Map<string, number>();
  const wanted = [
    ...queue.waiting.map((ticket) => ({ procedure: ticket.procedure, booth: ticket.onlyBooth })),
    ...queue.held,
  ].filter((one) => one.booth !== null);
  for (const one of wanted) {
    const mine = index.get(one.procedure);
    const there = queue.booths.find(({ number, state }) => number === one.booth && state !== 'closed');
    if (mine === undefined || !there?.procedures.some((served) => served.procedure === one.procedure))
      continue;
    const name = `${mine} ${there.number}`;
    if (kept.has(name)) continue;
    kept.set(name, procedure.length);
    procedure.push(mine);
    booth.push(there.number);
  }
  return {
    count: procedure.length,
    procedure: Int32Array.from(procedure),
    booth: Int32Array.from(booth),
    of: (mine, number) => (number === null ? mine : (kept.get(`${mine} ${number}`) ?? mine)),
  };
};

export const entrantsOf = (queue: QueueNow, index: ReadonlyMap<string, number>, lanes: Lanes): Entrants => {
  const frozen = new Set(queue.procedures.filter((one) => one.frozen).map((one) => one.id));
  const byName = (a: WaitingTicket, b: WaitingTicket) => a.sequence - b.sequence || (a.id < b.id ? -1 : 1);
  const waiting = queue.waiting
    .filter((ticket) => index.has(ticket.procedure) && !frozen.has(ticket.procedure))
    .toSorted(byName);
  const phantoms = [...index.keys()].filter((id) => !frozen.has(id));
  const probes = (queue.probes ?? []).filter((one) => index.has(one.procedure) && !frozen.has(one.procedure));
  const count = waiting.length + phantoms.length + probes.length;
  const last = (waiting.at(-1)?.sequence ?? 0) + 1;
  const due = new Float64Array(count);
  const since = new Float64Array(count);
  const stayed = new Float64Array(count);
  const sequence = new Float64Array(count).fill(last);
  const procedure = new Int32Array(count);
  const lane = new Int32Array(count);
  const key = new Uint32Array(count);
  const callableFrom = new Float64Array(count);
  const outside = new Uint8Array(count);
  waiting.forEach((ticket, i) => {
    due[i] = minutesFrom(queue.nowMs, ticket.dueMs);
    since[i] = Math.min(0, minutesFrom(queue.nowMs, ticket.sinceMs ?? ticket.dueMs));
    stayed[i] = Math.max(
      0,
      Math.min(0, minutesFrom(queue.nowMs, ticket.presentAtMs ?? queue.nowMs)) - (since[i] ?? 0),
    );
    sequence[i] = ticket.sequence;
    procedure[i] = index.get(ticket.procedure) ?? 0;
    lane[i] = lanes.of(procedure[i] ?? 0, ticket.onlyBooth);
    key[i] = keyOf(ticket.id);
    outside[i] = ticket.outside === true ? 1 : 0;
    if (ticket.callableFromMs !== null) callableFrom[i] = minutesFrom(queue.nowMs, ticket.callableFromMs);
  });
  phantoms.forEach((id, i) => {
    const at = waiting.length + i;
    procedure[at] = index.get(id) ?? 0;
    lane[at] = procedure[at] ?? 0;
    key[at] = keyOf(`walk-in ${id}`);
  });
  probes.forEach((probe, i) => {
    const at = waiting.length + phantoms.length + i;
    procedure[at] = index.get(probe.procedure) ?? 0;
    lane[at] = procedure[at] ?? 0;
    key[at] = keyOf(`probe ${probe.id}`);
    due[at] = minutesFrom(queue.nowMs, probe.dueMs);
    since[at] = Math.max(0, minutesFrom(queue.nowMs, probe.atMs));
    callableFrom[at] = since[at] ?? 0;
    outside[at] = 1;
  });
  const isEarly = (i: number) => (callableFrom[i] as number) > 0;
  const inOrder = (a: number, b: number) =>
    (due[a] as number) - (due[b] as number) || (sequence[a] as number) - (sequence[b] as number) || a - b;
  const perLane: number[][] = Array.from({ length: lanes.count }, () => []);
  const early: number[] = [];
  for (let i = 0; i < count; i += 1) (isEarly(i) ? early : perLane[lane[i] as number])?.push(i);
  for (const list of perLane) list.sort(inOrder);
  const laneStart = new Int32Array(lanes.count + 1);
  perLane.forEach((list, at) => {
    laneStart[at + 1] = (laneStart[at] ?? 0) + list.length;
  });
  return {
    count,
    ids: [...waiting.map((ticket) => ticket.id), ...phantoms, ...probes.map((probe) => probe.id)],
    phantom: new Uint8Array(count).fill(1, waiting.length),
    due,
    since,
    stayed,
    sequence,
    procedure,
    lane,
    key,
    callableFrom,
    laneStart,
    laneOrder: Int32Array.from(perLane.flat()),
    early: Int32Array.from(early),
    outside,
  };
};
