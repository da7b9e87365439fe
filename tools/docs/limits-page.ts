// docs/limits.md: every limit with its default, range, what happens at it and what is answered, made from the table.
import { type LimitName, limitInWords, limitNames, limitTable } from '../../protocol/limits.ts';
import { statusOf } from '../../protocol/refusals.ts';

const intro = `# Limits

A hub bears so much and no more, so that one client cannot take it from the others. Each limit is a setting:

\`\`\`yaml
limits:
  socketsPerAddress: 2000
  stuckSeconds: 10
\`\`\`

They stand in the settings document, because what a counter needs (devices, sites, integrators) is known to whoever writes it, and
a mistake there is told in one line with its field. They hold for one hub; several hubs do not add them up, except what is tried in vain
(\`signIns\`, \`pairingsAsked\`, \`lookups\`, \`wrongKeys\`): that is counted in Redis for all hubs, and by each hub for itself while Redis is away. A hub
that is alone counts in memory: a restart forgets it.

At a limit the client hears why, in the same words by HTTP and by socket (see [refusals.md](refusals.md)), or it is cut: walls, consoles
and agents come back by themselves and get the whole view, a stream goes on from its \`Last-Event-ID\`.

In \`/metrics\`:

| figure | says |
| --- | --- |
| \`junban_limit{limit}\` | the limit as set |
| \`junban_limit_reached_total{limit}\` | how often it refused, cut or closed something |
| \`junban_limit_fill{limit}\` | how much of it is used now: connections, sockets, streams, bytes that wait, sites |
| \`junban_commands_waiting{site}\` | commands in line at a site |

A limit that is reached in daily work is set too low: raise it. One that is reached by a single address is a fault or an attack: look for
the address in the log. [operations.md](operations.md) says what to do for each.

## Proxies

Connections are counted by address. Behind a reverse proxy the whole town has one address, so the defaults per address are generous.
Name the proxy in \`trustedProxies\` and clients are counted by what it says of them (\`X-Forwarded-For\`), while its own connections
count only in all. A proxy that is not named is not believed: anybody could write that header.

## A hall of phones behind one address

Phones of one carrier, or on the city hall's Wi-Fi, come from one address. What 200 of them take of it:

| limit | default | 200 phones |
| --- | --- | --- |
| \`connectionsPerAddress\` | 10,000 | 200 by HTTP/1.1 websocket, some 1,200 more in the second in which all load the page |
| \`socketsPerAddress\` | 10,000 | 200 |
| \`requestsPerMinute\` | 30,000 | 3,000 once (page, scripts, styles, manifest, icon), then none: the socket stays, files are kept by the browser |
| \`lookups\` | 600 in 10 minutes | 0: a code that a ticket has costs nothing. Pages of yesterday ask once each |
| \`visitorSockets\` | 15,000 of all addresses | 200 |

So some 2,000 phones may come from one address within a minute. And **a right code always opens**, whatever was tried before from its address: who guesses beside them is answered 429, they are not
(why that is safe: [security.md](security.md)). \`server/sockets/visitor.test.ts\` lets 200 in beside 700 guesses. Phones that lost their hub come again with the same patience as walls
(\`protocol/line-patience.ts\`).

This page is generated from \`protocol/limits.ts\` by \`npm run generate\`; a test compares it.

## Every limit

| \`limits.\` | default | range | of what | what happens at it | refusal |
| --- | --- | --- | --- | --- | --- |
`;

const fixed = `
## Bounds that cannot be set

They follow from the rules or from how the parts talk to each other, and nothing a client does can pass them.

| what | bound |
| --- | --- |
| settings file | 2,000,000 characters; 500 sites, 200 booths, 26 procedures, 50 walls and 20 printers a site |
| tickets of a business day | 999 per procedure letter; then \`numbersExhausted\` |
| a page of events | 1,000 events; a stream reads 500 at a time and waits until they are taken |
| days that late tickets may name | 7; each is let go a minute after its last use |
| views in a slow client's buffer | 1; it gets the newest when it has taken that |
| a pulled cable | seen after 18 s at most (a ping every 10 s, 8 s for its answer) |
| refused connections that wait to hear why | 1,000, for 2 s each; more are closed without a word |
| calls in a receipt | 200; buttons in a status 50 |
| binary messages, acknowledgements nobody asked for | the socket is cut |
`;

const row = (name: LimitName): string => {
  const { default: usual, smallest, largest, about, at, refusal } = limitTable[name];
  const range = `${limitInWords(name, smallest)} to ${limitInWords(name, largest)}`;
  const answer = refusal === null ? '' : `\`${refusal}\` (${statusOf(refusal)})`;
  return `| \`${name}\` | ${limitInWords(name, usual)} | ${range} | ${about} | ${at} | ${answer} |\n`;
};

/** The whole page, as it stands on disk. */
export const limitsPage = (): string => `${intro}${limitNames.map(row).join('')}${fixed}`;
