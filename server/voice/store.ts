// Announcements that were made: the latest in memory, all within a limit as files in the data folder.
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type VoiceStore = {
  /** A WAV file by its address; null: not kept. */
  get(address: string): Promise<Buffer | null>;
  put(address: string, file: Buffer): Promise<void>;
  /** Bytes kept in memory and on disk. */
  size(): { readonly memory: number; readonly disk: number };
};

export type VoiceStoreParts = {
  readonly folder: string;
  readonly memoryBytes: number;
  readonly diskBytes: number;
  readonly onFull: (where: 'memory' | 'disk') => void;
  /** A disk that cannot be written loses nothing: announcements are made again. */
  readonly onTrouble: (error: unknown) => void;
};

/** 32 hexadecimal figures; nothing else ever becomes a file name. */
export const addressPattern = /^[0-9a-f]{32}$/;

type Kept = { readonly bytes: number; usedMs: number };

const readFolder = async (folder: string): Promise<Map<string, Kept>> => {
  const kept = new Map<string, Kept>();
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    const address = name.replace(/\.wav$/, '');
    if (!addressPattern.test(address)) {
      // Left by a hub that was killed while it wrote.
      if (/^[0-9a-f]{32}\.\d+\.new$/.test(name)) await rm(join(folder, name), { force: true });
      continue;
    }
    const { size, mtimeMs } = await stat(join(folder, name));
    kept.set(address, { bytes: size, usedMs: mtimeMs });
  }
  return kept;
};

/** Opens the folder; what lies there from before is used again. */
export const openVoiceStore = async (parts: VoiceStoreParts): Promise<VoiceStore> => {
  const { folder, memoryBytes, diskBytes, onFull, onTrouble } = parts;
  const memory = new Map<string, Buffer>();
  let inMemory = 0;
  const files = await readFolder(folder).catch((error: unknown) => {
    onTrouble(error);
    return new Map<string, Kept>();
  });
  let onDisk = [...files.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  const fileOf = (address: string): string => join(folder, `${address}.wav`);

  const remember = (address: string, file: Buffer): void => {
    if (memory.delete(address)) inMemory -= file.length;
    // The last in the map is the one asked for last.
    memory.set(address, file);
    inMemory += file.length;
    for (const [oldest, bytes] of memory) {
      if (inMemory <= memoryBytes) break;
      memory.delete(oldest);
      inMemory -= bytes.length;
      onFull('memory');
    }
  };

  const makeRoom = async (): Promise<void> => {
    if (onDisk <= diskBytes) return;
    for (const [address, { bytes }] of [...files].sort((a, b) => a[1].usedMs - b[1].usedMs)) {
      if (onDisk <= diskBytes) return;
      files.delete(address);
      onDisk -= bytes;
      onFull('disk');
      await rm(fileOf(address), { force: true });
    }
  };

  return {
    async get(address) {
      const held = memory.get(address);
      if (held !== undefined) {
        remember(address, held);
        return held;
      }
      const kept = files.get(address);
      if (kept === undefined) return null;
      try {
        const file = await readFile(fileOf(address));
        // Cut short by a full disk or removed by hand: made again.
        if (file.length !== kept.bytes) throw new Error(`${address}.wav is not as it was written`);
        remember(address, file);
        kept.usedMs = Date.now();
        await utimes(fileOf(address), new Date(), new Date());
        return file;
      } catch (error) {
        files.delete(address);
        onDisk -= kept.bytes;
        onTrouble(error);
        return null;
      }
    },
    async put(address, file) {
      remember(address, file);
      if (files.has(address)) return;
      const unfinished = join(folder, `${address}.${process.pid}.new`);
      try {
        await writeFile(unfinished, file);
        await rename(unfinished, fileOf(address));
        files.set(address, { bytes: file.length, usedMs: Date.now() });
        onDisk += file.length;
        await makeRoom();
      } catch (error) {
        await rm(unfinished, { force: true }).catch(() => {});
        onTrouble(error);
      }
    },
    size: () => ({ memory: inMemory, disk: onDisk }),
  };
};
