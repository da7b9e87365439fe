// Malformed HTTP whose framing is right: broken bodies, paths, queries and headers, many on one connection.

import { parse as parseQuery } from 'node:querystring';
import { DemoSignInRequest } from '../../../protocol/wire-people.ts';
import { EventsQuery } from '../../../server/web/events.ts';
import { brokenRequest, lawfulId } from './commands.ts';
import type { Dice } from './dice.ts';
import type { HttpAnswer, HttpLine } from './http-line.ts';
import { breakText, mutate, toJson } from './json.ts';
import { keyLine } from './key.ts';
import { answered, FuzzFailure, type Verdict } from './verdict.ts';

export type HttpCase = {
  readonly text: Buffer;
  /** It happens to be right: it may be taken. */
  readonly lawful: boolean;
  /** The command id that may stand in the log because of it. */
  readonly commandId: string | null;
};

const requestText = (
  method: string,
  path: string,
  body: string | null,
  headers: readonly string[] = [],
): Buffer => {
  const length = body === null ? [] : [`Content-Length: ${Buffer.byteLength(body)}`];
  const head = [`${method} ${path} HTTP/1.1`, 'Host: hub', ...headers, ...length, '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(body ?? '')]);
};

const json = 'Content-Type: application/json';
const commands = '/api/sites/centre/commands';

/** A broken command. */
export const bodyCase = (dice: Dice, id: string): HttpCase => {
  const right = toJson(brokenRequest(dice, id));
  const body = dice.chance(0.25) ? breakText(right, dice) : right;
  // A byte order mark before JSON may be passed over (RFC 8259, 8.1), and the hub does.
  const commandId = lawfulId(body.replace(/^\ufeff/, ''));
  return {
    text: requestText('POST', commands, body, [keyLine(), json]),
    lawful: commandId !== null,
    commandId,
  };
};

const refusedAlways = (text: Buffer): HttpCase => ({ text, lawful: false, commandId: null });

const junkPart = (dice: Dice): string =>
  dice.pick([
    () => encodeURIComponent(dice.text(1 + dice.int(30))),
    () => dice.pick(['%00', '%2e%2e', '%E0%A4%A', '%', '%zz', '%C0%AF', '%ED%A0%80', '..%2f..%2f', '%2525']),
    () =>
      dice
        .pick(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'CENTRE', 'centre ', 'сentre'])
        .replace(' ', '%20')
        .replace('с', '%D1%81'),
    () => 'x'.repeat(1 + dice.int(300)),
  ])();

const pathCase = (dice: Dice): HttpCase => {
  const part = junkPart(dice);
  const path = dice.pick([
    `/api/sites/${part}-/board`,
    `/api/sites/${part}-/events`,
    `/api/${part}x/${part}`,
    `/t/${part}`,
    `/assets/${part}`,
    `/assets/../${part}`,
    `/nowhere/${part}`,
    `/api/sites/centre/board/${part}x`,
    `//${part}x`,
    `/wall/%E0%A4%A${part.slice(0, 5)}/${part}`,
  ]);
  const method = dice.pick(['GET', 'GET', 'GET', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'SEARCH', 'M-SEARCH']);
  return refusedAlways(requestText(method, path, null));
};

const queryCase = (dice: Dice): HttpCase => {
  const value = encodeURIComponent(
    dice.chance(0.5) ? dice.text(1 + dice.int(12)) : dice.pick(['-1', '1e9', '１', '2026-02-30', '0x10']),
  );
  const name = dice.pick(['date', 'after', 'limit', 'x', '__proto__', 'constructor', 'after[]', 'date[$gt]']);
  const query = `${name}=${value}${dice.chance(0.3) ? `&${name}=1` : ''}`;
  return {
    text: requestText('GET', `/api/sites/centre/events?${query}`, null),
    lawful: EventsQuery.safeParse(parseQuery(query)).success,
    commandId: null,
  };
};

const headerValue = (dice: Dice): string => dice.text(1 + dice.int(40)).replace(/[^\x21-\x7e]/g, 'x');

/** Right commands that must not be taken, because something about them is wrong. */
const headerCase = (dice: Dice, id: string): HttpCase => {
  const body = `{"commandId":"${id}","command":{"type":"issueTicket","procedure":"card-issue","source":"integrator"}}`;
  const junk = headerValue(dice);
  const headers = dice.pick([
    [`Authorization: !${junk}`, json],
    ['Authorization: Bearer ', json],
    [keyLine(), 'Authorization: Bearer jd_sato', json],
    ['Authorization: Basic c2F0bzpzYXRv', json],
    [`Authorization: Bearer jd_${'x'.repeat(43)}`, json],
    ['Junban-Actor: staff:nobody', json],
    [`Cookie: junban_session=${junk}`, json],
    [json],
    [keyLine(), `Content-Type: !${junk}`],
    [keyLine(), 'Content-Type: text/plain'],
    [keyLine(), 'Content-Type: application/json; charset=klingon'],
    [keyLine(), 'Content-Type: multipart/form-data; boundary=x'],
    [keyLine()],
    [keyLine(), json, 'Content-Encoding: gzip'],
    [keyLine(), json, `Content-Encoding: !${junk}`],
    [keyLine(), json, 'Content-Encoding: br'],
    [keyLine(), json, 'Content-Encoding: deflate'],
  ]);
  return refusedAlways(requestText('POST', commands, body, headers));
};

const streamCase = (dice: Dice): HttpCase =>
  refusedAlways(
    requestText('GET', '/api/sites/centre/events', null, [
      'Accept: text/event-stream',
      `Last-Event-ID: !${headerValue(dice)}`,
    ]),
  );

const sessionCase = (dice: Dice): HttpCase => {
  const right = toJson(mutate({ id: dice.pick(['sato', 'nobody']) }, dice));
  const body = dice.chance(0.2) ? breakText(right, dice) : right;
  let lawful = false;
  try {
    lawful = DemoSignInRequest.safeParse(JSON.parse(body.replace(/^\ufeff/, ''))).success;
  } catch {
    // no JSON: to be refused
  }
  return { text: requestText('POST', '/api/session/demo', body, [json]), lawful, commandId: null };
};

const sizeCase = (dice: Dice): HttpCase => {
  const body = `"${'x'.repeat(65_537 + dice.int(2_000))}"`;
  return refusedAlways(
    dice.chance(0.5)
      ? requestText('POST', commands, body, [keyLine(), json])
      : requestText('GET', `/api/sites?${'x'.repeat(4_100 + dice.int(4_000))}`, null),
  );
};

/** Anything about a request but its body. */
export const requestCase = (dice: Dice, id: string): HttpCase => {
  const kind = dice.int(100);
  if (kind < 35) return pathCase(dice);
  if (kind < 55) return queryCase(dice);
  if (kind < 80) return headerCase(dice, id);
  if (kind < 85) return streamCase(dice);
  return kind < 99 ? sessionCase(dice) : sizeCase(dice);
};

const judge = (one: HttpCase, answer: HttpAnswer | null, input: string): Verdict => {
  if (answer === null) return 'closed';
  const { status } = answer;
  const body = Buffer.from(answer.body, 'latin1').toString();
  if (status >= 500) throw new FuzzFailure(`answered ${status}: ${body.slice(0, 300)}`, input);
  if (one.lawful) return 'lawful';
  if (status < 400) throw new FuzzFailure(`taken with ${status}: ${body.slice(0, 300)}`, input);
  return 'refused';
};

/** Sends it on the line and says what became of it; throws FuzzFailure when it must not be so. */
export const deliverHttp = async (one: HttpCase, line: HttpLine): Promise<Verdict> => {
  const input = one.text.toString();
  return judge(one, await answered(line.ask(one.text), 'HTTP', input), input);
};
