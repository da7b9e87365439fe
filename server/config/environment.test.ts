// A wrong variable is told in one line: name, value, what would be right.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenProblem, readEnvironment } from './environment.ts';

let base = '';
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'junban-environment-'));
  writeFileSync(join(base, 'settings.yaml'), 'organisation: {}\n');
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const read = (env: Record<string, string>) =>
  readEnvironment({ JUNBAN_SETTINGS: 'settings.yaml', ...env }, base);

describe('environment', () => {
  it('has defaults and makes the data folder', () => {
    const result = read({});
    expect(result).toEqual({
      ok: true,
      value: {
        port: 8620,
        host: '0.0.0.0',
        dataFolder: join(base, 'data'),
        settingsFile: join(base, 'settings.yaml'),
        logLevel: 'info',
        paperUrl: null,
        hubName: expect.stringMatching(/^[A-Za-z0-9._-]+$/),
        log: { kind: 'sqlite' },
        logReplicas: 0,
        logAcceptsLoss: false,
        keys: null,
        ssoSecret: null,
        webPushKey: null,
        tls: null,
        hstsDays: 0,
        voice: { use: true, voice: null, dictionary: null },
        pushToken: null,
        smtpPassword: null,
        messageHookKey: null,
      },
    });
  });

  it('takes port 0 and treats an empty variable as not set', () => {
    expect(read({ JUNBAN_PORT: '0', JUNBAN_LOG_LEVEL: '' })).toMatchObject({
      ok: true,
      value: { port: 0, logLevel: 'info' },
    });
  });

  it.each([
    ['JUNBAN_PORT', 'abc', 'must be a port number 0 to 65535'],
    ['JUNBAN_PORT', '70000', 'must be a port number 0 to 65535'],
    ['JUNBAN_PORT', '-1', 'must be a port number 0 to 65535'],
    ['JUNBAN_PORT', '86\n20', 'must be a port number 0 to 65535'],
    ['JUNBAN_HOST', 'two words', 'must be a host name or address'],
    ['JUNBAN_LOG_LEVEL', 'loud', 'must be one of trace, debug'],
    ['JUNBAN_PAPER_URL', 'paper', 'must be an http(s) address'],
    ['JUNBAN_HUB', 'two words', 'must be a name of up to 40'],
    ['JUNBAN_LOG', 'redis', 'must be sqlite, redis://HOST:6379'],
    ['JUNBAN_LOG', 'http://localhost:6379', 'must be sqlite, redis://HOST:6379'],
    ['JUNBAN_LOG', 'redis://one:6379,two:6379', 'names several hosts'],
    ['JUNBAN_LOG', 'redis://one:99999', 'names a host that is not HOST or HOST:PORT'],
    ['JUNBAN_LOG', 'redis+sentinel://one:26379', 'must name the master after the Sentinels'],
    ['JUNBAN_LOG', 'redis+cluster://one/3', 'must not name a database'],
    ['JUNBAN_LOG', 'redis://one/first', 'must end in the number of a database'],
    ['JUNBAN_LOG', 'redis://one?prefix=a b', 'may end in ?prefix=NAME'],
    ['JUNBAN_LOG_REPLICAS', 'all', 'must be how many replicas'],
    ['JUNBAN_LOG_ACCEPT_LOSS', 'perhaps', 'must be yes or no'],
    ['JUNBAN_HSTS_DAYS', '1000', 'must be a number of days'],
    ['JUNBAN_VOICE', 'loud', 'must be yes or no'],
    ['JUNBAN_VOICE_FILE', 'none.htsvoice', 'must be a readable .htsvoice file'],
    ['JUNBAN_VOICE_FILE', 'settings.yaml', 'must be a readable .htsvoice file'],
    ['JUNBAN_VOICE_DICTIONARY', 'nowhere', 'must be a folder with sys.dic in it'],
    ['JUNBAN_SETTINGS', 'missing.yaml', 'must be a readable YAML file'],
    ['JUNBAN_SETTINGS', '.', 'must be a readable YAML file'],
    ['JUNBAN_DATA', 'settings.yaml/data', 'must be a folder that the hub can make and write to'],
    ['JUNBAN_DATA', '/proc/junban', 'must be a folder that the hub can make and write to'],
  ])('%s=%s is refused in one line', (name, value, right) => {
    const result = read({ [name]: value });
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(result.problem).toContain(`${name}=${value.replace('\n', ' ')}: `);
    expect(result.problem).toContain(right);
    expect(result.problem).not.toContain('\n');
  });

  it.skipIf(process.getuid?.() === 0)('refuses a data folder that cannot be written', () => {
    chmodSync(base, 0o500);
    expect(read({ JUNBAN_DATA: '.' }).ok).toBe(false);
    chmodSync(base, 0o700);
  });

  it('tells of a port in use', () => {
    const result = read({ JUNBAN_PORT: '8620' });
    if (!result.ok) throw new Error(result.problem);
    const line = listenProblem(Object.assign(new Error('x'), { code: 'EADDRINUSE' }), result.value);
    expect(line).toContain('JUNBAN_PORT=8620: another program uses this port');
  });
});
