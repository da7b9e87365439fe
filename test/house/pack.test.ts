// The archive for an office without network: unpacked and installed by its own script, with nothing but Debian's shell, the hub runs.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pack } from '../../tools/pack.ts';

/** As a machine fresh from Debian: no npm, no Node of its own, no home. */
const bare = { PATH: '/usr/bin:/bin', HOME: '/nonexistent' };

describe('the archive', () => {
  const folder = mkdtempSync(join(tmpdir(), 'junban-pack-test-'));
  const archive = join(folder, 'junban.tar.gz');
  const installed = join(folder, 'opt/junban');
  let unpacked: string;
  let hub: ChildProcess | null = null;
  const install = (...args: readonly string[]) =>
    spawnSync('sh', [join(unpacked, 'install.sh'), '--no-service', ...args], { env: bare, encoding: 'utf8' });

  beforeAll(async () => {
    const { sha256 } = await pack(archive, 1);
    const hash = createHash('sha256').update(readFileSync(archive)).digest('hex');
    expect([sha256, readFileSync(`${archive}.sha256`, 'utf8')]).toEqual([hash, `${hash}  junban.tar.gz\n`]);
    expect(spawnSync('tar', ['xzf', archive, '-C', folder]).status).toBe(0);
    const top = readdirSync(folder).find((name) => name.startsWith('junban-'));
    unpacked = join(folder, top ?? 'none');
  }, 240_000);
  afterAll(async () => {
    if (hub !== null && hub.exitCode === null) {
      const ended = once(hub, 'exit');
      hub.kill('SIGTERM');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  it('holds what runs and its list of materials, and nothing that only builds or tests', () => {
    const has = (path: string) => existsSync(join(unpacked, path));
    expect(
      ['server/main.ts', 'dist/wall/index.html', 'docs/operations.md', 'junban.cdx.json'].filter(
        (one) => !has(one),
      ),
    ).toEqual([]);
    expect(
      ['node_modules/vitest', 'node_modules/vite', 'node_modules/typescript', 'test'].filter(has),
    ).toEqual([]);
    expect(has('server/access/access.test.ts')).toBe(false);
    const { bomFormat } = JSON.parse(readFileSync(join(unpacked, 'junban.cdx.json'), 'utf8'));
    expect(bomFormat).toBe('CycloneDX');
  });

  it('refuses a machine it was not made for, and words it does not know', () => {
    const platform = readFileSync(join(unpacked, 'PLATFORM'), 'utf8');
    writeFileSync(join(unpacked, 'PLATFORM'), 'linux-sparc\n');
    const other = install('--to', installed);
    writeFileSync(join(unpacked, 'PLATFORM'), platform);
    expect([other.status, other.stderr]).toEqual([2, expect.stringContaining('is for linux-sparc')]);
    expect([install('--coffee').status, existsSync(installed)]).toEqual([2, false]);
  });

  it('installs, keeps the version before for the way back, and the hub is ready without any network', async () => {
    mkdirSync(installed, { recursive: true });
    writeFileSync(join(installed, 'of-the-old-one'), '');
    expect(install('--to', installed).status).toBe(0);
    expect([
      existsSync(join(installed, 'of-the-old-one')),
      existsSync(`${installed}.before/of-the-old-one`),
    ]).toEqual([false, true]);
    hub = spawn(join(installed, 'node_modules/.bin/node'), ['server/main.ts'], {
      cwd: installed,
      env: { ...bare, JUNBAN_PORT: '0', JUNBAN_HOST: '127.0.0.1', JUNBAN_DATA: join(folder, 'data') },
    });
    let output = '';
    hub.stdout?.on('data', (chunk) => {
      output += String(chunk);
    });
    await expect.poll(() => output, { timeout: 60_000 }).toContain('"msg":"hub ready"');
    const port = /"port":(\d+)[^\n]*"hub ready"/.exec(output)?.[1];
    const page = await fetch(`http://127.0.0.1:${port}/wall/centre`);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('wall-page')]);
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
  });
});
