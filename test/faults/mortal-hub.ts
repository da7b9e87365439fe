// The real hub as a process that can be killed at any moment; a command that dies with it is answered null.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Answer } from '../../protocol/answers.ts';
import { makeApiKey } from '../support/api-key.ts';

const Ready = z.object({ msg: z.literal('hub ready'), port: z.int() });
const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url));

export type MortalHub = {
  /** Resolves true when it takes commands, false when it ended first. */
  readonly ready: Promise<boolean>;
  /** Posts a command; null: the process ended before all of its answer was here, and nobody knows what became of it. */
  send(site: string, request: unknown): Promise<Answer | null>;
  /** Ends it with SIGKILL and waits until it is gone. */
  kill(): Promise<void>;
  /** The end of what it wrote. */
  output(): string;
};

/** One key a data folder: who asks again after a kill is the same caller, and only they are given the first answer. */
const keys = new Map<string, Promise<string>>();
const keyOf = (dataFolder: string, url: string): Promise<string> => {
  const key = keys.get(dataFolder) ?? makeApiKey(url);
  keys.set(dataFolder, key);
  key.catch(() => keys.delete(dataFolder));
  return key;
};

/** Starts `server/main.ts` on a free port with the data folder and settings file given. */
export const startMortalHub = (dataFolder: string, settingsPath: string): MortalHub => {
  const child: ChildProcess = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      JUNBAN_PORT: '0',
      JUNBAN_HOST: '127.0.0.1',
      JUNBAN_DATA: dataFolder,
      JUNBAN_SETTINGS: settingsPath,
      JUNBAN_LOG_LEVEL: 'info',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('no pipes from the hub process');
  const gone = once(child, 'close');
  let isGone = false;
  let url = '';
  let output = '';
  const write = (text: string) => {
    output = (output + text).slice(-10_000);
  };
  const { promise: ready, resolve: setReady } = Promise.withResolvers<boolean>();
  stderr.on('data', (chunk: Buffer) => write(chunk.toString()));
  createInterface({ input: stdout }).on('line', (text) => {
    if (text.includes('"command"')) return;
    write(`${text}\n`);
    const line = text.includes('hub ready') ? Ready.safeParse(JSON.parse(text)) : null;
    if (!line?.success) return;
    url = `http://127.0.0.1:${line.data.port}`;
    setReady(true);
  });
  child.once('close', () => {
    isGone = true;
    setReady(false);
  });

  return {
    ready,
    output: () => output,
    send: async (site, request) => {
      if (isGone || !(await ready)) return null;
      let body: unknown;
      try {
        const response = await fetch(`${url}/api/sites/${site}/commands`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            authorization: `Bearer ${await keyOf(dataFolder, url)}`,
          },
          body: JSON.stringify(request),
        });
        body = await response.json();
      } catch {
        await gone;
        return null;
      }
      return Answer.parse(body);
    },
    kill: async () => {
      child.kill('SIGKILL');
      if (!isGone) await gone;
    },
  };
};
