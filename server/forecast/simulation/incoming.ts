// Puts into a run those who may still come: walk-ins, reservations, the absent, the held.

import { mix } from '../numbers/draws.ts';
import type { EventHeap } from '../numbers/heap.ts';
import { normalQuantile } from '../numbers/normal.ts';
import type { Crowd } from './queue-in-run.ts';
import { kind } from './queue-in-run.ts';
import type { Luck } from './run-draws.ts';
import type { Scene } from './scene.ts';
import type { ReservationSource, WalkInSource } from './scene-sources.ts';

const draws = { busy: 0x21, interval: 0x22, mark: 0x23, shows: 0x24, lateness: 0x25 } as const;
const binMinutes = 30;

/** `push` events carry the entrant's index above the servers'. */
export const bringIncoming = (scene: Scene, crowd: Crowd, heap: EventHeap, luck: Luck): void => {
  const { sources, servers } = scene;
  const bring = (time: number, entrant: number): void => {
    if (entrant !== -1) heap.push(time, servers.count + entrant);
  };
  for (let i = 0; i < sources.comebacks.length; i += 1) {
    const one = sources.comebacks[i];
    if (one === undefined || !luck.returns(one.key, one.share)) continue;
    const at = luck.comeback(one.key, one.elapsed, one.below, one.held);
    const credit = scene.procedures[one.procedure]?.returnCredit ?? 0;
    const due = one.held ? one.due : Math.max(one.due, at - credit);
    const itsKind = one.held ? kind.resumed : kind.visit;
    bring(at, crowd.add(due, one.sequence, one.procedure, one.lane, mix(one.key + 1), itsKind, 0));
  }
  for (let i = 0; i < sources.reservations.length; i += 1) {
    const one = sources.reservations[i];
    if (one !== undefined) bringReservation(one, i, crowd, luck, bring);
  }
  for (let i = 0; i < sources.walkIns.length; i += 1) {
    const one = sources.walkIns[i];
    if (one !== undefined) bringWalkIns(scene, one, crowd, luck, bring);
  }
};

const bringReservation = (
  one: ReservationSource,
  nth: number,
  crowd: Crowd,
  luck: Luck,
  bring: (time: number, entrant: number) => void,
): void => {
  if (luck.share(one.key, draws.shows) >= one.showShare) return;
  const u = one.latenessBelow + luck.share(one.key, draws.lateness) * (1 - one.latenessBelow);
  const at = Math.max(0, one.slot + one.latenessMean + one.latenessSpread * normalQuantile(u));
  const isLate = at > one.slot + one.grace;
  const due = (isLate ? at : one.slot - one.lead) - one.minutesOff;
  const callable = isLate ? 0 : one.slot - one.earliest;
  const entrant = crowd.add(due, -1, one.procedure, one.procedure, mix(one.key + 1), kind.visit, callable);
  if (entrant !== -1) crowd.reservation[entrant] = nth;
  bring(at, entrant);
};

/** A Poisson stream whose rate changes by the half-hour. */
const bringWalkIns = (
  scene: Scene,
  one: WalkInSource,
  crowd: Crowd,
  luck: Luck,
  bring: (time: number, entrant: number) => void,
): void => {
  const busy = Math.exp(one.doubt * luck.normal(one.key, draws.busy) - one.doubt ** 2 / 2);
  const offset = scene.sources.firstBinOffset;
  const until = Math.max(one.until, one.untilMarked);
  let at = 0;
  for (let nth = 0; at < until; nth += 1) {
    let left = -Math.log(1 - luck.share(one.key + nth, draws.interval));
    for (;;) {
      const bin = Math.floor((at + offset) / binMinutes);
      const rate = (one.rate[bin % one.rate.length] as number) * busy;
      const end = (bin + 1) * binMinutes - offset;
      if (rate * (end - at) >= left) {
        at += left / rate;
        break;
      }
      left -= rate * (end - at);
      at = end;
      if (at >= until) return;
    }
    const marked = luck.share(one.key + nth, draws.mark) < one.markedShare;
    if (at >= (marked ? one.untilMarked : one.until)) continue;
    const key = mix(one.key + nth);
    const due = marked ? at - one.markedMinutes : at;
    bring(at, crowd.add(due, -1, one.procedure, one.procedure, key, kind.visit, 0));
  }
};
