// A real hub keeps, reads, denies, changes and erases personal data: no file, export, log line, figure or view holds any of it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pino } from 'pino';
import { io } from 'socket.io-client';
import { expect, it } from 'vitest';
import { Contact } from '../../protocol/contacts.ts';
import { openHouse } from '../../server/composition/open-hub.ts';
import {
  idOf,
  ringOf,
  sato,
  satoReads,
  suzukiReads,
  textsOf,
} from '../../server/contacts/contacts.test-support.ts';
import { makeKey } from '../../server/contacts/keys.ts';
import { loadSettings } from '../../server/settings/load.ts';
import { formsOf } from '../contracts/contacts.contract.ts';
import { withKey } from '../support/api-key.ts';
import { pairDevice } from '../support/pair.ts';

const root = resolve(import.meta.dirname, '../..');
const distinctive: Contact = Contact.parse({
  name: '鳳凰院 魁星',
  kana: 'ホウオウイン カイセイ',
  phone: '090-9876-1234',
  email: 'quaestor.kaisei@phoenix.example.jp',
  note: '赤い風船を持って行きます',
});
const later: Contact = Contact.parse({ name: '獅子堂 雷蔵', phone: '080-4711-0815' });
const secrets = [distinctive, later].flatMap(textsOf);

const expectNone = (where: string, bytes: Buffer, more: readonly string[] = []): void => {
  for (const secret of [...secrets, ...more]) {
    for (const form of formsOf(secret)) expect(bytes.includes(form), `${secret} in ${where}`).toBe(false);
  }
};

it('nothing of a person is found anywhere but sealed in the vault', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'junban-personal-'));
  const told: string[] = [];
  const key = makeKey().line;
  const settings = await loadSettings(join(root, 'examples/demo.yaml'));
  const house = await openHouse({
    environment: { port: 0, host: '127.0.0.1', dataFolder: folder, keys: ringOf(key) },
    settings,
    logger: pino({ level: 'trace' }, { write: (line) => void told.push(line) }),
    pagesFolder: join(folder, 'dist'),
    mayReadContacts: ({ actor }) => actor.kind === 'staff' && actor.id === 'sato',
  });
  const url = `http://127.0.0.1:${house.port}`;
  const reception = io(`${url}/wall`, {
    auth: { key: await pairDevice(url, 'wall', 'centre', 'lobby-1') },
    transports: ['websocket'],
  });
  const heard: string[] = [];
  reception.onAny((...sent: unknown[]) => void heard.push(JSON.stringify(sent)));
  const files = () =>
    Buffer.concat(
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
    );
  const tool = (name: string, ...args: readonly string[]) =>
    spawnSync(process.execPath, [join(root, 'tools', `${name}.ts`), '--data', folder, ...args], {
      cwd: root,
      encoding: 'utf8',
    });
  try {
    const { contacts } = house;
    const farMs = Date.now() + 86_400_000;
    await contacts.put(idOf(1), distinctive, farMs);
    await contacts.put(idOf(2), distinctive, farMs);
    await contacts.put(idOf(3), distinctive, Date.now() - 1);
    expect(await contacts.read(idOf(1), satoReads)).toEqual({ ok: true, value: distinctive });
    expect(await contacts.read(idOf(1), suzukiReads)).toMatchObject({ refusal: { code: 'contactDenied' } });
    await contacts.change(idOf(1), { contact: later });
    await contacts.erase(idOf(2), sato);
    expect(await contacts.eraseDue(Date.now())).toBe(1);
    const command = {
      type: 'issueTicket',
      procedure: 'card-issue',
      source: 'reception',
      marks: [],
      language: 'ja',
      partySize: 1,
      note: '',
      slotAtMs: null,
      printAt: null,
    };
    await fetch(`${url}/api/sites/centre/commands`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await withKey(url)) },
      body: JSON.stringify({ commandId: 'one-visitor', command }),
    });
    await expect.poll(() => heard.length).toBeGreaterThan(0);

    const metrics = await (await fetch(`${url}/metrics`, { headers: await withKey(url) })).text();
    expect(metrics).toContain('junban_contacts 1\n');
    expect(metrics).toContain('junban_vault_open 1\n');
    expect(metrics).toContain('junban_contact_reads_total{outcome="denied"} 1\n');
    expect(metrics).toContain('junban_contacts_erased_total 2\n');
    const exported = tool('export', '--all');
    expect([exported.status, exported.stdout.includes('"contactAsked"')]).toEqual([0, true]);
    const events = await (
      await fetch(`${url}/api/sites/centre/events`, { headers: await withKey(url) })
    ).text();
    const backup = join(folder, 'backup.sqlite');
    expect(tool('backup', '--to', backup).status).toBe(0);
    expect(tool('verify').status).toBe(0);

    expectNone('the files', files(), [key]);
    expectNone('the export', Buffer.from(exported.stdout), [key]);
    expectNone('the log', Buffer.from(told.join('')), [key]);
    expectNone('the figures, events and views', Buffer.from(metrics + events + heard.join('')), [key]);
    expect(told.join('')).toContain('"msg":"settings"');
    // The search finds what is there.
    expect(() => expectNone('itself', Buffer.from(JSON.stringify(later)))).toThrow();
  } finally {
    reception.disconnect();
    await house.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

it('a hub without a key starts, says that its vault is closed, and refuses', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'junban-personal-'));
  const told: string[] = [];
  const house = await openHouse({
    environment: { port: 0, host: '127.0.0.1', dataFolder: folder },
    settings: await loadSettings(join(root, 'examples/demo.yaml')),
    logger: pino({ level: 'info' }, { write: (line) => void told.push(line) }),
    pagesFolder: join(folder, 'dist'),
  });
  try {
    expect(await house.contacts.put(idOf(1), distinctive, 1)).toMatchObject({
      refusal: { code: 'vaultClosed' },
    });
    expect(told.join('')).toContain('vault of personal data is closed');
    const metrics = await (
      await fetch(`http://127.0.0.1:${house.port}/metrics`, {
        headers: await withKey(`http://127.0.0.1:${house.port}`),
      })
    ).text();
    expect(metrics).toContain('junban_vault_open 0\n');
  } finally {
    await house.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
