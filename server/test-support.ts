// For tests of the doors: a whole hub on a free loopback port with the demo's settings and files of its own.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pino } from 'pino';
import { io, type Socket } from 'socket.io-client';
import type { Answer } from '../protocol/answers.ts';
import type { LimitName, Limits } from '../protocol/limits.ts';
import { type House, openHouse } from './house.ts';
import type { Clock } from './hub/contract.ts';
import { loadSettings } from './settings/load.ts';

/** A client's socket, and every view it has heard since it connected, by event. */
export type TestSocket = Socket & { readonly heard: Map<string, unknown[]> };

export type TestHouse = House & {
  readonly url: string;
  readonly folder: string;
  /** GET or anything else; paths begin with "/". */
  ask(path: string, init?: RequestInit): Promise<Response>;
  /** A command as an integrator; `commandId` is made unless given. */
  command(command: unknown, commandId?: string): Promise<{ status: number; answer: Answer }>;
  /** The cookie of a fresh session. */
  signIn(staff?: string): Promise<string>;
  /** Connects to a door; resolves when connected, rejects with the connect_error. */
  connect(door: string, auth: object, headers?: Record<string, string>): Promise<TestSocket>;
  /** How often a limit was reached, as /metrics says. */
  reached(limit: LimitName): Promise<number>;
  remove(): Promise<void>;
};

/** Opens it; `folder` given: on the files of an earlier one; `limits`: other ones than the defaults; `clock`: held by the test. */
export const openTestHouse = async (
  folder = mkdtempSync(join(tmpdir(), 'junban-house-')),
  limits: Partial<Limits> = {},
  trustedProxies: readonly string[] = [],
  clock: Clock | null = null,
): Promise<TestHouse> => {
  const demo = await loadSettings(resolve(import.meta.dirname, '../examples/demo.yaml'));
  const settings = {
    ...demo,
    limits: { ...demo.limits, ...limits },
    trustedProxies: [...trustedProxies],
  };
  const environment = { port: 0, host: '127.0.0.1', dataFolder: folder };
  const pagesFolder = join(folder, 'dist');
  const house = await openHouse({
    environment,
    settings,
    logger: pino({ level: 'silent' }),
    pagesFolder,
    ...(clock === null ? {} : { clock }),
  });
  const url = `http://127.0.0.1:${house.port}`;
  const sockets = new Set<Socket>();
  const ask = (path: string, init?: RequestInit) => fetch(`${url}${path}`, init);
  const json = { 'content-type': 'application/json' };
  return {
    ...house,
    url,
    folder,
    ask,
    command: async (command, commandId = randomUUID()) => {
      const response = await ask('/api/sites/centre/commands', {
        method: 'POST',
        headers: { ...json, 'junban-actor': 'integrator:test' },
        body: JSON.stringify({ commandId, command }),
      });
      return { status: response.status, answer: (await response.json()) as Answer };
    },
    signIn: async (staff = settings.staff[0]?.id ?? '') => {
      const body = JSON.stringify({ staff });
      const response = await ask('/api/session', { method: 'POST', headers: json, body });
      return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    },
    connect: (door, auth, headers = {}) =>
      new Promise((resolve, reject) => {
        const socket = io(`${url}${door}`, {
          auth,
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
      }),
    reached: async (limit) => {
      const text = await (await ask('/metrics')).text();
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
