// The books of a site, of every date from today on: opened when somebody books or asks, put away again; and how full each is.
import type { Logger } from 'pino';
import type { Answer } from '../../protocol/answers.ts';
import { type Actor, BusinessDate, CommandId, dayStream } from '../../protocol/ids.ts';
import { refuse } from '../../protocol/refusals.ts';
import type { BookCommand } from '../../protocol/reservation-commands.ts';
import { isReservationEvent } from '../../protocol/reservation-events.ts';
import type { Clock } from '../base/clock.ts';
import { businessDateAt } from '../calendar/dates.ts';
import type { DayState } from '../day/state.ts';
import type { EventLog, StoredEntry } from '../log/contract.ts';
import { parseStored } from '../log/stored-events.ts';
import type { Offering } from '../reservations/contract.ts';
import { emptyVacancy, evolveVacancy, type Vacancy } from '../reservations/vacancy.ts';
import type { ResolvedSite } from '../settings/resolved-site.ts';
import type { LivingDay } from './day-aggregate.ts';
import { createOffering } from './offering.ts';
import type { Overbooking } from './overbooking.ts';

export type SiteBooks = {
  /** One command in the line of the date's business day; never throws for what a user did. */
  take(date: BusinessDate, commandId: CommandId, command: BookCommand, actor: Actor): Promise<Answer>;
  /** The day as it is now. */
  day(date: BusinessDate): Promise<DayState>;
  /** How full it is, by the projection. */
  vacancy(date: BusinessDate): Promise<Vacancy>;
  offering(date: BusinessDate): Offering;
  /**
   * Makes the offers that are due on any day from today on: those whose timer died with its hub, or that fell due while no
   * hub ran. Throws LogUnavailable.
   */
  serveWaiting(): Promise<void>;
};

/** Days whose fullness is kept at most; the one not asked for the longest goes. A year of one site. */
const mostKept = 400;
/** Plans kept for days ahead; each has a few kB. */
const mostOfferings = 120;
const page = 1_000;
const clockActor: Actor = { kind: 'system', id: 'clock' };

type Kept = { vacancy: Vacancy; version: number; readonly ready: Promise<void>; stop: () => void };

export type RunningBooks = SiteBooks & { close(): void };

/** `dayOf` gives a business day, opening it if need be; `stopping` whether no more is taken. */
export const createSiteBooks = (parts: {
  readonly log: EventLog;
  readonly site: ResolvedSite;
  readonly clock: Clock;
  readonly logger: Logger;
  /** What the reckoning of places asks of the forecast. */
  readonly overbooking: Overbooking;
  readonly dayOf: (date: BusinessDate) => Promise<LivingDay>;
  readonly stopping: () => boolean;
}): RunningBooks => {
  const { log, site, clock, logger, dayOf, stopping, overbooking } = parts;
  const kept = new Map<BusinessDate, Kept>();
  const offerings = new Map<BusinessDate, Offering>();
  const timers = new Map<BusinessDate, () => void>();

  /** The newest at the end; the oldest beyond the limit is let go. */
  const renew = <K, V>(map: Map<K, V>, key: K, value: V, most: number, letGo: (old: V) => void): void => {
    map.delete(key);
    map.set(key, value);
    for (const [oldest, old] of map) {
      if (map.size <= most) break;
      map.delete(oldest);
      letGo(old);
    }
  };

  const fold = (day: Kept, entries: readonly StoredEntry[]): void => {
    for (const entry of entries) {
      if (entry.version <= day.version) continue;
      day.version = entry.version;
      if (!isReservationEvent(entry.event)) continue;
      const { event, meta } = parseStored(entry);
      if (isReservationEvent(event)) day.vacancy = evolveVacancy(day.vacancy, event, meta.atMs);
    }
  };

  const openVacancy = (date: BusinessDate): Kept => {
    const stream = dayStream(site.settings.id, date);
    const readAll = async (): Promise<void> => {
      for (;;) {
        const entries = await log.read(stream, day.version, page);
        if (entries.length === 0) return;
        fold(day, entries);
      }
    };
    const day: Kept = {
      vacancy: emptyVacancy,
      version: 0,
      stop: () => {},
      ready: Promise.resolve().then(async () => {
        await readAll();
        day.stop = log.follow(
          stream,
          day.version,
          (entries) => fold(day, entries),
          async () => {
            Object.assign(day, { vacancy: emptyVacancy, version: 0 });
          },
        );
        // Let go while it was being read.
        if (kept.get(date) !== day) day.stop();
      }),
    };
    day.ready.catch(() => kept.delete(date));
    return day;
  };

  const offering = (date: BusinessDate): Offering => {
    const known = offerings.get(date) ?? createOffering(site, date, overbooking);
    renew(offerings, date, known, mostOfferings, () => {});
    return known;
  };

  /** When an offer or hold runs out while somebody waits, the next in the list is to be offered the place. */
  const watch = (date: BusinessDate, state: DayState): void => {
    timers.get(date)?.();
    timers.delete(date);
    const { waiting, holds } = state.book;
    if (waiting.length === 0 || stopping()) return;
    const nowMs = clock.now();
    const next = Math.min(
      ...[...holds.values()].map(({ untilMs }) => untilMs).filter((atMs) => atMs > nowMs),
    );
    if (!Number.isFinite(next)) return;
    timers.set(
      date,
      clock.at(next, () => {
        timers.delete(date);
        const id = CommandId.parse(`wait:${date}:${next}`);
        take(date, id, { type: 'offerPlaces' }, clockActor).catch((error: unknown) => {
          logger.error({ err: error, date }, 'the waiting list could not be served');
        });
      }),
    );
  };

  const take: SiteBooks['take'] = async (date, commandId, command, actor) => {
    if (stopping()) return { ok: false, refusal: refuse('hubStopping') };
    const day = await dayOf(date);
    const answer = await day.take(commandId, command, actor);
    watch(date, day.state());
    const { id } = site.settings;
    const outcome = answer.ok ? 'accepted' : answer.refusal.code;
    logger.debug(
      { site: id, date, command: command.type, actor: `${actor.kind}:${actor.id}`, outcome },
      'book',
    );
    return answer;
  };

  const vacancy: SiteBooks['vacancy'] = async (date) => {
    const day = kept.get(date) ?? openVacancy(date);
    renew(kept, date, day, mostKept, (old) => old.stop());
    await day.ready;
    return day.vacancy;
  };

  const serveWaiting: SiteBooks['serveWaiting'] = async () => {
    const prefix = dayStream(site.settings.id, '' as BusinessDate);
    const today = businessDateAt(clock.now());
    for (const stream of await log.streams(prefix)) {
      const date = BusinessDate.safeParse(stream.slice(prefix.length));
      if (stopping() || !date.success || date.data < today) continue;
      if ((await vacancy(date.data)).waiting.size === 0) continue;
      // Of the day as it stands: another hub that looks too makes the same offers, once.
      const { version } = (await dayOf(date.data)).state();
      const id = CommandId.parse(`wait:${date.data}:v${version}`);
      await take(date.data, id, { type: 'offerPlaces' }, clockActor);
    }
  };

  return {
    take,
    offering,
    serveWaiting,
    day: async (date) => {
      const state = (await dayOf(date)).state();
      if (date >= businessDateAt(clock.now())) watch(date, state);
      return state;
    },
    vacancy,
    close: () => {
      for (const cancel of timers.values()) cancel();
      for (const day of kept.values()) day.stop();
      kept.clear();
    },
  };
};
