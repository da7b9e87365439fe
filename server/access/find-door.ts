// Finds the door that a request is for, and reads the parts of its address once: for the guard and for whoever handles it.
import type { HttpDoor } from './doors.ts';

export type FoundDoor = {
  readonly door: HttpDoor;
  /** The parts of the address that the table names, decoded; `/api/keys/:key` has `key`. */
  readonly params: Readonly<Record<string, string>>;
};

/** No address of ours has a character of ASCII that would have to be encoded; one that is could be read in two ways. */
const ambiguous = /\p{ASCII}/u;

/**
 * The part as the router reads it; null: it can be read in two ways. Each text has one spelling here, so that no two
 * readers of an address can differ: what needs no encoding is not encoded, nothing is encoded twice, and no dots climb.
 */
const decoded = (part: string): string | null => {
  if (part === '.' || part === '..' || part.includes('\\')) return null;
  if (!part.includes('%')) return part;
  try {
    for (const [bytes] of part.matchAll(/(?:%[0-9A-Fa-f]{2})+/g)) {
      if (ambiguous.test(decodeURIComponent(bytes))) return null;
    }
    return decodeURIComponent(part);
  } catch {
    // Half an escape, or bytes that are no text.
    return null;
  }
};

const paramsIn = (
  pattern: readonly string[],
  parts: readonly string[],
): Readonly<Record<string, string>> | null => {
  const open = pattern.at(-1) === '*';
  if (open ? parts.length < pattern.length : parts.length !== pattern.length) return null;
  const params: Record<string, string> = {};
  for (const [i, wanted] of pattern.entries()) {
    const part = parts[i] ?? '';
    if (wanted === '*') continue;
    if (!wanted.startsWith(':')) {
      if (part !== wanted) return null;
    } else if (part === '') return null;
    else params[wanted.slice(1)] = part;
  }
  return params;
};

/** A finder over the table; it takes HEAD for GET. null: there is no such door, or the address has a spelling that is not ours. */
export const createFinder = (
  doors: readonly HttpDoor[],
): ((method: string, path: string) => FoundDoor | null) => {
  const known = doors.map((door) => ({ door, pattern: door.path.split('/') }));
  return (method, path) => {
    const wanted = method === 'HEAD' ? 'GET' : method;
    const parts = path.split('/').map(decoded);
    if (!parts.every((part) => part !== null)) return null;
    for (const { door, pattern } of known) {
      const params = door.method === wanted ? paramsIn(pattern, parts) : null;
      if (params !== null) return { door, params };
    }
    return null;
  };
};
