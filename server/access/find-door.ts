// Finds the door that a request is for.
import type { HttpDoor } from './doors.ts';

export type FoundDoor = {
  readonly door: HttpDoor;
  /** The part of the address that names the site; null: none does. */
  readonly site: string | null;
};

const matches = (pattern: readonly string[], parts: readonly string[]): boolean => {
  const open = pattern.at(-1) === '*';
  if (open ? parts.length < pattern.length : parts.length !== pattern.length) return false;
  return pattern.every(
    (part, i) => part === '*' || (part.startsWith(':') ? parts[i] !== '' : part === parts[i]),
  );
};

/** A finder over the table; it takes HEAD for GET. Addresses are compared as they came, not decoded. */
export const createFinder = (
  doors: readonly HttpDoor[],
): ((method: string, path: string) => FoundDoor | null) => {
  const known = doors.map((door) => ({ door, pattern: door.path.split('/') }));
  return (method, path) => {
    const wanted = method === 'HEAD' ? 'GET' : method;
    const parts = path.split('/');
    const found = known.find(({ door, pattern }) => door.method === wanted && matches(pattern, parts));
    if (found === undefined) return null;
    const at = found.pattern.indexOf(':site');
    return { door: found.door, site: at < 0 ? null : (parts[at] ?? null) };
  };
};
