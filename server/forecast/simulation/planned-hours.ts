// When the settings plan a site's booths to be open on a date.
import { BoothNumber, type BusinessDate } from '../../../protocol/ids.ts';
import { instantOf, weekdayOf } from '../../calendar/dates.ts';
import { minutesOf } from '../../calendar/hours.ts';
import type { ResolvedSite } from '../../settings/resolved-site.ts';
import type { DayRecord, PlannedWindow } from '../contract.ts';

/** One booth's planned windows on a date, in order of time; none: nothing is planned for it. */
export const plannedOn = (
  site: ResolvedSite,
  booth: number,
  date: BusinessDate,
): readonly PlannedWindow[] => {
  const weekday = weekdayOf(date);
  return (site.booths.get(booth)?.planned ?? [])
    .filter(({ weekdays }) => weekdays === undefined || weekdays.includes(weekday))
    .map(({ from, to, procedures }) => ({
      fromMs: instantOf(date, minutesOf(from)),
      toMs: instantOf(date, minutesOf(to)),
      procedures: procedures ?? null,
    }))
    .toSorted((a, b) => a.fromMs - b.fromMs);
};

/** All booths' planned windows on a date, as a day's record keeps them. */
export const plannedAt = (site: ResolvedSite, date: BusinessDate): DayRecord['planned'] =>
  [...site.booths.keys()].flatMap((booth) =>
    plannedOn(site, BoothNumber.parse(booth), date).map(({ fromMs, toMs }) => ({ booth, fromMs, toMs })),
  );
