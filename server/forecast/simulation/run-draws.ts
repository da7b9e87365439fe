// The luck of one run: how long visits, gaps and pauses take, who comes and who does not. Each draw belongs to somebody.
import { hazardUpTo } from '../learning/leaving.ts';
import { goesShare } from '../learning/overtime.ts';
import { drawShare, drawStep, mix, tableSize } from '../numbers/draws.ts';
import { normalQuantile } from '../numbers/normal.ts';
import { residual, shareBelow } from '../numbers/quantile-table.ts';
import { binAt, minuteMs } from '../numbers/time-bins.ts';
import { hazardOf, nextEvent } from './hazard.ts';
import type { Scene } from './scene.ts';
import type { CurrentVisitScene } from './scene-visits.ts';

/** What a draw is for; each has its own stream of the entity's key. */
const purpose = {
  time: 0x1,
  gap: 0x2,
  comes: 0x3,
  absence: 0x4,
  after: 0x5,
  returns: 0x6,
  delay: 0x7,
  reaction: 0x8,
  pause: 0x9,
  pauseTime: 0xa,
  closing: 0xb,
  course: 0xc,
  resumed: 0xd,
  held: 0xe,
  leaves: 0xf,
  stays: 0x10,
  idlePause: 0x11,
  idleClosing: 0x12,
} as const;

/** Part of the doubt about today's levels that all procedures share: one clerk short, one slow system. */
const sharedPart = 0.5;

/** The standard normal in steps of a quantile table. */
const normals = Float64Array.from({ length: tableSize }, (_, i) => normalQuantile((i + 0.5) / tableSize));

export type Luck = ReturnType<typeof createLuck>;

export const createLuck = (scene: Scene, seed: number) => {
  const { procedures, figures, servers } = scene;
  const levels = new Float64Array(procedures.length);
  const salt = mix(seed);
  let batch = 0;
  let run = 0;

  const step = (key: number, what: number): number =>
    drawStep((key ^ salt) + Math.imul(what, 0x9e3779b9), batch, run);
  const share = (key: number, what: number): number =>
    drawShare((key ^ salt) + Math.imul(what, 0x9e3779b9), batch, run);
  const from = (table: Float64Array, key: number, what: number): number => table[step(key, what)] as number;

  const setRun = (itsBatch: number, itsRun: number): void => {
    batch = itsBatch;
    run = itsRun;
    const common = normals[step(0x51ed, 1)] as number;
    for (let p = 0; p < procedures.length; p += 1) {
      const { level, key } = procedures[p] as Scene['procedures'][number];
      const own = normals[step(key, 1)] as number;
      const z = Math.sqrt(sharedPart) * common + Math.sqrt(1 - sharedPart) * own;
      levels[p] = Math.exp(level.mean + level.deviation * z);
    }
  };

  const fresh = hazardOf(
    scene,
    (bin) => (figures.shortPauseRate[bin] ?? 0) + (figures.longPauseRate[bin] ?? 0),
  );
  const rested = hazardOf(scene, (bin) => (figures.shortPauseRate[bin] ?? 0) + figures.longAgainRate);
  const closing = hazardOf(scene, (bin) => figures.closingRate[bin] ?? 0);
  const idleFresh = hazardOf(
    scene,
    (bin) => (figures.idleShortPauseRate[bin] ?? 0) + (figures.idleLongPauseRate[bin] ?? 0),
  );
  const idleRested = hazardOf(scene, (bin) => (figures.idleShortPauseRate[bin] ?? 0) + figures.longAgainRate);
  const idleClosing = hazardOf(scene, (bin) => figures.idleClosingRate[bin] ?? 0);
  const nth = (server: number, times: number): number => (servers.key[server] as number) + times;

  return {
    setRun,
    comes: (key: number, absentShare: number): boolean => share(key, purpose.comes) >= absentShare,
    /** Call to leaving of a visit at a booth with this factor. */
    visit: (key: number, procedure: number, factor: number): number =>
      from((procedures[procedure] as Scene['procedures'][number]).table, key, purpose.time) *
      (levels[procedure] as number) *
      factor,
    resumed: (key: number, procedure: number): number =>
      from(figures.resumed.table, key, purpose.resumed) *
      (procedures[procedure] as Scene['procedures'][number]).plannedMinutes *
      (levels[procedure] as number),
    absence: (key: number): number => from(figures.absence.table, key, purpose.absence),
    gap: (key: number): number => from(figures.gap.table, key, purpose.gap),
    gapLeft: (key: number, elapsed: number): number => left(figures.gap, elapsed, share(key, purpose.gap)),
    reaction: (key: number): number => from(figures.reaction.table, key, purpose.reaction),
    returns: (key: number, itsShare: number): boolean => share(key, purpose.returns) < itsShare,
    returnDelay: (key: number): number => from(figures.returnDelay.table, key, purpose.delay),
    /** What follows the visit, as a share to compare with. */
    after: (key: number): number => share(key, purpose.after),
    isHeld: (key: number, heldShare: number): boolean => share(key, purpose.held) < heldShare,
    untilPause: (server: number, times: number, start: number, long: boolean): number =>
      nextEvent(long ? rested : fresh, start, share((servers.key[server] as number) + times, purpose.pause)),
    /** `idle`: it began while nobody waited for the booth. */
    isLongPause: (server: number, times: number, at: number, long: boolean, idle: boolean): boolean => {
      const bin = binAt(scene.nowMs + at * minuteMs);
      const fresh = idle ? figures.idleLongPauseRate : figures.longPauseRate;
      const short = idle ? figures.idleShortPauseRate : figures.shortPauseRate;
      const ofThem = long ? figures.longAgainRate : (fresh[bin] as number);
      const all = ofThem + (short[bin] as number);
      return share((servers.key[server] as number) + times, purpose.course) * all < ofThem;
    },
    pause: (server: number, times: number, long: boolean): number =>
      from(
        long ? figures.longPause.table : figures.shortPause.table,
        (servers.key[server] as number) + times,
        purpose.pauseTime,
      ),
    /** Minutes until the end of the pause a server is in. */
    pauseLeft: (server: number): number => {
      const key = servers.key[server] as number;
      const announced = servers.pauseLeft[server] as number;
      const paused = servers.pausedFor[server] as number;
      if (Number.isNaN(paused)) return 0;
      const z = normals[step(key, purpose.pauseTime)] as number;
      if (announced > 0) return Math.max(0, announced + figures.overrunMinutes + figures.overrunSpread * z);
      // Past its announced end it is like any lateness: soon, but the longer it lasts the longer it will.
      if (announced <= 0) return Math.max(1, -0.5 * announced) * -Math.log(1 - share(key, purpose.pauseTime));
      return left(figures.pause, paused, share(key, purpose.pauseTime));
    },
    /** The `times`th draw of when a booth goes that has somebody waiting; and that has nobody. */
    untilClosing: (server: number, start: number, times: number): number =>
      nextEvent(closing, start, share(nth(server, times), purpose.closing)),
    untilIdleClosing: (server: number, start: number, times: number): number =>
      nextEvent(idleClosing, start, share(nth(server, times), purpose.idleClosing)),
    untilIdlePause: (server: number, start: number, times: number, long: boolean): number =>
      nextEvent(long ? idleRested : idleFresh, start, share(nth(server, times), purpose.idlePause)),
    /** Whether a booth takes one more, somebody waiting, so many minutes after its planned end. */
    staysOn: (server: number, times: number, minutes: number, again: boolean): boolean =>
      share(nth(server, times), purpose.stays) >=
      goesShare(again ? figures.overtime.again : figures.overtime.first, minutes, times),
    /** Whether one who has waited `waited` minutes, `known` of them before now, has left before the call. */
    hasLeft: (key: number, procedure: number, known: number, waited: number): boolean => {
      const { leaving } = procedures[procedure] as Scene['procedures'][number];
      if (leaving === null) return false;
      const risk = hazardUpTo(leaving, waited) - hazardUpTo(leaving, known);
      return share(key, purpose.leaves) < 1 - Math.exp(-risk);
    },
    /** Minutes until a booth's present visitor leaves; negative: nobody came, gone in so many minutes. */
    visitLeft: (visit: CurrentVisitScene): number => {
      const { key } = visit;
      const mine = procedures[visit.procedure] as Scene['procedures'][number];
      const scale = (levels[visit.procedure] as number) * visit.factor;
      const u = share(key, purpose.time);
      if (visit.resumed) {
        const whole = mine.plannedMinutes * (levels[visit.procedure] as number);
        return left(figures.resumed, visit.elapsed / whole, u) * whole;
      }
      if (!Number.isNaN(visit.served))
        return residualOf(mine.served, mine.servedMean, visit.served / scale, u) * scale;
      const course = share(key, purpose.course);
      if (course < visit.absentShare) return -Math.max(0.01, left(figures.absence, visit.elapsed, u));
      if (course < visit.absentShare + visit.unpressedShare)
        return residualOf(mine.table, mine.mean, visit.elapsed / scale, u) * scale;
      const walk = left(figures.walk, visit.elapsed, share(key, purpose.reaction));
      return walk + from(mine.served, key, purpose.time) * scale;
    },
    /** Minutes by which a planned break runs over. */
    overrun: (server: number): number =>
      figures.overrunMinutes +
      figures.overrunSpread * (normals[step(servers.key[server] as number, purpose.delay)] as number),
    takesPlace: (server: number): boolean =>
      share(servers.booth[server] as number, purpose.comes) < (servers.share[server] as number),
    comeback: (key: number, elapsed: number, below: number, held: boolean): number => {
      const usual = held ? figures.hold : figures.returnDelay;
      return residual(usual.table, usual.mean, elapsed, below, share(key, purpose.delay));
    },
    share,
    normal: (key: number, what: number): number => normals[step(key, what)] as number,
  };
};

const left = (
  usual: { readonly table: Float64Array; readonly mean: number },
  elapsed: number,
  share: number,
): number => residualOf(usual.table, usual.mean, elapsed, share);

const residualOf = (table: Float64Array, mean: number, elapsed: number, share: number): number =>
  residual(table, mean, elapsed, shareBelow(table, elapsed), share);
