// The hand-written part of docs/settings.md: how to write a settings file, which layer wins, how a date gets its hours.

export const intro = `# Settings

One YAML file describes an organisation: its procedures, places, booths and calendars. Name it in
\`JUNBAN_SETTINGS\`; without it the demo (\`examples/demo.yaml\`) is used. The hub reads it at the start. A mistake ends the
start with one line for each thing to correct, for example

    city.yaml:12: sites[0].booths[0].procedures[0].procedure is "card-isue", must be a procedure of the site: card-issue

Editors that know YAML check it while you type when its first line is

    # yaml-language-server: $schema=../docs/settings.schema.json

More examples: \`examples/demo.yaml\` (all languages), \`setagaya.yaml\` (23 places), \`setagaya-2019.yaml\` (touring
windows), \`minato.yaml\` (by reservation only), \`kawasaki.yaml\` (Saturdays by the month, added afternoons).

## A small example

\`\`\`yaml
organisation: { id: junban-city, names: { ja: 順番市, en: Junban City } }
procedures:
  - id: card-issue
    letter: A
    names: { ja: マイナンバーカード交付, en: Collect a My Number Card }
    plannedMinutes: 15
    numbers: { first: 1, last: 499, skip: [4, 9, 42] }
sites:
  - id: centre
    kind: centre
    names: { ja: マイナンバーカードセンター, en: My Number Card Centre }
    calendar:
      weekly:
        mon: [{ from: "09:00", to: "12:00" }, { from: "13:00", to: "17:00" }]
        tue: [{ from: "11:00", to: "19:00" }]
      closedYearly:
        - { from: "12-29", to: "01-03" }
    procedures:
      - { procedure: card-issue }
    booths:
      - { number: 1, procedures: [{ procedure: card-issue }] }
    walls:
      - { id: lobby-1, name: 待合ロビー }
    printers:
      - { id: printer-1, name: 総合受付 }
\`\`\`

Write times and dates in quotes. What several places share may be written once: \`calendar: &office\` gives it a name,
\`calendar: *office\` uses it again, \`{ <<: *office, since: "2026-04-01" }\` uses it with a change.

## Which rule holds

A rule that is not given is looked for further down:

1. \`sites[].procedures[].rules\` — this procedure at this site (for the rules a procedure can have)
2. \`procedures[].rules\` — this procedure anywhere
3. \`sites[].rules\`
4. \`rules\`
5. the default in the table below

What the forecast assumes (\`forecast\`) is looked for in \`sites[].forecast\`, then in \`forecast\`, then in the table; docs/forecast.md
tells what it is for.

\`plannedMinutes\`, \`walkIn\` and \`numbers\` of a site's procedure stand before those of the organisation's.

## How a date gets its hours

Dates and times are those of Japan, whatever the zone of the machine. The first that has something to say decides:

1. \`since\`, \`until\`: outside them the place is closed.
2. \`exceptions\`: the hours of that one date and nothing else; without hours it is closed.
3. \`closedYearly\`: closed.
4. \`closedDays\`: closed. "The Sunday after the third Saturday" is \`{ weekday: sat, nth: [3], daysAfter: 1 }\`.
5. \`holidays\`: on a national holiday closed, or hours of their own; \`asWeekday\` reads on.
6. \`openDays\`: these hours instead of the weekly ones.
7. \`weekly\`: the hours of the weekday.

Then the hours of \`extra\` are added to what 5 to 7 gave. A date that is closed by 1 to 5, and an exception, get none.
Hours that overlap or touch become one opening where they serve the same procedures.

National holidays, substitute (振替休日) and bridging ones (国民の休日) included, come with the program up to HOLIDAYS_UNTIL. Equinoxes are
fixed by the government each February for the next year: an update of the program brings what it decides.

Tickets are given from \`earlyIntakeMinutes\` before an opening, but not before the date's midnight, until \`lastIntakeMinutes\`
before its end. The business day ends \`overrunMinutes\` after the last closing, or when the next day's tickets begin, should that be
sooner; what is left then is cancelled.
`;
