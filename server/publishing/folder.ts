// Writes files into a folder so that whoever reads one never sees half of it.
import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PublishedFile } from './files.ts';

/** What is published is for everybody, whatever this process keeps to itself: folders that it makes can be entered. */
const makePublic = async (folder: string): Promise<void> => {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await chmod(made, 0o755);
};

/** Each beside its place first, then renamed into it. Throws what the disk says. */
export const writeFiles = async (folder: string, files: readonly PublishedFile[]): Promise<void> => {
  await makePublic(folder);
  for (const { name, body } of files) {
    // A name that is not served as a page, should the folder itself be a web server's.
    const beside = join(folder, `.${name}.part`);
    try {
      await writeFile(beside, body);
      await chmod(beside, 0o644);
      await rename(beside, join(folder, name));
    } catch (error) {
      await rm(beside, { force: true }).catch(() => {});
      throw error;
    }
  }
};
