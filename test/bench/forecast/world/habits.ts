// What people do: come early or late or not at all, miss a call, come back, need a moment. Lengths in minutes.
import { between, type Chance, drawLognormal, drawLognormalAbove, drawUntil, exponential } from './chance.ts';
import { clearing, hours, lunchMinutes, noShowShare, walk } from './office.ts';
import { visitLaw, type World } from './state.ts';

/** Nobody with a reservation comes sooner or later than this around the slot. */
export const comingRange = { soonest: -35, latest: 25 } as const;
const missShare = { walkIn: 0.05, reserved: 0.03 } as const;
const returnShare = 0.6;

/** When a booked visitor comes, in minutes from the slot; infinite: a no-show. */
export const drawComing = (chance: Chance): number => {
  if (chance.share() < noShowShare) return Number.POSITIVE_INFINITY;
  const [mean, spread] = chance.share() < 0.08 ? [8, 8] : [-8, 6];
  const at = mean + spread * chance.normal();
  return Math.min(comingRange.latest, Math.max(comingRange.soonest, at));
};

/** The same, for one who has not come by `passed` minutes from the slot. */
export const drawComingAfter = (chance: Chance, passed: number): number =>
  drawUntil(
    () => drawComing(chance),
    (at) => at > passed,
  );

/** Called: comes to the booth or not, and how long until staff know. */
export const drawAnswer = (chance: Chance, reserved: boolean, returned: boolean) => {
  const misses = !returned && chance.share() < (reserved ? missShare.reserved : missShare.walkIn);
  return misses
    ? { comes: false, after: between(chance, 2, 4) }
    : { comes: true, after: between(chance, walk.least, walk.most) };
};
export const drawAnswerAfter = (chance: Chance, reserved: boolean, returned: boolean, passed: number) =>
  drawUntil(
    () => drawAnswer(chance, reserved, returned),
    (answer) => answer.after > passed,
  );

/** Minutes until one who missed his call is back; infinite: never. */
export const drawReturn = (chance: Chance): number =>
  chance.share() < returnShare ? between(chance, 5, 20) : Number.POSITIVE_INFINITY;
export const drawReturnAfter = (chance: Chance, passed: number): number =>
  drawUntil(
    () => drawReturn(chance),
    (after) => after > passed,
  );

export const drawClearing = (chance: Chance): number =>
  Math.min(clearing.most, exponential(chance, clearing.mean));
export const drawClearingAfter = (chance: Chance, passed: number): number =>
  Math.min(Math.max(clearing.most, passed), passed + exponential(chance, clearing.mean));

/** Lunch is announced to last an hour, and ends about then. */
export const drawLunch = (chance: Chance): number => lunchMinutes + between(chance, -2, 4);
export const drawLunchAfter = (chance: Chance, passed: number): number =>
  drawUntil(
    () => drawLunch(chance),
    (length) => length > Math.min(passed, lunchMinutes + 3.9),
  );

export const drawVisit = (chance: Chance, world: World, procedure: number, begun: number): number =>
  drawLognormal(chance, visitLaw(world, procedure, begun));
export const drawVisitAfter = (
  chance: Chance,
  world: World,
  procedure: number,
  begun: number,
  passed: number,
): number => drawLognormalAbove(chance, visitLaw(world, procedure, begun), passed);

/** Minutes by which a visitor is put forward. */
export const drawMark = (chance: Chance): number => {
  const share = chance.share();
  return share < 0.06 ? 15 : share < 0.08 ? 10 : 0;
};

/** The next walk-in after `now` (infinite: none any more), by thinning (Lewis & Shedler 1979). */
export const drawWalkIn = (chance: Chance, world: World, now: number): number => {
  const most = world.office.mostWalkIns * world.walkInFactor;
  for (let at = Math.max(now, hours.opensAt); ; ) {
    at += exponential(chance, 1 / most);
    if (at >= hours.lastIntakeAt) return Number.POSITIVE_INFINITY;
    if (chance.share() * most < world.office.walkInsAt(at) * world.walkInFactor) return at;
  }
};

export const drawProcedure = (chance: Chance, world: World): number => {
  let left = chance.share();
  const { procedures } = world.office;
  for (let i = 0; i < procedures.length; i += 1) {
    left -= procedures[i]?.share ?? 0;
    if (left < 0) return i;
  }
  return procedures.length - 1;
};
