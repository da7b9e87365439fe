// One made-up day of the network, drawn before anybody acts, so that every policy meets the same people with the same luck.
import { type Chance, chanceFrom, drawLognormal, lognormalOf } from '../forecast/world/chance.ts';
import { firstChoices, hours, issueShare, type ProcedureId, shiftsOf, sites } from './network.ts';

export type Person = {
  readonly id: number;
  readonly home: number;
  /** Where they go first. */
  readonly first: number;
  readonly procedure: ProcedureId;
  /** Minute of the day at which they are there; of the reserved, if they come. */
  readonly at: number;
  /** Slot; null: a walk-in. */
  readonly slot: number | null;
  /** Minutes their visit takes, before the site's own factor. */
  readonly visit: number;
  /** Goes when they have waited so long. */
  readonly patience: number;
  /** 0 to 1: accepts a move if it is below the share of those who would. */
  readonly ease: number;
  /** Their way takes so much longer or shorter than planned (a factor). */
  readonly pace: number;
};
export type Away = {
  readonly site: number;
  readonly booth: number;
  readonly from: number;
  readonly to: number;
};
export type DrawnDay = {
  readonly walkIns: readonly Person[];
  /** All who have a slot; `at` NaN: does not come. */
  readonly reserved: readonly Person[];
  readonly away: readonly Away[];
  /** The national system is down; null: all day up. */
  readonly outage: readonly [number, number] | null;
  /** Time of visits there that day, as a factor. */
  readonly factors: readonly number[];
};

/** True minutes from call to leaving: not lognormal as the forecaster supposes, but two kinds of visits. */
const trueMeans: Readonly<Record<ProcedureId, number>> = { issue: 13.6, renewal: 8.9 };
const turnover = 0.75;
/** Visits that the booths hold in a day, walking and gaps included. */
export const capacityOf = (site: number): number => {
  const minutes = Array.from({ length: sites[site]?.booths ?? 0 }, (_, booth) =>
    shiftsOf(booth).reduce((all, [from, to]) => all + to - from, 0),
  ).reduce((a, b) => a + b, 0);
  return minutes / (issueShare * trueMeans.issue + (1 - issueShare) * trueMeans.renewal + turnover);
};
export const networkCapacity = sites.reduce((all, _, site) => all + capacityOf(site), 0);

const visitOf = (chance: Chance, procedure: ProcedureId): number => {
  // Six of seven are plain, one takes more than twice as long.
  const isLong = chance.share() < 1 / 7;
  const mean = trueMeans[procedure] / (6 / 7 + 2.4 / 7);
  return Math.max(2, drawLognormal(chance, lognormalOf(mean * (isLong ? 2.4 : 1), isLong ? 0.5 : 0.38)));
};
/** Two humps, in the morning and after lunch. */
const arrivalMinute = (chance: Chance): number => {
  for (;;) {
    const at = chance.share() < 0.55 ? 600 + 60 * chance.normal() : 880 + 75 * chance.normal();
    if (at >= hours.opens - 10 && at < hours.lastIntake) return at;
  }
};
/** The index at which the running sum of the shares passes the mark (0 to 1 of all of it). */
const indexAt = (mark: number, shares: readonly number[]): number => {
  let left = mark * shares.reduce((a, b) => a + b, 0);
  for (const [index, share] of shares.entries()) {
    left -= share;
    if (left < 0) return index;
  }
  return 0;
};

/** As slots are planned: more of them where more booths are at work; the last half hour has none. */
const slotOf = (site: number, share: number): number => {
  const starts = Array.from(
    { length: (hours.closes - hours.opens - 30) / 15 },
    (_, i) => hours.opens + 15 * i,
  );
  const atWork = (minute: number) =>
    Array.from({ length: sites[site]?.booths ?? 0 }, (_, booth) => booth).filter((booth) =>
      shiftsOf(booth).some(([from, to]) => minute >= from && minute < to),
    ).length;
  return starts[indexAt(share, starts.map(atWork))] ?? hours.opens;
};

/** `load`: all who come, as a share of what the booths hold. `reservedShare`: of the capacity, given as slots. */
export const drawDay = (seed: number, load: number, reservedShare = 0.4): DrawnDay => {
  const chance = chanceFrom(seed, 'overflow');
  const homes = sites.map(({ residents }) => residents);
  // No-shows go together: on a day of rain many stay at home.
  const noShow = Math.min(0.35, 0.1 * Math.exp(0.4 * chance.normal()));
  const busy = sites.map(() => Math.exp(0.09 * chance.normal() - 0.004));
  const network = Math.exp(0.05 * chance.normal() - 0.00125);
  const factors = sites.map(() => Math.exp(0.06 * chance.normal()));
  let id = 0;
  const person = (first: number, at: number, slot: number | null): Person => {
    const procedure = chance.share() < issueShare ? 'issue' : 'renewal';
    return {
      id: id++,
      home: (sites[first]?.residents ?? 0) > 0 ? first : indexAt(chance.share(), homes),
      first,
      procedure,
      at,
      slot,
      visit: visitOf(chance, procedure),
      patience: drawLognormal(chance, lognormalOf(240, 0.55)),
      ease: chance.share(),
      pace: Math.exp(0.22 * chance.normal()),
    };
  };
  const reserved = sites.flatMap((_, site) => {
    const count = Math.floor(capacityOf(site) * reservedShare);
    return Array.from({ length: count }, (_, i) => {
      const slot = slotOf(site, (i + 0.5) / count);
      const comes = chance.share() >= noShow;
      return person(
        site,
        comes ? Math.max(hours.opens - 10, slot - 6 + 7 * chance.normal()) : Number.NaN,
        slot,
      );
    });
  });
  const came = reserved.filter(({ at }) => !Number.isNaN(at)).length;
  const weights = firstChoices.map((share, site) => share * (busy[site] as number));
  const walkInCount = Math.max(0, Math.round(load * network * networkCapacity - came));
  const walkIns = Array.from({ length: walkInCount }, () =>
    person(indexAt(chance.share(), weights), arrivalMinute(chance), null),
  );
  return {
    walkIns: walkIns.toSorted((a, b) => a.at - b.at),
    reserved,
    away: sites.flatMap(({ booths }, site) =>
      Array.from({ length: booths }, (_, booth) => booth).flatMap((booth) => {
        if (chance.share() >= 0.12) return [];
        const from = hours.opens + 60 + chance.share() * 380;
        return [{ site, booth, from, to: from + 15 + 30 * chance.share() }];
      }),
    ),
    outage: chance.share() < 0.08 ? [660, 660 + 20 + 40 * chance.share()] : null,
    factors,
  };
};
