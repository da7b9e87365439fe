// Starts, drives and kills a hub process; a command that dies with it is answered null.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { Answer } from '../../protocol/answers.ts';
import type { Actor } from '../../protocol/ids.ts';

const Told = z.union([z.object({ ready: z.literal(true) }), z.object({ number: z.int(), answer: Answer })]);

export type ChildHub = {
  /** Resolves true when it takes commands, false when it ended first. */
  readonly ready: Promise<boolean>;
  /** Sends a command; null: the process ended before it answered, and nobody knows what became of it. */
  send(site: string, request: unknown, actor: Actor): Promise<Answer | null>;
  /** Ends it with SIGKILL and waits until it is gone. */
  kill(): Promise<void>;
  /** What it wrote to stderr. */
  errors(): string;
};

/** A hub on the log file and settings given, as a process of its own. */
export const startChildHub = (logPath: string, settingsPath: string): ChildHub => {
  const script = new URL('./hub-child.ts', import.meta.url).pathname;
  const child: ChildProcess = spawn(process.execPath, [script, logPath, settingsPath], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null || stderr === null) throw new Error('no pipes to the hub process');
  const gone = once(child, 'close');
  const waiting = new Map<number, (answer: Answer | null) => void>();
  let count = 0;
  let errors = '';
  let isGone = false;
  let setReady: (ready: boolean) => void = () => {};
  const ready = new Promise<boolean>((resolve) => {
    setReady = resolve;
  });
  stderr.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-10_000);
  });
  // Writing to a process that was just killed is what this test is about.
  stdin.on('error', () => {});
  createInterface({ input: stdout }).on('line', (text) => {
    // The last line of a killed process may be cut short: it was not received, so it does not count.
    if (!text.endsWith('}')) return;
    const told = Told.parse(JSON.parse(text));
    if ('ready' in told) return setReady(true);
    waiting.get(told.number)?.(told.answer);
    waiting.delete(told.number);
  });
  child.once('close', () => {
    isGone = true;
    setReady(false);
    for (const answer of waiting.values()) answer(null);
    waiting.clear();
  });

  return {
    ready,
    errors: () => errors,
    send: (site, request, actor) => {
      if (isGone) return Promise.resolve(null);
      count += 1;
      const number = count;
      stdin.write(`${JSON.stringify({ number, site, actor, request })}\n`);
      return new Promise((resolve) => waiting.set(number, resolve));
    },
    kill: async () => {
      child.kill('SIGKILL');
      if (!isGone) await gone;
    },
  };
};
