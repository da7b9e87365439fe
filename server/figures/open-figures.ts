// The room of the figures: opens its engine when somebody first asks, brings it up to date, and answers.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SiteId } from '../../protocol/ids.ts';
import type { Parsed } from '../../protocol/parse.ts';
import { refuse } from '../../protocol/refusals.ts';
import { type Figures, type FiguresQuery, figuresDays } from '../../protocol/wire-figures.ts';
import type { EventLog } from '../log/contract.ts';
import type { Engine } from './engine.ts';
import { createReading, type Reading } from './reading.ts';
import { type SitePromise, tally, writeParquet } from './tally.ts';

export type FiguresParts = {
  readonly log: Pick<EventLog, 'read' | 'streams' | 'version'>;
  readonly dataFolder: string;
  readonly archiveFolder: string;
  /** What each site undertakes now. */
  readonly promises: () => readonly (SitePromise & { readonly site: SiteId })[];
};

export type FiguresRoom = {
  /**
   * Of these sites, one at least. Answers after a few seconds with what is read so far; `complete` tells whether that is all.
   * Refused when the days are in the wrong order or too many. Throws LogUnavailable.
   */
  figures(query: FiguresQuery, sites: readonly SiteId[]): Promise<Parsed<Figures>>;
  /** Resolves when every day is read. */
  whole(query: FiguresQuery, sites: readonly SiteId[]): Promise<Parsed<Figures>>;
  /** Writes every visit of the days as Parquet, gives the file to `send`, and removes it when that is over. */
  parquet(
    query: FiguresQuery,
    sites: readonly SiteId[],
    send: (path: string) => Promise<void>,
  ): Promise<Parsed<null>>;
  close(): Promise<void>;
};

const wrong = (field: string, problem: string) =>
  ({ ok: false, refusal: refuse('malformed', { field, problem }) }) as const;

const problemOf = ({ from, to }: FiguresQuery) => {
  const days = Temporal.PlainDate.from(from).until(to).total({ unit: 'days' });
  if (days < 0) return wrong('from', `must not be after to (${to})`);
  return days >= figuresDays ? wrong('from', `must be at most ${figuresDays} days before to`) : null;
};

/** A browser that waits longer believes that nobody answers. */
const firstAnswerMs = 5_000;

/** What the work gives; null when it takes longer, and then goes on. */
const within = async <T>(work: Promise<T>, ms: number | null): Promise<T | null> => {
  if (ms === null) return work;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, ms, null);
  });
  // Whoever asks next hears what went wrong with the rest of it.
  work.catch(() => undefined);
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

export const openFigures = (parts: FiguresParts): FiguresRoom => {
  let opened: Promise<{ engine: Engine; reading: Reading }> | null = null;
  let closed = false;
  let files = 0;

  const open = () => {
    if (closed) throw new Error('the figures are closed');
    opened ??= (async () => {
      // Some 40 MB of memory, which a hub that nobody asks for figures does not spend.
      const { figuresFileName, openEngine } = await import('./engine.ts');
      const engine = await openEngine(join(parts.dataFolder, figuresFileName));
      const sites = () => parts.promises().map(({ site }) => site);
      return { engine, reading: createReading({ ...parts, engine, sites }) };
    })();
    // What could not be opened is tried again by who asks next.
    opened.catch(() => {
      opened = null;
    });
    return opened;
  };
  const chosen = (sites: readonly SiteId[]) => parts.promises().filter(({ site }) => sites.includes(site));

  const count = async (
    query: FiguresQuery,
    sites: readonly SiteId[],
    patienceMs: number | null,
  ): Promise<Parsed<Figures>> => {
    const problem = problemOf(query);
    if (problem !== null) return problem;
    const { engine, reading } = await open();
    const missing = await within(reading.refresh(query.from, query.to), patienceMs);
    const counted = await tally(engine, query, chosen(sites));
    const own = (missing ?? []).filter((one) => sites.some((site) => one.startsWith(`${site} `)));
    return { ok: true, value: { ...counted, missing: own, complete: missing !== null } };
  };

  return {
    figures: (query, sites) => count(query, sites, firstAnswerMs),
    whole: (query, sites) => count(query, sites, null),
    parquet: async (query, sites, send) => {
      const problem = problemOf(query);
      if (problem !== null) return problem;
      const { engine, reading } = await open();
      await reading.refresh(query.from, query.to);
      files += 1;
      const path = join(parts.dataFolder, `figures-export-${process.pid}-${files}.parquet`);
      try {
        await writeParquet(engine, query, chosen(sites), path);
        await send(path);
      } finally {
        await rm(path, { force: true });
      }
      return { ok: true, value: null };
    },
    close: async () => {
      closed = true;
      const room = await opened?.catch(() => null);
      room?.engine.close();
    },
  };
};
