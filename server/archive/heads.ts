// Heads of streams written down earlier: how far each had come, and the hash that stood there then.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Hash } from '../log/chain.ts';
import { ArchiveRefused } from './format.ts';

export type Head = { readonly stream: string; readonly version: number; readonly head: string };
/** As it was written down: with the signature of a hub's key, or without. */
export type NotedHead = Head & { readonly signature?: string };

/** As `npm run verify` prints it; where it was found, and its signature, follow. */
export const headLine = ({ stream, version, head }: Head): string => `${stream} ${version} ${head}`;
export const signedAs = (signature: string): string => ` signed=${signature}`;

const printed = /^([a-z]+:\S+) (\d{1,15}) ([0-9a-f]{64})(?: .*)?$/;
const signedIn = / signed=(\S+)$/;
/** As the hub logs it at the end of a day. */
const Logged = z.looseObject({ stream: z.string(), version: z.int().min(1), head: Hash });

const headIn = (line: string): NotedHead | null => {
  const [, stream, version, head] = printed.exec(line) ?? [];
  if (stream !== undefined && head !== undefined) {
    const signature = signedIn.exec(line)?.[1];
    return { stream, version: Number(version), head, ...(signature === undefined ? {} : { signature }) };
  }
  if (!line.startsWith('{')) return null;
  try {
    const logged = Logged.safeParse(JSON.parse(line));
    if (!logged.success) return null;
    return { stream: logged.data.stream, version: logged.data.version, head: logged.data.head };
  } catch {
    // Half a line of a log that was cut off; it names no head.
    return null;
  }
};

/** Reads an output of `npm run verify` or a hub's log; other lines are passed over. Throws ArchiveRefused. */
export const readHeads = async (file: string): Promise<readonly NotedHead[]> => {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new ArchiveRefused(`${file} cannot be read: ${(error as Error).message}.`, { cause: error });
  }
  const heads = text.split('\n').flatMap((line) => headIn(line.trim()) ?? []);
  if (heads.length === 0) {
    throw new ArchiveRefused(
      `${file} names no heads; give an earlier output of npm run verify, or a hub's log.`,
    );
  }
  return heads;
};
