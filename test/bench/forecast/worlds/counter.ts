// A plain counter whose staff have habits: played event by event, and forked with fresh luck to tell what could be known.
import {
  type Chance,
  drawLognormal,
  drawLognormalAbove,
  exponential,
  type Lognormal,
  lognormalOf,
} from '../world/chance.ts';

/** Times are minutes of the day, lengths minutes. Everything here is true, and unknown to whoever forecasts. */
export type Rules = {
  readonly procedures: readonly { readonly id: string; readonly mean: number; readonly cv: number }[];
  /** Shares of the procedures among those who come, on the nth day. */
  readonly mix: (day: number) => readonly number[];
  /** Who comes per minute, and the most that is. */
  readonly rate: (minute: number, day: number) => number;
  readonly mostRate: number;
  /** So many come in the ten minutes before the doors open. */
  readonly batch: number;
  readonly opensAt: number;
  readonly lastIntakeAt: number;
  readonly booths: readonly {
    readonly serves: readonly number[];
    readonly from: number;
    readonly to: number;
  }[];
  /** Chance that a booth goes for the day when its queue has just become empty, from a minute on, two others being left; null: stays. */
  readonly goesWhenEmpty: { readonly from: number; readonly chance: number } | null;
  /** A visit's length is multiplied by this, by who waits and the time when it begins. */
  readonly pace: (waiting: number, minute: number) => number;
  /** Mean patience of those who wait; infinite: nobody leaves. */
  readonly patience: number;
  /** Each booth goes to lunch once from its minute on, for 45 to 60 minutes, without a word; null: nobody does. */
  readonly lunchFrom: ((booth: number) => number) | null;
};

export type Person = {
  readonly sequence: number;
  readonly procedure: number;
  readonly at: number;
  leavesAt: number;
};
type Booth = {
  phase: 'closed' | 'idle' | 'visit' | 'gap' | 'lunch' | 'gone';
  since: number;
  until: number;
  factor: number;
  person: Person | null;
  eaten: boolean;
};
export type State = {
  now: number;
  readonly day: number;
  queue: Person[];
  readonly booths: Booth[];
  nextAt: number;
  sequence: number;
};
export type Watcher = {
  readonly issued?: (person: Person) => void;
  readonly called?: (person: Person, booth: number) => void;
  readonly finished?: (person: Person, booth: number) => void;
  readonly left?: (person: Person) => void;
  readonly opened?: (booth: number) => void;
  readonly closed?: (booth: number) => void;
};

const never = Number.POSITIVE_INFINITY;
const gapMean = 0.4;
const early = 10;
const latest = 26 * 60;
const lunch = { least: 45, most: 60 } as const;

const lawOf = (rules: Rules, procedure: number): Lognormal => {
  const { mean, cv } = rules.procedures[procedure] ?? { mean: 10, cv: 0.5 };
  return lognormalOf(mean, cv);
};

export const dayBegins = (rules: Rules, day: number, chance: Chance): State => ({
  ...{ now: 0, day, queue: [], sequence: 0 },
  booths: rules.booths.map(({ from }) => ({
    ...{ phase: 'closed' as const, since: 0, until: from, factor: 1, person: null, eaten: false },
  })),
  nextAt: nextArrival(rules, rules.opensAt - early, day, chance),
});

/** By thinning (Lewis & Shedler 1979); before the doors open the batch comes evenly. */
const nextArrival = (rules: Rules, after: number, day: number, chance: Chance): number => {
  const most = Math.max(rules.mostRate, rules.batch / early);
  for (let at = after; ; ) {
    at += exponential(chance, 1 / most);
    if (at >= rules.lastIntakeAt) return never;
    const rate = at < rules.opensAt ? rules.batch / early : rules.rate(at, day);
    if (chance.share() * most < rate) return at;
  }
};

/** Plays until nothing is left to happen, or `enough` says so. */
export const play = (
  rules: Rules,
  state: State,
  chance: Chance,
  watcher: Watcher,
  enough: () => boolean = () => false,
): void => {
  while (!enough()) {
    let [at, booth, person] = [state.nextAt, -1, -1];
    state.booths.forEach(({ until }, i) => {
      if (until < at) [at, booth] = [until, i];
    });
    if (rules.patience < never)
      state.queue.forEach(({ leavesAt }, i) => {
        if (leavesAt < at) [at, person] = [leavesAt, i];
      });
    if (at >= latest) return;
    state.now = at;
    if (person !== -1) {
      const [gone] = state.queue.splice(person, 1);
      if (gone !== undefined) watcher.left?.(gone);
    } else if (booth !== -1) boothMoves(rules, state, chance, watcher, booth);
    else arrives(rules, state, chance, watcher);
  }
};

const arrives = (rules: Rules, state: State, chance: Chance, watcher: Watcher): void => {
  let left = chance.share();
  const procedure = rules.mix(state.day).findIndex((share) => {
    left -= share;
    return left < 0;
  });
  state.sequence += 1;
  const person: Person = {
    sequence: state.sequence,
    procedure: Math.max(0, procedure),
    at: state.now,
    leavesAt: rules.patience === never ? never : state.now + exponential(chance, rules.patience),
  };
  state.queue.push(person);
  watcher.issued?.(person);
  state.nextAt = nextArrival(rules, state.now, state.day, chance);
  let idle = -1;
  state.booths.forEach(({ phase, since }, i) => {
    if (phase !== 'idle' || !rules.booths[i]?.serves.includes(person.procedure)) return;
    if (idle === -1 || since < (state.booths[idle]?.since ?? 0)) idle = i;
  });
  if (idle !== -1) isFree(rules, state, chance, watcher, idle);
};

const boothMoves = (rules: Rules, state: State, chance: Chance, watcher: Watcher, index: number): void => {
  const booth = state.booths[index] as Booth;
  if (booth.phase === 'visit' && booth.person !== null) {
    watcher.finished?.(booth.person, index);
    booth.person = null;
    become(booth, 'gap', state.now, state.now + exponential(chance, gapMean));
    return;
  }
  if (booth.phase === 'closed' || booth.phase === 'lunch') watcher.opened?.(index);
  isFree(rules, state, chance, watcher, index);
};

const become = (booth: Booth, phase: Booth['phase'], since: number, until: number): void => {
  booth.phase = phase;
  booth.since = since;
  booth.until = until;
};

/** A room serves what nobody else does. */
const isRoom = (rules: Rules, index: number): boolean =>
  rules.booths.every(
    ({ serves }, i) => i === index || !serves.some((one) => rules.booths[index]?.serves.includes(one)),
  );
const othersLeft = (state: State, index: number): number =>
  state.booths.filter(({ phase }, i) => i !== index && phase !== 'gone').length;

const isFree = (rules: Rules, state: State, chance: Chance, watcher: Watcher, index: number): void => {
  const booth = state.booths[index] as Booth;
  const { serves, to } = rules.booths[index] as Rules['booths'][number];
  const { now } = state;
  const lunchAt = rules.lunchFrom?.(index) ?? never;
  if (!booth.eaten && now >= lunchAt) {
    booth.eaten = true;
    watcher.closed?.(index);
    become(booth, 'lunch', now, now + lunch.least + (lunch.most - lunch.least) * chance.share());
    return;
  }
  const place = state.queue.findIndex(({ procedure }) => serves.includes(procedure));
  if (place === -1) {
    const justEmptied = booth.phase === 'gap';
    const goes =
      now >= to ||
      (justEmptied &&
        rules.goesWhenEmpty !== null &&
        (rules.booths.length < 3 || isRoom(rules, index) || othersLeft(state, index) >= 2) &&
        now >= rules.goesWhenEmpty.from &&
        chance.share() < rules.goesWhenEmpty.chance);
    if (goes) {
      watcher.closed?.(index);
      become(booth, 'gone', now, never);
    } else become(booth, 'idle', now, Math.min(to, booth.eaten ? never : lunchAt));
    return;
  }
  const [person] = state.queue.splice(place, 1) as [Person];
  booth.person = person;
  booth.factor = rules.pace(state.queue.length, now);
  watcher.called?.(person, index);
  become(booth, 'visit', now, now + booth.factor * drawLognormal(chance, lawOf(rules, person.procedure)));
};

/** One possible future: what was seen stays, all that was hidden is drawn anew given what has passed. */
export const forked = (rules: Rules, state: State, chance: Chance): State => ({
  ...state,
  queue: state.queue.map((person) => ({
    ...person,
    leavesAt: rules.patience === never ? never : state.now + exponential(chance, rules.patience),
  })),
  booths: state.booths.map((booth) => {
    const passed = state.now - booth.since;
    if (booth.phase === 'visit' && booth.person !== null) {
      const law = lawOf(rules, booth.person.procedure);
      return {
        ...booth,
        until: booth.since + booth.factor * drawLognormalAbove(chance, law, passed / booth.factor),
      };
    }
    if (booth.phase === 'gap') return { ...booth, until: state.now + exponential(chance, gapMean) };
    if (booth.phase !== 'lunch') return { ...booth };
    const least = Math.max(lunch.least, passed);
    return { ...booth, until: booth.since + least + Math.max(0, lunch.most - least) * chance.share() };
  }),
  nextAt: nextArrival(rules, state.now, state.day, chance),
});
