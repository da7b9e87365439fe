// A day's traffic at a real hub that logs all it can: nothing that a person, a key or a cookie brought is in the lines.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import express from 'express';
import { Registry } from 'prom-client';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Contact } from '../../protocol/contacts.ts';
import { defaultLimits } from '../../protocol/limits.ts';
import { createLimitBook } from '../../server/base/limit-book.ts';
import { type House, openHouse } from '../../server/composition/open-hub.ts';
import { createLogger } from '../../server/config/logger.ts';
import {
  idOf,
  ringOf,
  satoReads,
  suzukiReads,
  textsOf,
} from '../../server/contacts/contacts.test-support.ts';
import { makeKey } from '../../server/contacts/keys.ts';
import { loadSettings } from '../../server/settings/load.ts';
import { errorHandler } from '../../server/web/refusals.ts';
import { someone } from '../../tools/demo/door.ts';
import { formsOf } from '../contracts/contacts.contract.ts';
import { apiKeyOf } from '../support/api-key.ts';

const contact = Contact.parse({ name: '綾小路 薫子', phone: '090-1357-2468', email: 'kaoruko@example.jp' });
const note = '膝が悪いので椅子を用意';
const inQuery = 'query-hush-31415';
const inHeader = 'header-hush-92653';
const inCookie = 'cookie-hush-58979';
const inBody = 'body-hush-32384';
const wrongKey = `ji_${'W'.repeat(43)}`;
const secrets = [...textsOf(contact), note, inQuery, inHeader, inCookie, inBody, wrongKey];

const root = resolve(import.meta.dirname, '../..');
const told: string[] = [];
const logger = createLogger('trace', { write: (line) => void told.push(line) });
let folder: string;
let house: House;
let url: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'junban-quiet-'));
  house = await openHouse({
    environment: { port: 0, host: '127.0.0.1', dataFolder: folder, keys: ringOf(makeKey().line) },
    settings: await loadSettings(join(root, 'examples/demo.yaml')),
    logger,
    pagesFolder: join(folder, 'dist'),
    mayReadContacts: ({ actor }) => actor.kind === 'staff' && actor.id === 'sato',
  });
  url = `http://127.0.0.1:${house.port}`;
});
afterAll(async () => {
  await house?.close();
  rmSync(folder, { recursive: true, force: true });
});

const expectQuiet = (more: readonly string[] = []): void => {
  const text = Buffer.from(told.join(''));
  for (const secret of [...secrets, ...more])
    for (const form of formsOf(secret)) expect(text.includes(form), `${secret} is in the log`).toBe(false);
};

it('commands with notes, keys, contacts, sessions and sockets leave none of it in the log', async () => {
  const key = await apiKeyOf(url);
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const withKey = { authorization: `Bearer ${key}` };
  const command = { type: 'issueTicket', procedure: 'card-issue', source: 'reception', note };
  const commands = '/api/sites/centre/commands';
  const issued = await post(commands, { commandId: 'quiet-0001', command }, withKey);
  const code = String((await issued.json()).code);
  expect((await fetch(`${url}/t/${code}`)).status).toBe(200);

  await house.contacts.put(idOf(1), contact, Date.now() + 86_400_000);
  expect((await house.contacts.read(idOf(1), satoReads)).ok).toBe(true);
  expect((await house.contacts.read(idOf(1), suzukiReads)).ok).toBe(false);

  const signedIn = await post('/api/session/demo', { id: await someone(url) });
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  expect((await post(commands, { commandId: 'quiet-0002', command }, { cookie })).status).toBe(200);

  const hush = { 'x-hush': inHeader, cookie: `junban_session=${inCookie}` };
  const refused = [
    post('/api/session', { id: 'sato', password: inBody }),
    post('/api/session', { id: inBody.toLowerCase(), password: inBody }),
    post(commands, { commandId: 'quiet-0003', command: { ...command, note: inBody.repeat(100) } }, withKey),
    post(commands, `{"broken": "${inBody}`, withKey),
    post(commands, { commandId: inBody, command: { type: inBody } }, withKey),
    post(commands, {}, { authorization: `Bearer ${wrongKey}` }),
    post(commands, {}, { origin: `https://${inHeader}.example` }),
    fetch(`${url}/api/audit?secret=${inQuery}`, { headers: hush }),
    fetch(`${url}/api/sites/${inQuery}/board?x=${inQuery}`, { headers: hush }),
    fetch(`${url}/metrics?token=${inQuery}`, { headers: { ...hush, authorization: `Basic ${inHeader}` } }),
    fetch(`${url}/t/${inQuery}`),
    fetch(`${url}/${inQuery}/%E0%A4%A`),
  ];
  for (const answer of await Promise.all(refused)) expect(answer.status).toBeGreaterThanOrEqual(400);

  for (const auth of [
    { site: 'centre', page: { kind: 'booth', booth: 3 }, pass: inBody },
    { site: inBody },
  ]) {
    const socket = io(`${url}/staff`, {
      auth,
      query: { hush: inQuery },
      extraHeaders: hush,
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
    });
    await new Promise((resolve) => socket.once('connect_error', resolve));
    socket.disconnect();
  }
  expect(told.length).toBeGreaterThan(5);
  expectQuiet([key, code, cookie.split('=')[1] ?? '']);
});

it('a mistake of ours is logged with its door and without what the sender brought', async () => {
  const app = express();
  app.get('/t/:code', (request, response) => {
    response.locals.door = '/t/:code';
    throw Object.assign(new Error('broken'), { body: inBody, headers: request.headers, url: request.url });
  });
  app.use(errorHandler(logger, createLimitBook(defaultLimits, new Registry())));
  const server = app.listen(0);
  try {
    const { port } = server.address() as { port: number };
    const address = `http://127.0.0.1:${port}/t/${inQuery}?x=${inQuery}`;
    expect((await fetch(address, { headers: { cookie: inCookie } })).status).toBe(500);
  } finally {
    server.close();
  }
  expect(told.at(-1)).toContain('"door":"/t/:code"');
  expectQuiet();
});

it('the search finds what is there', () => {
  logger.info({ what: note }, 'a line that says too much');
  expect(() => expectQuiet()).toThrow(note);
  told.pop();
});
