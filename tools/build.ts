// `npm run build`: builds displays and consoles into dist/, only when their sources are newer than the last build.
import { existsSync, globSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(import.meta.dirname, '..');
const stamp = join(root, 'dist/.stamp');
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
  const { build } = await import('vite');
  // Whoever starts it may say otherwise, as tests do, and would get the libraries' development builds.
  const given = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  } finally {
    if (given === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = given;
  }
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
