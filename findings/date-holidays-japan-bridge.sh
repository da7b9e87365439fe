#!/usr/bin/env bash
# date-holidays 3.37.0 knows Japan's bridged holiday in September only when Respect for the Aged Day falls on the 21st.
#
# Expected: article 3 (3) of the Act on National Holidays (国民の祝日に関する法律) makes an ordinary day a holiday when both
#   its neighbours are national holidays. Respect for the Aged Day (third Monday of September) on the 20th and the autumn
#   equinox on the 22nd make Tuesday the 21st one. That comes in 2032 and, by the usual formula for the equinox, in 2049.
# Seen: 2009, 2015, 2026, 2037 and 2043 (21st, 22nd, 23rd) have it; 2032 and 2049 (20th, 21st, 22nd) do not, although the
#   package itself lists both neighbours. @holiday-jp/holiday_jp 2.5.1 and japanese-holidays 1.0.10 have all seven.
# What follows: a calendar of opening days or a forecast of workdays made from it opens an office on a public holiday.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent date-holidays@3.37.0 @holiday-jp/holiday_jp@2.5.1 japanese-holidays@1.0.10
cat >try.mjs <<'JS'
import Holidays from 'date-holidays';
import holidayJp from '@holiday-jp/holiday_jp';
import japanese from 'japanese-holidays';
const tested = new Holidays('JP');
const bridges = { 2009: '09-22', 2015: '09-22', 2026: '09-22', 2032: '09-21', 2037: '09-22', 2043: '09-22', 2049: '09-21' };
const missing = [];
for (const [year, day] of Object.entries(bridges)) {
  const date = `${year}-${day}`;
  const [month, dayOfMonth] = day.split('-').map(Number);
  const days = tested.getHolidays(Number(year)).filter((h) => h.type === 'public').map((h) => h.date.slice(0, 10));
  const neighbours = [-1, 1].map((step) => `${year}-09-${dayOfMonth + step}`);
  const others = [date in holidayJp.holidays, Boolean(japanese.isHoliday(new Date(Number(year), month - 1, dayOfMonth)))];
  const row = { date, neighbours: neighbours.every((n) => days.includes(n)), dateHolidays: days.includes(date), others };
  console.log(JSON.stringify(row));
  if (!row.neighbours || others.includes(false)) throw new Error(`${date}: the premise no longer holds`);
  if (!row.dateHolidays) missing.push(date);
}
console.log('missing in date-holidays:', missing.join(' '));
process.exit(missing.join(' ') === '2032-09-21 2049-09-21' ? 0 : 1);
JS
echo "date-holidays $(node -p "require('date-holidays/package.json').version"), node $(node --version)"
TZ=Asia/Tokyo node try.mjs
