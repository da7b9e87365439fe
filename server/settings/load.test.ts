// Settings files on disk: what is wrong in one is told with its line, and files that are no settings are refused.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSettings } from './load.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'junban-settings-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const good = `organisation: { id: city, names: { ja: 市 } }
procedures:
  - { id: card-issue, letter: A, names: { ja: カード交付 }, plannedMinutes: 15 }
sites:
  - id: centre
    names: { ja: センター }
    kind: centre
    calendar: &office
      weekly:
        mon: [{ from: "09:00", to: "17:00" }]
    procedures: &all
      - procedure: card-issue
    booths:
      - number: 1
        procedures: [{ procedure: card-issue }]
`;

const linesOf = async (text: string): Promise<readonly string[]> => {
  const path = join(folder, 'city.yaml');
  await writeFile(path, text);
  const message = await loadSettings(path).then(
    () => '',
    (error: Error) => error.message,
  );
  return message.replaceAll(`${path}`, 'city.yaml').split('\n');
};

describe('a settings file', () => {
  it('is read, anchors, merges and unquoted times included', async () => {
    const path = join(folder, 'city.yaml');
    const second = `  - id: corner
    names: { ja: コーナー }
    kind: corner
    calendar: { <<: *office, since: 2026-04-01, holidays: [{ from: 09:00, to: 12:00 }] }
    procedures: *all
    booths: [{ number: 1, procedures: *all }]
`;
    await writeFile(path, good + second);
    const settings = await loadSettings(path);
    expect(settings.sites[1]?.calendar.weekly.mon).toEqual([{ from: '09:00', to: '17:00' }]);
    expect(settings.sites[1]?.calendar.since).toBe('2026-04-01');
    expect(settings.sites[1]?.calendar.holidays).toEqual([{ from: '09:00', to: '12:00' }]);
  });

  it('is told the line of a mistake', async () => {
    expect(await linesOf(good.replace('[{ procedure: card-issue }]', '[{ procedure: card-isue }]'))).toEqual([
      'city.yaml:15: sites[0].booths[0].procedures[0].procedure is "card-isue", must be a procedure of the site: card-issue (probably card-issue)',
    ]);
  });

  it('is told the line of the group where something is missing', async () => {
    expect(await linesOf(good.replace('    kind: centre\n', ''))).toEqual([
      expect.stringMatching(/^city\.yaml:5: sites\[0\]\.kind is missing, must be one of centre/),
    ]);
  });

  it('is told the line behind an alias', async () => {
    const text = good
      .replace('- procedure: card-issue', '- procedure: 7')
      .replace('[{ procedure: card-issue }]', '*all');
    expect(await linesOf(text)).toEqual([
      expect.stringMatching(/^city\.yaml:12: sites\[0\]\.procedures\[0\]\.procedure is 7, must be text/),
      expect.stringMatching(
        /^city\.yaml:12: sites\[0\]\.booths\[0\]\.procedures\[0\]\.procedure is 7, must be text/,
      ),
    ]);
  });

  it.each([
    ['an open bracket', 'a: [1\nb: 2', /^city\.yaml:2: document is "b: 2", must be YAML: .* \(column \d+\)$/],
    [
      'a field written twice',
      'sites: []\nsites: []',
      /^city\.yaml:2: document is "sites: \[\]", must be YAML: .*unique/,
    ],
    ['two documents', 'a: 1\n---\nb: 2', /^city\.yaml:\d+: document is .*, must be YAML: /],
    ['nothing', '', /^city\.yaml: document is null, must be a group of fields$/],
    ['an unknown alias', 'staff: *nobody', /^city\.yaml:1: .*must be YAML: .*nobody/],
  ])('with %s is refused on one line each', async (_what, text, line) => {
    const lines = await linesOf(text);
    expect(lines[0]).toMatch(line);
    for (const one of lines) expect(one).toMatch(/^city\.yaml(:\d+)?: /);
  });

  it('that unfolds without end is refused', async () => {
    const levels = Array.from({ length: 12 }, (_, level) =>
      level === 0
        ? 'a0: &a0 [x, x, x, x, x, x, x, x, x, x]'
        : `a${level}: &a${level} [${Array(10)
            .fill(`*a${level - 1}`)
            .join(', ')}]`,
    );
    expect((await linesOf(levels.join('\n')))[0]).toMatch(/must be YAML: .*alias/i);
  });

  it('that is not there is refused by name', async () => {
    await expect(loadSettings(join(folder, 'none.yaml'))).rejects.toThrow(
      /none\.yaml: .*must be a YAML file that can be read \(ENOENT\)/,
    );
  });
});
