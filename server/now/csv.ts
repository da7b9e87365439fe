// The now view as CSV (RFC 4180): one line per site and procedure, for spreadsheets and portals.
import { stringify } from 'csv-stringify/sync';
import type { NowView } from '../../protocol/now.ts';

/** The columns, in their order; docs/now.md tells what each holds. */
export const columns = [
  'site',
  'site_name',
  'phase',
  'opens_at',
  'closes_at',
  'procedure',
  'procedure_name',
  'intake',
  'waiting',
  'wait_low_minutes',
  'wait_high_minutes',
  'last_called',
  'last_called_at',
  'made_at',
] as const;

/** An instant in Japan with its offset, as spreadsheets and programs both read it. */
const timeOf = (atMs: number | null | undefined): string =>
  atMs == null
    ? ''
    : Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO('Asia/Tokyo').toString({
        smallestUnit: 'second',
        timeZoneName: 'never',
      });

/** With a byte order mark, without which Excel takes Japanese for something else. */
export const nowCsv = (view: NowView): string => {
  const lines = view.sites.flatMap((site) =>
    site.procedures.map((procedure) => [
      site.id,
      site.names.ja,
      site.phase,
      timeOf(site.hours[0]?.fromMs),
      timeOf(site.hours.at(-1)?.toMs),
      procedure.id,
      procedure.names.ja,
      procedure.intake,
      procedure.waiting,
      procedure.wait?.low ?? null,
      procedure.wait?.high ?? null,
      procedure.lastCalled,
      timeOf(procedure.lastCalledAtMs),
      timeOf(view.madeAtMs),
    ]),
  );
  return stringify([[...columns], ...lines], {
    bom: true,
    record_delimiter: 'windows',
    // What a spreadsheet would take for a formula is told as text.
    escape_formulas: true,
  });
};
