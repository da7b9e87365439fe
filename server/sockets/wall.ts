// The door of lobby screens: the site's public view out, receipts in.
import type { WallView } from '../../protocol/views.ts';
import { type HubToWall, Receipt, type WallToHub } from '../../protocol/wire.ts';
import { wallView } from '../views/wall.ts';
import type { DoorParts } from './dependencies.ts';
import { readTold } from './door.ts';
import { type KeyedClient, type KeyedNamespace, openKeyedDoor } from './keyed-door.ts';
import type { Rooms } from './rooms.ts';

export type WallDoor = KeyedNamespace<WallToHub, HubToWall>;

/** Opens the door; the rooms it returns are to be refreshed after every change. */
export const openWallDoor = (door: WallDoor, parts: DoorParts): Rooms<WallView> =>
  openKeyedDoor<WallView, KeyedClient<WallToHub, HubToWall>>(door, parts, {
    purpose: 'wall',
    name: 'wall',
    // All walls of a site show the same.
    room: ({ site }) => ({ name: `wall:${site}`, build: wallView }),
    came: ({ siteHub, device }) => siteHub.presence.wallConnected(device),
    gone: ({ siteHub, device }) => siteHub.presence.wallGone(device),
    events: ['receipt'],
    take(socket, { siteHub, device }) {
      socket.on('receipt', (...args: unknown[]) => {
        const receipt = readTold(socket, Receipt, args, 'receipt');
        if (receipt !== null) siteHub.presence.wallReceipt(device, receipt);
      });
    },
  });
