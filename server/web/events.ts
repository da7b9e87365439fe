// The events of a business day for integrators: pages of JSON, or a stream that goes on (server-sent events).
import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { BusinessDate } from '../../protocol/ids.ts';
import { type Parsed, parseAs } from '../../protocol/parse.ts';
import { type PublicStoredEvent, publicForm } from '../../protocol/public-events.ts';
import { type Refusal, refuse } from '../../protocol/refusals.ts';
import { paramAt } from '../access/guard.ts';
import type { SiteHub } from '../hub/contract.ts';
import { createCounts } from '../ingress/counts.ts';
import { siteOf } from '../ingress/site-of.ts';
import type { DayArchived } from '../log/archived-days.ts';
import type { WebParts } from './dependencies.ts';
import { sendRefusal } from './refusals.ts';

const count = (most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number 0 to ${most}`)
    .transform(Number)
    .refine((n) => n <= most, `must be a whole number 0 to ${most}`);

/** Most events in one page. */
export const largestPage = 1000;

export const EventsQuery = z.strictObject({
  date: BusinessDate.optional().describe(
    'The business day; left out: today, and a stream goes on to the next days',
  ),
  after: count(999_999_999).default(0).describe('Only events with a greater version'),
  limit: count(largestPage).default(largestPage).describe('Most events in one page; not for streams'),
});

/** Where a stream stands: an event of one business day. Its id on the stream is `2026-11-24:37`. */
type Place = { readonly date: BusinessDate; readonly version: number };

const LastEventId = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}:\d{1,9}$/, 'must be an id of this stream, e.g. 2026-11-24:37')
  .transform((id) => ({ date: id.slice(0, 10), version: Number(id.slice(11)) }))
  .pipe(z.strictObject({ date: BusinessDate, version: z.int().min(0) }));

const beatMs = 15_000;
const batch = 500;
/** A reader that was away for longer starts with today. */
const mostDaysBack = 31;

const dayAfter = (date: BusinessDate): BusinessDate =>
  BusinessDate.parse(new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10));

const refuseArchived = ({ date, file, hub }: DayArchived): Refusal =>
  refuse('dayArchived', { date, file, hub });

const messageOf = (date: string, stored: PublicStoredEvent): string =>
  `id: ${date}:${stored.version}\nevent: ${stored.event.type}\ndata: ${JSON.stringify(stored)}\n\n`;

const startOf = (
  request: Request,
  query: z.output<typeof EventsQuery>,
  today: BusinessDate,
): Parsed<Place> => {
  const last = request.get('Last-Event-ID');
  if (last === undefined || last === '') {
    return { ok: true, value: { date: query.date ?? today, version: query.after } };
  }
  // A bare version belongs to the day that the address names.
  const id = /^\d{1,9}$/.test(last) ? `${query.date ?? today}:${last}` : last;
  return parseAs(LastEventId, id, 'Last-Event-ID');
};

const stream = (
  siteHub: SiteHub,
  request: Request,
  response: Response,
  from: Place,
  oneDay: boolean,
): (() => void) => {
  const today = (): BusinessDate => siteHub.snapshot().state.date;
  let place = from;
  let reading = false;
  let again = false;
  let ended = false;

  const end = (): void => {
    if (ended) return;
    ended = true;
    clearInterval(beat);
    stopListening();
    response.end();
  };

  const drained = (): Promise<unknown> =>
    new Promise((resolve) => {
      const done = (): void => {
        response.off('drain', done);
        response.off('close', done);
        resolve(undefined);
      };
      response.once('drain', done);
      response.once('close', done);
    });

  /** A reader that missed events which are no longer here is told so, and where they are. */
  const tellArchived = async (): Promise<void> => {
    const archived = await siteHub.archived(place.date);
    if (archived === null || ended || place.version >= archived.count) return;
    place = { date: place.date, version: archived.count };
    const refusal = refuseArchived(archived);
    response.write(
      `id: ${place.date}:${place.version}\nevent: dayArchived\ndata: ${JSON.stringify(refusal)}\n\n`,
    );
  };

  /** Sends what there is after `place`; true when there may be more. */
  const sendBatch = async (): Promise<boolean> => {
    // Looked at before reading: a day that was over before is read to its end.
    const now = today();
    const events = await siteHub.events(place.date, place.version, batch);
    if (ended) return false;
    const last = events.at(-1);
    if (last !== undefined) {
      const text = events.map((stored) => messageOf(place.date, publicForm(stored))).join('');
      place = { date: place.date, version: last.version };
      // A reader who is slow is waited for; nothing is heaped up for him.
      if (!response.write(text)) await drained();
      return true;
    }
    if (place.date >= now) return false;
    await tellArchived();
    if (ended) return false;
    if (oneDay) {
      end();
      return false;
    }
    const tooOld = Date.parse(now) - Date.parse(place.date) > mostDaysBack * 86_400_000;
    place = { date: tooOld ? now : dayAfter(place.date), version: 0 };
    return true;
  };

  const readOn = async (): Promise<void> => {
    again = true;
    if (reading) return;
    reading = true;
    try {
      while (again && !ended) {
        again = false;
        while (await sendBatch()) if (ended) return;
      }
    } catch {
      // The log cannot be read now: the reader comes again with the id of the last event it has.
      end();
    } finally {
      reading = false;
    }
  };

  const stopListening = siteHub.onChange(() => void readOn());
  const beat = setInterval(() => {
    // A reader who has not taken the last one needs no other.
    if (!response.writableNeedDrain) response.write(': beat\n\n');
  }, beatMs);
  beat.unref();
  request.on('close', end);
  response.on('close', end);
  void readOn();
  return end;
};

/** GET /api/sites/{site}/events. */
export const openEvents = (parts: WebParts): RequestHandler => {
  const { hub, stopping, book, addresses } = parts;
  const streams = createCounts();
  book.showFill('streams', streams.total);
  const refusalOf = (address: string): Refusal | null => {
    if (streams.total() >= book.of.streams) return book.refuse('streams');
    return streams.of(address) >= book.of.streamsPerAddress ? book.refuse('streamsPerAddress') : null;
  };
  return async (request, response) => {
    const siteHub = siteOf(hub, paramAt(response, 'site'));
    if (!siteHub.ok) return sendRefusal(response, siteHub.refusal);
    const query = parseAs(EventsQuery, request.query, 'query');
    if (!query.ok) return sendRefusal(response, query.refusal);
    const today = siteHub.value.snapshot().state.date;
    const past = query.value.date !== undefined && query.value.date < today ? query.value.date : null;
    const archived = past === null ? null : await siteHub.value.archived(past);
    if (archived !== null) return sendRefusal(response, refuseArchived(archived));

    if (request.accepts(['json', 'text/event-stream']) !== 'text/event-stream') {
      const date = query.value.date ?? today;
      const limit = Math.max(1, query.value.limit);
      const events = await siteHub.value.events(date, query.value.after, limit);
      const after = events.at(-1)?.version ?? query.value.after;
      response
        .set('Cache-Control', 'no-cache')
        .json({ date, events: events.map(publicForm), after, more: events.length === limit });
      return;
    }
    const from = startOf(request, query.value, today);
    if (!from.ok) return sendRefusal(response, from.refusal);
    const address = addresses.ofRequest(request);
    const full = refusalOf(address);
    if (full !== null) return sendRefusal(response, full);
    const leave = streams.add(address);
    response.set({
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-cache',
      'X-Accel-Buffering': 'no',
    });
    response.flushHeaders();
    const end = stream(siteHub.value, request, response, from.value, query.value.date !== undefined);
    stopping.addEventListener('abort', end, { once: true });
    response.on('close', () => {
      leave();
      stopping.removeEventListener('abort', end);
    });
  };
};
