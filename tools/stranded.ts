// `npm run stranded -- --settings NEW.yaml`: whom new settings would leave without a place, before they are put into force.
import { parseArgs } from 'node:util';
import type { BusinessDate, SiteId } from '../protocol/ids.ts';
import { isReservationEvent, ReservationEvent } from '../protocol/reservation-events.ts';
import { codeInWords } from '../protocol/reservation-ids.ts';
import { ArchiveRefused } from '../server/archive/format.ts';
import { openReader } from '../server/archive/open-store.ts';
import { businessDateAt, instantOf } from '../server/calendar/dates.ts';
import { evolveBook } from '../server/reservations/evolve.ts';
import { type BookState, emptyBook, isComing } from '../server/reservations/state.ts';
import { type StrandedReservation, strandedBySettings } from '../server/reservations/stranded-by-settings.ts';
import { loadSettings } from '../server/settings/load.ts';
import { resolveSites } from '../server/settings/resolve.ts';
import { SettingsError } from '../server/settings/settings-error.ts';
import { placeOf, runTool, storeOptions, storeUsage } from './store-tool.ts';

const usage = `Usage: npm run stranded -- --settings NEW.yaml [--before OLD.yaml] ${storeUsage}`;
const options = {
  ...storeOptions,
  settings: { type: 'string' },
  before: { type: 'string' },
  help: { type: 'boolean' },
} as const;

type Reader = Awaited<ReturnType<typeof openReader>>;

/** The book of a day as its events tell it. */
const bookOf = async (log: Reader, stream: string): Promise<BookState> => {
  let book = emptyBook;
  for (let version = 0; ; ) {
    const entries = await log.read(stream, version);
    for (const { event, meta } of entries) {
      if (!isReservationEvent(event)) continue;
      book = evolveBook(book, ReservationEvent.parse(event), meta.atMs);
    }
    const last = entries.at(-1);
    if (last === undefined) return book;
    version = last.version;
  }
};

const sitesOf = async (path: string) => {
  try {
    return resolveSites(await loadSettings(path), new Map());
  } catch (error) {
    if (error instanceof SettingsError) throw new ArchiveRefused(error.message, { cause: error });
    throw error;
  }
};

const lineOf = (
  site: string,
  date: BusinessDate,
  { reservation, why, closed }: StrandedReservation,
): string => {
  const minutes = ((reservation.seats[0]?.atMs ?? 0) - instantOf(date, 0)) / 60_000;
  const clock = [Math.floor(minutes / 60), minutes % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  const reason = closed === null ? '' : typeof closed.reason === 'string' ? closed.reason : closed.reason?.ja;
  return [site, date, clock, codeInWords(reservation.code), reservation.procedure, why, reason || '-'].join(
    '\t',
  );
};

const main = async (): Promise<number> => {
  const { values } = parseArgs({ options });
  if (values.help === true || values.settings === undefined) {
    console.log(usage);
    return values.help === true ? 0 : 1;
  }
  const after = await sitesOf(values.settings);
  const before = values.before === undefined ? null : await sitesOf(values.before);
  const log = await openReader(placeOf({ data: values.data, log: values.log }));
  try {
    const today = businessDateAt(Date.now());
    let [coming, left] = [0, 0];
    for (const stream of await log.streams('day:')) {
      const [, site = '', date = ''] = stream.split(':');
      if (date < today) continue;
      const book = await bookOf(log, stream);
      coming += [...book.reservations.values()].filter(isComing).length;
      const of = (sites: typeof after) => sites.get(site as SiteId) ?? null;
      const day = date as BusinessDate;
      for (const one of strandedBySettings(book, day, before === null ? null : of(before), of(after))) {
        left += 1;
        console.log(lineOf(site, day, one));
      }
    }
    console.error(
      `${left} of ${coming} coming reservations would be without a place. None is cancelled by settings.`,
    );
    return left === 0 ? 0 : 1;
  } finally {
    await log.close();
  }
};

await runTool(main);
