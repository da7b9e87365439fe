#!/usr/bin/env bash
# opening_hours 3.15.0 (the evaluator of OpenStreetMap's opening hours): "PH off" in Japan leaves offices open on bridged and moved holidays.
#
# Expected: 22 September 2026 is a holiday by article 3 (3) of the Act on National Holidays (both neighbours are national holidays), so a
#   counter with "Mo-Su 09:00-17:00; PH off" is closed; for 2019 to 2021 the law moved or added days (enthronement; Olympic Games:
#   Marine, Sports and Mountain Day), and the Emperor's Birthday is 23 February only from 2020 on.
# Seen: open on 2026-09-22 and 2032-09-21, on the eleven moved or added days of 2019 to 2021, and closed on seven ordinary days of those years.
#   Substitute holidays (振替休日) are right. All other days of 2019 to 2032 agree with @holiday-jp/holiday_jp 2.5.1.
# What follows: hours published as OpenStreetMap text cannot be the source of a counter's calendar in Japan; and past visits of 2019 to 2021
#   that are sorted into workdays and holidays by it are sorted wrongly.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent opening_hours@3.15.0 @holiday-jp/holiday_jp@2.5.1
cat >try.mjs <<'JS'
import holidayJp from '@holiday-jp/holiday_jp';
import OpeningHours from 'opening_hours';
const place = { lat: 35.6, lon: 139.7, address: { country_code: 'jp', state: '東京都' } };
const hours = new OpeningHours('Mo-Su 09:00-17:00; PH off', place, { locale: 'ja' });
const [open, closed] = [[], []];
for (let day = new Date(2019, 0, 1, 12); day.getFullYear() <= 2032; day.setDate(day.getDate() + 1)) {
  const two = (n) => String(n).padStart(2, '0');
  const date = `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
  const isHoliday = date in holidayJp.holidays;
  if (isHoliday && hours.getState(day)) open.push(date);
  if (!isHoliday && !hours.getState(day)) closed.push(date);
}
console.log('holidays on which it says open:', open.join(' '));
console.log('ordinary days on which it says closed:', closed.join(' '));
const expectedOpen =
  '2019-04-30 2019-05-01 2019-05-02 2019-10-22 2020-07-23 2020-07-24 2020-08-10 2021-07-22 2021-07-23 2021-08-08 2021-08-09 2026-09-22 2032-09-21';
const expectedClosed = '2019-02-23 2020-07-20 2020-08-11 2020-10-12 2021-07-19 2021-08-11 2021-10-11';
process.exit(open.join(' ') === expectedOpen && closed.join(' ') === expectedClosed ? 0 : 1);
JS
echo "opening_hours $(node -p "require('./node_modules/opening_hours/package.json').version"), node $(node --version)"
TZ=Asia/Tokyo node try.mjs
