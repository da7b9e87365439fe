// A proxy that accepts web sockets and then says nothing: the line goes by polling, commands and views with it.
import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BoothNumber, SiteId } from '../../protocol/ids.ts';
import { connectHub } from '../../staff-console/parts/hub-link.ts';
import { type FixtureHub, startFixtureHub } from '../../staff-console/test-support/fixture-hub.ts';
import { freePort } from '../support/free-port.ts';

const callNext = { type: 'callNext', booth: BoothNumber.parse(3) } as const;
const script = resolve(import.meta.dirname, '../support/mute-proxy.ts');

const toBooth = (url: string) =>
  connectHub({
    url,
    hello: { site: SiteId.parse('centre'), page: { kind: 'booth', booth: BoothNumber.parse(3) } },
    onChange: () => {},
  });

describe('behind a proxy whose web sockets are mute', () => {
  let hub: FixtureHub;
  let proxy: ChildProcess;
  let link: ReturnType<typeof toBooth>;

  beforeAll(async () => {
    hub = await startFixtureHub();
    const port = await freePort();
    proxy = spawn(process.execPath, [script, String(port), String(hub.port)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    await new Promise((ready) => proxy.stdout?.once('data', ready));
    link = toBooth(`http://127.0.0.1:${port}`);
  });
  afterAll(async () => {
    link.close();
    proxy.stdin?.write('end\n');
    await hub.close();
  });

  it('a console is there after one slow try, and its commands are answered', async () => {
    await expect.poll(() => link.state().status, { timeout: 30_000 }).toBe('online');
    await expect.poll(() => link.state().view?.me.booth).toBe(3);
    expect(await link.send(callNext)).toMatchObject({ kind: 'accepted' });
  });

  it('it hears what comes afterwards, too', async () => {
    const version = (link.state().view?.version ?? 0) + 1;
    const view = link.state().view;
    if (view === null) throw new Error('no view');
    hub.show({ booth: { ...view, version } });
    await expect.poll(() => link.state().view?.version).toBe(version);
  });
});
