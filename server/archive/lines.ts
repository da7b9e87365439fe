// The lines of a file, plain or compressed, read piece by piece: a file may be larger than memory.
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { ArchiveRefused } from './format.ts';

/** More than the largest settings document by far; a longer line is not ours. */
const longestLine = 16 * 1024 * 1024;

/** What Node says when a file cannot be had, in words. */
const inWords = (path: string, error: unknown): ArchiveRefused => {
  const { code, message } = error as NodeJS.ErrnoException;
  const words: Record<string, string> = {
    ENOENT: 'does not exist',
    EACCES: 'may not be read by this user',
    EISDIR: 'is a folder, not a file',
    Z_BUF_ERROR: 'is damaged: it ends too early',
  };
  const why =
    words[code ?? ''] ?? (code?.startsWith('Z') ? `is damaged: ${message}` : `cannot be read: ${message}`);
  return new ArchiveRefused(`${path} ${why}.`, { cause: error });
};

/** By the first bytes, not by the name: files are renamed. */
const unpacker = async (path: string): Promise<NodeJS.ReadWriteStream> => {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    const magic = buffer.toString('hex');
    if (magic.startsWith('1f8b')) return createGunzip();
    return magic === '28b52ffd' ? createZstdDecompress() : new PassThrough();
  } finally {
    await file.close();
  }
};

/** Strict: what is not UTF-8 was damaged, and must not be read as something else. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const textOf = (bytes: Uint8Array): string | null => {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
};

/** The lines of a file; null: one that is not UTF-8. Throws ArchiveRefused when it cannot be read or unpacked. */
export async function* linesOf(path: string): AsyncGenerator<string | null> {
  /** Of the line that is not complete yet. */
  let parts: Buffer[] = [];
  let length = 0;
  try {
    const unpack = await unpacker(path);
    // Its failure is told where the bytes are read, below.
    pipeline(createReadStream(path), unpack).catch(() => {});
    for await (const chunk of unpack as unknown as AsyncIterable<Buffer>) {
      let from = 0;
      for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
        yield textOf(Buffer.concat([...parts, chunk.subarray(from, end)]));
        [parts, length, from] = [[], 0, end + 1];
      }
      parts.push(chunk.subarray(from));
      length += chunk.length - from;
      if (length > longestLine) throw new ArchiveRefused(`${path} has a line that is too long to be ours.`);
    }
  } catch (error) {
    throw error instanceof ArchiveRefused ? error : inWords(path, error);
  }
  if (length > 0) yield textOf(Buffer.concat(parts));
}
