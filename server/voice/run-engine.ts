// Runs a speech engine: text on its standard input, sound from its standard output, no shell, bounded in time and size.
import { spawn } from 'node:child_process';

/** Two minutes of speech at 48 kHz; an announcement has some ten seconds. */
const mostBytes = 12 * 1024 * 1024;

export type EngineRun = {
  readonly command: string;
  readonly args: readonly string[];
  readonly text: string;
  readonly seconds: number;
};

/** What the engine wrote. Throws Error with what went wrong when it fails, takes too long or writes too much. */
export const runEngine = ({ command, args, text, seconds }: EngineRun): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8' },
    });
    const chunks: Buffer[] = [];
    let size = 0;
    let complaint = '';
    let stopped: string | null = null;
    const stop = (why: string): void => {
      stopped ??= why;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => stop(`took longer than ${seconds} s`), seconds * 1_000);
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > mostBytes) stop('wrote too much');
      else chunks.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString()).slice(0, 300);
    });
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(new Error(`${command}: ${error.message}`));
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      const problem = stopped ?? (code === 0 ? null : `ended with ${code}: ${complaint.trim()}`);
      if (problem === null) resolve(Buffer.concat(chunks));
      else reject(new Error(`${command} ${problem}`));
    });
    // An engine that ends before it has read everything is told by its exit code.
    child.stdin.on('error', () => {});
    child.stdin.end(`${text}\n`);
  });
