// The audit over HTTP, for administrators: pages of JSON, and all of it as a table (CSV).
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { type RequestHandler, Router } from 'express';
import type { BusinessDate } from '../../protocol/ids.ts';
import { type Parsed, parseAs } from '../../protocol/parse.ts';
import { auditSentence } from '../../protocol/texts/audit-sentences.ts';
import { type AuditLine, type AuditPage, AuditQuery } from '../../protocol/wire-audit.ts';
import { readAudit } from '../audit-reader/read.ts';
import { createDaySource } from '../audit-reader/sources.ts';
import type { WebParts } from './dependencies.ts';
import { sendRefusal } from './refusals.ts';

type AuditParts = Pick<WebParts, 'hub' | 'log' | 'organisation' | 'register' | 'now'>;

const columns = [
  ...['time', 'kind', 'actor', 'name', 'address', 'site', 'type', 'details', 'place'],
  ...['sentenceJa', 'sentenceEn'],
] as const;
/** In a table that other programs read, ids stay ids. */
const asIds = { procedure: () => null, site: () => null };

const timeOf = (atMs: number): string =>
  Temporal.Instant.fromEpochMilliseconds(atMs)
    .toZonedDateTimeISO('Asia/Tokyo')
    .toString({ timeZoneName: 'never', fractionalSecondDigits: 3 });

const rowOf = (line: AuditLine): readonly string[] => [
  timeOf(line.atMs),
  line.kind,
  line.actor,
  line.name ?? '',
  line.from ?? '',
  line.site ?? '',
  line.type,
  JSON.stringify(line.details),
  line.place,
  auditSentence(line, 'ja', asIds) ?? '',
  auditSentence(line, 'en', asIds) ?? '',
];

/** GET /api/audit and /api/audit.csv. */
export const openAudit = ({ hub, log, organisation, register, now }: AuditParts): Router => {
  const router = Router();
  const nameOf = (id: string): string | null =>
    [...register.state().accounts.values()].find((account) => account.id === id)?.name ?? null;
  const today = (): BusinessDate => timeOf(now()).slice(0, 10) as BusinessDate;
  const read = (query: AuditQuery): Promise<Parsed<AuditPage>> =>
    readAudit(query, today(), createDaySource({ log, hub, organisation: organisation.id, nameOf }));

  const asJson: RequestHandler = async (request, response) => {
    const query = parseAs(AuditQuery, request.query, 'query');
    if (!query.ok) return sendRefusal(response, query.refusal);
    const page = await read(query.value);
    if (!page.ok) return sendRefusal(response, page.refusal);
    response.set('Cache-Control', 'no-store').json(page.value);
  };

  /** Page after page, so that no more than one is in memory. */
  const rowsOf = async function* (first: AuditPage, query: AuditQuery): AsyncGenerator<readonly string[]> {
    yield columns;
    for (let page = first; ; ) {
      for (const line of page.lines) yield rowOf(line);
      if (page.next === null) return;
      const more = await read({ ...query, before: page.next });
      if (!more.ok) throw new Error(more.refusal.message);
      page = more.value;
    }
  };

  const asTable: RequestHandler = async (request, response) => {
    const query = parseAs(AuditQuery, request.query, 'query');
    if (!query.ok) return sendRefusal(response, query.refusal);
    const first = await read(query.value);
    if (!first.ok) return sendRefusal(response, first.refusal);
    const { from, to } = query.value;
    const name = `audit-${[from, to ?? today()].filter(Boolean).join('-')}.csv`;
    response.set({
      'Cache-Control': 'no-store',
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
    });
    // The mark tells spreadsheets that it is UTF-8; what looks like a formula is made text.
    const table = stringify({ bom: true, escape_formulas: true, record_delimiter: 'windows' });
    await pipeline(rowsOf(first.value, query.value), table, response);
  };

  router.get('/audit', asJson);
  router.get('/audit.csv', asTable);
  return router;
};
