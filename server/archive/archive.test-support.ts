// For tests of export, import, verify and archive: a store with a whole business day, and files in a folder of their own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventSchema } from '../../protocol/events.ts';
import { type BusinessDate, dayStream, type SiteId } from '../../protocol/ids.ts';
import type { DayEntry } from '../day/evolve.ts';
import type { EventLog, StoredEntry } from '../log/contract.ts';
import { createDisk } from './disk.ts';
import { exportLines, headerOf, type LogReader } from './export-stream.ts';
import type { HeadSigner } from './head-key.ts';
import { type Imported, importFiles } from './import-files.ts';
import { type Finding, verify } from './verify.ts';

export const site = 'office' as SiteId;
export const nowMs = Date.parse('2026-11-24T12:00:00Z');

/** A folder that is gone after the work. */
export const inFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'junban-archive-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Appends the events of a played day as a hub would: one command after the other. */
export const keepDay = async (
  log: EventLog,
  entries: readonly DayEntry[],
  stream: string,
): Promise<readonly StoredEntry[]> => {
  const commands = Map.groupBy(entries, (entry) => entry.meta.commandId);
  let version = 0;
  for (const command of commands.values()) {
    const batch = command.map(({ meta, event }) => ({
      schema: eventSchema,
      meta: { ...meta, hub: 'hub' },
      event,
    }));
    const result = await log.append(stream, version, batch);
    if (result.kind !== 'appended') throw new Error(result.kind);
    version = result.version;
  }
  return log.read(stream, 0, 100_000);
};

const system = { kind: 'system', id: 'test' };
/** A day without a visitor, opened and, unless told otherwise, ended: three events, 3 commands. */
export const keepQuietDay = async (log: EventLog, date: string, end = true): Promise<string> => {
  const stream = dayStream(site, date as BusinessDate);
  const fromMs = Date.parse(`${date}T00:00:00Z`);
  const plan = {
    openings: [{ fromMs, toMs: fromMs + 1, procedures: null }],
    intakeFromMs: fromMs,
    endsAtMs: fromMs + 2,
  };
  const events = [
    { type: 'dayOpened', site, date, plan },
    { type: 'dayPlanChanged', plan },
    ...(end ? [{ type: 'dayEnded' }] : []),
  ];
  for (const [version, event] of events.entries()) {
    const meta = { atMs: fromMs, actor: system, commandId: `${event.type}:${date}`, hub: 'hub' };
    await log.append(stream, version, [{ schema: eventSchema, meta, event }]);
  }
  return stream;
};

/** Writes streams to one file, one after the other. */
export const exportTo = (log: LogReader, file: string, ...streams: readonly string[]): Promise<void> =>
  exportSigned(log, file, null, ...streams);

/** The same, with the signature of a hub's key under each head. */
export const exportSigned = async (
  log: LogReader,
  file: string,
  signer: HeadSigner | null,
  ...streams: readonly string[]
): Promise<void> => {
  const lines = async function* () {
    for (const stream of streams) {
      const header = await headerOf(log, stream, { junban: 'test', nowMs, signer });
      if (header === null) throw new Error(`no ${stream}`);
      yield* exportLines(log, header);
    }
  };
  await createDisk().write(file, lines(), false);
};

export const importInto = async (
  log: EventLog,
  ...files: readonly string[]
): Promise<readonly Imported[]> => {
  const done: Imported[] = [];
  await importFiles(log, files, nowMs, (one) => void done.push(one));
  return done;
};

/** All entries of all streams. */
export const contentsOf = async (log: EventLog): Promise<readonly StoredEntry[]> => {
  const all: StoredEntry[] = [];
  for (const stream of await log.streams('')) all.push(...(await log.read(stream, 0, 100_000)));
  return all;
};

/** What verify finds, and whether all is right. */
export const verified = async (
  asked: Partial<Parameters<typeof verify>[0]>,
): Promise<{ right: boolean; problems: readonly string[]; findings: readonly Finding[] }> => {
  const findings: Finding[] = [];
  const right = await verify({
    log: null,
    folders: [],
    files: [],
    heads: [],
    wants: () => true,
    onFinding: (finding) => void findings.push(finding),
    ...asked,
  });
  const problems = findings.flatMap((finding) => (finding.ok ? [] : finding.problem));
  return { right, problems, findings };
};
