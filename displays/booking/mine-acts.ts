// The presses around a reservation that exists: open it, move, cancel, take an offered place, leave the waiting list.
import type { ReservationView } from '../../protocol/reservation-views.ts';
import type { Answered } from './booking-api.ts';
import { checkKey } from './check-form.ts';
import type { Engine } from './engine.ts';
import { showReservation } from './form-acts.ts';
import type { Acts } from './parts/acts.ts';
import { type Key, nothingChosen, type Visit } from './parts/visit.ts';

type Mine = Pick<
  Acts,
  'typeKey' | 'open' | 'move' | 'ask' | 'cancel' | 'accept' | 'leave' | 'restart' | 'saveCalendar'
>;

/** Opens a reservation by its key; a wrong one leads to the two fields. */
export const keyOpener =
  (engine: Engine) =>
  (key: Key): void => {
    const { visit, send, requests } = engine;
    send(
      `find ${key.code}`,
      () => requests.find(key),
      ({ reservation }) => showReservation(engine)(reservation, 'mine', { key }),
      (answer) => (visit().step === 'find' || answer.kind === 'offline' ? {} : { step: 'find', key: null }),
    );
  };

/** Hands a file to the browser; phones offer it to their calendar. */
const saveFile = (name: string, content: string): void => {
  const url = URL.createObjectURL(new Blob([content], { type: 'text/calendar;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Safari reads it a moment later.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};

export const mineActs = (engine: Engine): Mine => {
  const { visit, draw, send, to, requests, letGo } = engine;
  const withKey = (
    what: string,
    ask: (id: string, key: Key) => Promise<Answered<{ readonly reservation: ReservationView }>>,
    outcome: Visit['outcome'],
  ): void => {
    const { key } = visit();
    if (key === null) return;
    send(
      `${what} ${key.code}`,
      (id) => ask(id, key),
      ({ reservation }) => draw({ mine: reservation, asking: null, outcome }),
      () => ({ asking: null }),
    );
  };
  return {
    typeKey: (field, text) => draw({ asked: { ...visit().asked, [field]: text } }),
    open: () => {
      const { asked } = visit();
      const { proof, problems } = checkKey(asked);
      if (proof === null) draw({ problems });
      else keyOpener(engine)({ code: proof.code, lastFour: asked.lastFour });
    },
    move: () => {
      const { mine, choice } = visit();
      if (mine === null) return;
      const { procedure, partySize } = mine;
      const wished = { ...nothingChosen, procedure, partySize, district: choice.district };
      to('place', { moving: mine, waiting: false, soonest: null, choice: wished });
    },
    ask: (asking) => draw({ asking }),
    cancel: () => withKey('cancel', requests.cancel, 'cancelled'),
    leave: () => withKey('leave', requests.cancel, 'left'),
    accept: () => {
      const hold = visit().mine?.waiting?.offer?.hold;
      if (hold !== undefined) withKey('accept', (id, key) => requests.accept(id, key, hold), null);
    },
    saveCalendar: () => {
      const { key } = visit();
      if (key === null) return;
      send(
        `calendar ${key.code}`,
        () => requests.calendar(key),
        ({ name, content }) => saveFile(name, content),
      );
    },
    restart: () => {
      letGo();
      to('start', { choice: nothingChosen, mine: null, key: null, moving: null, waiting: false });
    },
  };
};
