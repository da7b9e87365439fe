// The tallies themselves: one question to the engine per table of the report, with the site's promises beside it.
import {
  type Figures,
  FiguresOutage,
  type FiguresPeriod,
  type FiguresQuery,
  FiguresReservations,
  FiguresRow,
  type FiguresSplit,
} from '../../protocol/wire-figures.ts';
import type { Engine } from './engine.ts';

/** What a site undertakes, minutes. */
export type SitePromise = { readonly site: string; readonly walkIn: number; readonly reservation: number };

const periods: Readonly<Record<FiguresPeriod, string>> = {
  hour: "lpad(CAST(hour AS VARCHAR), 2, '0')",
  day: 'CAST(date AS VARCHAR)',
  weekday: 'CAST(isodow(date) AS VARCHAR)',
  week: "CAST(CAST(date_trunc('week', date) AS DATE) AS VARCHAR)",
  month: "strftime(date, '%Y-%m')",
  // April is the first month: three months earlier the calendar's year is the fiscal one.
  fiscalYear: "strftime(date - INTERVAL 3 MONTH, '%Y')",
  all: "'all'",
};
const splits: Readonly<Record<FiguresSplit, string>> = {
  none: "''",
  site: 'v.site',
  procedure: 'procedure',
  channel: 'source',
};

const countOf = (condition: string): string => `CAST(count(*) FILTER (WHERE ${condition}) AS INTEGER)`;
const outcomes = ['served', 'absent', 'left', 'elsewhere', 'dayEnded', 'other', 'open'] as const;

const measures = `
  CAST(count(DISTINCT date) AS INTEGER) AS days,
  CAST(count(*) AS INTEGER) AS arrivals,
  ${countOf('reserved')} AS reserved,
  ${outcomes.map((one) => `${countOf(`outcome = '${one}'`)} AS "${one}"`).join(',\n  ')},
  CAST(coalesce(sum(transfers), 0) AS INTEGER) AS transfers,
  CAST(count(wait) AS INTEGER) AS called,
  quantile_cont(wait, [0.5, 0.8, 0.95]) AS waits,
  ${countOf('wait <= CASE WHEN reserved THEN p.reservation ELSE p.walkIn END')} AS promisesKept,
  quantile_cont(service, 0.5) AS serviceMedian,
  avg(service) AS serviceMean,
  coalesce(sum(service), 0) AS serviceTotal`;

type Waits = { readonly items: readonly number[] } | null;
const rowOf = (found: Record<string, unknown>): FiguresRow => {
  const { waits, ...rest } = found as { waits: Waits } & Record<string, unknown>;
  const [waitMedian = null, waitP80 = null, waitP95 = null] = waits?.items ?? [];
  return FiguresRow.parse({ ...rest, waitMedian, waitP80, waitP95 });
};

const within = `date BETWEEN CAST($from AS DATE) AND CAST($to AS DATE)`;
const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** Where clause that keeps to these sites; their ids are checked names. */
const sitesOf = (promises: readonly SitePromise[]): string =>
  promises.map(({ site, walkIn, reservation }) => `(${text(site)}, ${walkIn}, ${reservation})`).join(', ');

/** Tallies the days that the engine holds; `promises` names the sites that are counted, at least one. */
export const tally = async (
  engine: Pick<Engine, 'rows'>,
  query: FiguresQuery,
  promises: readonly SitePromise[],
): Promise<Omit<Figures, 'missing' | 'complete'>> => {
  const { from, to, by, split } = query;
  const dates = { from, to };
  const given = `WITH p(site, walkIn, reservation) AS (VALUES ${sitesOf(promises)})`;
  const visits = (period: string, part: string): Promise<readonly Record<string, unknown>[]> =>
    engine.rows(
      `${given} SELECT ${period} AS period, ${part} AS part, ${measures}
       FROM visits v JOIN p ON v.site = p.site WHERE ${within} GROUP BY 1, 2 ORDER BY 1, 2`,
      dates,
    );
  const empty = { period: 'all', part: '', days: 0, arrivals: 0, reserved: 0, transfers: 0, called: 0 };
  const nothing: FiguresRow = {
    ...empty,
    ...{ served: 0, absent: 0, left: 0, elsewhere: 0, dayEnded: 0, other: 0, open: 0 },
    ...{ waitMedian: null, waitP80: null, waitP95: null, promisesKept: 0 },
    ...{ serviceMedian: null, serviceMean: null, serviceTotal: 0 },
  };
  const [total] = (await visits("'all'", "''")).map(rowOf);
  const states = await engine.rows(
    `${given} SELECT state, CAST(count(*) AS INTEGER) AS n FROM reservations v JOIN p ON v.site = p.site WHERE ${within} GROUP BY 1`,
    dates,
  );
  const of = (state: string): number => Number(states.find((one) => one.state === state)?.n ?? 0);
  const outages = await engine.rows(
    `${given} SELECT v.site AS site, CAST(date AS VARCHAR) AS date, procedure, fromMs, minutes
     FROM outages v JOIN p ON v.site = p.site WHERE ${within} ORDER BY minutes DESC, fromMs, procedure LIMIT 200`,
    dates,
  );
  return {
    ...dates,
    rows: (await visits(periods[by], splits[split])).map(rowOf),
    total: total ?? nothing,
    reservations: FiguresReservations.parse({
      booked: of('booked') + of('arrived') + of('missed'),
      ...{ arrived: of('arrived'), missed: of('missed'), cancelled: of('cancelled'), moved: of('moved') },
    }),
    outages: outages.map((one) => FiguresOutage.parse(one)),
  };
};

/** Every visit of the days as a Parquet file (ZSTD), in no order, which sorting three years would need memory for; one row a visit, nothing of the person. */
export const writeParquet = async (
  engine: Pick<Engine, 'run'>,
  { from, to }: Pick<FiguresQuery, 'from' | 'to'>,
  promises: readonly SitePromise[],
  path: string,
): Promise<void> => {
  const sites = promises.map(({ site }) => text(site)).join(', ');
  // COPY takes no bound values; the dates are checked ones.
  await engine.run(
    `COPY (SELECT site, date, ticket, procedure, source AS channel, reserved, hour, wait AS waitMinutes, service AS serviceMinutes,
       transfers, outcome FROM visits WHERE site IN (${sites}) AND date BETWEEN DATE ${text(from)} AND DATE ${text(to)}) TO ${text(path)} (FORMAT parquet, COMPRESSION zstd)`,
  );
};
