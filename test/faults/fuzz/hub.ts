// The hub that is fuzzed: a real process with short waits, so that what is left unfinished is told so within seconds.
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { apiKeyOf } from '../../support/api-key.ts';
import { type HubProcess, startHub } from '../../support/hub-process.ts';
import { useKey } from './key.ts';

export type FuzzedHub = {
  readonly hub: HubProcess;
  /** Lines of its log from level error on, and everything that is no line of its log. */
  complaints(): readonly string[];
  remove(): Promise<void>;
};

/** A fuzzer sends faster than any client may; how often is not what it asks about. */
const limits = `limits:
  requestsPerMinute: 10000000
  signIns: 1000000
  lookups: 1000000
  wrongKeys: 1000000
  messagesPerSecond: 100000
  messageBurst: 100000
  helloSeconds: 2
  headersSeconds: 2
  requestSeconds: 3
`;

const complaintsOf = (child: ChildProcess): string[] => {
  const found: string[] = [];
  let rest = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (!/^\{"level":(?:10|20|30|40),/.test(line)) found.push(line);
    });
  return found;
};

/** Starts it with the demo's settings and these limits. */
export const startFuzzedHub = async (): Promise<FuzzedHub> => {
  const folder = await mkdtemp(join(tmpdir(), 'junban-fuzz-'));
  const demo = await readFile(resolve(import.meta.dirname, '../../../examples/demo.yaml'), 'utf8');
  const settings = join(folder, 'settings.yaml');
  await writeFile(settings, `${demo}\n${limits}`);
  const hub = await startHub({ settings });
  useKey(await apiKeyOf(hub.url));
  const complaints = complaintsOf(hub.child);
  return {
    hub,
    complaints: () => complaints,
    remove: async () => {
      await hub.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
