// Sites and calendars for the tests of this room: one procedure or a few, and whatever hours a test is about.
import { CalendarSettings } from '../../protocol/calendar-settings.ts';
import { BusinessDate, ProcedureId } from '../../protocol/ids.ts';
import { type Rules, SiteSettings } from '../../protocol/settings.ts';
import { parseSettings } from '../settings/parse.ts';
import { resolveSite } from '../settings/resolve.ts';
import type { ResolvedSite } from '../settings/resolved-site.ts';

export const dateOf = (text: string): BusinessDate => BusinessDate.parse(text);
export const procedureOf = (text: string): ProcedureId => ProcedureId.parse(text);
export const calendarOf = (calendar: unknown): CalendarSettings => CalendarSettings.parse(calendar);
/** Epoch ms of a civil time in Japan, by fixed offset: what the calendar must agree with. */
export const japan = (text: string): number => Date.parse(`${text}:00+09:00`);

/** A site with the procedures card-issue and renewal, both at booth 1. */
export const siteWith = (calendar: unknown, rules: Partial<Rules> = {}): ResolvedSite => {
  const settings = parseSettings({
    organisation: { id: 'city', names: { ja: '市' } },
    procedures: [
      { id: 'card-issue', letter: 'A', names: { ja: 'カード交付' }, plannedMinutes: 15 },
      { id: 'renewal', letter: 'B', names: { ja: '更新' }, plannedMinutes: 8 },
    ],
    sites: [
      {
        id: 'centre',
        names: { ja: 'センター' },
        kind: 'centre',
        calendar,
        procedures: [{ procedure: 'card-issue' }, { procedure: 'renewal' }],
        booths: [{ number: 1, procedures: [{ procedure: 'card-issue' }, { procedure: 'renewal' }] }],
        rules,
      },
    ],
  });
  return resolveSite(settings, SiteSettings.shape.id.parse('centre'));
};

/** The same hours on the named weekdays. */
export const weekly = (days: string, from: string, to: string) =>
  Object.fromEntries(days.split(' ').map((day) => [day, [{ from, to }]]));

/** All dates from one to another, both included, counted without the code under test. */
export const datesBetween = (first: string, last: string): readonly BusinessDate[] => {
  const dates: BusinessDate[] = [];
  for (let at = Date.parse(`${first}T00:00:00Z`); at <= Date.parse(`${last}T00:00:00Z`); at += 86_400_000) {
    dates.push(dateOf(new Date(at).toISOString().slice(0, 10)));
  }
  return dates;
};

/** The hours of a date as text, "9:00–17:00" style joined by commas; "closed" when there are none. */
export const hoursText = (
  openings: readonly {
    readonly from: string;
    readonly to: string;
    readonly procedures: readonly string[] | null;
  }[],
): string =>
  openings.length === 0
    ? 'closed'
    : openings
        .map(
          ({ from, to, procedures }) =>
            `${from}-${to}${procedures === null ? '' : ` ${procedures.join('+')}`}`,
        )
        .join(', ');
