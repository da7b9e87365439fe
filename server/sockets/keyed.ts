// What walls, agents and kiosks share: they come with a key, are told where they stand, and go when the key is revoked or moved.
import type { Socket } from 'socket.io';
import type { DevicePlace } from '../../protocol/access.ts';
import type { DeviceId, SiteId } from '../../protocol/ids.ts';
import { type Parsed, parseAs } from '../../protocol/parse.ts';
import { refuse } from '../../protocol/refusals.ts';
import { KeyHello } from '../../protocol/wire.ts';
import type { Placed } from '../../protocol/wire-devices.ts';
import type { SiteHub } from '../hub/contract.ts';
import { callerAddress } from '../ingress/caller-address.ts';
import { siteOf } from '../ingress/site-of.ts';
import type { DeviceCaller, KnownDevice } from '../people/devices/gate.ts';
import type { WhyCut } from '../people/lines.ts';
import type { DoorParts } from './dependencies.ts';
import { connectRefused } from './door.ts';
import { createPresenceCount } from './presence-count.ts';

export type Greeted = KnownDevice & { readonly siteHub: SiteHub };

/** A socket of a door that devices come to with a key. */
export type KeyedSocket = Pick<Socket, 'request'> & {
  readonly handshake: { readonly auth: unknown };
  readonly data: Partial<Greeted>;
  emit(event: 'placed', placed: Placed): unknown;
  emit(event: 'deviceRevoked'): unknown;
  disconnect(close: boolean): unknown;
};

/** One socket that came in. */
export type Entered = {
  readonly siteHub: SiteHub;
  readonly site: SiteId;
  readonly device: DeviceId;
  /** No other socket of this device was here. */
  readonly first: boolean;
  /** Who sends a command now: one that was on its way when the key was revoked or moved counts no more. */
  readonly who: () => Parsed<DeviceCaller>;
  /** To be called once, when the socket goes; true: no other socket of this device is here. */
  readonly leave: () => boolean;
};

type KeyedParts = Pick<
  DoorParts,
  'gate' | 'addresses' | 'hub' | 'book' | 'metrics' | 'lines' | 'onSocketRefused'
>;

/** Checks the key of a hello, its purpose and its site. */
const greetDevice = async (
  parts: KeyedParts,
  socket: KeyedSocket,
  purpose: DevicePlace['purpose'],
): Promise<Parsed<Greeted>> => {
  const hello = parseAs(KeyHello, socket.handshake.auth, 'auth');
  if (!hello.ok) return hello;
  const known = await parts.gate.callerOf(hello.value.key, callerAddress(parts.addresses, socket.request));
  if (!known.ok) return known;
  const { place } = known.value.caller;
  if (place.purpose !== purpose) {
    parts.onSocketRefused(
      known.value.caller,
      `socket /${purpose === 'agent' ? 'device' : purpose}`,
      place.site,
    );
    return { ok: false, refusal: refuse('notAllowed') };
  }
  const siteHub = siteOf(parts.hub, place.site);
  return siteHub.ok ? { ok: true, value: { ...known.value, siteHub: siteHub.value } } : siteHub;
};

/** The way in for devices of one purpose; `door`: its name in the figures. */
export const createKeyedSockets = (parts: KeyedParts, purpose: DevicePlace['purpose'], door: string) => {
  const { gate, book, metrics, lines } = parts;
  const present = createPresenceCount();
  /** Of each key, the longest there first. */
  const ofKey = new Map<string, Set<KeyedSocket>>();
  /** One live line of a printer or a kiosk: who comes last is there, and nobody shuts the real one out by coming first. */
  const most = purpose === 'wall' ? book.of.socketsPerDevice : 1;
  const makeRoom = (key: string, socket: KeyedSocket): (() => void) => {
    const sockets = ofKey.get(key) ?? new Set();
    ofKey.set(key, sockets.add(socket));
    for (const older of [...sockets].slice(0, Math.max(0, sockets.size - most))) {
      book.reached('socketsPerDevice');
      sockets.delete(older);
      older.disconnect(true);
    }
    return () => {
      sockets.delete(socket);
      if (sockets.size === 0 && ofKey.get(key) === sockets) ofKey.delete(key);
    };
  };
  return {
    /** Lets a socket in, or says why not; for the door's `use`. */
    admit: async (socket: KeyedSocket, next: (refused?: Error) => void): Promise<void> => {
      const greeted = await greetDevice(parts, socket, purpose);
      if (!greeted.ok) return next(connectRefused(greeted.refusal));
      Object.assign(socket.data, greeted.value);
      next();
    },
    /** Tells it its place, and sends it away when it may not stay. null: it was never let in. */
    enter: (socket: KeyedSocket): Entered | null => {
      const { caller, name, siteHub } = socket.data;
      if (caller === undefined || name === undefined || siteHub === undefined) {
        socket.disconnect(true);
        return null;
      }
      const { site, device } = caller.place;
      const key = `${site}/${device}`;
      socket.emit('placed', { place: caller.place, name });
      const left = gate.came(caller.key);
      const cut = (why: WhyCut): void => {
        if (why === 'revoked') socket.emit('deviceRevoked');
        // One that was moved comes again, and hears its new place.
        socket.disconnect(true);
      };
      const release = lines.hold(caller, cut, true);
      const first = present.enter(key);
      const makeWay = makeRoom(caller.key, socket);
      metrics.socketsChanged(door, 1);
      return {
        ...{ siteHub, site, device },
        first,
        who: () =>
          gate.stands(caller) === 'yes'
            ? { ok: true, value: caller }
            : { ok: false, refusal: refuse('unknownKey') },
        leave: () => {
          release();
          makeWay();
          left();
          metrics.socketsChanged(door, -1);
          return present.leave(key);
        },
      };
    },
  };
};
