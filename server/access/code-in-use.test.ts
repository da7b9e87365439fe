// A code opens one ticket: one told later with the code of another, at whichever site, is refused.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestHouse, type TestHouse } from '../test-support.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.remove());

const send = async (site: string, command: object, commandId: string = randomUUID()) => {
  const response = await house.askWithKey(`/api/sites/${site}/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ commandId, command }),
  });
  const answer = await response.json();
  return answer.ok ? answer.ticket : answer.refusal.code;
};

it('is not taken away by another site’s ticket, nor by another number of its own; sent again it is the same', async () => {
  const code = '0123456789ABCDEF';
  const written = (number: string, more: object = {}) => ({
    ...{ type: 'recordTicket', procedure: 'pin-reset', source: 'handwritten', how: 'handwritten' },
    ...{ number, issuedAtMs: Date.now(), code, ...more },
  });
  const issue = { type: 'issueTicket', procedure: 'pin-reset', source: 'reception' };
  const first = String(await send('aoba', issue));
  const number = (n: number) =>
    `${first[0]}${String(Number(first.slice(1)) + n).padStart(first.length - 1, '0')}`;
  const id = randomUUID();
  expect(await send('aoba', written(number(5)), id)).toBe(number(5));
  expect(await send('aoba', written(number(5)), id)).toBe(number(5));
  expect(await send('centre', written(number(6)))).toBe('codeTaken');
  expect(await send('aoba', written(number(6)))).toBe('codeTaken');
  expect(await send('centre', written(number(6), { code: 'FEDCBA9876543210' }))).toBe(number(6));
  expect(await (await house.ask(`/t/${code}`)).text()).toContain('青葉');
});
