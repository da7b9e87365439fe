// The week of reservations that a demonstration begins with: fuller soon than later, mornings first, some given up again.
import type { ProcedureId, SiteId } from '../../protocol/ids.ts';
import { dayOf } from '../../protocol/texts/dates.ts';
import { type Residents, residentNumber, type Way } from './residents.ts';

/** Reservations of a day at a site with one group and with several: what one clerk can look through. */
const mostPerGroup = 8;
/** Share of that by days ahead: today and tomorrow are nearly full, next week is not. */
const fillByDay = [1, 0.95, 0.8, 0.7, 0.55, 0.45, 0.35];
/** Of whom the page counts every address's bookings, and a visitor of the demonstration comes from the same one. */
const mostOnPage = 120;
const givenUp = 0.06;

const hourOf = (atMs: number): number =>
  Number(new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo', hour: '2-digit' }).format(atMs));
export const dateAfter = (nowMs: number, days: number): string => dayOf(nowMs + days * 86_400_000);
const waysOf = (random: () => number): Way => {
  const luck = random();
  return luck < 0.55 ? 'web' : luck < 0.9 ? 'telephone' : 'reception';
};

/**
 * Books a plausible week at every site that takes reservations; how many there are now. Nothing is booked when the week has
 * any already. `random` gives 0 to below 1; the same luck books the same on the same day.
 */
export const bookWeek = async (
  residents: Residents,
  nowMs: number,
  random: () => number,
  isStopped: () => boolean = () => false,
): Promise<number> => {
  const { sites } = await residents.offer();
  let booked = 0;
  let person = Math.floor(random() * 200);
  let onPage = 0;
  for (const { site } of sites)
    for (const day of fillByDay.keys())
      if ((await residents.sheet(site, dateAfter(nowMs, day))).length > 0) return 0;

  const bookSlot = async (site: SiteId, procedure: ProcedureId, date: string, slotAtMs: number) => {
    const wanted = waysOf(random);
    const way = wanted === 'web' && onPage >= mostOnPage ? 'telephone' : wanted;
    if (way === 'web') onPage += 1;
    person += 1;
    const wish = { site, procedure, date, slotAtMs, partySize: random() < 0.1 ? 2 : 1 };
    const answer = await residents.book(wish, residentNumber(person), way);
    if ('code' in answer) booked += 1;
  };

  for (const [day, fill] of fillByDay.entries()) {
    const date = dateAfter(nowMs, day);
    for (const { site, groups } of sites)
      for (const { procedures } of groups) {
        // The first procedure of a group is what most come for.
        const [main, ...others] = procedures.map(({ procedure }) => procedure);
        if (main === undefined) continue;
        const free = (await residents.freeSlots(site, main, date)).filter((slot) => slot.state === 'free');
        // In office hours; of today also what begins soon, whatever the hour, so that somebody is expected.
        const soon = free.filter(({ atMs }) => atMs < nowMs + 3 * 3_600_000).slice(0, 4);
        const byDay = free.filter(
          ({ atMs }) => hourOf(atMs) >= 9 && hourOf(atMs) < 17 && !soon.some((one) => one.atMs === atMs),
        );
        const chosen = byDay
          .map((slot) => ({ slot, rank: random() * (hourOf(slot.atMs) < 12 ? 0.7 : 1) }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ slot }) => slot);
        const count = Math.round(mostPerGroup * fill * (0.8 + 0.4 * random()));
        for (const { atMs } of [...soon, ...chosen].slice(0, Math.max(count, soon.length))) {
          if (isStopped()) return booked;
          const other = others[Math.floor(random() * others.length)];
          await bookSlot(site, random() < 0.3 && other !== undefined ? other : main, date, atMs);
        }
        for (const one of await residents.sheet(site, date))
          if (one.state === 'booked' && random() < givenUp / groups.length) await residents.cancel(one);
      }
  }
  return booked;
};
