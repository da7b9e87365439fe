// The hub as a process: a wrong value ends the start in one line, a signal ends it cleanly, files stay whole.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withKey } from '../support/api-key.ts';
import { waitFor } from '../support/patience.ts';

const root = resolve(import.meta.dirname, '../..');
let folder = '';
let children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'junban-process-'));
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
  rmSync(folder, { recursive: true, force: true });
});

const run = (env: Record<string, string>, file = 'server/main.ts') => {
  const base = { JUNBAN_PORT: '0', JUNBAN_HOST: '127.0.0.1', JUNBAN_DATA: join(folder, 'data') };
  const child = spawn(process.execPath, [join(root, file)], {
    cwd: root,
    env: { ...process.env, ...base, ...env },
  });
  children.push(child);
  let [out, errors] = ['', ''];
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  return {
    child,
    output: () => out,
    errors: () => errors,
    ended: once(child, 'close').then(([code]) => code as number | null),
    port: async () => {
      await expect.poll(() => out, { timeout: 15_000 }).toContain('hub ready');
      return Number(/"port":(\d+)/.exec(out)?.[1]);
    },
  };
};

describe('a wrong value', () => {
  it.each([
    [{ JUNBAN_PORT: 'eight' }, 'JUNBAN_PORT=eight: must be a port number'],
    [{ JUNBAN_DATA: '/proc/junban' }, 'JUNBAN_DATA=/proc/junban: must be a folder'],
    [{ JUNBAN_SETTINGS: 'no.yaml' }, 'JUNBAN_SETTINGS=no.yaml: must be a readable YAML file'],
    [{ JUNBAN_KEY_FILE: 'no-keys' }, 'JUNBAN_KEY_FILE=no-keys: must be a file that the hub can read'],
    [{ JUNBAN_KEY: 'secret' }, 'JUNBAN_KEY: key in line 1 must be 32 random bytes'],
    [{ JUNBAN_LOG_LEVEL: 'loud' }, 'JUNBAN_LOG_LEVEL=loud: must be one of'],
    [{ JUNBAN_HOST: '203.0.113.9' }, 'JUNBAN_HOST=203.0.113.9: must be an address of this machine'],
  ])('%o ends the start with one line', async (env, line) => {
    const { ended, errors } = run(env as unknown as Record<string, string>);
    expect(await ended).toBe(2);
    expect(errors()).toContain(line);
    expect(errors().trimEnd().split('\n')).toHaveLength(1);
  });

  it('is told by npm start too, before it builds anything', async () => {
    const { ended, errors } = run({ JUNBAN_PORT: '70000' }, 'tools/start.ts');
    expect(await ended).toBe(2);
    expect(errors().trimEnd().split('\n')).toHaveLength(1);
  });

  it('in the settings names file and field, one line each', async () => {
    const file = join(folder, 'wrong.yaml');
    writeFileSync(file, 'organisation: { id: UPPER, names: { ja: 市 } }\n');
    const { ended, errors } = run({ JUNBAN_SETTINGS: file });
    expect(await ended).toBe(2);
    const lines = errors().trimEnd().split('\n');
    for (const line of lines) expect(line.startsWith(file)).toBe(true);
    expect(errors()).toContain('organisation.id');
  });

  it('of a port in use, or a data folder in use, says so', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const first = run({ JUNBAN_PORT: String(port) });
    expect(await first.ended).toBe(2);
    expect(first.errors()).toContain(`JUNBAN_PORT=${port}: another program uses this port`);
    server.close();
    const running = run({});
    await running.port();
    const second = run({});
    expect(await second.ended).toBe(2);
    expect(second.errors()).toMatch(/^JUNBAN_DATA=.*in use by another hub.*\n$/);
  });
});

describe('a signal', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('%s closes the hub, with code 0, within 5 s', async (signal) => {
    const { child, ended, port, errors } = run({});
    const address = `http://127.0.0.1:${await port()}`;
    const key = await withKey(address);
    // An open stream must not hold it up.
    const stream = await fetch(`${address}/api/sites/centre/events`, {
      headers: { accept: 'text/event-stream', ...key },
    });
    const commands = Array.from({ length: 20 }, (_, index) =>
      fetch(`${address}/api/sites/centre/commands`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...key },
        body: JSON.stringify({
          commandId: `signal-${index}`,
          command: { type: 'issueTicket', procedure: 'card-issue', source: 'integrator' },
        }),
      }).then((response) => response.json()),
    );
    // Listened to from the start: the hub may go away before this test gets to read them.
    const settled = Promise.allSettled(commands);
    await Promise.any(commands);
    const began = performance.now();
    child.kill(signal);
    expect(await ended).toBe(0);
    expect(performance.now() - began).toBeLessThan(5000);
    expect(errors()).toBe('');
    await stream.text();
    // Each was answered, or its connection refused: never accepted and lost.
    const answers = await settled;
    const accepted = answers.flatMap((one) =>
      one.status === 'fulfilled' && one.value.ok ? [one.value.ticket] : [],
    );
    const again = run({});
    const events = await fetch(`http://127.0.0.1:${await again.port()}/api/sites/centre/events`, {
      headers: key,
    });
    const text = await events.text();
    for (const ticket of accepted) expect(text).toContain(`"ticket":"${ticket}"`);
  });
});

/** The child of a process whose command names the file. */
const pidOf = (parent: ChildProcess, file: string): number => {
  const pids = readFileSync(`/proc/${parent.pid}/task/${parent.pid}/children`, 'utf8').trim().split(' ');
  const pid = pids.find((one) => readFileSync(`/proc/${one}/cmdline`, 'utf8').includes(file));
  if (pid === undefined) throw new Error(`no ${file} under ${parent.pid}`);
  return Number(pid);
};

describe('npm start', () => {
  it('runs hub and agent, prints every address, starts a hub again that was killed, and ends both', {
    timeout: 90_000,
  }, async () => {
    // Nothing but errors is to be shown: the addresses are, all the same.
    const { child, ended, output } = run({ JUNBAN_LOG_LEVEL: 'error' }, 'tools/start.ts');
    await expect.poll(output, { timeout: 60_000 }).toContain('Ctrl+C');
    const addresses = [...output().matchAll(/http:\/\/\S+/g)].map((match) => match[0]);
    expect(addresses.length).toBeGreaterThan(9);
    for (const address of addresses)
      expect(`${address} ${(await fetch(address)).status}`).toBe(`${address} 200`);
    process.kill(pidOf(child, 'server/main.ts'), 'SIGKILL');
    await expect.poll(output, { timeout: 15_000 }).toContain('The hub ended (SIGKILL)');
    // At the same port, which agent and screens know.
    await waitFor(async () => expect((await fetch(addresses[0] ?? '')).status).toBe(200), {
      timeout: 30_000,
    });
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    for (const address of [addresses[0] ?? '', addresses[1] ?? ''])
      await expect(fetch(address)).rejects.toThrow('fetch failed');
  });
});
