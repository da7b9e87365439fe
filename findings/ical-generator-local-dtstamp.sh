#!/usr/bin/env bash
# ical-generator 10.2.0: a calendar with a time zone of its own writes DTSTAMP, CREATED and LAST-MODIFIED without the Z of UTC.
#
# Expected: RFC 5545, 3.8.7.2 (DTSTAMP), 3.8.7.1 (CREATED) and 3.8.7.3 (LAST-MODIFIED): the value MUST be in UTC, as
#   20261201T033000Z, whatever zone DTSTART names.
# Seen: without a calendar time zone, or with UTC: right. After calendar.timezone('Asia/Tokyo'), which the package advises for
#   events with a zone: 20261201T123000 on a host in Japan and 20261201T033000 on a host in UTC, both without Z, so the same
#   instant is written in two ways and neither can be read as an instant. RFC 5546 orders updates of one SEQUENCE by DTSTAMP: a
#   change sent by a host in another zone may look older than what it replaces.
# What to do: name the zone at the event only, and add the VTIMEZONE otherwise, or rewrite these three lines.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent ical-generator@10.2.0
cat >try.mjs <<'JS'
import ical from 'ical-generator';
const instant = new Date('2026-12-01T03:30:00Z');
const stampOf = (zone) => {
  const calendar = ical({ prodId: '//example//example//JA' });
  if (zone !== null) calendar.timezone(zone);
  calendar.createEvent({
    id: 'reservation@example.jp',
    ...{ start: '2026-12-10T10:40:00', end: '2026-12-10T11:00:00', timezone: 'Asia/Tokyo' },
    ...{ stamp: instant, created: instant, lastModified: instant, summary: 'renewal' },
  });
  return [...calendar.toString().matchAll(/^(DTSTAMP|CREATED|LAST-MODIFIED):(.*)\r$/gm)].map((m) => `${m[1]}=${m[2]}`).join(' ');
};
for (const zone of [null, 'UTC', 'Asia/Tokyo']) console.log(String(zone), stampOf(zone));
const lines = [null, 'UTC', 'Asia/Tokyo'].map(stampOf);
const inUtc = 'DTSTAMP=20261201T033000Z CREATED=20261201T033000Z LAST-MODIFIED=20261201T033000Z';
const local = process.env.TZ === 'UTC' ? inUtc.replaceAll('Z', '') : inUtc.replaceAll('033000Z', '123000');
process.exit(lines[0] === inUtc && lines[1] === inUtc && lines[2] === local ? 0 : 1);
JS
echo "ical-generator $(node -p "require('./node_modules/ical-generator/package.json').version"), node $(node --version)"
for zone in UTC Asia/Tokyo; do
  echo "host in $zone:"
  TZ=$zone node try.mjs
done
