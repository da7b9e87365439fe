// The figures over HTTP: tallies as JSON, as a table for spreadsheets, as open data, and every visit as Parquet.
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify/sync';
import { type RequestHandler, type Response, Router } from 'express';
import { holds } from '../../protocol/access.ts';
import type { SiteId } from '../../protocol/ids.ts';
import { figuresRoles } from '../../protocol/pages.ts';
import { type Parsed, parseAs } from '../../protocol/parse.ts';
import { refuse } from '../../protocol/refusals.ts';
import { type Figures, FiguresQuery, type FiguresRow } from '../../protocol/wire-figures.ts';
import { callerAt } from '../access/guard.ts';
import { figuresTable, openData } from '../figures/tables.ts';
import { siteOf } from '../ingress/site-of.ts';
import type { WebParts } from './dependencies.ts';
import { sendRefusal } from './refusals.ts';

type Asked = { readonly query: FiguresQuery; readonly sites: readonly SiteId[] };

/** GET /api/figures and what lies below it. */
export const openFigureDoors = ({ hub, figures }: Pick<WebParts, 'hub' | 'figures'>): Router => {
  const router = Router();

  /** What is asked for, and the sites that the caller may count. */
  const read = (input: unknown, response: Response): Parsed<Asked> => {
    const query = parseAs(FiguresQuery, input, 'query');
    if (!query.ok) return query;
    const caller = callerAt(response);
    const grants = 'grants' in caller ? caller.grants : [];
    const may = [...hub.sites.keys()].filter((site) => holds(grants, figuresRoles, site));
    if (query.value.site !== undefined) {
      const named = siteOf(hub, query.value.site);
      if (!named.ok) return named;
      if (!may.includes(query.value.site)) return { ok: false, refusal: refuse('notAllowed') };
      return { ok: true, value: { query: query.value, sites: [query.value.site] } };
    }
    if (may.length === 0) return { ok: false, refusal: refuse('notAllowed') };
    return { ok: true, value: { query: query.value, sites: may } };
  };

  /** What a site or procedure is called; the id where it is no longer in the settings. */
  const nameOf = (row: FiguresRow, { split }: FiguresQuery): string => {
    const sites = [...hub.sites.values()].map(({ site }) => site);
    if (split === 'site')
      return sites.find(({ settings }) => settings.id === row.part)?.settings.names.ja ?? row.part;
    if (split !== 'procedure') return row.part;
    const offered = sites.flatMap(({ procedures }) => [...procedures.values()]);
    return offered.find(({ id }) => id === row.part)?.names.ja ?? row.part;
  };

  const asJson: RequestHandler = async (request, response) => {
    const asked = read(request.query, response);
    if (!asked.ok) return sendRefusal(response, asked.refusal);
    const told = await figures.figures(asked.value.query, asked.value.sites);
    if (!told.ok) return sendRefusal(response, told.refusal);
    response.json(told.value);
  };

  const download = (response: Response, name: string, type: string): void => {
    response.set({ 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"` });
  };

  const asTable =
    (kind: string, rowsOf: (told: Figures, query: FiguresQuery) => (string | number)[][]): RequestHandler =>
    async (request, response) => {
      const asked = read(request.query, response);
      if (!asked.ok) return sendRefusal(response, asked.refusal);
      const { query, sites } = asked.value;
      const told = await figures.whole(query, sites);
      if (!told.ok) return sendRefusal(response, told.refusal);
      const { from, to, by } = query;
      download(response, `${kind}-${by}-${from}-${to}.csv`, 'text/csv; charset=utf-8');
      // The mark tells Excel that it is UTF-8; what looks like a formula is made text.
      const rows = rowsOf(told.value, query);
      response.send(stringify(rows, { bom: true, escape_formulas: true, record_delimiter: 'windows' }));
    };

  const asParquet: RequestHandler = async (request, response) => {
    const asked = read(request.query, response);
    if (!asked.ok) return sendRefusal(response, asked.refusal);
    const { query, sites } = asked.value;
    const done = await figures.parquet(query, sites, async (path) => {
      download(response, `visits-${query.from}-${query.to}.parquet`, 'application/vnd.apache.parquet');
      await pipeline(createReadStream(path), response);
    });
    if (!done.ok) sendRefusal(response, done.refusal);
  };

  router.get('/figures', asJson);
  router.get(
    '/figures.csv',
    asTable('figures', (told, query) => figuresTable(told, query, (row) => nameOf(row, query))),
  );
  router.get('/figures/open.csv', asTable('open-data', openData));
  router.get('/figures/visits.parquet', asParquet);
  return router;
};
