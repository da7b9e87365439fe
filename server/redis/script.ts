// A script for Redis, sent by its hash and in full only where it is not known yet.
import { createHash } from 'node:crypto';

const shas = new Map<string, string>();

/** SHA-1 of a script's text, as Redis names it. */
export const shaOf = (text: string): string => {
  const known = shas.get(text);
  if (known !== undefined) return known;
  const sha = createHash('sha1').update(text).digest('hex');
  shas.set(text, sha);
  return sha;
};
