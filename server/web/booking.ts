// /api/booking: free places for everybody, and what residents do with their own reservations, without an account.
import { createHash } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { BusinessDate, ProcedureId } from '../../protocol/ids.ts';
import { parseAs } from '../../protocol/parse.ts';
import { type Refusal, refuse, statusOf } from '../../protocol/refusals.ts';
import {
  AcceptRequest,
  BookRequest,
  CancelRequest,
  FindRequest,
  HoldChange,
  HoldRequest,
  LineRequest,
  MoveRequest,
  type Proof,
  WaitRequest,
} from '../../protocol/reservation-api.ts';
import type { HoldId } from '../../protocol/reservation-ids.ts';
import { codeInWords } from '../../protocol/reservation-ids.ts';
import type { BookingOffer, FreeTimeView } from '../../protocol/reservation-views.ts';
import type { Located, Outcome } from '../booking/contract.ts';
import { horizonOf, mostDays } from '../booking/free-times.ts';
import { ownerOf } from '../booking/tokens.ts';
import { reservationView } from '../booking/view.ts';
import { addDays, businessDateAt } from '../calendar/dates.ts';
import type { SiteHub } from '../hub/contract.ts';
import { siteOf } from '../ingress/site-of.ts';
import { compose } from '../messages/compose.ts';
import type { ResolvedGroup, ResolvedSite } from '../settings/resolved-site.ts';
import { partyPlaces } from '../slots/free.ts';
import type { WebParts } from './dependencies.ts';
import { sendTagged } from './etag.ts';
import { sendRefusal } from './refusals.ts';

const count = z
  .string()
  .regex(/^\d{1,2}$/, 'must be 1 to 20')
  .transform(Number)
  .pipe(z.int().min(1, 'must be 1 to 20').max(20, 'must be 1 to 20'))
  .default(1);
export const SoonestQuery = z.strictObject({
  procedure: ProcedureId,
  party: count,
  daily: z
    .literal('true')
    .optional()
    .describe('Every free day too: for who may book only from a day on that stays in the browser'),
});
export const SlotsQuery = z.strictObject({ procedure: ProcedureId, party: count, date: BusinessDate });
export const DaysQuery = z.strictObject({
  procedure: ProcedureId,
  party: count,
  from: BusinessDate.optional().describe('Left out: today'),
  to: BusinessDate.optional().describe(
    `Left out: the last that can be booked; at most ${mostDays} days are told`,
  ),
});

const deskChannel = z.enum(['telephone', 'reception']).default('telephone');
export const DeskDaysQuery = z.strictObject({ ...DaysQuery.shape, channel: deskChannel });
export const DeskSlotsQuery = z.strictObject({ procedure: ProcedureId, party: count, channel: deskChannel });

const resident = { actor: { kind: 'resident', id: 'web' }, channel: 'web' } as const;
const fresh = 'public, max-age=1';
/** Answers are made anew at most so often, ms; a crowd that asks the same hears the same. */
const keepMs = 1_000;
const mostKept = 500;

/** A refusal with the times that are still free. */
export const sendNo = (
  response: Response,
  { refusal, alternatives }: { readonly refusal: Refusal; readonly alternatives: readonly FreeTimeView[] },
): void => {
  const { seconds } = refusal.params;
  if (typeof seconds === 'number') response.set('Retry-After', String(seconds));
  response.status(statusOf(refusal.code)).json({ ok: false, refusal, alternatives });
};

/** Whether a procedure renews what its group's rule is about; in a group that names none, all do. */
const asksIn = (group: ResolvedGroup, site: ResolvedSite) => {
  const renewing = group.procedures.filter(
    (id) => site.procedures.get(id)?.renews === group.eligibility?.renews,
  );
  return (id: ProcedureId): boolean =>
    group.eligibility !== null && (renewing.length === 0 || renewing.includes(id));
};

export const bookingOffer = ({ hub, settings, organisation, now }: WebParts): BookingOffer => {
  const nowMs = now();
  const today = businessDateAt(nowMs);
  const sites = [...hub.sites.values()].flatMap(({ site, ...siteHub }) => {
    if (site.reservations === null) return [];
    const groups = [...site.reservations.groups.values()].map((group) => ({
      group: group.id,
      names: group.names,
      procedures: group.procedures.flatMap((id) => {
        const procedure = site.procedures.get(id);
        return procedure === undefined
          ? []
          : [
              {
                procedure: id,
                names: procedure.names,
                bring: procedure.bring ?? null,
                asks: asksIn(group, site)(id),
              },
            ];
      }),
      contact: group.rules.contact,
      eligibility: group.eligibility,
      holdMinutes: group.rules.holdMinutes.web,
      partyMost:
        Array.from({ length: 20 }, (_, i) => 20 - i).find(
          (n) => partyPlaces(group.rules.partyPlaces, n) !== null,
        ) ?? 1,
      waitlist: group.rules.waitlist.open,
      offerMinutes: group.rules.waitlist.offerMinutes,
      firstDate: today,
      lastDate: addDays(today, Math.max(...group.rules.releases.map(({ daysBefore }) => daysBefore))),
    }));
    const { id, names, address } = site.settings;
    void siteHub;
    return [{ site: id, names, address: address ?? null, groups }];
  });
  const { telephone, districts } = settings.reservations;
  return {
    organisation: organisation.names,
    languages: settings.languages,
    telephone: telephone ?? null,
    districts,
    sites,
    nowMs,
  };
};

/** The calendar file of a reservation, its UID the same for life; null: who waits has no time yet. */
const fileOf = (
  { hub, now }: Pick<WebParts, 'hub' | 'now'>,
  { place, reservation }: Located,
): { readonly name: string; readonly content: string } | null => {
  const site = hub.sites.get(place.site)?.site;
  const [first] = reservation?.seats ?? [];
  if (site === undefined || reservation === null || first === undefined) return null;
  const { id, code, procedure, language, partySize, sequence, state, seats, minutes } = reservation;
  const endAtMs = Math.max((seats.at(-1)?.atMs ?? first.atMs) + minutes * 60_000, first.atMs + 60_000);
  const { calendar } = compose(
    {
      ...{
        kind: state === 'cancelled' ? 'cancelled' : 'confirmation',
        way: 'mail',
        reservation: id,
        ...place,
      },
      ...{ code: codeInWords(code), procedure, language, partySize, sequence },
      ...{ startAtMs: first.atMs, endAtMs, atMs: now(), keptUntilMs: null },
    },
    site,
    null,
    null,
  );
  return calendar === null ? null : { name: `junban-${code}.ics`, content: calendar.content };
};

/** Routes below /api/booking. */
export const openBookingDoors = (parts: WebParts): Router => {
  const { hub, booking, now } = parts;
  const router = Router();
  const kept = new Map<string, { readonly atMs: number; readonly body: Promise<string> }>();

  const bodyOf = (key: string, make: () => Promise<unknown>): Promise<string> => {
    const before = kept.get(key);
    if (before !== undefined && now() - before.atMs < keepMs && now() >= before.atMs) return before.body;
    const body = make().then((value) => JSON.stringify(value));
    body.catch(() => kept.delete(key));
    kept.delete(key);
    kept.set(key, { atMs: now(), body });
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
    return body;
  };
  const tell = async (request: Request, response: Response, make: () => Promise<unknown>): Promise<void> => {
    const body = await bodyOf(request.originalUrl, make);
    const tag = createHash('sha256').update(body).digest('base64url').slice(0, 27);
    sendTagged(request, response, { tag, type: 'json', cacheControl: fresh, body: () => body });
  };

  router.get('/', async (request, response) =>
    tell(request, response, async () => {
      const { nowMs, ...offer } = bookingOffer(parts);
      return { ...offer, nowMs: Math.floor(nowMs / 60_000) * 60_000 };
    }),
  );

  router.get('/soonest', async (request, response) => {
    const query = parseAs(SoonestQuery, request.query, 'query');
    if (!query.ok) return sendRefusal(response, query.refusal);
    const { procedure, party, daily } = query.value;
    await tell(request, response, async () => {
      const asked = { procedure, partySize: party, channel: 'web' as const };
      const from = businessDateAt(now());
      const sites: unknown[] = [];
      for (const siteHub of hub.sites.values()) {
        const last = horizonOf(siteHub, procedure);
        if (last < 0) continue;
        const days = await booking.free.days(siteHub, from, addDays(from, last), asked);
        sites.push({
          site: siteHub.site.settings.id,
          first: await booking.free.soonestAt(siteHub, asked, from),
          free: days.reduce((sum, day) => sum + day.free, 0),
          ...(daily === undefined ? {} : { days: await booking.free.freeDaysOf(siteHub, days, asked) }),
        });
      }
      return { procedure, sites };
    });
  });

  router.get('/:site/days', async (request, response) => {
    const siteHub = siteOf(hub, request.params.site);
    if (!siteHub.ok) return sendRefusal(response, siteHub.refusal);
    const query = parseAs(DaysQuery, request.query, 'query');
    if (!query.ok) return sendRefusal(response, query.refusal);
    const { procedure, party } = query.value;
    const today = businessDateAt(now());
    const last = addDays(today, Math.max(0, horizonOf(siteHub.value, procedure)));
    const from = query.value.from === undefined || query.value.from < today ? today : query.value.from;
    const to = query.value.to === undefined || query.value.to > last ? last : query.value.to;
    const asked = { procedure, partySize: party, channel: 'web' as const };
    await tell(request, response, async () => ({
      site: siteHub.value.site.settings.id,
      procedure,
      days: await booking.free.days(siteHub.value, from, to, asked),
    }));
  });

  router.get('/:site/slots', async (request, response) => {
    const siteHub = siteOf(hub, request.params.site);
    if (!siteHub.ok) return sendRefusal(response, siteHub.refusal);
    const query = parseAs(SlotsQuery, request.query, 'query');
    if (!query.ok) return sendRefusal(response, query.refusal);
    const { procedure, party, date } = query.value;
    const asked = { procedure, partySize: party, channel: 'web' as const };
    await tell(request, response, async () => ({
      site: siteHub.value.site.settings.id,
      date,
      procedure,
      ...(await booking.free.slots(siteHub.value, date, asked)),
    }));
  });

  const viewOf = (located: Located) => reservationView(booking.parts, located);
  const sendFound = async (response: Response, outcome: Outcome<Located>): Promise<void> => {
    if (!outcome.ok) return sendNo(response, outcome);
    response.json({ ok: true, reservation: await viewOf(outcome.value) });
  };
  /** A code is short: each is tried a few times only, from wherever. */
  const proven = async (response: Response, proof: Proof): Promise<Located | null> => {
    const located = await booking.prove(proof);
    if (located !== null) return located;
    const waits = await parts.rates.spend('codesTried', `code ${proof.code}`);
    sendRefusal(response, waits ?? refuse('reservationNotFound'));
    return null;
  };

  type Wish = Pick<LineRequest, 'session' | 'site' | 'date' | 'procedure'> & {
    readonly pass?: string | undefined;
    readonly slotAtMs: number;
    readonly hold?: string | null;
  };
  const inLine = ({ session, date, procedure, pass }: Omit<Wish, 'slotAtMs'>, siteHub: SiteHub) => ({
    ...{ siteHub, date, procedure, owner: ownerOf(session), pass: pass ?? null },
  });
  /** At a release: whether others have their turn first. A place that is held already is one's own. */
  const mustWait = async (response: Response, wish: Wish): Promise<boolean> => {
    const siteHub = hub.sites.get(wish.site);
    if (siteHub === undefined) return false;
    const place = await booking.line.waits({ ...inLine(wish, siteHub), slotAtMs: wish.slotAtMs });
    if (place === null) return false;
    if (wish.hold != null) {
      const { holds } = (await siteHub.books.day(wish.date)).book;
      if (holds.get(wish.hold as HoldId)?.owner === ownerOf(wish.session)) return false;
    }
    const seconds = Math.max(1, Math.ceil((place.turnAtMs - now()) / 1_000));
    const { releaseAtMs, turnAtMs, pass } = place;
    sendRefusal(response, refuse('inLine', { seconds, releaseAtMs, turnAtMs, pass: pass ?? '' }));
    return true;
  };

  router.post('/line', async (request, response) => {
    const body = parseAs(LineRequest, request.body, 'body');
    if (!body.ok) return sendRefusal(response, body.refusal);
    const siteHub = siteOf(hub, body.value.site);
    if (!siteHub.ok) return sendRefusal(response, siteHub.refusal);
    response.json({ ok: true, line: await booking.line.join(inLine(body.value, siteHub.value)) });
  });
  router.post('/holds', async (request, response) => {
    const body = parseAs(HoldRequest, request.body, 'body');
    if (!body.ok) return sendRefusal(response, body.refusal);
    if (await mustWait(response, body.value)) return;
    const held = await booking.hold(body.value, resident);
    if (held.ok) response.json(held.value);
    else sendNo(response, held);
  });
  for (const [path, type] of [
    ['extend', 'extendHold'],
    ['release', 'releaseHold'],
  ] as const) {
    router.post(`/holds/${path}`, async (request, response) => {
      const body = parseAs(HoldChange, request.body, 'body');
      if (!body.ok) return sendRefusal(response, body.refusal);
      const changed = await booking.changeHold(body.value, type, resident);
      if (changed.ok) response.json(changed.value ?? { ok: true });
      else sendNo(response, changed);
    });
  }
  router.post('/reservations', async (request, response) => {
    const body = parseAs(BookRequest, request.body, 'body');
    if (!body.ok) return sendRefusal(response, body.refusal);
    if (await mustWait(response, body.value)) return;
    const booked = await booking.book(body.value, resident);
    if (!booked.ok) return sendNo(response, booked);
    response.json({ ok: true, reservation: await viewOf(booked.value.located), secret: booked.value.secret });
  });
  router.post('/waitlist', async (request, response) => {
    const body = parseAs(WaitRequest, request.body, 'body');
    if (!body.ok) return sendRefusal(response, body.refusal);
    const waits = await booking.wait(body.value, resident);
    if (!waits.ok) return sendNo(response, waits);
    response.json({ ok: true, reservation: await viewOf(waits.value.located), secret: waits.value.secret });
  });
  router.post('/find', async (request, response) => {
    const body = parseAs(FindRequest, request.body, 'body');
    if (!body.ok) return sendRefusal(response, body.refusal);
    const located = await proven(response, body.value.proof);
    if (located !== null) response.json({ ok: true, reservation: await viewOf(located) });
  });
  router.post('/calendar', async (request, response) => {
    const body = parseAs(FindRequest, request.body, 'body');
    if (!body.ok) return sendRefusal(response, body.refusal);
    const located = await proven(response, body.value.proof);
    if (located === null) return;
    const file = fileOf(parts, located);
    if (file === null) return sendRefusal(response, refuse('reservationNotFound'));
    response.json({ ok: true, ...file });
  });
  router.post('/move', async (request, response) => {
    const body = parseAs(MoveRequest, request.body, 'body');
    if (!body.ok) return sendRefusal(response, body.refusal);
    const located = await proven(response, body.value.proof);
    if (located === null) return;
    const { session, to, pass } = body.value;
    const procedure = located.reservation?.procedure ?? located.waiting?.procedure;
    if (procedure !== undefined && (await mustWait(response, { session, procedure, pass, ...to }))) return;
    await sendFound(response, await booking.move(located, body.value, resident));
  });
  router.post('/cancel', async (request, response) => {
    const body = parseAs(CancelRequest, request.body, 'body');
    if (!body.ok) return sendRefusal(response, body.refusal);
    const located = await proven(response, body.value.proof);
    if (located === null) return;
    const how = { by: 'resident', note: '', actor: resident.actor } as const;
    await sendFound(response, await booking.cancel(located, body.value.commandId, how));
  });
  router.post('/accept', async (request, response) => {
    const body = parseAs(AcceptRequest, request.body, 'body');
    if (!body.ok) return sendRefusal(response, body.refusal);
    const located = await proven(response, body.value.proof);
    if (located === null) return;
    const { commandId, hold } = body.value;
    await sendFound(response, await booking.accept(located, commandId, hold, resident));
  });
  return router;
};
