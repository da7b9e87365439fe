// /api/reservations: the telephone desk and reception, for every site: search, book, move, cancel, day sheet, slots.
import { type Response, Router } from 'express';
import { z } from 'zod';
import { BusinessDate, CommandId, type ReservationId } from '../../protocol/ids.ts';
import { parseAs } from '../../protocol/parse.ts';
import { refuse } from '../../protocol/refusals.ts';
import {
  ContactChange,
  ContactRequest,
  DeskBookRequest,
  DeskCancelRequest,
  DeskHoldRequest,
  DeskMoveRequest,
  HoldChange,
  ReachedRequest,
  SearchRequest,
  SlotChangeBack,
  SlotChangeRequest,
} from '../../protocol/reservation-api.ts';
import { ImportRequest } from '../../protocol/reservation-import.ts';
import { callerAt } from '../access/guard.ts';
import type { Located, Outcome } from '../booking/contract.ts';
import { exportReservations, mostExportDays } from '../booking/export.ts';
import { horizonOf } from '../booking/free-times.ts';
import { slotPlanView } from '../booking/plan-view.ts';
import { strandedBy } from '../booking/stranded.ts';
import { deskReservation, deskView } from '../booking/view.ts';
import { addDays, businessDateAt } from '../calendar/dates.ts';
import { siteOf } from '../ingress/site-of.ts';
import { actorOf } from '../people/caller.ts';
import { DeskDaysQuery, DeskSlotsQuery, sendNo } from './booking.ts';
import type { WebParts } from './dependencies.ts';
import { sendRefusal } from './refusals.ts';

const mostFound = 50;

const ExportQuery = z
  .strictObject({ from: BusinessDate, to: BusinessDate })
  .refine(({ from, to }) => from <= to && to <= addDays(from, mostExportDays - 1), {
    path: ['to'],
    error: `must be from's day or up to ${mostExportDays - 1} days later`,
  });

/** Routes below /api/reservations; who may use each says the table of access. */
export const openReservationDoors = (parts: WebParts): Router => {
  const { hub, booking, contacts, now } = parts;
  const router = Router();
  const by = (response: Response) => actorOf(callerAt(response));
  const notFound = refuse('reservationNotFound');

  const send = async (response: Response, outcome: Outcome<Located>, secret: string | null = null) => {
    if (!outcome.ok) return sendNo(response, outcome);
    const reservation = await deskReservation(booking.parts, outcome.value);
    response.json({ ok: true, reservation, ...(secret === null ? {} : { secret }) });
  };

  router.post('/holds', async (request, response) => {
    const body = parseAs(DeskHoldRequest, request.body, 'body');
    if (!body.ok) return sendRefusal(response, body.refusal);
    const { channel, ...asked } = body.value;
    const held = await booking.hold(asked, { actor: by(response), channel });
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
      const changed = await booking.changeHold(body.value, type, {
        actor: by(response),
        channel: 'telephone',
      });
      if (changed.ok) response.json(changed.value ?? { ok: true });
      else sendNo(response, changed);
    });
  }
  router.post('/', async (request, response) => {
    const body = parseAs(DeskBookRequest, request.body, 'body');
    if (!body.ok) return sendRefusal(response, body.refusal);
    const { channel, ...asked } = body.value;
    const booked = await booking.book(asked, { actor: by(response), channel });
    if (!booked.ok) return sendNo(response, booked);
    await send(response, { ok: true, value: booked.value.located }, booked.value.secret);
  });

  router.post('/import', async (request, response) => {
    const body = parseAs(ImportRequest, request.body, 'body');
    if (!body.ok) return sendRefusal(response, body.refusal);
    const results = await booking.takeRows(body.value, { actor: by(response), channel: 'telephone' });
    response.json({ ok: true, results });
  });

  router.get('/:site/export.csv', async (request, response) => {
    const siteHub = siteOf(hub, request.params.site);
    if (!siteHub.ok) return sendRefusal(response, siteHub.refusal);
    const query = parseAs(ExportQuery, request.query, 'query');
    if (!query.ok) return sendRefusal(response, query.refusal);
    const { from, to } = query.value;
    const csv = await exportReservations({ contacts }, siteHub.value, { from, to, actor: by(response) });
    const name = `reservations-${siteHub.value.site.settings.id}-${from}-${to}.csv`;
    response.type('text/csv').attachment(name).send(csv);
  });

  const found = async (response: Response, id: ReservationId): Promise<Located | null> => {
    const located = await booking.byId(id);
    if (located === null) sendRefusal(response, notFound);
    return located;
  };
  router.post('/move', async (request, response) => {
    const body = parseAs(DeskMoveRequest, request.body, 'body');
    if (!body.ok) return sendRefusal(response, body.refusal);
    const located = await found(response, body.value.reservation);
    if (located === null) return;
    const who = { actor: by(response), channel: body.value.channel };
    await send(response, await booking.move(located, body.value, who));
  });
  router.post('/cancel', async (request, response) => {
    const body = parseAs(DeskCancelRequest, request.body, 'body');
    if (!body.ok) return sendRefusal(response, body.refusal);
    const { commandId, by: whose, note, reservation } = body.value;
    const located = await found(response, reservation);
    if (located === null) return;
    await send(response, await booking.cancel(located, commandId, { by: whose, note, actor: by(response) }));
  });
  router.post('/reached', async (request, response) => {
    const body = parseAs(ReachedRequest, request.body, 'body');
    if (!body.ok) return sendRefusal(response, body.refusal);
    const { commandId, reservation, reached } = body.value;
    const located = await found(response, reservation);
    const siteHub = located === null ? undefined : hub.sites.get(located.place.site);
    if (located === null || siteHub === undefined) return;
    const id = CommandId.parse(`r:${reservation.slice(-16)}:${commandId}`);
    const command = { type: 'markReached', reservation, reached } as const;
    const answer = await siteHub.books.take(located.place.date, id, command, by(response));
    if (!answer.ok) return sendRefusal(response, answer.refusal);
    const again = await booking.byId(reservation);
    await send(response, { ok: true, value: again ?? located });
  });

  router.post('/search', async (request, response) => {
    const body = parseAs(SearchRequest, request.body, 'body');
    if (!body.ok) return sendRefusal(response, body.refusal);
    const { by: asked, reason } = body.value;
    let located: readonly Located[] = [];
    let more = false;
    if (asked.field === 'code') located = await booking.byCode(asked.code);
    else if (asked.field === 'id')
      located = [await booking.byId(asked.reservation)].filter((one) => one !== null);
    else {
      const text = asked.field === 'kana' ? { kana: asked.kana } : { phone: asked.phone };
      const ids = await contacts.search(text, { actor: by(response), reason }, mostFound + 1);
      if (!ids.ok) return sendRefusal(response, ids.refusal);
      more = ids.value.length > mostFound;
      const all: Located[] = [];
      for (const id of ids.value.slice(0, mostFound)) {
        const one = await booking.byId(id);
        if (one !== null) all.push(one);
      }
      located = all;
    }
    const views = await Promise.all(located.map((one) => deskReservation(booking.parts, one)));
    response.json({ ok: true, found: views, more });
  });
  router.post('/contact', async (request, response) => {
    const body = parseAs(ContactRequest, request.body, 'body');
    if (!body.ok) return sendRefusal(response, body.refusal);
    const { reservation, reason } = body.value;
    const contact = await contacts.read(reservation, { actor: by(response), reason });
    if (!contact.ok) return sendRefusal(response, contact.refusal);
    response.json({ ok: true, contact: contact.value });
  });
  router.post('/contact/change', async (request, response) => {
    const body = parseAs(ContactChange, request.body, 'body');
    if (!body.ok) return sendRefusal(response, body.refusal);
    const changed = await contacts.change(body.value.reservation, { contact: body.value.contact });
    if (!changed.ok) return sendRefusal(response, changed.refusal);
    if (changed.value) response.json({ ok: true });
    else sendRefusal(response, notFound);
  });

  router.get('/:site/free', async (request, response) => {
    const siteHub = siteOf(hub, request.params.site);
    if (!siteHub.ok) return sendRefusal(response, siteHub.refusal);
    const query = parseAs(DeskDaysQuery, request.query, 'query');
    if (!query.ok) return sendRefusal(response, query.refusal);
    const { procedure, party, channel } = query.value;
    const today = businessDateAt(now());
    const last = addDays(today, Math.max(0, horizonOf(siteHub.value, procedure)));
    const { from = today, to = last } = query.value;
    const asked = { procedure, partySize: party, channel };
    const days = await booking.free.days(
      siteHub.value,
      from < today ? today : from,
      to > last ? last : to,
      asked,
    );
    response.json({ site: siteHub.value.site.settings.id, procedure, days });
  });
  router.get('/:site/free/:date', async (request, response) => {
    const siteHub = siteOf(hub, request.params.site);
    if (!siteHub.ok) return sendRefusal(response, siteHub.refusal);
    const date = parseAs(BusinessDate, request.params.date, 'date');
    if (!date.ok) return sendRefusal(response, date.refusal);
    const query = parseAs(DeskSlotsQuery, request.query, 'query');
    if (!query.ok) return sendRefusal(response, query.refusal);
    const { procedure, party, channel } = query.value;
    const found = await booking.free.slots(siteHub.value, date.value, {
      procedure,
      partySize: party,
      channel,
    });
    response.json({ site: siteHub.value.site.settings.id, date: date.value, procedure, ...found });
  });
  router.get('/:site/days/:date', async (request, response) => {
    const siteHub = siteOf(hub, request.params.site);
    if (!siteHub.ok) return sendRefusal(response, siteHub.refusal);
    const date = parseAs(BusinessDate, request.params.date, 'date');
    if (!date.ok) return sendRefusal(response, date.refusal);
    const state = await siteHub.value.books.day(date.value);
    const place = { site: siteHub.value.site.settings.id, date: date.value };
    const located: Located[] = [
      ...[...state.book.reservations.values()]
        .filter((one) => one.state !== 'moved')
        .map((reservation) => ({ place, reservation, waiting: null })),
      ...state.book.waiting.map((waiting) => ({ place, reservation: null, waiting })),
    ];
    response.json({
      ...place,
      version: state.version,
      reservations: located
        .map((one) => deskView(one, state.book, now()))
        .sort((a, b) => (a.seats[0]?.atMs ?? 0) - (b.seats[0]?.atMs ?? 0)),
      changes: state.book.changes,
    });
  });
  router.get('/:site/slots/:date', async (request, response) => {
    const siteHub = siteOf(hub, request.params.site);
    if (!siteHub.ok) return sendRefusal(response, siteHub.refusal);
    const date = parseAs(BusinessDate, request.params.date, 'date');
    if (!date.ok) return sendRefusal(response, date.refusal);
    const plan = await slotPlanView(siteHub.value, date.value, now());
    const site = siteHub.value.site.settings.id;
    response.json(plan ?? { site, date: date.value, groups: [], changes: [] });
  });
  router.post('/:site/slots', async (request, response) => {
    const siteHub = siteOf(hub, request.params.site);
    if (!siteHub.ok) return sendRefusal(response, siteHub.refusal);
    const body = parseAs(
      SlotChangeRequest,
      { ...request.body, site: siteHub.value.site.settings.id },
      'body',
    );
    if (!body.ok) return sendRefusal(response, body.refusal);
    const { commandId, date, slots, dryRun } = body.value;
    const stranded = await strandedBy(siteHub.value, date, slots, now());
    if (dryRun) return void response.json({ ok: true, change: null, stranded });
    const id = CommandId.parse(`slots:${commandId}`);
    const answer = await siteHub.value.books.take(date, id, { type: 'changeSlots', slots }, by(response));
    if (!answer.ok) return sendRefusal(response, answer.refusal);
    response.json({ ok: true, change: answer.change ?? null, stranded });
  });
  router.post('/:site/slots/back', async (request, response) => {
    const siteHub = siteOf(hub, request.params.site);
    if (!siteHub.ok) return sendRefusal(response, siteHub.refusal);
    const body = parseAs(SlotChangeBack, { ...request.body, site: siteHub.value.site.settings.id }, 'body');
    if (!body.ok) return sendRefusal(response, body.refusal);
    const { commandId, date, change } = body.value;
    const command = { type: 'takeSlotChangeBack', change } as const;
    const id = CommandId.parse(`slots:${commandId}`);
    const answer = await siteHub.value.books.take(date, id, command, by(response));
    if (!answer.ok) return sendRefusal(response, answer.refusal);
    response.json({ ok: true, change: null, stranded: [] });
  });
  return router;
};
