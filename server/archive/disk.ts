// Writes a file so that it is there whole or not at all, whatever happens on the way; steps one by one, for crash tests.
import { createWriteStream } from 'node:fs';
import { access, constants, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip, createZstdCompress } from 'node:zlib';
import { ArchiveRefused } from './format.ts';

const packerFor = (name: string): NodeJS.ReadWriteStream => {
  if (name.endsWith('.gz')) return createGzip();
  return name.endsWith('.zst') ? createZstdCompress() : new PassThrough();
};

/** Asks the system to bring a file or folder to the disk. */
const flush = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

const partEnd = '.part';
/** A name that no other process writes to at the same time. */
const partOf = (path: string): string => `${path}.${process.pid}-${Date.now().toString(36)}${partEnd}`;

const withLineEnds = async function* (lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
};

/** Sends lines to the standard output, uncompressed. */
export const printLines = (lines: AsyncIterable<string>): Promise<void> =>
  pipeline(Readable.from(withLineEnds(lines)), process.stdout, { end: false });

/** What Node says when a file cannot be written, in words. */
const inWords = (path: string, error: unknown): unknown => {
  const words: Record<string, string> = {
    ENOENT: 'cannot be made: its folder does not exist',
    ENOTDIR: 'cannot be made: its folder is a file',
    EACCES: 'may not be written by this user',
    EPERM: 'may not be written by this user',
    EROFS: 'lies on a disk that is read-only',
    ENOSPC: 'cannot be written: the disk is full',
  };
  const why = words[(error as NodeJS.ErrnoException).code ?? ''];
  return why === undefined ? error : new ArchiveRefused(`${path} ${why}.`, { cause: error });
};

export type Disk = {
  /** Makes the folder when it is missing. Throws ArchiveRefused when it cannot be written to. */
  prepare(folder: string): Promise<void>;
  /** Writes a file whole, compressed by its name (.gz, .zst), on disk when it resolves; bytes. Replaces only if told so. */
  write(path: string, lines: AsyncIterable<string>, replace: boolean): Promise<number>;
  size(path: string): Promise<number>;
  remove(path: string): Promise<void>;
  /** Removes what interrupted writes left in a folder longer than a day ago. */
  tidy(folder: string): Promise<void>;
};

/** `step` is called before each step that changes the disk; a test ends the process there. */
export const createDisk = (step: (name: string) => void = () => {}): Disk => {
  const exists = (path: string): Promise<boolean> =>
    access(path).then(
      () => true,
      () => false,
    );

  return {
    prepare: async (folder) => {
      try {
        await mkdir(folder, { recursive: true });
        await access(folder, constants.W_OK | constants.X_OK);
      } catch (error) {
        throw inWords(folder, error);
      }
    },
    write: async (path, lines, replace) => {
      if (!replace && (await exists(path))) {
        throw new ArchiveRefused(`${path} exists already; choose a new name.`);
      }
      const part = partOf(path);
      try {
        step('write');
        // Flushed by the stream itself before it closes.
        const file = createWriteStream(part, { flags: 'wx', flush: true });
        await pipeline(Readable.from(withLineEnds(lines)), packerFor(path), file);
        step('name');
        await rename(part, path);
        step('flush folder');
        await flush(dirname(path));
        return (await stat(path)).size;
      } catch (error) {
        throw inWords(path, error);
      } finally {
        await rm(part, { force: true });
      }
    },
    size: async (path) => (await stat(path)).size,
    remove: (path) => rm(path, { force: true }),
    tidy: async (folder) => {
      for (const name of await readdir(folder)) {
        const path = join(folder, name);
        if (!name.endsWith(partEnd)) continue;
        if (Date.now() - (await stat(path)).mtimeMs > 86_400_000) await rm(path, { force: true });
      }
    },
  };
};
