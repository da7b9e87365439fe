// Writes files into a folder so that whoever reads one never sees half of it.
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PublishedFile } from './files.ts';

/** Each beside its place first, then renamed into it. Throws what the disk says. */
export const writeFiles = async (folder: string, files: readonly PublishedFile[]): Promise<void> => {
  await mkdir(folder, { recursive: true });
  for (const { name, body } of files) {
    // A name that is not served as a page, should the folder itself be a web server's.
    const beside = join(folder, `.${name}.part`);
    try {
      await writeFile(beside, body, { mode: 0o644 });
      await rename(beside, join(folder, name));
    } catch (error) {
      await rm(beside, { force: true }).catch(() => {});
      throw error;
    }
  }
};
