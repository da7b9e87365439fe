// What all sites have taught up to a date, read from the log in the background; the same on every hub that reads it.
import type { Logger } from 'pino';
import { BusinessDate, dayStream, type SiteId } from '../../protocol/ids.ts';
import { addDays } from '../calendar/dates.ts';
import type { Assumptions, DayRecord } from '../forecast/contract.ts';
import { assumptionsFrom } from '../forecast/learning/assumptions.ts';
import { createDayRecorder } from '../forecast/learning/day-record.ts';
import { addDay, learn, type Models, type Organisation, organisationOf } from '../forecast/learning/learn.ts';
import { plannedAt } from '../forecast/simulation/planned-hours.ts';
import type { EventLog } from '../log/contract.ts';
import { parseStored } from '../log/stored-events.ts';
import type { ResolvedSite } from '../settings/resolved-site.ts';
import { HubClosing } from './hub-closing.ts';

/** Entries read at once; between two such pieces the loop is free for others. */
const entriesAtOnce = 200;
/** A rest after each piece, so that reading weeks of days at the start leaves most of the time to commands. */
const restMs = 5;

export type Learning = {
  /** Before anything has been read: what the settings assume. */
  assumed(site: SiteId): Models;
  /**
   * What is known on a business day: the site's own days before it, the other sites' up to the day before yesterday,
   * which are over on every hub. Rejects when the log cannot be read.
   */
  modelsFor(site: SiteId, date: BusinessDate): Promise<Models>;
  /** Past days are as they will stay: those that a stopped hub had left open have been ended. */
  begin(): void;
  close(): void;
};

export const assumptionsOf = (site: ResolvedSite): Assumptions => {
  const assumed = assumptionsFrom(
    new Map([...site.procedures.values()].map(({ id, plannedMinutes }) => [id, plannedMinutes])),
    site.forecasting,
  );
  const { noShow } = site.reservations ?? {};
  return noShow === undefined
    ? assumed
    : { ...assumed, noShowShare: noShow.percent / 100, noShowWeight: noShow.weight };
};

export const createLearning = (parts: {
  readonly log: EventLog;
  readonly sites: ReadonlyMap<SiteId, ResolvedSite>;
  readonly logger: Logger;
}): Learning => {
  const { log, sites, logger } = parts;
  let closed = false;
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  /** Only the latest date is kept: sites come to the next one within minutes of each other. */
  let known: { readonly date: BusinessDate; readonly found: Promise<ReadonlyMap<SiteId, Models>> } | null =
    null;

  const siteOf = (id: SiteId): ResolvedSite => {
    const site = sites.get(id);
    if (site === undefined) throw new RangeError(`no site "${id}" in the settings`);
    return site;
  };

  const rest = () => new Promise<void>((resolve) => setTimeout(resolve, restMs).unref());

  const readDay = async (site: ResolvedSite, date: BusinessDate): Promise<DayRecord | null> => {
    const stream = dayStream(site.settings.id, date);
    const recorder = createDayRecorder(date, plannedAt(site, date));
    let version = 0;
    let lastAtMs = 0;
    let opened = false;
    for (;;) {
      if (closed) throw new HubClosing();
      const entries = await log.read(stream, version, entriesAtOnce);
      if (entries.length === 0) break;
      for (const entry of entries) {
        const { event, meta } = parseStored(entry);
        opened ||= event.type === 'dayOpened';
        recorder.add(event, meta.atMs);
        if (event.type !== 'ticketIssued') lastAtMs = Math.max(lastAtMs, meta.atMs);
        version = entry.version;
      }
      await rest();
    }
    return opened ? recorder.record(lastAtMs) : null;
  };

  /** The site's latest business days before a date, oldest first. */
  const readDays = async (site: ResolvedSite, before: BusinessDate): Promise<readonly DayRecord[]> => {
    const prefix = dayStream(site.settings.id, '' as BusinessDate);
    const dates = (await log.streams(prefix))
      .map((name) => BusinessDate.parse(name.slice(prefix.length)))
      .filter((date) => date < before)
      .slice(-Math.max(1, site.forecasting.pastDays));
    if (site.forecasting.pastDays === 0) return [];
    const days: DayRecord[] = [];
    for (const date of dates) {
      const day = await readDay(site, date);
      if (day !== null) days.push(day);
    }
    return days;
  };

  const learnAll = async (date: BusinessDate): Promise<ReadonlyMap<SiteId, Models>> => {
    await begun;
    const began = performance.now();
    const yesterday = addDays(date, -1);
    const own = new Map<SiteId, { readonly past: Models; readonly last: readonly DayRecord[] }>();
    let read = 0;
    for (const [id, site] of sites) {
      const days = await readDays(site, date);
      read += days.length;
      const isOver = (day: DayRecord) => day.date < yesterday;
      own.set(id, {
        past: learn(days.filter(isOver), assumptionsOf(site)),
        last: days.filter((day) => !isOver(day)),
      });
      await rest();
    }
    const organisation: Organisation = organisationOf(
      [...own].map(([site, { past }]) => ({ site, models: past })),
    );
    const models = new Map<SiteId, Models>();
    for (const [id, { past, last }] of own) {
      models.set(id, last.reduce(addDay, learn([], past.assumptions, organisation, past.tally, past)));
      await rest();
    }
    logger.info({ date, days: read, ms: Math.round(performance.now() - began) }, 'learned from past days');
    return models;
  };

  return {
    assumed: (id) => learn([], assumptionsOf(siteOf(id))),
    modelsFor: async (id, date) => {
      const site = siteOf(id);
      if (known === null || known.date < date) {
        const found = learnAll(date);
        known = { date, found };
        // One that failed is tried anew when it is asked for again.
        found.catch(() => {
          if (known?.found === found) known = null;
        });
      }
      return (await known.found).get(id) ?? learn([], assumptionsOf(site));
    },
    begin: () => begin(),
    close: () => {
      closed = true;
      begin();
    },
  };
};
