// Every example parses, resolves and is open when the public documents say so; the demo at any hour.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { roles } from '../../protocol/access.ts';
import { BusinessDate, languages, type ProcedureId, SiteId } from '../../protocol/ids.ts';
import { nextOpening, openingsOn } from '../calendar/day-plan.ts';
import { loadSettings } from './load.ts';
import { resolveSites } from './resolve.ts';
import type { ResolvedSite } from './resolved-site.ts';

const folder = join(import.meta.dirname, '../../examples');
const names = ['demo', 'kawasaki', 'minato', 'setagaya', 'setagaya-2019'] as const;
type Name = (typeof names)[number];
const load = (name: Name) => loadSettings(join(folder, `${name}.yaml`));
const resolved = new Map(
  await Promise.all(names.map(async (name) => [name, resolveSites(await load(name), new Map())] as const)),
);
const sitesOf = (name: Name) => resolved.get(name) ?? new Map<SiteId, ResolvedSite>();

const siteOf = (example: Name, id: string): ResolvedSite => {
  const site = sitesOf(example).get(SiteId.parse(id));
  if (site === undefined) throw new Error(`no ${id} in ${example}`);
  return site;
};
const hours = (site: ResolvedSite, date: string): string =>
  openingsOn(site.settings.calendar, BusinessDate.parse(date))
    .map((one) => `${one.from}-${one.to}${one.procedures === null ? '' : ` ${one.procedures.join(' ')}`}`)
    .join(', ') || 'closed';
const datesOf = (first: string, last: string): readonly string[] => {
  const dates: string[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += 86_400_000) {
    dates.push(new Date(at).toISOString().slice(0, 10));
  }
  return dates;
};
const openDates = (site: ResolvedSite, first: string, last: string) =>
  datesOf(first, last).filter((date) => hours(site, date) !== 'closed');
const offered = (site: ResolvedSite): readonly ProcedureId[] => [...site.procedures.keys()];

describe('the examples', () => {
  it('are those that the settings reference names', async () => {
    const page = await readFile(join(folder, '../docs/settings.md'), 'utf8');
    for (const name of names) expect(page).toContain(`${name}.yaml`);
  });

  it.each(names)('%s starts: every site resolves, with booths, a wall and a printer', (name) => {
    expect(sitesOf(name).size).toBeGreaterThan(0);
    for (const site of sitesOf(name).values()) {
      expect(site.settings.walls.length).toBeGreaterThan(0);
      expect(site.settings.printers.length).toBeGreaterThan(0);
      expect(site.booths.size).toBeGreaterThan(0);
    }
  });

  it.each(names)('%s says in its first line what it is', async (name) => {
    expect(await readFile(join(folder, `${name}.yaml`), 'utf8')).toMatch(/^# \S/);
  });
});

describe('the demo', () => {
  it('has a centre with ten booths and twelve procedures, and two corners with two of each', () => {
    const sites = [...sitesOf('demo').values()];
    expect(sites.map((site) => [site.settings.kind, site.booths.size, site.procedures.size])).toEqual([
      ['centre', 10, 12],
      ['corner', 2, 2],
      ['corner', 2, 2],
    ]);
    expect(sites[0] && [...sites[0].procedures.values()].map((one) => one.letter).join('')).toBe(
      'ABCDEFGHIJKL',
    );
    expect(sites[0]?.settings.walls.map((wall) => wall.id)).toEqual(['lobby-1', 'lobby-2']);
    expect(sites[0]?.settings.kiosks).toEqual([
      { id: 'kiosk-1', name: '総合受付の発券機', printer: 'printer-1' },
    ]);
    expect(sites[0]?.settings.printers.map((printer) => printer.id)).toEqual(['printer-1']);
  });

  it('is open on every day of the year from midnight to midnight', () => {
    for (const site of sitesOf('demo').values()) {
      const shut = datesOf('2026-01-01', '2028-12-31').filter((date) => hours(site, date) !== '00:00-24:00');
      expect(shut).toEqual([]);
      expect(site.rules.overrunMinutes).toBe(0);
    }
  });

  it('has every text that visitors read in every language', async () => {
    const settings = await load('demo');
    const texts = [
      settings.organisation.names,
      ...settings.procedures.flatMap((one) => [one.names, one.shortNames, one.bring, ...one.ready]),
      ...settings.procedures.flatMap((one) => (one.instead ? [one.instead] : [])),
      ...settings.procedureGroups.map((group) => group.names),
      ...settings.priorityMarks.map((mark) => mark.names),
      ...settings.sites.map((site) => site.names),
      ...settings.sites.flatMap((site) => [...site.notices, ...(site.whereToWait ? [site.whereToWait] : [])]),
      ...settings.sites.flatMap((site) => site.booths.flatMap((booth) => (booth.names ? [booth.names] : []))),
    ];
    for (const text of texts) expect(Object.keys(text ?? {}).sort()).toEqual([...languages].sort());
    expect(settings.languages).toEqual([...languages]);
  });

  it('shows what the rules can do: skips, helping booths, and a mark that may come when intake is stopped', async () => {
    const settings = await load('demo');
    expect(settings.procedures.some((one) => [4, 9, 42].every((n) => one.numbers.skip.includes(n)))).toBe(
      true,
    );
    const tenth = settings.sites[0]?.booths.find((booth) => booth.number === 10);
    expect(tenth?.procedures).toEqual([
      { procedure: 'card-renewal', delayMinutes: 0 },
      { procedure: 'certificate-renewal', delayMinutes: 10 },
    ]);
    expect(settings.priorityMarks.find((mark) => mark.exempt)).toMatchObject({ id: 'expiring', minutes: 10 });
    expect(settings.priorityMarks).toHaveLength(6);
    expect(settings.demo?.staff).toHaveLength(14);
    const played = settings.demo?.staff.flatMap(({ grants }) => grants.map(({ role }) => role));
    expect(new Set(played)).toEqual(new Set(roles));
    for (const name of names.filter((one) => one !== 'demo')) {
      expect((await load(name)).demo, name).toBeUndefined();
    }
  });
});

describe('setagaya', () => {
  it('has 23 places: the centre, ten counters and branches, twelve corners', () => {
    const kinds = [...sitesOf('setagaya').values()].map((site) => site.settings.kind);
    expect(kinds).toHaveLength(23);
    expect(kinds.filter((kind) => kind === 'centre')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'wardOffice' || kind === 'branch')).toHaveLength(10);
    expect(kinds.filter((kind) => kind === 'corner')).toHaveLength(12);
  });

  it("opens the centre as the ward's paper says", () => {
    const centre = siteOf('setagaya', 'centre');
    // A week without holidays from Sunday 6 December 2026, then its special days.
    expect(datesOf('2026-12-06', '2026-12-12').map((date) => hours(centre, date))).toEqual([
      '09:00-17:00',
      '09:00-17:00',
      '11:00-19:00',
      '09:00-17:00',
      '11:00-19:00',
      '09:00-17:00',
      'closed',
    ]);
    for (const date of ['2026-12-20', '2026-11-23', '2026-12-29', '2027-01-03']) {
      expect(hours(centre, date)).toBe('closed');
    }
    expect(centre.booths.size).toBeGreaterThanOrEqual(10);
    expect(offered(centre)).not.toContain('address-change');
  });

  it('offers only renewal and PIN reset at the corners, since the dates they opened', () => {
    const sites = sitesOf('setagaya');
    const corners = [...sites.values()].filter((site) => site.settings.kind === 'corner');
    for (const corner of corners) expect(offered(corner)).toEqual(['certificate-renewal', 'pin-reset']);
    const openIn = (month: string) =>
      corners.filter((corner) => openDates(corner, `${month}-01`, `${month}-28`).length > 0).length;
    expect([openIn('2023-02'), openIn('2023-03'), openIn('2024-01'), openIn('2024-02')]).toEqual([
      0, 5, 5, 12,
    ]);
  });
});

describe('setagaya-2019', () => {
  it('opens the dedicated counter from April H31 to March R4, weekdays 11–19 and Saturdays 9–17', () => {
    const counter = siteOf('setagaya-2019', 'dedicated-counter');
    expect(hours(counter, '2019-03-29')).toBe('closed');
    expect(hours(counter, '2019-04-01')).toBe('11:00-19:00');
    expect(hours(counter, '2019-04-06')).toBe('09:00-17:00');
    expect(hours(counter, '2019-04-07')).toBe('closed');
    expect(hours(counter, '2022-03-31')).toBe('11:00-19:00');
    expect(hours(counter, '2022-04-01')).toBe('closed');
  });

  it('opens the certificate window on every day but the year end, and Karasuyama on days off', () => {
    const window = siteOf('setagaya-2019', 'certificate-window');
    expect(openDates(window, '2019-01-04', '2019-12-28')).toHaveLength(359);
    expect(openDates(window, '2019-12-29', '2020-01-03')).toEqual([]);
    expect(hours(window, '2019-05-01')).toBe('09:00-20:00');
    const karasuyama = siteOf('setagaya-2019', 'karasuyama-window');
    // The ten days off in a row around the enthronement, and the weekday after them.
    expect(openDates(karasuyama, '2019-04-26', '2019-05-07')).toEqual(datesOf('2019-04-27', '2019-05-06'));
  });

  it('tours the districts in 54 sessions on weekdays, twice in each of 27', () => {
    const touring = siteOf('setagaya-2019', 'touring-districts');
    const sessions = openDates(touring, '2018-12-01', '2022-12-31');
    expect(sessions).toHaveLength(54);
    expect(sessions[0]).toMatch(/^2019-01/);
    expect(sessions.at(-1)).toMatch(/^2019-03/);
    for (const date of sessions) expect([1, 2, 3, 4, 5]).toContain(new Date(date).getUTCDay());
    const visits = new Map<string, number>();
    for (const { name } of touring.settings.calendar.exceptions) {
      visits.set(name?.ja ?? '', (visits.get(name?.ja ?? '') ?? 0) + 1);
    }
    expect(visits.size).toBe(27);
    expect([...visits.values()].every((count) => count === 2)).toBe(true);
  });

  it('tours the areas 10 times in December, 15 times to March, then 60 times a year on Sundays', () => {
    const areas = [...sitesOf('setagaya-2019').values()].filter((site) =>
      /^touring-(?!districts)/.test(site.settings.id),
    );
    const sessions = (first: string, last: string) => areas.flatMap((area) => openDates(area, first, last));
    expect(areas).toHaveLength(5);
    expect(sessions('2018-12-01', '2018-12-31')).toHaveLength(10);
    expect(sessions('2019-01-01', '2019-03-31')).toHaveLength(15);
    for (const year of [2019, 2020, 2021]) {
      const dates = sessions(`${year}-04-01`, `${year + 1}-03-31`);
      expect(dates).toHaveLength(60);
      expect(dates.every((date) => new Date(date).getUTCDay() === 0)).toBe(true);
    }
    expect(sessions('2022-04-01', '2023-03-31')).toEqual([]);
    for (const area of areas)
      expect(hours(area, openDates(area, '2018-12-01', '2018-12-31')[0] ?? '')).toBe('09:30-16:00');
  });
});

describe('minato', () => {
  it('gives no number at the centre without a reservation, from April R8', () => {
    const centre = siteOf('minato', 'centre');
    expect([...centre.procedures.values()].every((one) => !one.walkIn)).toBe(true);
    expect(hours(centre, '2026-03-31')).toBe('closed');
    expect(hours(centre, '2026-04-01')).not.toBe('closed');
    expect(hours(centre, '2026-04-04')).not.toBe('closed');
  });

  it('goes on at five offices', () => {
    const offices = [...sitesOf('minato').values()].filter((site) => site.settings.kind === 'wardOffice');
    expect(offices).toHaveLength(5);
    for (const office of offices)
      expect([...office.procedures.values()].every((one) => one.walkIn)).toBe(true);
  });
});

describe('kawasaki', () => {
  it('has the KSP centre, its place without reservation, nine offices and three temporary windows', () => {
    const sites = sitesOf('kawasaki');
    expect(sites.size).toBe(14);
    const ksp = siteOf('kawasaki', 'ksp');
    // Monday to Sunday from 15 November 2021, then a holiday on a Tuesday.
    expect(datesOf('2021-11-15', '2021-11-21').map((date) => hours(ksp, date))).toEqual([
      '12:00-20:00',
      '12:00-20:00',
      '12:00-20:00',
      '12:00-20:00',
      'closed',
      '09:00-17:00',
      '09:00-17:00',
    ]);
    expect(hours(ksp, '2021-11-23')).toBe('09:00-17:00');
    expect([...ksp.procedures.values()].every((one) => !one.walkIn)).toBe(true);
    expect(nextOpening(ksp, Date.parse('2023-12-28T20:00:00+09:00'))).toBeNull();
    const walkIn = siteOf('kawasaki', 'ksp-walk-in');
    expect([...walkIn.procedures.values()].every((one) => one.walkIn)).toBe(true);
    expect(hours(walkIn, '2021-07-20')).toBe('closed');
    expect(hours(walkIn, '2021-07-28')).toBe('12:00-20:00');
  });

  it('opens the offices on second and fourth Saturdays, in summer 2021 with an afternoon for card issue', () => {
    const office = siteOf('kawasaki', 'saiwai');
    const saturdays = (first: string, last: string) =>
      openDates(office, first, last).filter((date) => new Date(date).getUTCDay() === 6);
    expect(saturdays('2021-06-01', '2021-06-30')).toEqual(['2021-06-12', '2021-06-26']);
    expect(hours(office, '2021-06-26')).toBe('08:30-12:30, 15:00-18:00 card-issue');
    expect(hours(office, '2021-09-11')).toBe('08:30-12:30');
    expect(hours(office, '2021-06-19')).toBe('closed');
  });

  it('opens three temporary windows in January R7', () => {
    const sites = [...sitesOf('kawasaki').values()].filter((site) => site.settings.id !== 'ksp-walk-in');
    const temporary = sites.filter((site) => site.settings.kind === 'temporary');
    expect(temporary).toHaveLength(3);
    for (const site of temporary) {
      expect(openDates(site, '2024-01-01', '2024-12-31')).toEqual([]);
      expect(openDates(site, '2025-01-01', '2025-01-31').length).toBeGreaterThan(15);
      expect(offered(site)).toEqual(['certificate-renewal', 'card-issue']);
    }
  });
});
