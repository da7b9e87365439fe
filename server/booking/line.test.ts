// The line at a release: nobody can better their turn, each share of the time is as likely, who comes later comes behind.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BusinessDate, ProcedureId } from '../../protocol/ids.ts';
import { BookingSession } from '../../protocol/reservation-ids.ts';
import { ringOf } from '../contacts/contacts.test-support.ts';
import type { SiteHub } from '../hub/contract.ts';
import { createOffering } from '../hub/offering.ts';
import { emptyVacancy } from '../reservations/vacancy.ts';
import { at, siteWith } from '../slots/slots.test-support.ts';
import { createLine, lineEndsAtMs, turnAtMs } from './line.ts';
import { ownerOf } from './tokens.ts';

const date = '2026-12-07' as BusinessDate;
const site = siteWith({ group: { releases: [{ daysBefore: 7, at: '08:30' }], drawSeconds: 20 } });
const [group] = [...(site.reservations?.groups.values() ?? [])];
const procedure = group?.procedures[0] as ProcedureId;
const offering = createOffering(site, date);
const siteHub = {
  site,
  books: { offering: () => offering, vacancy: async () => emptyVacancy },
} as unknown as SiteHub;
const slotAtMs = offering.plan([]).groups[0]?.slots.find(({ places }) => places > 0)?.startAtMs ?? 0;
const releaseMs = at('08:30', '2026-11-30');
const release = { atMs: releaseMs, drawMs: 20_000 };
const ends = lineEndsAtMs(release);

const keys = ringOf();
let nowMs = 0;
const [hub, other] = [0, 1].map(() => createLine({ keys, now: () => nowMs }));
if (hub === undefined || other === undefined || keys === null) throw new Error('no line');
const of = (name: number | string, pass: string | null = null) => ({
  ...{
    siteHub,
    date,
    procedure,
    owner: ownerOf(BookingSession.parse(`session-${String(name).padStart(20, '0')}`)),
    pass,
  },
});
const joined = async (name: number | string, atMs: number, line = hub) => {
  nowMs = atMs;
  const place = await line.join(of(name));
  if (place === null) throw new Error('there is no line');
  return place;
};

describe('a turn', () => {
  it('of who came later is behind all drawn, in order of coming, never before they came; after the line, at once', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.nat(60_000),
        fc.nat(60_000),
        (u, a, b) => {
          const [first, second] = [Math.min(a, b), Math.max(a, b)].map((ms) => releaseMs + ms) as [
            number,
            number,
          ];
          const drawn = turnAtMs(release, releaseMs - 1, u);
          expect(drawn).toBeGreaterThanOrEqual(releaseMs);
          expect(drawn).toBeLessThan(releaseMs + 20_000);
          const turns = [turnAtMs(release, first, u), turnAtMs(release, second, 1 - u)];
          expect(turns[0]).toBeGreaterThanOrEqual(Math.max(first, releaseMs + 20_000 - 1e-6));
          expect(turns[1]).toBeGreaterThanOrEqual(turns[0] ?? 0);
          if (first >= ends) expect(turns[0]).toBe(first);
        },
      ),
    );
  });

  it('is drawn alike for all who were there, whenever they came: half an hour early gains nothing', async () => {
    const turns = await Promise.all(
      Array.from(
        { length: 2_000 },
        async (_, n) => (await joined(n, releaseMs - (n % 2 === 0 ? 1_800_000 : 10))).turnAtMs,
      ),
    );
    const mean = (half: number) =>
      turns.filter((_, n) => n % 2 === half).reduce((sum, ms) => sum + ms - releaseMs, 0) / 1_000;
    // Of 1,000 uniform draws in 20 s: the mean lies within six standard errors, 1,096 ms.
    for (const half of [0, 1]) expect(Math.abs(mean(half) - 10_000)).toBeLessThan(1_096);
    expect(new Set(turns).size).toBeGreaterThan(1_800);
  });

  it('is the same at every hub, for every pass of the session, and no other session’s', async () => {
    const early = await joined('a', releaseMs - 60_000);
    expect((await joined('a', releaseMs - 5, other)).turnAtMs).toBe(early.turnAtMs);
    nowMs = early.turnAtMs - 1;
    const wish = (pass: string | null, name = 'a') => other.waits({ ...of(name, pass), slotAtMs });
    expect(await wish(early.pass)).toMatchObject({ turnAtMs: early.turnAtMs });
    nowMs = early.turnAtMs;
    expect(await wish(early.pass)).toBeNull();
    // Without it, with another's, with one that was tampered with: as one who comes just now.
    const late = turnAtMs(release, nowMs, 0);
    const forged = `${(releaseMs - 9).toString(36)}.${early.pass?.split('.')[1]}`;
    for (const place of [
      await wish(null),
      await wish(early.pass, 'b'),
      await wish(forged),
      await wish('x.y'),
    ])
      expect(place?.turnAtMs).toBe(Math.ceil(late));
  });
});

describe('the line', () => {
  it('opens half an hour before, and lets everybody book as they come once it is over', async () => {
    nowMs = releaseMs - 1_800_001;
    expect(await hub.join(of('c'))).toBeNull();
    nowMs = ends;
    expect(await hub.join(of('c'))).toBeNull();
    expect(await hub.waits({ ...of('c'), slotAtMs })).toBeNull();
    nowMs = Math.ceil(ends) - 1;
    expect(await hub.waits({ ...of('c'), slotAtMs })).not.toBeNull();
    const place = await hub.waits({ ...of('c'), slotAtMs });
    expect(place?.turnAtMs).toBeLessThanOrEqual(Math.ceil(ends));
  });
});
