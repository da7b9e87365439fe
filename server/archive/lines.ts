// The lines of a file, plain or compressed, read piece by piece: a file may be larger than memory.
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { PassThrough, type Readable } from 'node:stream';
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
    ERR_ENCODING_INVALID_ENCODED_DATA: 'is damaged: it is not UTF-8 text',
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

/** The lines of a file. Throws ArchiveRefused when it cannot be read, unpacked, or is no text. */
export async function* linesOf(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  try {
    const unpack = await unpacker(path);
    const done = pipeline(createReadStream(path), unpack);
    // Told where the bytes are read, below.
    done.catch(() => {});
    for await (const chunk of unpack as unknown as Readable) {
      const lines = (rest + decoder.decode(chunk as Buffer, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > longestLine)
        throw new ArchiveRefused(`${path} has a line that is too long to be ours.`);
      yield* lines;
    }
    rest += decoder.decode();
  } catch (error) {
    throw error instanceof ArchiveRefused ? error : inWords(path, error);
  }
  if (rest !== '') yield rest;
}
