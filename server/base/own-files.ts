// Files of the data folder are for the hub's own user: made so, and looked at when the hub starts.
import { chmodSync, closeSync, openSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Whatever is for others, too, says so by its ending: keys that are public. */
const forOthers = /\.pub$/;
const othersBits = 0o077;

/** For `process.umask`: what this process makes is for its own user, unless it says otherwise. */
export const ownMask = 0o077;

/** Makes the file before somebody else does who would make it readable by all; one that is there stays as it is. ":memory:" is none. */
export const makeOwn = (path: string): void => {
  if (path === ':memory:') return;
  try {
    closeSync(openSync(path, 'a', 0o600));
  } catch {
    // Whoever opens it next says in its own words why it cannot be had.
  }
};

/** A file of the hub can be read or written by others, and this user may not mend it; the message is one line for the operator. */
export class FileOfOthers extends Error {
  override name = 'FileOfOthers';
}

/**
 * Takes the rights of others from the files that lie in the folder itself, and names those that had them. Throws FileOfOthers
 * where the system does not allow it. Does nothing where files have no such rights (Windows).
 */
export const keepToOwner = (folder: string): readonly string[] => {
  if (process.platform === 'win32') return [];
  const mended: string[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isFile() || forOthers.test(entry.name)) continue;
    const path = join(folder, entry.name);
    const stat = statSync(path, { throwIfNoEntry: false });
    // What came and went meanwhile (a journal of SQLite) needs no mending.
    if (stat === undefined || (stat.mode & othersBits) === 0) continue;
    try {
      chmodSync(path, stat.mode & 0o700);
      mended.push(entry.name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') continue;
      const mode = (stat.mode & 0o777).toString(8);
      throw new FileOfOthers(
        `${path} can be read by others (mode ${mode}) and belongs to somebody else; give it to the hub’s own user and chmod 600 it.`,
        { cause: error },
      );
    }
  }
  return mended;
};
