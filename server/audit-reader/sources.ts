// Where the audit's lines come from, one day at a time.
import { Actor, type BusinessDate, type SiteId } from '../../protocol/ids.ts';
import { publicDetails } from '../../protocol/public-events.ts';
import type { AuditLine } from '../../protocol/wire-audit.ts';
import { auditStream } from '../audit/events.ts';
import type { Hub } from '../hub/contract.ts';
import type { EventLog, StoredEntry } from '../log/contract.ts';
import { peopleStream } from '../people/register/events.ts';

export type DaySource = {
  /** Every line of one day, in no order; what the store no longer has is named in `archived`. */
  linesOf(date: BusinessDate, site: SiteId | null): Promise<readonly AuditLine[]>;
  readonly archived: readonly string[];
};

const zone = 'Asia/Tokyo';
const page = 1_000;

/** First instant of a day and of the next one, epoch ms. */
const boundsOf = (date: BusinessDate): readonly [number, number] => {
  const day = Temporal.PlainDate.from(date);
  return [day, day.add({ days: 1 })].map((one) => one.toZonedDateTime(zone).epochMilliseconds) as [
    number,
    number,
  ];
};

type Entry = Pick<StoredEntry, 'stream' | 'version' | 'meta' | 'event'>;

/** Events were parsed when they were written and are shown as they are, but for keys; the actor is what the audit is about. */
const lineOf = (entry: Entry, site: SiteId | null, nameOf: (id: string) => string | null): AuditLine => {
  const { type, ...all } = entry.event as { type: string } & Record<string, unknown>;
  // A device's pairing code is over when it is accepted, and tells which one asked.
  const details = type === 'pairingAsked' ? all : publicDetails(all);
  const actor = Actor.parse(entry.meta.actor);
  const from = 'from' in actor ? (actor.from ?? null) : null;
  return {
    atMs: entry.meta.atMs,
    kind: actor.kind,
    actor: actor.id,
    name: actor.kind === 'staff' ? nameOf(actor.id) : null,
    from: from ?? ('from' in details ? (details.from as AuditLine['from']) : null),
    site: site ?? ('site' in details ? ((details.site as SiteId | null) ?? null) : null),
    type,
    details,
    place: `${entry.stream} ${entry.version}`,
  };
};

/** A source for one request: streams that several days share are read once. */
export const createDaySource = (parts: {
  readonly log: Pick<EventLog, 'read'>;
  readonly hub: Pick<Hub, 'sites'>;
  readonly organisation: string;
  readonly nameOf: (id: string) => string | null;
}): DaySource => {
  const { log, hub, organisation, nameOf } = parts;
  const streams = new Map<string, Promise<readonly StoredEntry[]>>();
  const archived: string[] = [];

  const readAll = async (stream: string): Promise<readonly StoredEntry[]> => {
    const all: StoredEntry[] = [];
    for (;;) {
      const entries = await log.read(stream, all.at(-1)?.version ?? 0, page);
      all.push(...entries);
      if (entries.length < page) return all;
    }
  };
  const once = (stream: string): Promise<readonly StoredEntry[]> => {
    const known = streams.get(stream) ?? readAll(stream);
    streams.set(stream, known);
    return known;
  };

  const ofOrganisation = async (date: BusinessDate): Promise<readonly AuditLine[]> => {
    const [fromMs, toMs] = boundsOf(date);
    const months = new Set([fromMs, toMs - 1].map((atMs) => auditStream(organisation, atMs)));
    const all = await Promise.all([...months, peopleStream(organisation)].map(once));
    return all
      .flat()
      .filter(({ meta }) => meta.atMs >= fromMs && meta.atMs < toMs)
      .map((entry) => lineOf(entry, null, nameOf));
  };

  const ofSite = async (site: SiteId, date: BusinessDate): Promise<readonly AuditLine[]> => {
    const siteHub = hub.sites.get(site);
    if (siteHub === undefined) return [];
    const moved = await siteHub.archived(date);
    if (moved !== null) {
      archived.push(`${site} ${date}: ${moved.file}`);
      return [];
    }
    const lines: AuditLine[] = [];
    for (let after = 0; ; ) {
      const events = await siteHub.events(date, after, page);
      lines.push(...events.map((event) => lineOf(event, site, nameOf)));
      after = events.at(-1)?.version ?? after;
      if (events.length < page) return lines;
    }
  };

  return {
    archived,
    linesOf: async (date, site) => {
      const sites = site === null ? [...hub.sites.keys()] : [site];
      const [own, ...ofSites] = await Promise.all([
        ofOrganisation(date),
        ...sites.map((one) => ofSite(one, date)),
      ]);
      return [...(own ?? []).filter((line) => site === null || line.site === site), ...ofSites.flat()];
    },
  };
};
