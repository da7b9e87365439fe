// Booking from the first pick to the last change: each act is one command of a day's book, with the vault beside it.

import type { Answer } from '../../protocol/answers.ts';
import type { Contact } from '../../protocol/contacts.ts';
import {
  type Actor,
  type BusinessDate,
  CommandId,
  type ReservationId,
  type SiteId,
} from '../../protocol/ids.ts';
import { type Refusal, refuse } from '../../protocol/refusals.ts';
import type { Held, HoldChange, HoldRequest } from '../../protocol/reservation-api.ts';
import type { BookCommand } from '../../protocol/reservation-commands.ts';
import type { DayPlace } from '../../protocol/reservation-events.ts';
import {
  type BookingSession,
  HoldId,
  type LinkSecret,
  reservationId,
} from '../../protocol/reservation-ids.ts';
import type { Channel } from '../../protocol/reservation-rules.ts';
import { keepUntil } from '../contacts/keep-until.ts';
import type { SiteHub } from '../hub/contract.ts';
import type { ResolvedGroup } from '../settings/resolved-site.ts';
import { type BookingParts, done, idOf, type Located, no, type Outcome } from './contract.ts';
import type { FreeTimes } from './free-times.ts';
import { follow, locateById } from './locate.ts';
import { createSessionHolds } from './session-holds.ts';
import { finishMove, reservationAt } from './settle.ts';
import { codesFor, ownerOf, randomOf, secretHash, secretOf } from './tokens.ts';

/** Who asks, and by which way. */
export type By = { readonly actor: Actor; readonly channel: Channel };

/** Ids of one session are its own: no answer to another's command can be asked for by its id. */
const ownId = (session: BookingSession, commandId: CommandId): CommandId =>
  CommandId.parse(`${ownerOf(session).slice(0, 20)}:${commandId}`);

/** The answer says for certain that nothing has happened. */
const surelyNot = (answer: Answer): boolean => !answer.ok && answer.refusal.code !== 'outcomeUnknown';

const fieldsOf = { name: 'name', kana: 'kana', telephone: 'phone', mail: 'email' } as const;
const missingFields = (group: ResolvedGroup, contact: Contact | undefined): readonly string[] =>
  Object.entries(fieldsOf)
    .filter(([rule]) => group.rules.contact[rule as keyof typeof fieldsOf] === 'required')
    .map(([, field]) => field)
    .filter((field) => contact?.[field] === undefined);

/** elsewhere: it was reserved in another system, and is only written down here. */
type Promised = 'here' | 'elsewhere';
type BookingAsk = HoldRequest & { readonly hold: HoldId | null; readonly contact?: Contact | undefined };
type WaitAsk = Omit<BookingAsk, 'slotAtMs' | 'hold'> & { readonly fromMs: number; readonly toMs: number };
type MoveAsk = {
  readonly commandId: CommandId;
  readonly session: BookingSession;
  readonly to: DayPlace & { readonly slotAtMs: number; readonly hold: HoldId | null };
};

const contactRefusal = (group: ResolvedGroup, contact: Contact | undefined): Refusal | null => {
  const missing = missingFields(group, contact);
  return missing.length === 0 ? null : refuse('contactNeeded', { fields: missing.join(', ') });
};

export const createBookings = (parts: BookingParts, free: FreeTimes) => {
  const { sites, contacts, claims, keepDays } = parts;

  const holds = createSessionHolds(parts.now);
  const hubOf = (site: SiteId): SiteHub | null => sites.get(site) ?? null;
  const unknownSite = (site: SiteId) =>
    no(refuse('unknownSite', { site, known: [...sites.keys()].slice(0, 20).join(', ') }));

  const refusedWith = async (
    answer: Answer & { ok: false },
    siteHub: SiteHub,
    date: BusinessDate,
    asked: Parameters<FreeTimes['alternatives']>[2],
  ): Promise<Outcome<never>> => {
    const wantsOthers = ['slotFull', 'slotClosed', 'slotPast', 'holdOver'].includes(answer.refusal.code);
    return no(answer.refusal, wantsOthers ? await free.alternatives(siteHub, date, asked) : []);
  };

  const located = async (id: ReservationId, place: DayPlace): Promise<Outcome<Located>> => {
    const found = await follow(parts, id, place);
    return found === null ? no(refuse('reservationNotFound')) : done(found);
  };

  /** Name and number are put away first, so that no reservation is without; refused, they go again. */
  const withPerson = async (
    asked: Pick<BookingAsk, 'contact' | 'date' | 'procedure'>,
    siteHub: SiteHub,
    id: ReservationId,
    secret: LinkSecret,
    take: () => Promise<Answer>,
    promised: Promised = 'here',
  ): Promise<Answer> => {
    const group = siteHub.books.offering(asked.date).groupOf(asked.procedure);
    if (group === null) return take();
    const refusal = contactRefusal(group, asked.contact);
    if (refusal !== null) return { ok: false, refusal };
    const { contact } = asked;
    const phone = contact?.phone;
    const forget = () => contacts.forget(id);
    if (contact !== undefined) {
      const put = await contacts.put(id, contact, keepUntil(asked.date, keepDays), secret);
      if (!put.ok) return put;
    }
    if (group.rules.oneLivePerPerson && phone !== undefined) {
      const refusal = await claims.take({ phone, group: group.id, reservation: id });
      // Another office's promise is kept, also to who has made a second one meanwhile.
      if (refusal !== null && promised === 'here') {
        await forget();
        return { ok: false, refusal };
      }
    }
    const answer = await take();
    // The claim goes with it.
    if (surelyNot(answer) && contact !== undefined) await forget();
    return answer;
  };

  const takeOn = (place: DayPlace, commandId: CommandId, command: BookCommand, actor: Actor) => {
    const siteHub = hubOf(place.site);
    if (siteHub === null) throw new Error(`no site ${place.site}`);
    return siteHub.books.take(place.date, commandId, command, actor);
  };

  const heldFrom = (answer: Answer & { ok: true }, { site, date }: DayPlace, extended: boolean): Held => ({
    ok: true,
    hold: answer.hold as HoldId,
    site,
    date,
    seats: answer.seats ?? [],
    untilMs: answer.heldUntilMs ?? 0,
    extended,
  });

  const hold = async (asked: HoldRequest, by: By): Promise<Outcome<Held>> => {
    const siteHub = hubOf(asked.site);
    if (siteHub === null) return unknownSite(asked.site);
    const { session, commandId, procedure, slotAtMs, partySize, language } = asked;
    const wanted = { procedure, slotAtMs, partySize, language, channel: by.channel, owner: ownerOf(session) };
    const id = ownId(session, commandId);
    const answer = await siteHub.books.take(asked.date, id, { type: 'holdPlace', ...wanted }, by.actor);
    if (!answer.ok) return refusedWith(answer, siteHub, asked.date, wanted);
    const held = heldFrom(answer, asked, false);
    const before = holds.hold(wanted.owner, held);
    if (before !== null) {
      // Its own session's: if this fails the place is free by its time.
      const back = { type: 'releaseHold', hold: before.hold, owner: wanted.owner } as const;
      await takeOn(before, ownId(session, CommandId.parse(`${commandId.slice(0, 40)}:back`)), back, by.actor);
    }
    return done(held);
  };

  const changeHold = async (asked: HoldChange, type: 'extendHold' | 'releaseHold', by: By) => {
    const siteHub = hubOf(asked.site);
    if (siteHub === null) return unknownSite(asked.site);
    const owner = ownerOf(asked.session);
    const before = (await siteHub.books.day(asked.date)).book.holds.get(asked.hold);
    const id = ownId(asked.session, asked.commandId);
    const answer = await siteHub.books.take(asked.date, id, { type, hold: asked.hold, owner }, by.actor);
    // What is over need not be given back.
    if (!answer.ok)
      return type === 'releaseHold' && answer.refusal.code === 'holdOver' ? done(null) : no(answer.refusal);
    if (type === 'releaseHold') {
      holds.over(owner, asked.hold);
      return done(null);
    }
    const extended = heldFrom(answer, asked, true);
    holds.hold(owner, extended);
    return done({ ...extended, seats: [...(before?.seats ?? [])] });
  };

  const book = async (
    asked: BookingAsk,
    by: By,
    promised: Promised = 'here',
  ): Promise<Outcome<{ readonly located: Located; readonly secret: LinkSecret }>> => {
    const siteHub = hubOf(asked.site);
    if (siteHub === null) return unknownSite(asked.site);
    const { site, date, session, commandId, procedure, slotAtMs, partySize, language } = asked;
    const random = randomOf(session, commandId);
    const id = reservationId(site, date, random);
    const secret = secretOf(session, commandId);
    const wanted = { procedure, slotAtMs, partySize, language, channel: by.channel, owner: ownerOf(session) };
    const command: BookCommand = {
      type: 'bookPlace',
      reservation: id,
      codes: codesFor(site, date, random),
      secretHash: secretHash(id, secret),
      hold: asked.hold,
      ...wanted,
    };
    const take = () => siteHub.books.take(date, ownId(session, commandId), command, by.actor);
    const known = (await siteHub.books.day(date)).answers.has(ownId(session, commandId));
    const answer = known ? await take() : await withPerson(asked, siteHub, id, secret, take, promised);
    if (!answer.ok) return refusedWith(answer, siteHub, date, wanted);
    const found = await located(id, { site, date });
    return found.ok ? done({ located: found.value, secret }) : found;
  };

  /** Takes the freed place that somebody who waits was offered. */
  const accept = async (
    entry: Located,
    commandId: CommandId,
    holdId: HoldId,
    by: By,
  ): Promise<Outcome<Located>> => {
    const id = idOf(entry);
    const { place } = entry;
    const day = await hubOf(place.site)?.books.day(place.date);
    const offer = day?.book.holds.get(holdId);
    if (entry.waiting === null || offer === undefined || offer.offeredTo !== id)
      return entry.reservation?.state === 'booked' ? done(entry) : no(refuse('holdOver'));
    const { procedure, partySize, language, channel, owner, code, secretHash: hash } = entry.waiting;
    const command: BookCommand = {
      ...{ type: 'bookPlace', reservation: id, codes: [code], secretHash: hash, hold: holdId },
      ...{ procedure, partySize, language, channel, owner, slotAtMs: offer.seats[0]?.atMs ?? 0 },
    };
    const answer = await takeOn(place, CommandId.parse(`a:${id.slice(-16)}:${commandId}`), command, by.actor);
    return answer.ok ? located(id, place) : no(answer.refusal);
  };

  /** Takes the new place first and gives the old one back second; each step is the same for whoever takes it again. */
  const move = async (entry: Located, asked: MoveAsk, by: By): Promise<Outcome<Located>> => {
    const { reservation, place } = entry;
    const target = hubOf(asked.to.site);
    if (target === null) return unknownSite(asked.to.site);
    if (reservation === null)
      return no(refuse('reservationOver', { state: 'waiting', stateJa: 'キャンセル待ち' }));
    const { id, sequence } = reservation;
    const base = ownId(asked.session, asked.commandId);
    const step = (name: string) => CommandId.parse(`${base}:${name}`.slice(-100));
    const to: DayPlace = { site: asked.to.site, date: asked.to.date };
    const before = (await target.books.day(to.date)).answers;
    if (before.has(step('take')) || before.has(step('shift'))) return done(entry);
    const byResident = by.channel === 'web';
    const pick = {
      ...{ reservation: id, slotAtMs: asked.to.slotAtMs, hold: asked.to.hold },
      ...{ owner: ownerOf(asked.session), channel: by.channel },
    };
    const { procedure, partySize } = reservation;
    const wanted = { procedure, partySize, channel: by.channel, slotAtMs: asked.to.slotAtMs };
    if (to.site === place.site && to.date === place.date) {
      const shift = { type: 'shiftReservation', ...pick, byResident } as const;
      const answer = await takeOn(place, step('shift'), shift, by.actor);
      return answer.ok ? located(id, place) : refusedWith(answer, target, to.date, wanted);
    }
    const leaving = await takeOn(
      place,
      step('leave'),
      { type: 'leaveFor', reservation: id, to, byResident },
      by.actor,
    );
    if (!leaving.ok) return no(leaving.refusal);
    const { code, secretHash: hash, minutes, channel, language, bookedAtMs, moves } = reservation;
    const carried = {
      ...{ code, secretHash: hash, procedure, partySize, minutes, channel, language, bookedAtMs, sequence },
      moves: moves + (byResident ? 1 : 0),
    };
    const command: BookCommand = { type: 'takeMoved', carried, from: place, ...pick };
    const taken = await target.books.take(to.date, step('take'), command, by.actor);
    if (!taken.ok) return refusedWith(taken, target, to.date, wanted);
    const here = await reservationAt(parts, to, id);
    if (here !== undefined) await finishMove(parts, to, here);
    const now = await locateById(parts, id);
    // Another move of it was faster, or it was given up meanwhile: its place here is gone.
    if (now === null || now.place.site !== to.site || now.place.date !== to.date)
      return no(refuse('reservationOver', { state: 'moved', stateJa: '変更済み' }));
    await contacts.change(id, { untilMs: keepUntil(to.date, keepDays) });
    return done(now);
  };

  const cancel = async (
    entry: Located,
    commandId: CommandId,
    how: {
      readonly by: 'resident' | 'desk' | 'site' | 'duplicate';
      readonly note: string;
      readonly actor: Actor;
    },
  ): Promise<Outcome<Located>> => {
    const id = idOf(entry);
    const hubId = CommandId.parse(`c:${id.slice(-16)}:${commandId}`);
    const command: BookCommand =
      entry.waiting === null
        ? { type: 'cancelReservation', reservation: id, by: how.by, note: how.note }
        : { type: 'leaveWaitlist', reservation: id, why: how.by === 'resident' ? 'left' : 'desk' };
    const answer = await takeOn(entry.place, hubId, command, how.actor);
    if (!answer.ok) return no(answer.refusal);
    await claims.release(id);
    if (entry.waiting !== null) return done(entry);
    return located(id, entry.place);
  };

  const wait = async (
    asked: WaitAsk,
    by: By,
  ): Promise<Outcome<{ readonly located: Located; readonly secret: LinkSecret }>> => {
    const siteHub = hubOf(asked.site);
    if (siteHub === null) return unknownSite(asked.site);
    const { site, date, session, commandId, procedure, fromMs, toMs, partySize, language } = asked;
    const random = randomOf(session, commandId);
    const id = reservationId(site, date, random);
    const secret = secretOf(session, commandId);
    const command: BookCommand = {
      ...{ type: 'joinWaitlist', reservation: id, codes: codesFor(site, date, random) },
      ...{ secretHash: secretHash(id, secret), owner: ownerOf(session), channel: by.channel },
      ...{ procedure, partySize, fromMs, toMs, language },
    };
    const hubId = ownId(session, commandId);
    const take = () => siteHub.books.take(date, hubId, command, by.actor);
    const known = (await siteHub.books.day(date)).answers.has(hubId);
    const answer = known ? await take() : await withPerson(asked, siteHub, id, secret, take);
    if (!answer.ok) return no(answer.refusal);
    const found = await located(id, { site, date });
    return found.ok ? done({ located: found.value, secret }) : found;
  };

  /** What is missing of a person at a site; null: nothing. */
  const missing = (
    { site, date, procedure }: Pick<BookingAsk, 'site' | 'date' | 'procedure'>,
    contact: Contact | undefined,
  ): Refusal | null => {
    const group = hubOf(site)?.books.offering(date).groupOf(procedure) ?? null;
    return group === null ? null : contactRefusal(group, contact);
  };
  /** The id of what a session held with a command. */
  const holdIdOf = (session: BookingSession, commandId: CommandId): HoldId =>
    HoldId.parse(ownId(session, commandId));

  return { hold, changeHold, book, accept, move, cancel, wait, missing, holdIdOf };
};
export type Bookings = ReturnType<typeof createBookings>;
