// Residents on the booking page: hold, book, wait, move over days and sites, cancel, check in; each insists until it has an answer.
import { Answer } from '../../../../protocol/answers.ts';
import type { Command } from '../../../../protocol/commands.ts';
import { type BookingAsk, Heard } from '../booking-room.ts';
import type { AnswerChecks } from '../checks/answers.ts';
import type { ReservationChecks } from '../checks/reservations.ts';
import type { Life } from '../machine/scheduler.ts';
import type { Network } from '../network/network.ts';
import { newLife, type Sim } from '../sim.ts';
import { bookDates, hours, otherSiteId, siteId, tomorrow } from '../site.ts';

const everyMs = [2_000, 14_000] as const;
const answerMs = 5_000;
const againMs = 900;
const mostTries = 8;
const actor = 'integrator:portal';
/** Refusals after which the same is asked again, as the pages do. */
const notYet: readonly string[] = ['logUnavailable', 'outcomeUnknown', 'hubStopping', 'changedMeanwhile'];

type Mine = { readonly id: string; readonly code: string; over: boolean };

export const openBooker = (parts: {
  readonly sim: Sim;
  readonly network: Network;
  readonly checks: ReservationChecks;
  readonly answers: AnswerChecks;
  /** Now and then several press in one instant. */
  readonly rushes: boolean;
}): { readonly life: Life } => {
  const { sim, network, checks, answers, rushes } = parts;
  const { chance, scheduler } = sim;
  const life = newLife('residents');
  const mine: Mine[] = [];
  let ids = 0;
  let people = 0;
  const fresh = (what: string) => `${what}-${String(ids++).padStart(6, '0')}`;
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      scheduler.after(ms, life, resolve);
    });

  /** The same ask to one hub after the other. Null: nobody ever said what became of it. */
  const insist = async (ask: BookingAsk): Promise<Heard | null> => {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const given = await network.post(life, chance.pick(network.hosts), { booking: ask }, actor, answerMs);
      const heard = given === null ? null : Heard.parse(given);
      if (heard !== null && (heard.ok || !notYet.includes(heard.code))) {
        sim.count(heard.ok ? `booking: ${ask.act}` : `booking refused: ${heard.code}`);
        checks.answered(ask, heard);
        return heard;
      }
      sim.count('booking: asked again');
      await pause(againMs);
    }
    return null;
  };

  /** A place on one of the days; centre and its tomorrow are wanted most. */
  const place = () => {
    const date = chance.pick([tomorrow, ...bookDates]);
    const site = date === tomorrow || chance.happens(0.5) ? siteId : otherSiteId;
    const minute = date === tomorrow ? chance.pick(['00:01', '00:06']) : chance.pick(['10:00', '10:05']);
    return { site, date, slotAtMs: Date.parse(`${date}T${minute}:00+09:00`) };
  };
  const wishOf = (phone: string) => ({
    ...{ commandId: fresh('book'), session: `session-${fresh('of-somebody')}`, procedure: 'issue' },
    ...{ partySize: chance.happens(0.15) ? 2 : 1, language: 'ja', hold: null as string | null, ...place() },
    contact: { name: '山田', kana: 'ヤマダ', phone },
  });

  const book = async (): Promise<void> => {
    const phone = `090${String(people++).padStart(8, '0')}`;
    const wish = wishOf(phone);
    // Two tabs, one person: only one of them books.
    if (chance.happens(0.15)) {
      sim.count('booking: two tabs');
      scheduler.after(chance.between(0, 400), life, () => void insist({ act: 'book', wish: wishOf(phone) }));
    }
    if (chance.happens(0.3)) {
      const { contact: _contact, hold: _hold, ...held } = wish;
      const answer = await insist({ act: 'hold', wish: { ...held, commandId: fresh('hold') } });
      if (answer?.ok === true) wish.hold = answer.hold;
      await pause(chance.between(500, 6_000));
    }
    const booked = await insist({ act: 'book', wish });
    if (booked?.ok === true && booked.id !== null && booked.code !== null)
      mine.push({ id: booked.id, code: booked.code, over: false });
    if (booked?.ok === false && booked.code === 'slotFull' && chance.happens(0.5)) {
      const { slotAtMs, hold: _hold, ...rest } = wish;
      await insist({
        act: 'wait',
        wish: { ...rest, commandId: fresh('wait'), fromMs: slotAtMs, toMs: slotAtMs + 1 },
      });
    }
  };

  /** Several who want the same place in the same instant, each at another hub. */
  const rush = async (): Promise<void> => {
    sim.count('booking: rush');
    const at = place();
    const all = network.hosts.map(async () => {
      const phone = `090${String(people++).padStart(8, '0')}`;
      const booked = await insist({ act: 'book', wish: { ...wishOf(phone), ...at } });
      if (booked?.ok === true && booked.id !== null && booked.code !== null)
        mine.push({ id: booked.id, code: booked.code, over: false });
    });
    await Promise.all(all);
  };

  const move = async (one: Mine): Promise<void> => {
    const { session } = wishOf('0');
    const to = { ...place(), hold: null };
    await insist({ act: 'move', id: one.id, wish: { commandId: fresh('move'), session, to } });
  };
  const cancel = async (one: Mine): Promise<void> => {
    const answer = await insist({ act: 'cancel', id: one.id, commandId: fresh('cancel') });
    if (answer !== null) one.over = true;
  };

  const checkIn = async (one: Mine): Promise<void> => {
    const command = {
      ...{ type: 'checkIn', code: one.code, source: 'reception', marks: [] },
      ...{ moveHere: chance.happens(0.5), printAt: null },
    } as unknown as Command;
    const request = { commandId: fresh('arrives'), command };
    for (let tries = 0; tries < mostTries; tries += 1) {
      answers.sent(life, request as never);
      const given = await network.post(life, chance.pick(network.hosts), request, actor, answerMs);
      answers.answered(life, request as never, given);
      const answer = given === null ? null : Answer.parse(given);
      if (answer !== null && (answer.ok || !notYet.includes(answer.refusal.code))) {
        one.over ||= answer.ok;
        return;
      }
      await pause(againMs);
    }
  };

  const act = async (): Promise<void> => {
    const open = mine.filter(({ over }) => !over);
    const one = open.length === 0 ? null : chance.pick(open);
    const isTomorrow = scheduler.now() > hours.midnight + 20_000;
    if (rushes && chance.happens(0.12)) await rush();
    else if (one === null || chance.happens(0.45)) await book();
    else if (isTomorrow && chance.happens(0.5)) await checkIn(one);
    else if (chance.happens(0.75)) await move(one);
    else await cancel(one);
  };
  const again = (): void => {
    scheduler.after(chance.between(...everyMs), life, () => {
      again();
      if (sim.working) void act();
    });
  };
  again();
  return { life };
};
