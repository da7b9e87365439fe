// Installs what the tests need and this machine lacks: Redis, Chromium, openssl, Japanese fonts. Only through apt.
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

type Need = { readonly package: string; readonly isThere: () => boolean };

const says = (command: string, args: readonly string[]): string => {
  const result = spawnSync(command, args, { encoding: 'utf8' });
  return result.status === 0 ? result.stdout : '';
};
const onPath = (command: string): boolean => says('sh', ['-c', `command -v ${command}`]) !== '';

const needs: readonly Need[] = [
  { package: 'redis-server', isThere: () => onPath('redis-server') },
  { package: 'chromium', isThere: () => onPath('chromium') },
  { package: 'openssl', isThere: () => onPath('openssl') },
  { package: 'fonts-noto-cjk', isThere: () => /Noto (Sans|Serif) CJK/.test(says('fc-list', [])) },
];

/** Packages that are not there. */
export const missingPackages = (): readonly string[] =>
  needs.filter((need) => !need.isThere()).map((need) => need.package);

/** How to become root without being asked for a password; null: it cannot be done. */
const asRoot = (): readonly string[] | null => {
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : null;
};

/** Installs what is missing; the problem in one line when it cannot. */
export const installTestNeeds = (): string | null => {
  const packages = missingPackages();
  if (packages.length === 0) return null;
  const list = packages.join(' ');
  const byHand = `The tests need ${list}. Install with: sudo apt-get install -y ${list}`;
  const prefix = asRoot();
  if (prefix === null || !onPath('apt-get')) return byHand;
  console.log(`Installing for the tests: ${list}`);
  const apt = (...args: readonly string[]): boolean => {
    const environment = ['env', 'DEBIAN_FRONTEND=noninteractive'];
    const [command = '', ...rest] = [...prefix, ...environment, 'apt-get', ...args];
    return spawnSync(command, rest, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  };
  const installed = apt('update') && apt('install', '-y', '--no-install-recommends', ...packages);
  return installed && missingPackages().length === 0 ? null : byHand;
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const problem = installTestNeeds();
  if (problem !== null) console.error(problem);
  process.exit(problem === null ? 0 : 1);
}
