// The hub as a process with every secret it takes, right ones and wrong ones: none is in what it writes or in its command line.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { secretVariables, variables } from '../../server/config/environment.ts';
import { makeKey } from '../../server/contacts/keys.ts';
import { makeWebPushKey } from '../../server/web-push/key.ts';
import { makeCertificate } from '../support/certificates.ts';
import { durable, type RedisServer, startRedis } from '../support/redis-server.ts';

const root = resolve(import.meta.dirname, '../..');
const password = 'Himitsu-no-Aikotoba-4711';
const key = makeKey().line.split(' ')[0] ?? '';
const webPushKey = makeWebPushKey().privateKey;
const hookKey = `whsec_${Buffer.from('Himitsu-no-Hook-Key-4711-4711').toString('base64')}`;
let folder: string;
let redis: RedisServer;
let tlsKey: string;
let certificate: ReturnType<typeof makeCertificate>;
const files = new Map<string, string>();
const running: ChildProcess[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'junban-secrets-'));
  redis = await startRedis([...durable, '--requirepass', password]);
  certificate = makeCertificate(folder, 'hub');
  tlsKey = readFileSync(certificate.key, 'utf8').split('\n')[1] ?? '';
  for (const [name, text] of [
    ['password', `${password}\n`],
    ['keys', `${key}\n`],
    ['web-push', `${webPushKey}\n`],
    ['hook', `${hookKey}\n`],
  ] as const) {
    files.set(name, join(folder, name));
    writeFileSync(join(folder, name), text, { mode: 0o600 });
  }
});
afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
});
afterAll(async () => {
  await redis?.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the hub; resolves when it is ready or has ended. */
const run = async (env: Readonly<Record<string, string>>) => {
  const child = spawn(process.execPath, [join(root, 'server/main.ts')], {
    cwd: root,
    env: {
      ...process.env,
      JUNBAN_PORT: '0',
      JUNBAN_HOST: '127.0.0.1',
      JUNBAN_DATA: mkdtempSync(join(folder, 'data-')),
      JUNBAN_LOG_LEVEL: 'trace',
      ...env,
    },
  });
  running.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk.toString();
    });
  }
  await expect
    .poll(() => child.exitCode !== null || output.includes('"msg":"hub ready"'), { timeout: 60_000 })
    .toBe(true);
  const commandLine = child.exitCode === null ? readFileSync(`/proc/${child.pid}/cmdline`, 'utf8') : '';
  return { code: child.exitCode, told: () => output + commandLine, output: () => output };
};
const expectUnsaid = (told: string, secrets: readonly string[]): void => {
  for (const secret of secrets) {
    for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]) {
      expect(told.includes(form), `${secret} is shown: ${told.slice(0, 2_000)}`).toBe(false);
    }
  }
};

/** What each secret is given as, and the environment beside it. */
const right = (): Readonly<Record<string, Record<string, string>>> => {
  const at = `redis://127.0.0.1:${redis.port}`;
  return {
    JUNBAN_KEY: { JUNBAN_KEY: key },
    JUNBAN_KEY_FILE: { JUNBAN_KEY_FILE: files.get('keys') ?? '' },
    JUNBAN_LOG: { JUNBAN_LOG: at.replace('//', `//:${password}@`) },
    JUNBAN_LOG_PASSWORD: { JUNBAN_LOG: at, JUNBAN_LOG_PASSWORD: password },
    JUNBAN_LOG_PASSWORD_FILE: { JUNBAN_LOG: at, JUNBAN_LOG_PASSWORD_FILE: files.get('password') ?? '' },
    JUNBAN_PUSH_TOKEN: { JUNBAN_PUSH_TOKEN: password },
    JUNBAN_SMTP_PASSWORD: { JUNBAN_SMTP_PASSWORD: password },
    JUNBAN_SMTP_PASSWORD_FILE: { JUNBAN_SMTP_PASSWORD_FILE: files.get('password') ?? '' },
    JUNBAN_MESSAGE_HOOK_KEY: { JUNBAN_MESSAGE_HOOK_KEY: hookKey },
    JUNBAN_MESSAGE_HOOK_KEY_FILE: { JUNBAN_MESSAGE_HOOK_KEY_FILE: files.get('hook') ?? '' },
    JUNBAN_PUSH_TOKEN_FILE: { JUNBAN_PUSH_TOKEN_FILE: files.get('password') ?? '' },
    JUNBAN_WEB_PUSH_KEY: { JUNBAN_WEB_PUSH_KEY: webPushKey },
    JUNBAN_WEB_PUSH_KEY_FILE: { JUNBAN_WEB_PUSH_KEY_FILE: files.get('web-push') ?? '' },
    JUNBAN_SSO_SECRET: { JUNBAN_SSO_SECRET: password },
    JUNBAN_SSO_SECRET_FILE: { JUNBAN_SSO_SECRET_FILE: files.get('password') ?? '' },
    JUNBAN_TLS_KEY: { JUNBAN_TLS_CERT: certificate.cert, JUNBAN_TLS_KEY: certificate.key },
  };
};
const all = [password, key, webPushKey, hookKey];

it('every secret is tried, and each has a form as a file', () => {
  const known = Object.keys(variables);
  const tried = Object.keys(right());
  expect(tried).toEqual(expect.arrayContaining([...secretVariables]));
  expect(tried).toEqual(
    expect.arrayContaining(known.filter((name) => /(KEY|PASSWORD|SECRET|TOKEN)/.test(name))),
  );
  for (const name of secretVariables.filter((one) => one !== 'JUNBAN_LOG'))
    expect(known).toContain(`${name}_FILE`);
});

describe('a hub with', () => {
  it.each(
    Object.keys(variables).filter((name) => /(KEY|PASSWORD|SECRET|TOKEN|^JUNBAN_LOG$)/.test(name)),
  )('%s starts and says nothing of it', async (name) => {
    const hub = await run(right()[name] ?? {});
    expect(hub.output()).toContain('"msg":"hub ready"');
    expectUnsaid(hub.told(), [...all, tlsKey]);
  });
});

describe('a hub with a wrong', () => {
  it.each([
    ['key', { JUNBAN_KEY: `${password}` }, 'JUNBAN_KEY'],
    ['address', { JUNBAN_LOG: `redis://:${password}/x@host:99999` }, 'JUNBAN_LOG=redis://:…@host:99999'],
    ['password without a Redis', { JUNBAN_LOG_PASSWORD: password }, 'JUNBAN_LOG_PASSWORD: is for a Redis'],
    ['pair of keys', { JUNBAN_KEY: password, JUNBAN_KEY_FILE: 'x' }, 'JUNBAN_KEY: must not be set beside'],
  ])('%s ends with one line that does not show it', async (_what, env, words) => {
    const hub = await run(env);
    await expect.poll(() => hub.output()).toContain(words);
    expect([hub.code, hub.output().trimEnd().split('\n').length]).toEqual([2, 1]);
    expectUnsaid(hub.told(), all);
  });

  it('password of Redis says that Redis refuses it, and not which it was', async () => {
    const env = { JUNBAN_LOG: `redis://127.0.0.1:${redis.port}`, JUNBAN_LOG_PASSWORD: `${password}-wrong` };
    const hub = await run(env);
    expect(hub.code).toBe(2);
    expectUnsaid(hub.told(), all);
  });
});

it('the search finds what is there', () => {
  expect(() => expectUnsaid(`x ${password}`, all)).toThrow();
});
