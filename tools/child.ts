// A child process of `npm start`: its log lines are read, shown, and watched for a certain message.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { prettyFactory } from 'pino-pretty';

export type LogLine = Readonly<Record<string, unknown>>;
export type Child = {
  /** The first log line that fits; null when the process ended before. */
  line(fits: (line: LogLine) => boolean): Promise<LogLine | null>;
  /** Exit code once it has ended; 1 for a signal. */
  readonly ended: Promise<number>;
  /** How it ended, for people: "code 1", "SIGKILL". */
  how(): string;
  /** SIGTERM, and SIGKILL if that is not heeded within the time. */
  stop(withinMs?: number): Promise<number>;
};

const parseLine = (text: string): LogLine | null => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
};

const endOf = (child: ChildProcess): Promise<number> =>
  new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });

const endWithParent = pathToFileURL(join(import.meta.dirname, 'end-with-parent.ts')).href;

/** Runs a TypeScript file with this Node; log lines are shown at `showFrom` (pino level number) and above. */
export const startChild = (
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  showFrom: number,
): Child => {
  const child = spawn(process.execPath, ['--import', endWithParent, ...args], {
    env: { ...process.env, ...env },
    // What it says on stderr is for people: the one line about a wrong value. By the fourth it knows that this process lives.
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const ended = endOf(child);
  const pretty = prettyFactory({ colorize: process.stdout.isTTY, ignore: 'pid,hostname' });
  const waiting = new Set<(line: LogLine) => void>();
  if (child.stdout === null) throw new Error('a child without output');
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = parseLine(text);
    if (line === null) {
      console.log(text);
      return;
    }
    if (typeof line.level !== 'number' || line.level >= showFrom) {
      process.stdout.write(process.stdout.isTTY ? (pretty(line) ?? '') : `${text}\n`);
    }
    for (const look of [...waiting]) look(line);
  });
  return {
    ended,
    how: () => child.signalCode ?? `code ${child.exitCode ?? 1}`,
    line: (fits) =>
      new Promise((resolve) => {
        const look = (line: LogLine): void => {
          if (!fits(line)) return;
          waiting.delete(look);
          resolve(line);
        };
        waiting.add(look);
        void ended.then(() => resolve(null));
      }),
    stop: async (withinMs = 8_000) => {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), withinMs);
      const code = await ended;
      clearTimeout(timer);
      return code;
    },
  };
};
