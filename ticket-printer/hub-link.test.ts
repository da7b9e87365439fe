// The agent's line is of use only when the hub has said that the agent stands where it thinks.
import { EventEmitter } from 'node:events';
import { pino } from 'pino';
import type { Socket } from 'socket.io-client';
import { afterEach, expect, it } from 'vitest';
import type { Placed } from '../protocol/wire-devices.ts';
import { type HubLink, openHubLink } from './hub-link.ts';

let link: HubLink;
afterEach(() => link.close());

/** A socket that is connected, and keeps what is sent on it. */
const open = (isHere: boolean) => {
  const sent: string[] = [];
  const socket = Object.assign(new EventEmitter(), {
    connected: true,
    disconnect: () => {},
    onAny: () => {},
  });
  const emit = socket.emit.bind(socket);
  const hear = (event: string, ...args: unknown[]) => emit(event, ...args);
  Object.assign(socket, { emit: (event: string) => sent.push(event) > 0 });
  let forgotten = 0;
  const connections: boolean[] = [];
  link = openHubLink({
    urls: ['http://hub'],
    key: 'k'.repeat(43),
    logger: pino({ level: 'silent' }),
    onPlaced: () => isHere,
    onUnknownKey: () => {
      forgotten += 1;
    },
    open: () => socket as unknown as Socket,
  });
  link.onConnected((connected) => connections.push(connected));
  hear('connect');
  return { hear, sent, connections, forgotten: () => forgotten };
};
const placed: Placed = {
  place: { site: 'centre', device: 'printer-1', purpose: 'agent' } as Placed['place'],
  name: 'Desk',
};

it('sends nothing before the hub has told the place', async () => {
  const { hear, sent, connections } = open(true);
  expect(link.connected()).toBe(false);
  link.status({ printer: null, buttons: [], hid: 'ok' });
  expect(await link.command({} as never, 10)).toBeNull();
  expect([sent, connections]).toEqual([[], []]);
  hear('placed', placed);
  expect([link.connected(), connections]).toEqual([true, [true]]);
  link.status({ printer: null, buttons: [], hid: 'ok' });
  expect(sent).toEqual(['status']);
});

it('sends and hears nothing when it stands elsewhere', async () => {
  const { hear, sent, connections } = open(false);
  let views = 0;
  link.onView(() => {
    views += 1;
  });
  hear('placed', placed);
  hear('view', { sentAtMs: 1, view: {} });
  link.status({ printer: null, buttons: [], hid: 'ok' });
  expect(await link.command({} as never, 10)).toBeNull();
  expect([link.connected(), sent, connections, views]).toEqual([false, [], [], 0]);
});

it('says when its key is not good any more', () => {
  const { hear, forgotten } = open(true);
  hear('deviceRevoked');
  expect(forgotten()).toBe(1);
});
