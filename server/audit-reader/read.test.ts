// Reading the audit: every line once, newest first, whatever the pages; and what is asked wrongly is told.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { BusinessDate, SiteId } from '../../protocol/ids.ts';
import { type AuditLine, AuditQuery } from '../../protocol/wire-audit.ts';
import { auditPageLines, readAudit } from './read.ts';
import type { DaySource } from './sources.ts';

const today = '2026-11-24' as BusinessDate;
const dayMs = 86_400_000;
const midnight = (date: string): number => Date.parse(`${date}T00:00:00+09:00`);

const sourceOf = (lines: readonly AuditLine[]): DaySource => ({
  archived: [],
  linesOf: async (date, site) =>
    lines.filter(
      (line) =>
        Math.floor((line.atMs - midnight(date)) / dayMs) === 0 && (site === null || line.site === site),
    ),
});
const line = (atMs: number, stream: string, version: number, more: Partial<AuditLine> = {}): AuditLine => ({
  atMs,
  kind: 'staff',
  actor: 'sato',
  name: '佐藤',
  from: null,
  site: null,
  type: 'signedIn',
  details: {},
  place: `${stream} ${version}`,
  ...more,
});
const pagesOf = async (source: DaySource, query: object): Promise<AuditLine[][]> => {
  const pages: AuditLine[][] = [];
  for (let before: string | null = null; ; ) {
    const asked = AuditQuery.parse({ ...query, ...(before === null ? {} : { before }) });
    const page = await readAudit(asked, today, source);
    if (!page.ok) throw new Error(page.refusal.message);
    pages.push([...page.value.lines]);
    before = page.value.next;
    if (before === null) return pages;
  }
};

it('gives every line of the days once, newest first, over as many pages as it takes', async () => {
  const instants = fc.integer({ min: midnight('2026-11-22'), max: midnight('2026-11-25') - 1 });
  const few = fc.array(fc.tuple(instants, fc.constantFrom('a:1', 'b:1')), { minLength: 1, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(few, fc.integer({ min: 1, max: 60 }), async (seeds, times) => {
      const lines = Array.from({ length: seeds.length * times }, (_, i) => {
        const [atMs, stream] = seeds[i % seeds.length] as [number, string];
        return line(atMs, stream, i + 1);
      });
      const pages = await pagesOf(sourceOf(lines), { from: '2026-11-22', to: '2026-11-24' });
      const all = pages.flat();
      expect(new Set(all.map(({ place }) => place))).toEqual(new Set(lines.map(({ place }) => place)));
      expect(all).toHaveLength(lines.length);
      expect(all.map(({ atMs }) => atMs)).toEqual(all.map(({ atMs }) => atMs).sort((a, b) => b - a));
      for (const page of pages.slice(0, -1)) expect(page).toHaveLength(auditPageLines);
    }),
    { numRuns: 40 },
  );
});

it('shows people and what came to the sign-in, devices only when asked; by actor, site and type', async () => {
  const at = midnight(today) + 1_000;
  const lines = [
    line(at, 'day:centre', 1, { kind: 'device', actor: 'desk', name: null, site: 'centre' as SiteId }),
    line(at, 'day:centre', 2, { site: 'centre' as SiteId, type: 'ticketCalled' }),
    line(at, 'audit:town', 3, { kind: 'system', actor: 'hub', name: null, type: 'signInRefused' }),
  ];
  const shown = async (query: object) =>
    (await pagesOf(sourceOf(lines), query)).flat().map(({ place }) => place.split(' ')[1]);
  expect(await shown({})).toEqual(['2', '3']);
  expect(await shown({ who: 'all' })).toEqual(['2', '1', '3']);
  expect(await shown({ actor: '佐' })).toEqual(['2']);
  expect(await shown({ actor: 'SAT', site: 'centre', type: 'ticketCalled' })).toEqual(['2']);
  expect(await shown({ actor: 'mori' })).toEqual([]);
});

it.each([
  [{ from: '2026-11-25' }, 'from'],
  [{ from: '2026-01-01', to: '2026-11-24' }, 'from'],
  [{ before: 'yesterday' }, 'before'],
  [{ before: '2026-11-20 1 a 1' }, 'before'],
])('names what is wrong in %j', async (query, field) => {
  const page = await readAudit(AuditQuery.parse(query), today, sourceOf([]));
  expect(page).toMatchObject({ ok: false, refusal: { code: 'malformed', params: { field } } });
});
