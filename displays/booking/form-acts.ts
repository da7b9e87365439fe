// The presses on the form: more time, another time, booking, joining the waiting list, moving what was booked.
import type { ReservationView } from '../../protocol/reservation-views.ts';
import type { Answered } from './booking-api.ts';
import { checkContact } from './check-form.ts';
import { type Engine, wishOf } from './engine.ts';
import type { Acts } from './parts/acts.ts';
import { passFor } from './parts/line.ts';
import { chosenPlace, type Key, nothingChosen, type Visit } from './parts/visit.ts';

type OnForm = Pick<Acts, 'extend' | 'otherTime' | 'type' | 'book' | 'wait' | 'moveHere'>;

/** The key of what was just booked: its link's secret, or where it is not given again the telephone as typed. */
const keyOf = (view: ReservationView, secret: string | null, phone: string): Key =>
  secret === null
    ? { code: view.code, lastFour: phone.normalize('NFKC').replaceAll(/\D/g, '').slice(-4) }
    : { code: view.code, secret };

/** Shows a reservation; what was typed on the way to it is forgotten. */
export const showReservation =
  ({ to, visit }: Engine) =>
  (mine: ReservationView, step: 'done' | 'mine', change: Partial<Visit> = {}): void =>
    to(step, {
      mine,
      choice: { ...nothingChosen, district: visit().choice.district },
      ...{ held: null, moving: null, waiting: false, asking: null },
      typed: { name: '', kana: '', phone: '', email: '' },
      ...change,
    });

/** The time ran out in the middle of typing: everything typed stays, and one press asks for the same time again. */
const whenOver =
  (held: Visit['held']) =>
  (answer: Exclude<Answered<unknown>, { kind: 'ok' }>): Partial<Visit> =>
    answer.kind === 'refused' && answer.code === 'holdOver' && held !== null
      ? { trouble: null, held: { ...held, untilMs: 0 } }
      : {};

const booker = (engine: Engine) => (): void => {
  const { visit, draw, send, requests } = engine;
  const now = visit();
  const place = chosenPlace(now);
  const wish = wishOf(now);
  if (place === null || wish === null || now.busy) return;
  const { contact, problems } = checkContact(now.typed, place.group.contact);
  if (Object.keys(problems).length > 0) {
    draw({ problems });
    return;
  }
  const { slotAtMs } = now.choice;
  const show = showReservation(engine);
  // The same wish, whatever stands in it, keeps its id until it is answered.
  const said = JSON.stringify([wish, slotAtMs, contact]);
  const booked = ({
    reservation,
    secret,
  }: {
    readonly reservation: ReservationView;
    readonly secret: string | null;
  }) => show(reservation, 'done', { key: keyOf(reservation, secret, now.typed.phone) });
  if (now.waiting) {
    const all = now.slots?.slots ?? [];
    const [fromMs, toMs] = [all[0]?.atMs, all.at(-1)?.endMs];
    if (fromMs === undefined || toMs === undefined) return;
    send(`wait ${said}`, (id) => requests.wait(id, wish, fromMs, toMs, contact), booked);
  } else if (slotAtMs !== null)
    send(
      `book ${said}`,
      (id) => requests.book(id, wish, slotAtMs, now.held?.hold ?? null, contact, passFor(now)),
      booked,
      whenOver(now.held),
    );
};

export const formActs = (engine: Engine): OnForm => {
  const { visit, draw, send, to, requests, letGo } = engine;
  return {
    extend: () => {
      const { held } = visit();
      if (held !== null)
        send(
          `extend ${held.hold}`,
          (id) => requests.extend(id, held),
          (longer) => draw({ held: longer }),
        );
    },
    otherTime: () => {
      letGo();
      to('day', { choice: { ...visit().choice, slotAtMs: null }, slots: null });
    },
    type: (field, text) => draw({ typed: { ...visit().typed, [field]: text } }),
    book: booker(engine),
    wait: () => {
      letGo();
      to('form', { waiting: true, choice: { ...visit().choice, slotAtMs: null } });
    },
    moveHere: () => {
      const { choice, key, held } = visit();
      const { site, date, slotAtMs } = choice;
      if (key === null || site === null || date === null || slotAtMs === null) return;
      send(
        `move ${key.code} ${site} ${slotAtMs}`,
        (id) => requests.move(id, key, { site, date, slotAtMs, hold: held?.hold ?? null }, passFor(visit())),
        ({ reservation }) => showReservation(engine)(reservation, 'mine', { outcome: 'moved' }),
        whenOver(held),
      );
    },
  };
};
