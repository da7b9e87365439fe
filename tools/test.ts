// `npm test`: what the tests need, type check, lint, build, all tests; ends at the first step that fails.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { installTestNeeds } from './install-test-needs.ts';
import { nodeProblem } from './node-version.ts';
import { FileResult, slowestLines } from './slowest-files.ts';

const root = resolve(import.meta.dirname, '..');
const results = join(root, 'test-output/results.json');
const Results = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  success: z.boolean(),
  testResults: z.array(FileResult),
});

const run =
  (command: string, ...args: readonly string[]) =>
  (): boolean =>
    spawnSync(join(root, 'node_modules/.bin', command), args, { cwd: root, stdio: 'inherit' }).status === 0;

const needs = (): boolean => {
  const problem = nodeProblem(process.versions.node) ?? installTestNeeds();
  if (problem !== null) console.error(problem);
  return problem === null;
};

const steps: readonly (readonly [string, () => boolean])[] = [
  ['needs', needs],
  ['types', run('tsc')],
  ['lint', run('biome', 'check', '--error-on-warnings', '.')],
  ['build', run('node', 'tools/build.ts')],
  ['tests', run('vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`)],
];

/** Counts of the last run; null when it came to none. */
const readResults = (): z.infer<typeof Results> | null => {
  try {
    return Results.parse(JSON.parse(readFileSync(results, 'utf8')));
  } catch {
    return null;
  }
};

mkdirSync(join(root, 'test-output'), { recursive: true });
rmSync(results, { force: true });
let failed: string | null = null;
for (const [name, step] of steps) {
  const began = performance.now();
  const good = step();
  console.log(`${good ? '✓' : '✗'} ${name} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  if (!good) {
    failed = name;
    break;
  }
}
const counts = readResults();
if (counts !== null) console.log(['Slowest files:', ...slowestLines(counts.testResults, root)].join('\n'));
if (failed !== null && counts === null) console.error(`Stopped at: ${failed}`);
else console.log(`${counts?.numPassedTests ?? 0} passed, ${counts?.numFailedTests ?? 0} failed`);
// A run without any result is no green run.
process.exit(failed === null && counts?.success === true && counts.numPassedTests > 0 ? 0 : 1);
