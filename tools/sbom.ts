// `npm run sbom`: the list of materials (CycloneDX) of what is installed for running Junban, made by npm from the lock file.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';

const home = fileURLToPath(new URL('..', import.meta.url));

const Component = z.looseObject({
  'bom-ref': z.string(),
  name: z.string(),
  version: z.string(),
  purl: z.string().optional(),
  hashes: z.array(z.object({ alg: z.string(), content: z.string() })).optional(),
  licenses: z.array(z.unknown()).optional(),
});
const Bom = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.string(),
  metadata: z.looseObject({
    component: z.looseObject({ 'bom-ref': z.string(), name: z.string(), version: z.string() }),
  }),
  components: z.array(Component),
  dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()).optional() })),
});
export type Bom = z.infer<typeof Bom>;

const Lock = z.object({
  name: z.string(),
  version: z.string(),
  packages: z.record(
    z.string(),
    z.object({ version: z.string().optional(), dev: z.boolean().optional(), link: z.boolean().optional() }),
  ),
});

/** What the lock file names for running: `name@version`, each once. Optional packages of other machines are among them. */
export const materialsIn = (lockFile: string): ReadonlySet<string> => {
  const { packages } = Lock.parse(JSON.parse(readFileSync(lockFile, 'utf8')));
  return new Set(
    Object.entries(packages).flatMap(([path, { version, dev, link }]) =>
      path === '' || dev === true || link === true || version === undefined
        ? []
        : [`${path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)}@${version}`],
    ),
  );
};

/** The list for the package in a folder. Throws an Error with npm's own words, or naming what the list lacks. */
export const makeBom = (folder: string = home): Bom => {
  // All of it, because `--omit dev` leaves out what runs too when something for development needs it as well.
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only'];
  // On Windows npm is a script.
  const how = {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64e6,
    shell: process.platform === 'win32',
  } as const;
  const ended = spawnSync('npm', args, how);
  if (ended.status !== 0) throw new Error(`npm sbom: ${ended.error?.message ?? ended.stderr.trim()}`);
  const bom = Bom.parse(JSON.parse(ended.stdout));
  const lock = Lock.parse(JSON.parse(readFileSync(`${folder}/package-lock.json`, 'utf8')));
  const running = materialsIn(`${folder}/package-lock.json`);
  bom.components = bom.components.filter(({ name, version }) => running.has(`${name}@${version}`));
  const listed = new Set(bom.components.map(({ name, version }) => `${name}@${version}`));
  const lacking = [...running].filter((one) => !listed.has(one));
  if (lacking.length > 0) throw new Error(`npm sbom left out ${lacking.join(', ')}`);
  const refs = new Set([...bom.components, bom.metadata.component].map((one) => one['bom-ref']));
  bom.dependencies = bom.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((one) => refs.has(one)) }));
  // npm calls the package as its folder is called, which is anything on a build machine.
  Object.assign(bom.metadata.component, { name: lock.name, version: lock.version });
  return bom;
};

const main = (): void => {
  const { values } = parseArgs({ options: { to: { type: 'string' } } });
  const bom = makeBom();
  const { name, version } = bom.metadata.component;
  const file = values.to ?? `${name}-${version}.cdx.json`;
  const text = `${JSON.stringify(bom, null, 2)}\n`;
  if (file === '-') process.stdout.write(text);
  else writeFileSync(file, text);
  console.error(
    `${bom.components.length} components, CycloneDX ${bom.specVersion}${file === '-' ? '' : `: ${file}`}.`,
  );
};

if (import.meta.main) main();
