// How the page talks to the hub at a press: one change at a time, repeatable by hand with the same id; what is looked at is read anew.
import { randomHex } from '../../protocol/random-hex.ts';
import { dayOf } from '../parts/civil-time.ts';
import type { Answered } from './booking-api.ts';
import { dateAfter, firstOfMonth, monthAfter, weekOf } from './parts/month-grid.ts';
import { asksFor, type Choice, type Step, toldAs, type Visit } from './parts/visit.ts';
import type { BookingRequests, Wish } from './requests.ts';

type Failed<T> = Exclude<Answered<T>, { kind: 'ok' }>;

export type Engine = {
  readonly visit: () => Visit;
  readonly draw: (change?: Partial<Visit>) => void;
  readonly requests: BookingRequests;
  readonly history: Pick<History, 'pushState' | 'replaceState' | 'back'>;
  /** To another step, noted in the browser's history; what it shows is asked for. */
  readonly to: (step: Step, change?: Partial<Visit>) => void;
  /**
   * Asks for a change. `what` names the wish: as long as no answer came, the same wish is sent with the same id, also
   * by a second press, so that it cannot happen twice. A press while another is answered does nothing.
   */
  readonly send: <T>(
    what: string,
    ask: (commandId: string) => Promise<Answered<T>>,
    then: (value: T) => void,
    otherwise?: (answer: Failed<T>) => Partial<Visit>,
  ) => void;
  readonly look: <T>(ask: () => Promise<Answered<T>>, then: (value: T) => Partial<Visit>) => Promise<void>;
  /** Does again what no answer came to. */
  readonly retry: () => void;
  readonly loadFor: (step: Step) => void;
  /** Gives a kept place back, so that it is free for others at once; nothing hangs on the answer. */
  readonly letGo: () => void;
};

/** Nothing is wrong, nothing was just done. */
export const calm = { trouble: null, alternatives: [], unsure: false, problems: {}, outcome: null } as const;

/** All that a place is asked for with; null: something is not chosen yet. */
export const wishOf = ({ choice, language }: Pick<Visit, 'choice' | 'language'>): Wish | null => {
  const { site, date, procedure, partySize } = choice;
  return site === null || date === null || procedure === null
    ? null
    : { site, date, procedure, partySize, language };
};

/** The whole weeks of the month that is shown, so that a turn to weeks needs no other answer. */
const daysShown = ({ choice, shown, nowMs }: Visit): readonly [string, string] => {
  const at = shown ?? choice.date ?? dayOf(nowMs);
  const first = firstOfMonth(at);
  return [weekOf(first)[0] ?? first, weekOf(dateAfter(monthAfter(first, 1), -1))[6] ?? first];
};

const samePlace = (one: Choice, other: Choice): boolean =>
  one.site === other.site && one.procedure === other.procedure && one.partySize === other.partySize;

/** Asks for what a step shows; an answer that comes after another choice was made is left aside. */
const loader =
  (engine: Pick<Engine, 'visit' | 'requests' | 'look'>) =>
  (step: Step): void => {
    const { visit, requests, look } = engine;
    const now = visit();
    const { procedure, partySize, site, date } = now.choice;
    if (procedure === null) return;
    if (step === 'place')
      void look(
        // Whoever was asked for a date gets every day, whatever they answered: the date stays here.
        () => requests.soonest(procedure, partySize, asksFor(now.offer, procedure)),
        (soonest) => (visit().choice.procedure === procedure ? { soonest } : {}),
      );
    if (step !== 'day' || site === null) return;
    const [from, until] = daysShown(now);
    const shown = now.shown;
    void look(
      () => requests.days(site, procedure, partySize, from, until),
      (days) => (samePlace(visit().choice, now.choice) && visit().shown === shown ? { days } : {}),
    );
    if (date === null) return;
    void look(
      () => requests.slots(site, procedure, partySize, date),
      (slots) => (samePlace(visit().choice, now.choice) && visit().choice.date === date ? { slots } : {}),
    );
  };

const trouble = <T>(answer: Failed<T>): Partial<Visit> => ({
  busy: false,
  unsure: false,
  trouble: answer.kind === 'offline' ? 'offline' : toldAs(answer.code),
  alternatives: answer.kind === 'offline' ? [] : answer.alternatives,
});

export const createEngine = (parts: Pick<Engine, 'visit' | 'draw' | 'requests' | 'history'>): Engine => {
  const { visit, draw, requests, history } = parts;
  let wished: { readonly what: string; readonly id: string } | null = null;
  let last: (() => void) | null = null;

  const look: Engine['look'] = async (ask, then) => {
    const answer = await ask();
    if (answer.kind === 'ok') draw(then(answer.value));
    else {
      last = () => {
        draw(calm);
        void look(ask, then);
      };
      draw(trouble(answer));
    }
  };

  const send: Engine['send'] = (what, ask, then, otherwise) => {
    if (visit().busy) return;
    if (wished?.what !== what) wished = { what, id: randomHex() };
    const { id } = wished;
    last = () => send(what, ask, then, otherwise);
    draw({ ...calm, busy: true });
    void ask(id).then((answer) => {
      // An answer of any kind ends the wish: the next press is a new one.
      if (answer.kind !== 'offline') wished = null;
      if (answer.kind !== 'ok') {
        draw({ ...trouble(answer), ...otherwise?.(answer) });
        return;
      }
      draw({ busy: false, unsure: false });
      then(answer.value);
    });
  };

  const loadFor = loader({ visit, requests, look });
  return {
    ...parts,
    look,
    send,
    loadFor,
    retry: () => last?.(),
    to: (step, change = {}) => {
      history.pushState({ step, choice: change.choice ?? visit().choice }, '');
      draw({ ...calm, step, ...change });
      loadFor(step);
    },
    letGo: () => {
      const { held } = visit();
      if (held !== null) void requests.release(randomHex(), held);
      draw({ held: null });
    },
  };
};
