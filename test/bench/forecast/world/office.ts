// A made-up office with all its truths: what visits really take, who comes when, how the booths are staffed.
import { between, type Chance, chanceFrom, type Lognormal, lognormalOf } from './chance.ts';

/** Times are minutes from midnight, lengths are minutes. */
export type TrueProcedure = {
  readonly id: string;
  readonly letter: string;
  readonly meanMinutes: number;
  readonly cv: number;
  readonly law: Lognormal;
  /** What the office believes and has typed into its settings. */
  readonly plannedMinutes: number;
  /** Of all visitors. */
  readonly share: number;
};

export type TrueBooth = {
  readonly number: number;
  /** Index of the procedure, and the minutes' delay with which the booth helps out. */
  readonly skills: readonly { readonly procedure: number; readonly delayMinutes: number }[];
  readonly opensAt: number;
  /** Minute of the planned closing; the last booths stay until the day ends. */
  readonly closesAt: number;
  readonly lunchAt: number;
};

export type Office = {
  readonly seed: number;
  readonly procedures: readonly TrueProcedure[];
  readonly booths: readonly TrueBooth[];
  /** Walk-ins expected per minute on an ordinary day, at a minute of the day. */
  readonly walkInsAt: (minute: number) => number;
  readonly mostWalkIns: number;
  /** Reservations that the office gives out per slot. */
  readonly slots: readonly { readonly at: number; readonly places: number }[];
  /** Factor on the walk-ins that doubles all visitors. */
  readonly doubling: number;
};

export const hours = { opensAt: 540, lastIntakeAt: 1140, endsAt: 1200 } as const;
export const slotMinutes = 30;
export const lunchMinutes = 60;
/** What lies between two visits apart from the visit: the walk to the booth, clearing the desk (means). */
export const walk = { least: 0.3, most: 1.5 } as const;
export const clearing = { mean: 0.4, most: 3 } as const;
export const noShowShare = 0.12;
/** Reservations are given out for this share of what the booths can do; all visitors together make `load` of it. */
const reservedShare = 0.6;
const load = 0.9;

/** Six procedures, 6 to 35 minutes; shares that fit the booths' skills. */
const kinds = [
  { id: 'pin-reset', letter: 'A', mean: 6.5, share: 0.18 },
  { id: 'certificate-renewal', letter: 'B', mean: 9, share: 0.28 },
  { id: 'card-renewal', letter: 'C', mean: 12, share: 0.18 },
  { id: 'card-issue', letter: 'D', mean: 15, share: 0.2 },
  { id: 'address-change', letter: 'E', mean: 20, share: 0.1 },
  { id: 'application-help', letter: 'F', mean: 33, share: 0.06 },
] as const;

const skill = (procedure: number, delayMinutes = 0) => ({ procedure, delayMinutes });
const until = { end: hours.endsAt, afternoon: 1035 } as const;
const crew: readonly TrueBooth[] = [
  { number: 1, skills: [skill(3)], opensAt: 540, closesAt: until.end, lunchAt: 675 },
  { number: 2, skills: [skill(3)], opensAt: 540, closesAt: until.end, lunchAt: 735 },
  { number: 3, skills: [skill(3), skill(1, 10)], opensAt: 540, closesAt: until.afternoon, lunchAt: 795 },
  { number: 4, skills: [skill(1), skill(0)], opensAt: 540, closesAt: until.end, lunchAt: 675 },
  { number: 5, skills: [skill(1), skill(0)], opensAt: 600, closesAt: until.end, lunchAt: 795 },
  { number: 6, skills: [skill(1), skill(2, 10)], opensAt: 540, closesAt: until.afternoon, lunchAt: 735 },
  { number: 7, skills: [skill(2), skill(3, 10)], opensAt: 540, closesAt: until.end, lunchAt: 795 },
  { number: 8, skills: [skill(4), skill(0, 10)], opensAt: 540, closesAt: until.end, lunchAt: 675 },
  { number: 9, skills: [skill(5), skill(4, 5)], opensAt: 540, closesAt: until.end, lunchAt: 735 },
  { number: 10, skills: [skill(4), skill(5), skill(2, 10)], opensAt: 540, closesAt: until.end, lunchAt: 795 },
];

/** Weight of each hour from nine: a morning peak and one after work. */
const hourly = [1.35, 1.55, 1.15, 0.8, 0.75, 0.8, 0.8, 0.95, 1.4, 1.05];

/** The office of a seed: the same people and doors everywhere, its own visits, spreads and habits. */
export const officeOf = (seed: number): Office => {
  const chance = chanceFrom(seed, 'office');
  const procedures = kinds.map((kind) => procedureOf(kind, chance));
  const perVisit =
    procedures.reduce((sum, p) => sum + p.share * p.meanMinutes, 0) +
    (walk.least + walk.most) / 2 +
    clearing.mean;
  const slots = [];
  for (let at: number = hours.opensAt; at < hours.lastIntakeAt; at += slotMinutes) {
    const places = (boothsAt(at + slotMinutes / 2) * slotMinutes * reservedShare) / perVisit;
    slots.push({ at, places });
  }
  const reserved = slots.reduce((sum, slot) => sum + slot.places, 0);
  const capacity = reserved / reservedShare;
  const coming = reserved * (1 - noShowShare);
  const walkIns = capacity * load - coming;
  const perHour = walkIns / hourly.reduce((sum, weight) => sum + weight, 0);
  return {
    seed,
    procedures,
    booths: crew,
    walkInsAt: (minute) => ((hourly[Math.floor((minute - hours.opensAt) / 60)] ?? 0) * perHour) / 60,
    mostWalkIns: (Math.max(...hourly) * perHour) / 60,
    slots,
    doubling: (2 * (coming + walkIns) - coming) / walkIns,
  };
};

const procedureOf = (kind: (typeof kinds)[number], chance: Chance): TrueProcedure => {
  const meanMinutes = Math.min(35, Math.max(6, kind.mean * between(chance, 0.92, 1.08)));
  const cv = between(chance, 0.5, 1);
  return {
    id: kind.id,
    letter: kind.letter,
    meanMinutes,
    cv,
    law: lognormalOf(meanMinutes, cv),
    // Offices guess, and in round numbers.
    plannedMinutes: Math.max(5, Math.round(meanMinutes * between(chance, 0.7, 1.3))),
    share: kind.share,
  };
};

/** Booths that should be working at a minute. */
const boothsAt = (minute: number): number =>
  crew.filter(
    (booth) =>
      booth.opensAt <= minute &&
      minute < booth.closesAt &&
      !(booth.lunchAt <= minute && minute < booth.lunchAt + lunchMinutes),
  ).length;
