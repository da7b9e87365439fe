// The agent's journal: append-only JSON lines, each on disk before the call returns; a torn last line is forgotten.
import {
  closeSync,
  fdatasyncSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { JournalRecord } from './records.ts';

/** Bytes on disk: a file in production, memory with faults in tests. Every call is durable when it returns. */
export type JournalFile = {
  read(): Uint8Array;
  /** Adds bytes at the end; when it throws, any part of them may be there. */
  append(bytes: Uint8Array): void;
  /** All bytes at once, or none of them. */
  replace(bytes: Uint8Array): void;
  truncate(length: number): void;
  close(): void;
};

export type Journal = {
  /** On disk when it returns; throws when the disk does not take it. */
  append(record: JournalRecord): void;
  close(): void;
};

export type OpenedJournal = {
  readonly records: readonly JournalRecord[];
  /** Complete lines that could not be understood: a damaged disk. */
  readonly damagedLines: number;
  /** Starts to write, with these records instead of those read. */
  start(records: readonly JournalRecord[]): Journal;
};

const encode = (record: JournalRecord): Uint8Array => Buffer.from(`${JSON.stringify(record)}\n`);

/** Reads the journal; nothing is written until `start`. */
export const openJournal = (file: JournalFile): OpenedJournal => {
  const lines = Buffer.from(file.read()).toString('utf8').split('\n');
  // What follows the last line break was being written when the power went: nobody acted on it.
  lines.pop();
  const parsed = lines.map(parseLine);
  const records = parsed.filter((record) => record !== null);
  return {
    records,
    damagedLines: parsed.length - records.length,
    start: (kept) => {
      const bytes = Buffer.concat(kept.map(encode));
      file.replace(bytes);
      return writer(file, bytes.length);
    },
  };
};

const parseLine = (line: string): JournalRecord | null => {
  try {
    return JournalRecord.parse(JSON.parse(line));
  } catch {
    return null;
  }
};

const writer = (file: JournalFile, startLength: number): Journal => {
  let length = startLength;
  let torn = false;
  return {
    append: (record) => {
      const bytes = encode(record);
      // A line that went wrong must not be glued to the next one.
      if (torn) file.truncate(length);
      torn = true;
      file.append(bytes);
      torn = false;
      length += bytes.length;
    },
    close: () => file.close(),
  };
};

const syncFolder = (folder: string): void => {
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
};

const writeAll = (fd: number, bytes: Uint8Array): void => {
  let done = 0;
  while (done < bytes.length) done += writeSync(fd, bytes, done);
};

/** Writes a file so that after a power cut it is the old one or the new one, whole. */
export const replaceFile = (path: string, bytes: Uint8Array): void => {
  const fd = openSync(`${path}.new`, 'w', 0o600);
  try {
    writeAll(fd, bytes);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(`${path}.new`, path);
  syncFolder(dirname(path));
};

/** The journal's file on a real disk; its folder is made when missing. */
export const diskJournal = (path: string): JournalFile => {
  mkdirSync(dirname(path), { recursive: true });
  let fd: number | null = null;
  const opened = (): number => {
    fd ??= openSync(path, 'a', 0o600);
    return fd;
  };
  const close = (): void => {
    if (fd !== null) closeSync(fd);
    fd = null;
  };
  return {
    read: () => {
      try {
        return readFileSync(path);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Uint8Array();
        throw error;
      }
    },
    append: (bytes) => {
      writeAll(opened(), bytes);
      fdatasyncSync(opened());
    },
    replace: (bytes) => {
      close();
      replaceFile(path, bytes);
    },
    truncate: (length) => {
      // Its own descriptor: one opened for appending may not be truncated everywhere.
      close();
      const whole = openSync(path, 'r+');
      try {
        ftruncateSync(whole, length);
        fsyncSync(whole);
      } finally {
        closeSync(whole);
      }
    },
    close,
  };
};
