// The planner that knows the future, as a bound: one hall without ways, and nobody is let in whom the day will not reach.
import type { DrawnDay, Person } from './day.ts';
import { hours, shiftsOf, sites } from './network.ts';

export type Bound = {
  readonly served: number;
  readonly waits: readonly number[];
  readonly doorToDone: readonly number[];
};

/**
 * All booths of the city stand in one hall and call in order of coming. More than any real planner could do: people do
 * not travel, leave or miss their turn; so few who are served by it could not be served at all.
 */
export const boundOf = (day: DrawnDay): Bound => {
  const people: readonly Person[] = [
    ...day.walkIns,
    ...day.reserved.filter(({ at }) => !Number.isNaN(at)),
  ].toSorted((a, b) => a.at - b.at);
  const booths = sites.flatMap(({ booths: count }, site) =>
    Array.from({ length: count }, (_, booth) => ({ site, booth, free: hours.opens as number })),
  );
  const waits: number[] = [];
  const doorToDone: number[] = [];
  let next = 0;
  for (let at = hours.opens as number; at < hours.closes + hours.overrun; at += 0.25) {
    if (day.outage !== null && at >= day.outage[0] && at < day.outage[1]) continue;
    for (const one of booths) {
      const person = people[next];
      if (person === undefined || person.at > at) break;
      if (one.free > at) continue;
      const works = at >= hours.closes || shiftsOf(one.booth).some(([from, to]) => at >= from && at < to);
      const away = day.away.some(
        ({ site, booth, from, to }) => site === one.site && booth === one.booth && at >= from && at < to,
      );
      if (!works || away) continue;
      next += 1;
      const done = at + person.visit * (day.factors[one.site] as number);
      one.free = done + 0.75;
      waits.push(at - person.at);
      doorToDone.push(done - person.at);
    }
  }
  return { served: next, waits, doorToDone };
};
