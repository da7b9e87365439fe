// Broken payloads of Socket.IO's polling: refused at once, or the session is over at the next poll.
import type { Dice } from './dice.ts';
import type { HttpLine } from './http-line.ts';
import { answered, FuzzFailure, type Verdict } from './verdict.ts';

export type PollingCase = {
  readonly method: string;
  readonly body: Buffer;
  readonly headers: readonly string[];
};

/** A payload that is none, or a request of the wrong kind. */
export const pollingCase = (dice: Dice): PollingCase => {
  const text = dice.text(1 + dice.int(30));
  const body = dice.pick([
    () => '',
    () => `x${text}`,
    () => `4${text.replace(/^[0-2]/, 'x')}`,
    () => '40/wall,{"site":',
    () => '40/wall,{"site":"centre"}',
    () => '40/moon,{}',
    () => '42/wall,["receipt"]',
    () => '43/wall,1[]',
    () => '451-/wall,["x"]',
    () => 'bAAAA',
    () => '\x1e\x1e\x1e',
    () => `2\x1e2\x1e${text}`,
    () => '0',
    () => '6\x1ex',
    () => '4'.repeat(66_000),
  ])();
  const headers = dice.chance(0.2) ? ['Content-Type: application/octet-stream'] : [];
  return {
    method: dice.pick(['POST', 'POST', 'POST', 'POST', 'PUT', 'DELETE']),
    body: Buffer.from(body),
    headers,
  };
};

const path = '/socket.io/?EIO=4&transport=polling';

/** Opens a session, sends the payload, looks what became of the session; throws FuzzFailure when it goes on. */
export const deliverPolling = async (one: PollingCase, line: HttpLine): Promise<Verdict> => {
  const input = `${one.method} ${one.headers.join()} ${one.body.toString()}`;
  const ask = (method: string, query: string, body: Buffer | null, headers: readonly string[] = []) => {
    const length = body === null ? [] : [`Content-Length: ${body.length}`];
    const head = [`${method} ${path}${query} HTTP/1.1`, 'Host: hub', ...headers, ...length, '', ''].join(
      '\r\n',
    );
    return answered(line.ask(Buffer.concat([Buffer.from(head), body ?? Buffer.alloc(0)])), 'polling', input);
  };
  const opened = await ask('GET', '', null);
  const sid = /"sid":"([^"]+)"/.exec(opened?.body ?? '')?.[1];
  if (sid === undefined) throw new FuzzFailure(`no session: ${opened?.status} ${opened?.body}`, input);
  const sent = await ask(one.method, `&sid=${sid}`, one.body, one.headers);
  if (sent !== null && sent.status >= 500) throw new FuzzFailure(`answered ${sent.status}`, input);
  if (sent === null || sent.status >= 400) return sent === null ? 'closed' : 'refused';
  const poll = await ask('GET', `&sid=${sid}`, null);
  if (poll === null) return 'closed';
  if (poll.status >= 500) throw new FuzzFailure(`the next poll was answered ${poll.status}`, input);
  if (poll.status >= 400) return 'closed';
  if (poll.body.includes('44')) return 'refused';
  const over = (await ask('GET', `&sid=${sid}`, null))?.status ?? 400;
  if (over < 400) throw new FuzzFailure(`the session goes on: ${poll.body.slice(0, 200)}`, input);
  return 'closed';
};
