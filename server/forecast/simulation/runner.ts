// One run: the queue worked off from now on, in the order in which staff will call.
import { longPauseMinutes } from '../learning/assumptions.ts';
import { createHeap } from '../numbers/heap.ts';
import { bringIncoming } from './incoming.ts';
import { createPicker } from './picker.ts';
import { createCrowd, kind, place } from './queue-in-run.ts';
import { createLuck } from './run-draws.ts';
import type { Scene } from './scene.ts';
import { begin } from './scene-servers.ts';
import { createClocks } from './server-clocks.ts';
import { createCourses } from './visit-courses.ts';

export type Runner = {
  /** Runs once; minutes until the call of each known entrant go to `out` from `offset` on. Gives the calls made. */
  readonly run: (batch: number, run: number, out: Float32Array, offset: number) => number;
  /** Of the last run, per procedure: who was in the queue when the doors closed (whole-day scenes only). */
  readonly waitingAtClosing: Int32Array;
  /** Of the last run, per reservation of the scene (whole-day scenes only); NaN: has not come. */
  readonly reserved: Reserved;
};

/** Minutes. `called` and `over` are Infinity for who came and was not called. */
export type Reserved = {
  readonly came: Float64Array;
  readonly called: Float64Array;
  /** The booth was free of them. */
  readonly over: Float64Array;
};

/** More events than this a run cannot have: a limit on a loop, not on a queue. */
const mostEvents = 200_000;

/** `wanted`: the one known entrant whose call is asked for, after which a run ends; -1: all are. */
export const createRunner = (scene: Scene, seed: number, wanted = -1): Runner => {
  const { servers, procedures, entrants, lanes, ends, closes, leaving } = scene;
  const crowd = createCrowd(scene);
  const luck = createLuck(scene, seed);
  const heap = createHeap(2 * crowd.capacity + 2 * servers.count + 16);
  const clocks = createClocks(scene, luck);
  const { stopsAt, closesIdleAt, pausesIdleAt, hadLong } = clocks;
  const idle = new Int32Array(servers.count);
  const inLanes = new Int32Array(procedures.length);
  const waitingAtClosing = new Int32Array(procedures.length);
  const picker = createPicker(scene, crowd);
  const courses = createCourses(scene, crowd, heap, luck, () => here);
  const some = (): Float64Array => new Float64Array(scene.wholeDay ? scene.sources.reservations.length : 0);
  const reserved: Reserved = { came: some(), called: some(), over: some() };
  let idleCount = 0;
  let calls = 0;
  let asked = 0;
  /** Who waits, those who only ask left out. */
  let here = 0;

  const beginServers = (): void => {
    for (let s = 0; s < servers.count; s += 1) {
      const begins = servers.begins[s] as number;
      if (begins === begin.follows) continue;
      const from = servers.from[s] as number;
      const key = servers.key[s] as number;
      if (begins === begin.opens && !luck.takesPlace(s)) continue;
      clocks.open(s, begins === begin.opens ? from : 0);
      if (begins === begin.opens) heap.push(from, s);
      else if (begins === begin.free) heap.push(luck.gapLeft(key, from), s);
      else if (begins === begin.idle) heap.push(luck.reaction(key), s);
      else heap.push(Math.max(luck.pauseLeft(s), courses.visitEnd(s)), s);
    }
  };

  const take = (entrant: number): void => {
    if (crowd.places[entrant] === place.early) crowd.places[entrant] = place.called;
    else crowd.takeHead(entrant);
    if (crowd.kinds[entrant] === kind.asks) return;
    here -= 1;
    inLanes[crowd.procedure[entrant] as number] = (inLanes[crowd.procedure[entrant] as number] as number) - 1;
  };

  /** Something of the server's own is due: it goes or pauses, or stays on because somebody waits. */
  const stops = (server: number, at: number): boolean => {
    if (clocks.goes(server, at)) close(server, at);
    else if (clocks.pausesBy(server, at)) heap.push(clocks.pauseEnd(server, at, at), server);
    else return false;
    return true;
  };

  const rest = (server: number, at: number): void => {
    if (at >= (servers.to[server] as number)) {
      close(server, at);
      return;
    }
    clocks.rest(server, at);
    idle[idleCount] = server;
    idleCount += 1;
  };

  /** A server that can call: goes, pauses, calls, or idles. Who has left is passed over, and takes no time. */
  const serve = (server: number, at: number, out: Float32Array, offset: number): void => {
    for (let first = true; ; first = false) {
      const entrant = picker.pick(server);
      if (entrant === -1) {
        rest(server, at);
        return;
      }
      if (first && at >= (stopsAt[server] as number) && stops(server, at)) return;
      take(entrant);
      if (entrant < crowd.known) {
        out[offset + entrant] = at;
        if (wanted === -1 || wanted === entrant) asked -= 1;
      }
      if (crowd.kinds[entrant] !== kind.asks && !(leaving && hasLeft(entrant, at))) {
        calls += 1;
        const over = at + courses.occupation(entrant, at, picker.factor());
        heap.push(over, server);
        noteReserved(entrant, at, over);
        return;
      }
    }
  };

  /** Times of the last run stay until the next. */
  const noteReserved = (entrant: number, called: number, over: number): void => {
    const nth = crowd.reservation[entrant] as number;
    if (nth === -1 || !scene.wholeDay) return;
    reserved.called[nth] = called;
    reserved.over[nth] = over;
  };

  const hasLeft = (entrant: number, at: number): boolean => {
    const since = crowd.since[entrant] as number;
    const key = crowd.key[entrant] as number;
    const stayed = entrant < crowd.known ? (entrants.stayed[entrant] as number) : 0;
    return luck.hasLeft(key, crowd.procedure[entrant] as number, stayed, at - since);
  };

  /** Whom it kept for itself anybody may call now; what comes next at this booth opens in its time. */
  const close = (server: number, at: number): void => {
    const next = servers.next[server] as number;
    if (next !== -1) {
      const planned = servers.from[next] as number;
      const isLong = planned - (servers.to[server] as number) >= longPauseMinutes;
      hadLong[next] = isLong ? 1 : (hadLong[server] as number);
      const overdue = at - (servers.to[server] as number);
      // Who goes late to a break comes back as much later; breaks run over as announced pauses do.
      const from = Math.max(at, planned + Math.max(0, overdue) + luck.overrun(next));
      if (!luck.takesPlace(next)) return;
      clocks.open(next, from);
      heap.push(from, next);
      return;
    }
    for (let lane = procedures.length; lane < lanes.count; lane += 1) {
      if (lanes.booth[lane] !== servers.booth[server]) continue;
      const into = lanes.procedure[lane] as number;
      for (let head = crowd.heads[lane] as number; head !== -1; head = crowd.heads[lane] as number) {
        crowd.takeHead(head);
        crowd.join(head, into);
        wake(into, at, crowd.key[head] as number);
      }
    }
  };

  /** Somebody has come into a lane: of the idle servers that serve it the one that takes it soonest goes to work. */
  const wake = (lane: number, at: number, key: number): void => {
    sendAway(at);
    let best = -1;
    let bestDelay = Number.POSITIVE_INFINITY;
    for (let i = 0; i < idleCount; i += 1) {
      const delay = picker.delay(idle[i] as number, lane);
      // NaN where the lane is not served.
      if (!(delay < bestDelay)) continue;
      best = i;
      bestDelay = delay;
    }
    if (best === -1) return;
    const server = idle[best] as number;
    leaveIdle(best);
    clocks.wake(server, at);
    heap.push(at + luck.reaction(key), server);
  };

  /** Those who went away while they idled. */
  const sendAway = (at: number): void => {
    for (let i = idleCount - 1; i >= 0; i -= 1) {
      // Closing may wake others, and so shorten the list.
      if (i >= idleCount) continue;
      const server = idle[i] as number;
      if (at >= (closesIdleAt[server] as number)) {
        leaveIdle(i);
        close(server, at);
      } else if (at >= (pausesIdleAt[server] as number)) {
        leaveIdle(i);
        heap.push(clocks.pauseEnd(server, pausesIdleAt[server] as number, at), server);
      }
    }
  };

  const leaveIdle = (at: number): void => {
    idleCount -= 1;
    for (let i = at; i < idleCount; i += 1) idle[i] = idle[i + 1] as number;
  };

  const come = (entrant: number, at: number): void => {
    if (crowd.places[entrant] === place.called) return;
    if (entrant >= crowd.known) crowd.since[entrant] = at;
    if (
      scene.wholeDay &&
      crowd.places[entrant] === place.away &&
      (crowd.reservation[entrant] as number) !== -1
    ) {
      reserved.came[crowd.reservation[entrant] as number] = at;
      noteReserved(entrant, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
    }
    // Who only asks is never among those who wait.
    if (crowd.places[entrant] === place.away && crowd.kinds[entrant] !== kind.asks) {
      here += 1;
      inLanes[crowd.procedure[entrant] as number] =
        (inLanes[crowd.procedure[entrant] as number] as number) + 1;
    }
    const callable = crowd.callableFrom[entrant] as number;
    if (callable > at) {
      crowd.waitEarly(entrant);
      heap.push(callable, servers.count + entrant);
    } else crowd.join(entrant, crowd.lane[entrant] as number);
    wake(crowd.lane[entrant] as number, at, crowd.key[entrant] as number);
  };

  const prepare = (out: Float32Array, offset: number): void => {
    heap.clear();
    crowd.reset();
    idleCount = 0;
    calls = 0;
    asked = wanted === -1 ? crowd.known : 1;
    out.fill(Number.POSITIVE_INFINITY, offset, offset + crowd.known);
    inLanes.fill(0);
    here = 0;
    waitingAtClosing.fill(-1);
    for (const times of [reserved.came, reserved.called, reserved.over]) times.fill(Number.NaN);
    clocks.reset();
    for (let i = 0; i < crowd.known; i += 1)
      if (crowd.kinds[i] !== kind.asks && crowd.places[i] !== place.away) {
        here += 1;
        inLanes[crowd.procedure[i] as number] = (inLanes[crowd.procedure[i] as number] as number) + 1;
      }
    for (let i = 0; i < entrants.early.length; i += 1) {
      const entrant = entrants.early[i] as number;
      heap.push(crowd.callableFrom[entrant] as number, servers.count + entrant);
    }
    beginServers();
    bringIncoming(scene, crowd, heap, luck);
  };

  const noteClosing = (): void => {
    if (waitingAtClosing.length > 0 && waitingAtClosing[0] === -1) waitingAtClosing.set(inLanes);
  };

  return {
    waitingAtClosing,
    reserved,
    run: (batch, run, out, offset) => {
      luck.setRun(batch, run);
      prepare(out, offset);
      for (let events = 0; events < mostEvents && heap.size() > 0; events += 1) {
        const at = heap.time();
        if (at > closes) noteClosing();
        if (at >= ends || (asked === 0 && (!scene.wholeDay || at > closes))) break;
        const item = heap.pop();
        if (item < servers.count) serve(item, at, out, offset);
        else come(item - servers.count, at);
      }
      noteClosing();
      return calls + 1;
    },
  };
};
