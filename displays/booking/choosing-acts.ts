// The presses on the way to a time: procedure, "may I already", place, day, time.

import type { Engine } from './engine.ts';
import { calm, wishOf } from './engine.ts';
import type { AtTime, LineActs } from './line-acts.ts';
import type { Acts } from './parts/acts.ts';
import { passFor } from './parts/line.ts';
import { asksFor, nothingChosen, soonestAt } from './parts/visit.ts';

type Choosing = Pick<
  Acts,
  | 'begin'
  | 'find'
  | 'chooseProcedure'
  | 'eligibleFrom'
  | 'partySize'
  | 'order'
  | 'district'
  | 'choosePlace'
  | 'look'
  | 'show'
  | 'chooseDate'
  | 'chooseTime'
  | 'takeInstead'
  | 'holdAgain'
>;

/**
 * Asks for a time to be kept, and goes on to the form when it is. Others have their turn first: asked again when it is
 * theirs, without another press.
 */
const holder = ({ visit, draw, send, to, requests, loadFor }: Engine, line: LineActs, at: AtTime) => {
  const hold = (atMs: number): void => {
    const wish = wishOf(visit());
    if (wish === null) return;
    send(
      `hold ${wish.site} ${wish.date} ${wish.procedure} ${wish.partySize} ${atMs}`,
      (id) => requests.hold(id, wish, atMs, passFor(visit())),
      (held) => {
        const choice = { ...visit().choice, slotAtMs: atMs };
        if (visit().step === 'form') draw({ held, choice });
        else to('form', { held, choice, waiting: false });
      },
      (answer) => {
        // What was shown is old: what is free now is asked for.
        loadFor('day');
        if (answer.kind !== 'refused' || answer.code !== 'inLine') return {};
        const turn = line.told(wish, answer.refusal.params);
        const { date } = wish;
        if (turn !== null)
          at(turn, () => {
            const now = visit();
            if (now.step === 'day' && now.choice.date === date && now.held === null) hold(atMs);
          });
        return { trouble: null };
      },
    );
  };
  return hold;
};

export const choosingActs = (engine: Engine, line: LineActs, at: AtTime): Choosing => {
  const { visit, draw, to, history, loadFor } = engine;
  const hold = holder(engine, line, at);
  return {
    begin: () => to('procedure', { choice: nothingChosen }),
    find: () => to('find'),
    chooseProcedure: (procedure) => {
      to(asksFor(visit().offer, procedure) ? 'eligible' : 'place', {
        choice: { ...nothingChosen, procedure },
        soonest: null,
      });
    },
    eligibleFrom: (notBefore) => to('place', { choice: { ...visit().choice, notBefore } }),
    partySize: (partySize) => {
      draw({ choice: { ...visit().choice, partySize }, soonest: null });
      loadFor('place');
    },
    order: (order) => draw({ order }),
    district: (district) => draw({ choice: { ...visit().choice, district } }),
    choosePlace: (site) => {
      const { choice } = visit();
      const first = soonestAt(visit(), site)?.date ?? null;
      // The month that matters first: of the soonest free day, or of the day from which it is possible.
      const shown =
        choice.notBefore !== null && (first === null || choice.notBefore > first) ? choice.notBefore : first;
      to('day', { choice: { ...choice, site, date: null, slotAtMs: null }, days: null, slots: null, shown });
    },
    look: (how) => draw({ look: how }),
    show: (shown) => {
      draw({ shown, days: null });
      loadFor('day');
    },
    chooseDate: (date) => {
      const choice = { ...visit().choice, date, slotAtMs: null };
      history.replaceState({ step: 'day', choice }, '');
      draw({ ...calm, choice, slots: null });
      loadFor('day');
    },
    chooseTime: hold,
    takeInstead: (time) => {
      const first = time.seats[0];
      if (first === undefined) return;
      draw({ choice: { ...visit().choice, site: time.site, date: time.date } });
      hold(first.atMs);
    },
    holdAgain: () => {
      const { slotAtMs } = visit().choice;
      if (slotAtMs !== null) hold(slotAtMs);
    },
  };
};
