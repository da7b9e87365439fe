// A process that may be killed at any moment; one that ends by itself is started again, as a service manager does.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

export type Mortal = {
  readonly name: string;
  alive(): boolean;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  start(): void;
  /** The end of what it wrote. */
  output(): string;
};

/** Starts a script of the project with Node. */
export const startMortal = (
  name: string,
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Mortal => {
  let child: ChildProcess;
  let output = '';
  let told = false;
  const start = (): void => {
    child = spawn(process.execPath, [join(root, script), ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    told = false;
    const mine = child;
    mine.once('exit', (code) => {
      if (told || mine !== child) return;
      output += `\n${name} ended by itself with code ${code}\n`;
      setTimeout(() => mine === child && !told && start(), 500);
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        output = (output + chunk.toString()).slice(-2_000_000);
      });
    }
  };
  start();
  const alive = (): boolean => child.exitCode === null && child.signalCode === null;
  return {
    name,
    alive,
    start,
    output: () => output,
    kill: async () => {
      told = true;
      if (!alive()) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
};
