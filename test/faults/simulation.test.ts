// Seeded days of hubs, agents, consoles and walls under faults; and that the simulator sees what it should.
// Minutes, on every core: what happens on one day in hundreds must have happened (`missing`), and that takes 2,000 of them.
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { playDays } from './simulation/many-days.ts';
import { failureText, missing, summaryText } from './simulation/report.ts';
import type { SabotageName } from './simulation/sabotage.ts';

const root = resolve(import.meta.dirname, '../..');
/** The seed is fixed, so that a red run is red for everyone; `npm run simulate` plays other days. JUNBAN_SIMULATED_DAYS=100 for a quick look. */
const firstSeed = 20_261_124;
const days = Number(process.env.JUNBAN_SIMULATED_DAYS ?? 2_000);

/** The command line of `npm run simulate`, in a process of its own. */
const simulate = (...args: readonly string[]) => {
  const file = join(root, 'test/faults/simulation/main.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
};
const hashOf = (text: string): string => /trace hash ([0-9a-f]{8})/.exec(text)?.[1] ?? 'none';

describe('a simulated day', () => {
  it('goes the same way again from its seed, in this process and in another', async () => {
    const seeds = [firstSeed, firstSeed + 1];
    for (const seed of seeds) {
      const hashes = new Set<string>();
      const note = ({ hash }: { readonly hash: string }) => void hashes.add(hash);
      await playDays(seed, 1, { onDay: note });
      // After other days in the same thread: nothing of them may be left.
      await playDays(seed - 1, 2, { threads: 1, onDay: (day) => day.seed === seed && note(day) });
      hashes.add(hashOf(simulate('--seed', String(seed), '--trace').stdout));
      expect([...hashes]).toHaveLength(1);
    }
  });

  it('differs from that of another seed', async () => {
    const hashes = new Set<string>();
    await playDays(firstSeed, 6, { onDay: ({ hash }) => hashes.add(hash) });
    expect(hashes.size).toBe(6);
  });
});

describe('Junban, broken on purpose', () => {
  it.each<[SabotageName, readonly string[]]>([
    ['ack-before-append', ['nothing is shown', 'nothing is known', 'an accepted command is on disk']],
    [
      'no-expected-version',
      [
        'the rules of the domain',
        'an answer tells the version',
        'the log can be replayed',
        'a hub can apply',
        'a hub’s state is the log',
      ],
    ],
    ['believe-the-clock', ['an event has the time', 'a day is not ended']],
    ['release-before-take', ['a reservation that moves always has a place']],
    [
      'no-expected-version-on-booking',
      ['no place is given twice', 'the log can be replayed', 'a hub can apply', 'a hub’s state is the log'],
    ],
    ['no-command-memory', ['a command is in the log once', 'a press is at most one', 'a repeated command']],
  ])('%s is found within 40 days', async (sabotage, rules) => {
    const { failures } = await playDays(firstSeed, 40, { sabotage, mostFailures: 1 });
    const [failure] = failures;
    if (failure === undefined) throw new Error(`nobody noticed ${sabotage}`);
    const broken = failure.violation?.invariant ?? '';
    expect(rules.filter((rule) => broken.startsWith(rule))).toHaveLength(1);
    const text = failureText(failure, sabotage);
    expect(text).toContain(`npm run simulate -- --seed ${failure.seed} --days 1 --sabotage ${sabotage}`);
    // The command that is printed shows the same failure.
    const again = simulate('--seed', String(failure.seed), '--days', '1', '--sabotage', sabotage);
    expect(again.status).toBe(1);
    expect(again.stdout).toContain(`trace hash ${failure.hash}`);
    expect(again.stdout).toContain(failure.violation?.detail);
  });
});

describe('the command line', () => {
  it.each([
    [['--days', 'many'], '--days: '],
    [['--sabotage', 'coffee'], '--sabotage: '],
    [['--dais', '3'], "'--dais'"],
  ])('%j is refused with a line that names it', (args, line) => {
    const { status, stderr } = simulate(...args);
    expect(status).toBe(2);
    expect(stderr.split('\n')[0]).toContain(line);
  });
});

describe(`${days} days from seed ${firstSeed}`, () => {
  it('break no rule, and leave nothing untried', { timeout: 900_000 }, async () => {
    const began = performance.now();
    const result = await playDays(firstSeed, days);
    console.log(`${summaryText(result)}\n${((performance.now() - began) / 1_000).toFixed(0)} s`);
    expect(result.failures.map((failure) => failureText(failure)).join('\n\n')).toBe('');
    expect(result.days).toBe(days);
    if (days >= 2_000) expect(missing(result.counts)).toEqual([]);
  });
});
