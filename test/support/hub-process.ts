// A real hub in a process of its own, for journeys, fault tests and benchmarks.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Answer } from '../../protocol/answers.ts';
import type { Command } from '../../protocol/commands.ts';
import { CommandId } from '../../protocol/ids.ts';

import { withKey } from './api-key.ts';
import { freePort } from './free-port.ts';

const root = resolve(import.meta.dirname, '../..');

export type HubProcess = {
  readonly url: string;
  readonly port: number;
  readonly data: string;
  readonly child: ChildProcess;
  /** Everything it wrote, for messages of failing tests. */
  output(): string;
  /** Sends one command as an integrator and returns the parsed answer. */
  command(site: string, command: Command, commandId?: string): Promise<Answer>;
  /** Ends it with the signal (default SIGTERM) and waits; its files stay. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Starts it again on the same port and files. */
  restart(): Promise<void>;
  /** Stops it and removes its files. */
  remove(): Promise<void>;
};

export type HubOptions = {
  readonly settings?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A free one unless given. */
  readonly port?: number;
};

/** Starts `server/main.ts` on a free port with files of its own; resolves when it is ready. */
export const startHub = async (options: HubOptions = {}): Promise<HubProcess> => {
  const port = options.port ?? (await freePort());
  const data = await mkdtemp(join(tmpdir(), 'junban-hub-'));
  const url = `http://127.0.0.1:${port}`;
  let output = '';
  const launch = async (): Promise<ChildProcess> => {
    const child = spawn(process.execPath, [join(root, 'server/main.ts')], {
      cwd: root,
      env: {
        ...process.env,
        JUNBAN_PORT: String(port),
        JUNBAN_HOST: '127.0.0.1',
        JUNBAN_DATA: data,
        JUNBAN_SETTINGS: options.settings ?? join(root, 'examples/demo.yaml'),
        JUNBAN_LOG_LEVEL: 'warn',
        // Whatever is installed here: screens speak for themselves unless a test is about the voice.
        JUNBAN_VOICE: 'no',
        ...options.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        output = (output + chunk.toString()).slice(-20_000);
      });
    await ready(url, child, () => output);
    return child;
  };
  let child = await launch();
  const stop = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
    return child.exitCode;
  };
  return {
    url,
    port,
    data,
    get child() {
      return child;
    },
    output: () => output,
    command: (site, command, commandId = crypto.randomUUID()) => postCommand(url, site, command, commandId),
    stop,
    restart: async () => {
      await stop();
      child = await launch();
    },
    remove: async () => {
      await stop();
      await rm(data, { recursive: true, force: true });
    },
  };
};

/** A busy machine needs many times the second that it takes; nothing is told by how long. */
const readyMs = 100_000;

const ready = async (url: string, child: ChildProcess, output: () => string): Promise<void> => {
  const untilMs = Date.now() + readyMs;
  while (Date.now() < untilMs) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`the hub ended at its start:\n${output()}`);
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await sleep(20);
  }
  child.kill('SIGKILL');
  throw new Error(`the hub was not ready in ${readyMs / 1_000} s:\n${output()}`);
};

/** Posts one command as an integrator. */
export const postCommand = async (
  url: string,
  site: string,
  command: Command,
  commandId: string,
): Promise<Answer> => {
  const response = await fetch(`${url}/api/sites/${site}/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(await withKey(url)) },
    body: JSON.stringify({ commandId: CommandId.parse(commandId), command }),
  });
  return Answer.parse(await response.json());
};
