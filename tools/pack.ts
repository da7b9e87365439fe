// `npm run pack`: one archive with all that an office needs and no network has: sources, built pages, production packages, Node, voice, list of materials.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  createReadStream,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { junbanVersion } from '../server/archive/version.ts';
import { buildPages } from './build.ts';
import { makeBom } from './sbom.ts';

const root = resolve(import.meta.dirname, '..');
const platform = `${process.platform}-${process.arch}`;
/** What is not there is not packed: tests, and what only building needs. */
const folders = [
  ...[
    'server',
    'protocol',
    'displays',
    'staff-console',
    'ticket-printer',
    'tools',
    'examples',
    'docs',
    'dist',
  ],
  ...['package.json', 'package-lock.json', 'README.md', 'SECURITY.md', 'LICENSE', 'tsconfig.json'],
];

/** Folders of the packages that run, as npm reads them from what is installed. Throws an Error with npm's words. */
const packages = (): readonly string[] => {
  const npm = spawnSync('npm', ['ls', '--omit=dev', '--all', '--parseable'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64e6,
  });
  const found = npm.stdout
    .split('\n')
    .map((path) => relative(root, path.trim()))
    .filter((path) => path.startsWith('node_modules/') && existsSync(join(root, path)));
  if (found.length === 0) throw new Error(`npm ls found no packages: ${npm.stderr.trim()}`);
  // A package within another comes with it.
  return found.filter((path) => !found.some((other) => path.startsWith(`${other}/`)));
};

/** What stands beside the sources in the archive, made anew each time. */
const writeExtras = (folder: string): void => {
  copyFileSync(join(root, 'tools/pack/install.sh'), join(folder, 'install.sh'));
  writeFileSync(join(folder, 'PLATFORM'), `${platform}\n`);
  writeFileSync(join(folder, 'junban.cdx.json'), `${JSON.stringify(makeBom(root), null, 2)}\n`);
  // The Node that runs this: what it packs has been run by it. By its name in .bin the units start it.
  for (const name of ['node/bin', '.bin']) mkdirSync(join(folder, 'node_modules', name), { recursive: true });
  copyFileSync(process.execPath, join(folder, 'node_modules/node/bin/node'));
  symlinkSync('../node/bin/node', join(folder, 'node_modules/.bin/node'));
};

/** Writes the archive and, beside it, its SHA-256 as `sha256sum -c` reads it. `gzip`: 1 (quick) to 9 (small). Throws an Error that says what failed. */
export const pack = async (to: string, gzip = 6): Promise<{ readonly sha256: string }> => {
  await buildPages();
  const extras = mkdtempSync(join(tmpdir(), 'junban-pack-'));
  try {
    writeExtras(extras);
    const own = folders.filter((name) => existsSync(join(root, name)));
    const made = globSync('**/*', { cwd: extras, exclude: (name) => name === 'node_modules' });
    const top = `junban-${junbanVersion()}`;
    const tar = spawnSync(
      'tar',
      [
        ...[
          '--create',
          `--use-compress-program=gzip -${gzip}`,
          '--file',
          to,
          '--owner=0',
          '--group=0',
          '--exclude=*.test.ts',
        ],
        `--transform=flags=r;s,^,${top}/,`,
        ...['-C', root, ...own, ...packages()],
        ...['-C', extras, ...made, 'node_modules/.bin/node', 'node_modules/node/bin/node'],
      ],
      { encoding: 'utf8' },
    );
    if (tar.status !== 0) throw new Error(`tar: ${tar.stderr.trim() || tar.error?.message}`);
  } finally {
    rmSync(extras, { recursive: true, force: true });
  }
  const hash = createHash('sha256');
  await pipeline(createReadStream(to), hash);
  const sha256 = hash.digest('hex');
  writeFileSync(`${to}.sha256`, `${sha256}  ${basename(to)}\n`);
  return { sha256 };
};

if (import.meta.main) {
  const usage = `Usage: npm run pack -- --to FILE   (junban-VERSION-${platform}.tar.gz)`;
  try {
    const { values } = parseArgs({ options: { to: { type: 'string' } } });
    const to = resolve(values.to ?? `junban-${junbanVersion()}-${platform}.tar.gz`);
    const { sha256 } = await pack(to);
    console.log(
      `${to}\nSHA-256 ${sha256}\nOn the office's machine: tar xzf it, then as root sh junban-*/install.sh`,
    );
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${usage}`);
    process.exitCode = 2;
  }
}
