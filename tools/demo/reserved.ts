// People with reservations in a played day: some book while it runs, some come early, in time or late, and some never.
import type { Answer } from '../../protocol/answers.ts';
import type { Command } from '../../protocol/commands.ts';
import type { SiteId } from '../../protocol/ids.ts';
import type { DeskReservation } from '../../protocol/reservation-views.ts';
import { type Residents, residentNumber } from './residents.ts';
import { dateAfter } from './week.ts';

/** How somebody keeps their appointment: minutes after its time (negative: before), or null: not at all. */
export const comesAfter = (luck: number): number | null => {
  if (luck < 0.12) return null;
  if (luck < 0.3) return -60 + ((luck - 0.12) / 0.18) * 40;
  if (luck < 0.88) return -12 + luck * 12;
  return 6 + (luck - 0.88) * 120;
};

export type ReservedTally = {
  reserved: number;
  cancelled: number;
  early: number;
  inTime: number;
  late: number;
  absentees: number;
};
export const emptyReserved = (): ReservedTally => ({
  ...{ reserved: 0, cancelled: 0, early: 0, inTime: 0, late: 0, absentees: 0 },
});

export type ReservedStage = {
  /** Waits so many played minutes; rejects when the demo is stopped. */
  readonly wait: (minutes: number) => Promise<void>;
  readonly isOver: () => boolean;
  readonly random: () => number;
  readonly nowMs: () => number;
  readonly residents: Residents;
  readonly site: SiteId;
  readonly reception: (command: Command) => Promise<Answer>;
};

/** Every ten minutes somebody books for one of the next days, and now and then somebody gives a place up. */
export const playBookers = async (stage: ReservedStage, tally: ReservedTally): Promise<void> => {
  const { residents, site, random } = stage;
  const groups = (await residents.offer()).sites.find((one) => one.site === site)?.groups ?? [];
  const procedures = groups.flatMap((group) => group.procedures.map(({ procedure }) => procedure));
  for (
    let person = 5_000 + Math.floor(random() * 4_000);
    procedures.length > 0 && !stage.isOver();
    person += 1
  ) {
    await stage.wait(4 + random() * 12);
    const date = dateAfter(stage.nowMs(), 1 + Math.floor(random() * 6));
    if (random() < 0.15) {
      const booked = (await residents.sheet(site, date)).filter(({ state }) => state === 'booked');
      const one = booked[Math.floor(random() * booked.length)];
      if (one !== undefined && (await residents.cancel(one))) tally.cancelled += 1;
      continue;
    }
    const procedure = procedures[Math.floor(random() * procedures.length)];
    if (procedure === undefined) return;
    const free = (await residents.freeSlots(site, procedure, date)).filter(({ state }) => state === 'free');
    const slot = free[Math.floor(random() * free.length)];
    if (slot === undefined) continue;
    const wish = { site, procedure, date, slotAtMs: slot.atMs, partySize: 1 };
    const answer = await residents.book(wish, residentNumber(person), random() < 0.3 ? 'web' : 'telephone');
    if ('code' in answer) tally.reserved += 1;
  }
};

/** When somebody comes, epoch ms; null: never. The same for the same reservation, however often it is asked. */
const arrivalOf = ({ code, seats }: DeskReservation): number | null => {
  let sum = 0;
  for (const letter of code) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000;
  const after = comesAfter(sum / 1_000);
  return after === null ? null : (seats[0]?.atMs ?? 0) + after * 60_000;
};

/** Those who are reserved for the next hours come when they come, by the real clock, and reception checks them in. */
export const playArrivals = async (stage: ReservedStage, tally: ReservedTally): Promise<void> => {
  const { residents, site, nowMs } = stage;
  const known = new Set<string>();
  while (!stage.isOver()) {
    const today = await residents.sheet(site, dateAfter(nowMs(), 0));
    for (const one of today) {
      const slotAtMs = one.seats[0]?.atMs ?? 0;
      const waited = one.state === 'booked' || one.state === 'missed';
      if (!waited || known.has(one.reservation) || slotAtMs > nowMs() + 90 * 60_000) continue;
      const arrivesMs = arrivalOf(one);
      if (arrivesMs !== null && arrivesMs > nowMs()) continue;
      known.add(one.reservation);
      if (arrivesMs === null) {
        tally.absentees += 1;
        continue;
      }
      const answer = await stage.reception({
        ...{
          type: 'checkIn',
          code: one.code,
          source: 'reception',
          marks: [],
          moveHere: false,
          printAt: null,
        },
      } as Command);
      if (!answer.ok) continue;
      const { arrival } = answer;
      tally[arrival === 'early' ? 'early' : arrival === 'inTime' ? 'inTime' : 'late'] += 1;
    }
    await stage.wait(1);
  }
};
