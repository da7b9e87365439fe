// What walls and agents share: they come with a key, are told where they stand, and go when the key is revoked or moved.
import type { Socket } from 'socket.io';
import type { DevicePlace } from '../../protocol/access.ts';
import { type Parsed, parseAs } from '../../protocol/parse.ts';
import { refuse } from '../../protocol/refusals.ts';
import { KeyHello } from '../../protocol/wire.ts';
import type { Placed } from '../../protocol/wire-devices.ts';
import { callerAddress } from '../doors/caller-address.ts';
import { siteOf } from '../doors/site-of.ts';
import type { SiteHub } from '../hub/contract.ts';
import type { DeviceCaller, KnownDevice } from '../people/devices/gate.ts';
import type { DoorParts } from './parts.ts';

export type Greeted = KnownDevice & { readonly siteHub: SiteHub };

/** A socket of a door that devices come to with a key. */
type KeyedSocket = Pick<Socket, 'request'> & {
  readonly handshake: { readonly auth: unknown };
  emit(event: 'placed', placed: Placed): unknown;
  emit(event: 'deviceRevoked'): unknown;
  disconnect(close: boolean): unknown;
};

/** Checks the key of a hello, its purpose and its site. */
export const greetDevice = async (
  parts: Pick<DoorParts, 'gate' | 'addresses' | 'hub'>,
  socket: KeyedSocket,
  purpose: DevicePlace['purpose'],
): Promise<Parsed<Greeted>> => {
  const hello = parseAs(KeyHello, socket.handshake.auth, 'auth');
  if (!hello.ok) return hello;
  const known = await parts.gate.callerOf(hello.value.key, callerAddress(parts.addresses, socket.request));
  if (!known.ok) return known;
  const { place } = known.value.caller;
  if (place.purpose !== purpose) return { ok: false, refusal: refuse('notAllowed') };
  const siteHub = siteOf(parts.hub, place.site);
  return siteHub.ok ? { ok: true, value: { ...known.value, siteHub: siteHub.value } } : siteHub;
};

/** Those who came in; they are told their place, and sent away when they may not stay. Returns what to call when one goes. */
export const createKeyedSockets = ({ gate }: Pick<DoorParts, 'gate'>) => {
  const inside = new Map<KeyedSocket, DeviceCaller>();
  const look = (socket: KeyedSocket, caller: DeviceCaller): void => {
    const stands = gate.stands(caller);
    if (stands === 'yes') return;
    inside.delete(socket);
    if (stands === 'revoked') socket.emit('deviceRevoked');
    // One that was moved comes again, and hears its new place.
    socket.disconnect(true);
  };
  const stop = gate.onChange(() => {
    for (const [socket, caller] of [...inside]) look(socket, caller);
  });
  return {
    enter: (socket: KeyedSocket, { caller, name }: KnownDevice): (() => void) => {
      inside.set(socket, caller);
      socket.emit('placed', { place: caller.place, name });
      const left = gate.came(caller.key);
      // Something may have changed between the hello and now.
      look(socket, caller);
      return () => {
        inside.delete(socket);
        left();
      };
    },
    close: stop,
  };
};
