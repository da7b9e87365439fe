// `npm run build`: builds displays and consoles into dist/, only when their sources are newer than the last build.
import { execFile } from 'node:child_process';
import { existsSync, globSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '..');
const stamp = join(root, 'dist/.stamp');
const run = promisify(execFile);
const sources = [
  '{displays,staff-console,protocol}/**/*',
  'vite.config.ts',
  'package-lock.json',
  'tsconfig.json',
];

/** Epoch ms of the newest source file; folders count too, so that a deleted file is noticed. */
const newestSource = (): number =>
  Math.max(...globSync(sources, { cwd: root }).map((file) => statSync(join(root, file)).mtimeMs));

/** Whether dist/ is as new as its sources. */
export const isBuilt = (): boolean => existsSync(stamp) && statSync(stamp).mtimeMs >= newestSource();

/** Builds all pages unless that is not needed; true when it built. Throws when the build fails. */
export const buildPages = async (): Promise<boolean> => {
  if (isBuilt()) return false;
  // The stamp carries the time before the build: what is saved meanwhile is built next time.
  const began = new Date();
  // In a process of its own: tests run as NODE_ENV=test, by which pages would get the libraries' debug builds.
  await run(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
  });
  writeFileSync(stamp, `${began.toISOString()}\n`);
  utimesSync(stamp, began, began);
  return true;
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const began = performance.now();
  const built = await buildPages();
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(built ? `Pages built in ${seconds} s.` : 'Pages are up to date.');
}
