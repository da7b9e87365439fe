// The link against a stand-in hub: commands are told apart from pretence, and a lost answer is asked for once more.
import { afterEach, describe, expect, it } from 'vitest';
import { BoothNumber, SiteId } from '../../protocol/ids.ts';
import type { BoothView } from '../../protocol/views.ts';
import { waitFor } from '../../test/support/patience.ts';
import { type FixtureHub, startFixtureHub } from '../test-support/fixture-hub.ts';
import { connectHub, type HubLink, type LinkState } from './hub-link.ts';

const open: { close(): void | Promise<void> }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

const callNext = { type: 'callNext', booth: BoothNumber.parse(3) } as const;

const connected = async (): Promise<{
  hub: FixtureHub;
  link: HubLink<BoothView>;
  seen: LinkState<BoothView>[];
}> => {
  const hub = await startFixtureHub();
  const seen: LinkState<BoothView>[] = [];
  const link = connectHub({
    url: hub.url,
    hello: { site: SiteId.parse('centre'), page: { kind: 'booth', booth: BoothNumber.parse(3) } },
    onChange: (state) => seen.push(state),
    answerMs: 1_000,
    reconnectMs: 5_000,
  });
  open.push(link, hub);
  await waitFor(() => expect(link.state().view).not.toBeNull(), { timeout: 5_000 });
  return { hub, link, seen };
};

describe('the hub link', () => {
  it('parses the view and sends a command under an id of its own', async () => {
    const { hub, link } = await connected();
    expect(link.state()).toMatchObject({ status: 'online', outdated: false });
    expect(await link.send(callNext)).toEqual({ kind: 'accepted', answer: { ok: true, version: 120 } });
    expect(await link.send(callNext)).toMatchObject({ kind: 'accepted' });
    expect(new Set(hub.requests.map((request) => request.commandId)).size).toBe(2);
  });

  it('asks again under the same id when the connection broke before the answer', async () => {
    const { hub, link } = await connected();
    let times = 0;
    hub.answer = (_request, ack, socket) => {
      times += 1;
      if (times === 1) socket.conn.close();
      else ack({ ok: true, version: 121 });
    };
    expect(await link.send(callNext)).toEqual({ kind: 'accepted', answer: { ok: true, version: 121 } });
    expect(hub.requests).toHaveLength(2);
    expect(hub.requests[0]?.commandId).toBe(hub.requests[1]?.commandId);
  });

  it('says that the outcome is unknown when no answer comes', async () => {
    const { hub, link } = await connected();
    hub.answer = () => {};
    expect(await link.send(callNext)).toEqual({ kind: 'unknown' });
    expect(hub.requests).toHaveLength(1);
  });

  it('refuses at once while the hub is away, keeps what it shows, and comes back', async () => {
    const { hub, link } = await connected();
    await hub.close();
    await waitFor(() => expect(link.state().status).toBe('offline'), { timeout: 5_000 });
    expect(link.state().view).not.toBeNull();
    expect(await link.send(callNext)).toEqual({ kind: 'unsent' });
    open.push(await startFixtureHub({ port: hub.port }));
    await waitFor(() => expect(link.state().status).toBe('online'), { timeout: 4_000 });
    expect(await link.send(callNext)).toMatchObject({ kind: 'accepted' });
  });

  it('ignores an older view, and says so when it cannot read one', async () => {
    const { hub, link } = await connected();
    const { view } = link.state();
    if (view === null) throw new Error('no view');
    hub.show({ booth: { ...view, version: 130, queueLength: 7 } });
    await waitFor(() => expect(link.state().view?.queueLength).toBe(7));
    hub.show({ booth: { ...view, version: 129, queueLength: 99 } });
    hub.show({ booth: { ...view, version: 131, queueLength: 'many' } as unknown as BoothView });
    await waitFor(() => expect(link.state().outdated).toBe(true));
    expect(link.state().view?.queueLength).toBe(7);
  });
});
