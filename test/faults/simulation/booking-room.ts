// A hub's booking room as the simulated residents reach it: the real one, with a vault that keeps nothing but claims.
import { z } from 'zod';
import { Actor, type ReservationId } from '../../../protocol/ids.ts';
import type { Clock } from '../../../server/base/clock.ts';
import { type Booking, openBooking } from '../../../server/booking/open-booking.ts';
import { startUpkeep } from '../../../server/booking/upkeep.ts';
import type { ContactIndex } from '../../../server/contacts/index-store.ts';
import { readKeys } from '../../../server/contacts/keys.ts';
import type { Vault } from '../../../server/contacts/vault.ts';
import type { Hub } from '../../../server/hub/contract.ts';
import { loggerFor } from './logger.ts';
import type { Life } from './machine/scheduler.ts';
import type { Sim } from './sim.ts';
import type { ClaimStore } from './store/index.ts';

/** What a resident's page asks, and what it hears. */
export type BookingAsk =
  | { readonly act: 'hold'; readonly wish: object }
  | { readonly act: 'book'; readonly wish: object }
  | { readonly act: 'wait'; readonly wish: object }
  | { readonly act: 'move'; readonly id: string; readonly wish: object }
  | { readonly act: 'cancel'; readonly id: string; readonly commandId: string };
export const Heard = z.union([
  z.object({
    ok: z.literal(true),
    id: z.string().nullable(),
    hold: z.string().nullable(),
    code: z.string().nullable(),
  }),
  z.object({ ok: z.literal(false), code: z.string() }),
]);
export type Heard = z.infer<typeof Heard>;

export type BookingRoom = {
  serve(ask: BookingAsk): Promise<Heard>;
  /** Somebody looks at a reservation: what a move left is finished. */
  look(id: string): Promise<void>;
  /** A check-in over all days and sites. */
  readonly checkIn: Booking['checkIn'];
  close(): void;
};

/** The same in every process: nothing of a day may depend on luck that its seed does not know. */
const ring = readKeys(Buffer.alloc(32, 7).toString('base64'));
const by = { actor: Actor.parse({ kind: 'resident', id: 'web' }), channel: 'web' } as const;

/** Sealing and opening are tried elsewhere; with what is forgotten go its claims, as in both stores. */
const vaultOver = (index: ContactIndex): Vault =>
  ({
    isOpen: true,
    put: async () => ({ ok: true, value: null }),
    change: async () => ({ ok: true, value: true }),
    forget: (id: ReservationId) => index.release(id),
    proves: async () => true,
  }) as unknown as Vault;

export const openBookingRoom = (parts: {
  readonly sim: Sim;
  readonly hub: Hub;
  readonly clock: Clock;
  readonly life: Life;
  readonly claims: ClaimStore;
}): BookingRoom => {
  const { sim, hub, clock, life, claims } = parts;
  if (!ring.ok) throw new Error(ring.problem);
  const logger = loggerFor(sim);
  const index = claims.indexFor(life);
  const booking = openBooking({
    ...{ sites: hub.sites, contacts: vaultOver(index), index, keys: ring.ring },
    ...{ keepDays: 7, now: clock.now, logger },
  });
  const heard = (hold: string | null, id: string | null, code: string | null): Heard => ({
    ok: true,
    ...{ hold, id, code },
  });

  const serve = async (ask: BookingAsk): Promise<Heard> => {
    if (ask.act === 'hold') {
      const held = await booking.hold(ask.wish as never, by);
      return held.ok ? heard(held.value.hold, null, null) : { ok: false, code: held.refusal.code };
    }
    if (ask.act === 'book' || ask.act === 'wait') {
      const booked = await booking[ask.act](ask.wish as never, by);
      if (!booked.ok) return { ok: false, code: booked.refusal.code };
      const { reservation, waiting } = booked.value.located;
      return heard(null, reservation?.id ?? waiting?.id ?? null, reservation?.code ?? waiting?.code ?? null);
    }
    const located = await booking.byId(ask.id as never);
    if (located === null) return { ok: false, code: 'reservationNotFound' };
    const done =
      ask.act === 'move'
        ? await booking.move(located, ask.wish as never, by)
        : await booking.cancel(located, ask.commandId as never, {
            by: 'resident',
            note: '',
            actor: by.actor,
          });
    return done.ok ? heard(null, ask.id, null) : { ok: false, code: done.refusal.code };
  };

  const close = startUpkeep({ sites: hub.sites, clock, logger });
  return {
    serve: async (ask) => {
      try {
        return await serve(ask);
      } catch (error) {
        if (error instanceof Error && error.name === 'LogUnavailable')
          return { ok: false, code: 'logUnavailable' };
        throw error;
      }
    },
    look: async (id) => {
      await booking.byId(id as never).catch((error: unknown) => {
        if (!(error instanceof Error && error.name === 'LogUnavailable')) throw error;
      });
    },
    checkIn: booking.checkIn,
    close,
  };
};
