// For tests of the doors: a whole hub on a free loopback port with the demo's settings and files of its own.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pino } from 'pino';
import { io, type Socket } from 'socket.io-client';
import { roles } from '../protocol/access.ts';
import type { Answer } from '../protocol/answers.ts';
import type { Actor } from '../protocol/ids.ts';
import type { LimitName, Limits } from '../protocol/limits.ts';
import type { Settings } from '../protocol/settings.ts';
import { doors } from '../protocol/wire.ts';
import { pairDevice } from '../test/support/pair.ts';
import type { Clock } from './base/clock.ts';
import { type House, openHouse } from './composition/open-hub.ts';
import type { Environment } from './config/environment.ts';
import { makeApiKey } from './people/api-keys.ts';
import { hashOfKey, newKey, newKeyId } from './people/bearer.ts';
import { cheap } from './people/test-support.ts';
import { loadSettings } from './settings/load.ts';

/** A client's socket, and every view it has heard since it connected, by event. */
export type TestSocket = Socket & { readonly heard: Map<string, unknown[]> };

export type TestHouse = House & {
  readonly url: string;
  /** Headers with the key of an integrator who has every role. */
  readonly asIntegrator: { readonly authorization: string };
  /** Its name in events. */
  readonly integrator: string;
  readonly folder: string;
  /** GET or anything else; paths begin with "/". */
  ask(path: string, init?: RequestInit): Promise<Response>;
  /** The same with the integrator's key. */
  askWithKey(path: string, init?: RequestInit): Promise<Response>;
  /** A command as an integrator; `commandId` is made unless given. */
  command(command: unknown, commandId?: string): Promise<{ status: number; answer: Answer }>;
  /** The cookie of a fresh session of somebody of the demonstration; its supervisor unless given. */
  signIn(staff?: string): Promise<string>;
  /** The key of a wall or an agent that stands there; the same each time it is asked for. */
  pair(door: string, place: { readonly site: string; readonly device: string }): Promise<string>;
  /** Connects to a door; a wall or an agent may give its place instead of a key. Rejects with the connect_error. */
  connect(door: string, auth: object, headers?: Record<string, string>): Promise<TestSocket>;
  /** How often a limit was reached, as /metrics says. */
  reached(limit: LimitName): Promise<number>;
  remove(): Promise<void>;
};

export type TestHouseOptions = {
  readonly trustedProxies?: readonly string[];
  /** Addresses of all hubs. */
  readonly hubs?: readonly string[];
  /** How devices get in; at once, as in a demonstration, unless said otherwise. */
  readonly accepting?: 'at once' | 'by an administrator';
  /** Of the demo's settings. */
  readonly change?: (settings: Settings) => Settings;
  readonly environment?: Partial<Environment>;
  /** Held by the test. */
  readonly clock?: Clock;
  readonly pushServiceCa?: Buffer;
  /** Where the built pages lie; none unless given. */
  readonly pagesFolder?: string;
};

const purposeAt = (door: string): 'wall' | 'agent' | 'kiosk' =>
  door === doors.wall ? 'wall' : door === doors.kiosk ? 'kiosk' : 'agent';

/** Opens it; `folder` given: on the files of an earlier one; `limits`: other ones than the defaults. */
export const openTestHouse = async (
  folder = mkdtempSync(join(tmpdir(), 'junban-house-')),
  limits: Partial<Limits> = {},
  options: TestHouseOptions = {},
): Promise<TestHouse> => {
  const { trustedProxies = [], hubs = [], accepting = 'at once', change = (one: Settings) => one } = options;
  const { demo, ...real } = await loadSettings(resolve(import.meta.dirname, '../examples/demo.yaml'));
  const settings = change({
    ...real,
    ...(accepting === 'at once' && demo !== undefined ? { demo } : {}),
    limits: { ...real.limits, ...limits },
    trustedProxies: [...trustedProxies],
    hubs: [...hubs],
  });
  const environment = { port: 0, host: '127.0.0.1', dataFolder: folder, ...options.environment };
  const { pagesFolder = join(folder, 'dist') } = options;
  const house = await openHouse({
    environment,
    settings,
    logger: pino({ level: 'silent' }),
    pagesFolder,
    ...(options.clock === undefined ? {} : { clock: options.clock }),
    ...(options.pushServiceCa === undefined ? {} : { pushServiceCa: options.pushServiceCa }),
    passwordCost: cheap,
  });
  const url = `http://127.0.0.1:${house.port}`;
  const secret = newKey('ji');
  const grants = roles.map((role) => ({ role, site: null }));
  const made = { key: newKeyId(), hash: hashOfKey(secret), name: `test-${randomUUID().slice(0, 8)}`, grants };
  await house.register.change({ kind: 'system', id: 'test' } as Actor, makeApiKey(made, new Set()));
  const asIntegrator = { authorization: `Bearer ${secret}` };
  const sockets = new Set<Socket>();
  const ask = (path: string, init?: RequestInit) => fetch(`${url}${path}`, init);
  const askWithKey = (path: string, init: RequestInit = {}) =>
    ask(path, { ...init, headers: { ...asIntegrator, ...(init.headers as Record<string, string>) } });
  const json = { 'content-type': 'application/json' };
  const keys = new Map<string, Promise<string>>();
  const pair: TestHouse['pair'] = (door, { site, device }) => {
    const name = `${door} ${site} ${device}`;
    const key = keys.get(name) ?? pairDevice(url, purposeAt(door), site, device);
    keys.set(name, key);
    return key;
  };
  const helloFor = async (door: string, auth: object): Promise<object> => {
    if (door === doors.staff || !('site' in auth) || !('device' in auth)) return auth;
    return { key: await pair(door, { site: String(auth.site), device: String(auth.device) }) };
  };
  return {
    ...house,
    url,
    asIntegrator,
    integrator: made.name,
    folder,
    ask,
    askWithKey,
    command: async (command, commandId = randomUUID()) => {
      const response = await ask('/api/sites/centre/commands', {
        method: 'POST',
        headers: { ...json, ...asIntegrator },
        body: JSON.stringify({ commandId, command }),
      });
      return { status: response.status, answer: (await response.json()) as Answer };
    },
    signIn: async (id = 'yoshida') => {
      const body = JSON.stringify({ id });
      const response = await ask('/api/session/demo', { method: 'POST', headers: json, body });
      return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    },
    pair,
    connect: async (door, auth, headers = {}) => {
      const hello = await helloFor(door, auth);
      return new Promise((resolve, reject) => {
        const socket = io(`${url}${door}`, {
          auth: hello,
          extraHeaders: headers,
          transports: ['websocket'],
          forceNew: true,
          reconnection: false,
        });
        sockets.add(socket);
        const heard = new Map<string, unknown[]>();
        // From the start: the first view comes with the connection itself.
        socket.onAny((event: string, sent?: { view?: unknown }) => {
          heard.set(event, [...(heard.get(event) ?? []), sent?.view]);
        });
        socket.once('connect', () => resolve(Object.assign(socket, { heard })));
        socket.once('connect_error', reject);
      });
    },
    reached: async (limit) => {
      const text = await (await ask('/metrics', { headers: asIntegrator })).text();
      return Number(
        new RegExp(`^junban_limit_reached_total\\{limit="${limit}"\\} (\\S+)$`, 'm').exec(text)?.[1],
      );
    },
    remove: async () => {
      for (const socket of sockets) socket.disconnect();
      await house.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
