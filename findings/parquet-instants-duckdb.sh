#!/usr/bin/env bash
# Instants (JavaScript Dates) written by hyparquet-writer 0.17.0 or @dsnp/parquetjs 1.8.8 lose in DuckDB 1.5.6 that they are instants.
#
# Expected: both writers mark a TIMESTAMP column with the older ConvertedType TIMESTAMP_MILLIS alone. The Parquet format
#   (LogicalTypes.md, TIMESTAMP, "backward compatibility") reads that as a timestamp with isAdjustedToUTC = true: an instant. DuckDB's
#   own instants (TIMESTAMP WITH TIME ZONE) are written and read back as such.
# Seen: DuckDB gives the columns the type TIMESTAMP, without a zone. AT TIME ZONE 'Asia/Tokyo' then goes the other way: it takes
#   the digits, which are UTC, for Tokyo's, so nine in the morning in Japan becomes midnight in a report by hour, and the evening
#   before as an instant: visits move to another hour and some to another day, without any error.
# What to do: read such a column as (called AT TIME ZONE 'UTC'), or let DuckDB write the file.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent hyparquet-writer@0.17.0 @dsnp/parquetjs@1.8.8 @duckdb/node-api@1.5.6-r.1
cat >try.mjs <<'JS'
import { DuckDBInstance } from '@duckdb/node-api';
import parquet from '@dsnp/parquetjs';
import { parquetWriteFile } from 'hyparquet-writer';
// Nine in the morning in Japan, when the counters open.
const at = new Date('2026-12-01T09:00:00+09:00');
await parquetWriteFile({ filename: 'hyparquet.parquet', columnData: [{ name: 'called', data: [at], type: 'TIMESTAMP' }] });
const writer = await parquet.ParquetWriter.openFile(new parquet.ParquetSchema({ called: { type: 'TIMESTAMP_MILLIS' } }), 'dsnp.parquet');
await writer.appendRow({ called: at });
await writer.close();
const duck = await (await DuckDBInstance.create()).connect();
const ask = async (sql) => (await duck.runAndReadAll(sql)).getRowsJson()[0];
await duck.run("SET TimeZone = 'UTC'");
await duck.run(`COPY (SELECT TIMESTAMPTZ '2026-12-01 09:00:00+09' AS called) TO 'duckdb.parquet'`);
console.log('duckdb', (await ask('SELECT version()'))[0]);
const seen = [];
for (const file of ['duckdb', 'hyparquet', 'dsnp']) {
  const [marked, logical] = await ask(`SELECT converted_type, logical_type FROM parquet_schema('${file}.parquet') WHERE name = 'called'`);
  const [type, zoned] = await ask(`SELECT typeof(called), CAST(called AT TIME ZONE 'Asia/Tokyo' AS VARCHAR) FROM '${file}.parquet'`);
  console.log(file, JSON.stringify({ marked, logical, type, zoned }));
  seen.push(`${type} ${zoned}`);
}
const right = 'TIMESTAMP WITH TIME ZONE 2026-12-01 09:00:00';
const wrong = 'TIMESTAMP 2026-11-30 15:00:00+00';
process.exit(seen.join(';') === [right, wrong, wrong].join(';') ? 0 : 1);
JS
TZ=Asia/Tokyo node try.mjs
