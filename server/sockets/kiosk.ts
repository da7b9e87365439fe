// The door of kiosks: presses of visitors in, the site's procedures and what became of the presses out.
import type { KioskView } from '../../protocol/kiosk-view.ts';
import type { HubToKiosk, KioskToHub } from '../../protocol/wire.ts';
import { kioskView } from '../views/kiosk.ts';
import type { DoorParts } from './dependencies.ts';
import { takeCommands } from './door.ts';
import { type KeyedClient, type KeyedNamespace, openKeyedDoor } from './keyed-door.ts';
import { kioskRequest } from './kiosk-request.ts';
import type { Rooms } from './rooms.ts';

export type KioskDoor = KeyedNamespace<KioskToHub, HubToKiosk>;

/** Opens the door; the rooms it returns are to be refreshed after every change. */
export const openKioskDoor = (door: KioskDoor, parts: DoorParts): Rooms<KioskView> =>
  openKeyedDoor<KioskView, KeyedClient<KioskToHub, HubToKiosk>>(door, parts, {
    purpose: 'kiosk',
    name: 'kiosk',
    room: ({ site, device }) => ({
      name: `kiosk:${site}:${device}`,
      build: (snapshot) => kioskView(snapshot, device),
    }),
    came: ({ siteHub, device }) => siteHub.presence.kioskConnected(device),
    gone: ({ siteHub, device }) => siteHub.presence.kioskGone(device),
    events: ['command'],
    take(socket, { siteHub, device, who }) {
      const completed = kioskRequest(siteHub, device);
      takeCommands(socket, parts, { siteHub, door: 'kiosk', who, completed });
    },
  });
