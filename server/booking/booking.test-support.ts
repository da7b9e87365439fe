// For tests of bookings: days of two sites on one log, opened as a hub opens them, that can be cut off at any step.
import { pino } from 'pino';
import { type BusinessDate, CommandId, type SiteId } from '../../protocol/ids.ts';
import { systemClock } from '../base/clock.ts';
import type { SiteHub } from '../hub/contract.ts';
import { type LivingDay, openLivingDay } from '../hub/day-aggregate.ts';
import { createOffering } from '../hub/offering.ts';
import type { SiteBooks } from '../hub/site-books.ts';
import type { EventLog } from '../log/contract.ts';
import type { ResolvedSite } from '../settings/resolved-site.ts';
import { siteWith } from '../slots/slots.test-support.ts';

/** Well before the days that are booked. */
export const early = Date.parse('2026-12-01T09:00:00+09:00');
export const monday = '2026-12-07' as BusinessDate;
export const nextMonday = '2026-12-14' as BusinessDate;
export const quiet = pino({ level: 'silent' });

/** The same small site under another name. */
const named = (id: SiteId): ResolvedSite => {
  const site = siteWith({ group: { closes: { minutesBefore: 0 } } });
  return { ...site, settings: { ...site.settings, id } };
};

export const openDay = (
  log: EventLog,
  site: ResolvedSite,
  date: BusinessDate,
  hubName = 'hub',
): Promise<LivingDay> =>
  openLivingDay({
    ...{ log, site, date, hubName, logger: quiet },
    clock: { ...systemClock(), now: () => early },
    newCode: () => '0123456789ABCDEF' as never,
    nextOpening: () => '-',
    onChange: () => {},
    offering: createOffering(site, date),
  });

/** `cut` is asked before and after each step that writes; it throws where the hub dies. */
export const openSites = (log: EventLog, cut: () => void = () => {}): ReadonlyMap<SiteId, SiteHub> => {
  const open = (id: SiteId): [SiteId, SiteHub] => {
    const site = named(id);
    const days = new Map<BusinessDate, Promise<LivingDay>>();
    const dayOf = (date: BusinessDate): Promise<LivingDay> => {
      const day = days.get(date) ?? openDay(log, site, date);
      days.set(date, day);
      return day;
    };
    const books: Omit<SiteBooks, 'vacancy' | 'serveWaiting'> = {
      take: async (date, commandId, command, actor) => {
        cut();
        const answer = await (await dayOf(date)).take(CommandId.parse(commandId), command, actor);
        cut();
        return answer;
      },
      day: async (date) => (await dayOf(date)).state(),
      offering: (date) => createOffering(site, date),
    };
    return [id, { site, books } as unknown as SiteHub];
  };
  return new Map([open('centre' as SiteId), open('north' as SiteId)]);
};
