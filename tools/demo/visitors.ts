// A day of visitors from a seed: who comes when, for what, how patient, and how long the visit takes.
import type { Language, MarkId, ProcedureId } from '../../protocol/ids.ts';
import { lognormalFrom, normalFrom, seededRandom } from './random.ts';

/** One visitor of the demo day; all times in minutes of the played day. */
export type Visitor = {
  readonly arrivesAt: number;
  readonly procedure: ProcedureId;
  readonly language: Language;
  readonly marks: readonly MarkId[];
  readonly partySize: number;
  /** Takes the ticket at the button, or asks the receptionist. */
  readonly via: 'button' | 'reception';
  readonly serviceMinutes: number;
  readonly walkMinutes: number;
  /** Does not come when called; comes back after so many minutes, or never (null). */
  readonly missesCall: { readonly backAfter: number | null } | null;
  /** The visit is set aside once for so many minutes (fetching a paper). */
  readonly heldMinutes: number | null;
  /** Goes on to another procedure after this one. */
  readonly transferTo: ProcedureId | null;
};

export type VisitorPlan = {
  readonly seed: number;
  readonly minutes: number;
  readonly procedures: readonly {
    readonly id: ProcedureId;
    readonly plannedMinutes: number;
    readonly share: number;
  }[];
  readonly marks: readonly MarkId[];
  readonly booths: number;
  /** Work that arrives, as a share of what the booths can do; 1 = just fits. */
  readonly load: number;
};

const languages: readonly (readonly [Language, number])[] = [
  ['ja', 0.83],
  ['en', 0.04],
  ['zh-Hans', 0.04],
  ['vi', 0.02],
  ['ko', 0.02],
  ['pt', 0.01],
  ['ne', 0.01],
  ['tl', 0.01],
  ['zh-Hant', 0.01],
  ['ja-easy', 0.01],
];

/** Arrivals per minute follow a morning peak and one after work (shares of the mean rate). */
const rateAt = (share: number): number =>
  0.55 + 0.9 * Math.exp(-(((share - 0.18) / 0.12) ** 2)) + 0.6 * Math.exp(-(((share - 0.82) / 0.1) ** 2));
const highestRate = 1.6;

/** The visitors of one day in order of arrival; the same for the same plan. */
export const visitorsOf = (plan: VisitorPlan): readonly Visitor[] => {
  const random = seededRandom(plan.seed);
  const total = plan.procedures.reduce((sum, p) => sum + p.share, 0);
  const meanMinutes = plan.procedures.reduce((sum, p) => sum + (p.share / total) * (p.plannedMinutes + 1), 0);
  const perMinute = (plan.booths * plan.load) / meanMinutes;
  const visitors: Visitor[] = [];
  // Thinning (Lewis & Shedler 1979): draw at the highest rate, keep with the share that the hour has of it.
  for (let at = 0; ; ) {
    at += -Math.log(1 - random()) / (perMinute * highestRate);
    if (at >= plan.minutes) return visitors;
    if (random() * highestRate < rateAt(at / plan.minutes)) visitors.push(visitorAt(at, plan, random));
  }
};

const visitorAt = (arrivesAt: number, plan: VisitorPlan, random: () => number): Visitor => {
  const procedure = pick(
    plan.procedures.map((p) => [p, p.share] as const),
    random,
  );
  const language = pick(languages, random);
  const marked = plan.marks.length > 0 && random() < 0.08;
  const mark = plan.marks[Math.floor(random() * plan.marks.length)];
  const others = plan.procedures.filter((p) => p.id !== procedure.id);
  const other = others[Math.floor(random() * others.length)];
  return {
    arrivesAt,
    procedure: procedure.id,
    language,
    marks: marked && mark !== undefined ? [mark] : [],
    partySize: random() < 0.15 ? 2 : 1,
    via: marked || language !== 'ja' || random() < 0.1 ? 'reception' : 'button',
    serviceMinutes: lognormalFrom(procedure.plannedMinutes, 0.6, normalFrom(random)),
    walkMinutes: 0.4 + random() * 0.8,
    missesCall: random() < 0.06 ? { backAfter: random() < 0.6 ? 5 + random() * 15 : null } : null,
    heldMinutes: random() < 0.05 ? 3 + random() * 8 : null,
    transferTo: random() < 0.04 && other !== undefined ? other.id : null,
  };
};

const pick = <T>(choices: readonly (readonly [T, number])[], random: () => number): T => {
  const total = choices.reduce((sum, [, share]) => sum + share, 0);
  let left = random() * total;
  for (const [choice, share] of choices) {
    left -= share;
    if (left < 0) return choice;
  }
  const last = choices.at(-1);
  if (last === undefined) throw new RangeError('nothing to pick from');
  return last[0];
};
