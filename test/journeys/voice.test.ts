// The voice from the engine to the loudspeaker: a real hub, a real engine, a real browser whose sound is kept and decoded.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Command } from '../../protocol/commands.ts';
import type { Language, TicketNumber } from '../../protocol/ids.ts';
import { WallView } from '../../protocol/views.ts';
import { readWav, type Sound, secondsOf } from '../../server/voice/wav.ts';
import { peopleOf, someone } from '../../tools/demo/door.ts';
import { withKey } from '../support/api-key.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';
import { bandsOf, heardOn, listenTo, occurrencesOf, partsOf, saidOn } from '../support/listening.ts';
import { useBrowser } from '../support/use-browser.ts';

let hub: HubProcess;
let mute: HubProcess;
const browser = useBrowser(['--autoplay-policy=document-user-activation-required']);
const pages: Page[] = [];

const ask = async (at: HubProcess, command: unknown) => {
  const answer = await at.command('centre', command as Command);
  if (!answer.ok) throw new Error(answer.refusal.message);
  return answer;
};

/** Opens these booths, each with somebody of its own who may sit there. */
const openBooths = async (at: HubProcess, booths: readonly number[]) => {
  const people = (await peopleOf(at.url)).filter(({ roles }) => roles.includes('booth'));
  for (const booth of booths) await ask(at, { type: 'openBooth', booth, staff: people[booth - 1]?.id });
};

beforeAll(async () => {
  hub = await startHub({ env: { JUNBAN_VOICE: 'yes' } });
  mute = await startHub();
  for (const at of [hub, mute]) await openBooths(at, [1, 2, 3]);
});
afterEach(async () => {
  for (const page of pages.splice(0)) await page.close();
});
afterAll(async () => {
  await hub?.remove();
  await mute?.remove();
});

type Opened = {
  readonly touch?: boolean;
  readonly hasVoice?: boolean;
  readonly before?: (page: Page) => Promise<unknown>;
};

/** A wall that somebody touched, so that the browser lets sound out. */
const openWall = async (at: HubProcess, device: string, how: Opened = {}): Promise<Page> => {
  const page = await browser.page();
  pages.push(page);
  await listenTo(page, how.hasVoice ?? true);
  await how.before?.(page);
  // Calls of the tests before are no news to it.
  const { date, calls } = await board(at);
  await page.addInitScript(
    (handled) => localStorage.setItem('junban.calls.centre', handled),
    [JSON.stringify({ date, handled: calls.map(({ callId }) => callId) })][0] ?? '',
  );
  await page.goto(`${at.url}/wall/centre?device=${device}`);
  if (how.touch === false) return page;
  await page.mouse.click(600, 400);
  const link = () =>
    page.locator('wall-page').evaluate((wall) => (wall as unknown as { readonly link: string }).link);
  await expect.poll(link).toBe('live');
  return page;
};

const issue = async (at: HubProcess, language: Language, procedure = 'card-issue'): Promise<TicketNumber> => {
  const asked = { type: 'issueTicket', procedure, source: 'integrator', language };
  const issued = await ask(at, asked);
  return ('ticket' in issued ? issued.ticket : '') as TicketNumber;
};
/** Calls a ticket; the id of the call. */
const callTicket = async (at: HubProcess, booth: number, ticket: TicketNumber): Promise<string> => {
  const called = await ask(at, { type: 'callNumber', booth, ticket, reason: 'test' });
  return 'callId' in called ? String(called.callId) : '';
};
const call = async (at: HubProcess, booth: number, language: Language): Promise<string> =>
  callTicket(at, booth, await issue(at, language));
const finish = async (at: HubProcess, booth: number) => {
  await ask(at, { type: 'startServing', booth });
  await ask(at, { type: 'finish', booth });
};

const voiceOf = (at: HubProcess, callId: string, language: string, form = 'full') =>
  fetch(`${at.url}/api/sites/centre/voice?call=${callId}&language=${language}&form=${form}`);
const recordingOf = async (callId: string, language: string, form = 'full'): Promise<Buffer> =>
  Buffer.from(await (await voiceOf(hub, callId, language, form)).arrayBuffer());

/** How many announcements the hub has made so far. */
const madeBy = async (at: HubProcess): Promise<number> => {
  const metrics = await (await fetch(`${at.url}/metrics`, { headers: await withKey(at.url) })).text();
  const lines = metrics.matchAll(/^junban_voice_total\{.*outcome="made"\} (\d+)$/gm);
  return [...lines].reduce((sum, [, count]) => sum + Number(count), 0);
};

/** Everything heard until it has been quiet for `quietSeconds` after some sound. */
const heardUntilQuiet = async (page: Page, quietSeconds = 3): Promise<Sound> => {
  let heard: Sound = { rate: 48_000, samples: new Float32Array(0) };
  await expect
    .poll(
      async () => {
        const more = await heardOn(page);
        const samples = new Float32Array(heard.samples.length + more.samples.length);
        samples.set(heard.samples);
        samples.set(more.samples, heard.samples.length);
        heard = { rate: more.rate || heard.rate, samples };
        const last = partsOf(heard).at(-1);
        return last !== undefined && secondsOf(heard) - last.fromSeconds - last.seconds > quietSeconds;
      },
      { timeout: 120_000, interval: 500 },
    )
    .toBe(true);
  return heard;
};
const kinds = (heard: Sound) => partsOf(heard).map(({ kind }) => kind);

const board = async (at: HubProcess) =>
  WallView.parse(await (await fetch(`${at.url}/api/sites/centre/board`)).json());

describe('a call with the hub’s voice', () => {
  it('is heard once: the chime, then Japanese, of the length and shape that the hub made', async () => {
    const page = await openWall(hub, 'lobby-1');
    const callId = await call(hub, 1, 'ja');
    const heard = await heardUntilQuiet(page);
    const recording = await recordingOf(callId, 'ja');
    expect(kinds(heard)).toEqual(['chime', 'speech']);
    const speech = partsOf(heard)[1];
    const made = readWav(recording);
    expect(speech?.seconds).toBeGreaterThan(secondsOf(made) - 0.6);
    expect(speech?.seconds).toBeLessThan(secondsOf(made) + 0.6);
    expect(secondsOf(made)).toBeGreaterThan(2.5);
    expect(secondsOf(made)).toBeLessThan(9);
    expect(occurrencesOf(recording, heard)).toHaveLength(1);
    const bands = bandsOf(made);
    expect(bands.low).toBeGreaterThan(0.2);
    expect(bands.middle).toBeGreaterThan(0.02);
    expect(await saidOn(page)).toEqual([]);
    await finish(hub, 1);
  });

  it('adds the language of the ticket after Japanese, each once', async () => {
    const page = await openWall(hub, 'lobby-1');
    const callId = await call(hub, 1, 'en');
    const heard = await heardUntilQuiet(page);
    const at = await Promise.all(
      ['ja', 'en'].map(async (language) => occurrencesOf(await recordingOf(callId, language), heard)),
    );
    expect(at.map((places) => places.length)).toEqual([1, 1]);
    expect(at[0]?.[0]).toBeLessThan(at[1]?.[0] ?? 0);
    expect(kinds(heard)[0]).toBe('chime');
    expect(kinds(heard).filter((kind) => kind === 'chime')).toHaveLength(1);
    expect(await saidOn(page)).toEqual([]);
    await finish(hub, 1);
  });

  it('of three at once each is heard once, one after another, the first ones shortened', async () => {
    const madeBefore = await madeBy(hub);
    // A browser without a voice, whose wall waits longer for the hub's: this machine may be busy.
    const page = await openWall(hub, 'lobby-1', { hasVoice: false });
    const tickets = [await issue(hub, 'vi'), await issue(hub, 'vi'), await issue(hub, 'vi')];
    // The first two in line at three booths, in two languages and in brief, are made before anybody calls them.
    await expect.poll(async () => (await madeBy(hub)) - madeBefore, { timeout: 60_000 }).toBeGreaterThan(17);
    const ids = await Promise.all(tickets.map((ticket, index) => callTicket(hub, index + 1, ticket)));
    const heard = await heardUntilQuiet(page);
    const { calls } = await board(hub);
    expect(ids.every((id) => calls.some(({ callId }) => callId === id))).toBe(true);
    const places = await Promise.all(
      ids.map(async (id) => {
        const full = occurrencesOf(await recordingOf(id, 'ja'), heard);
        if (full.length > 0) return full;
        const brief = occurrencesOf(await recordingOf(id, 'ja', 'brief'), heard);
        return brief.length > 0 ? brief : occurrencesOf(await recordingOf(id, 'ja', 'terse'), heard);
      }),
    );
    expect(places.map((found) => found.length)).toEqual([1, 1, 1]);
    expect(kinds(heard).filter((kind) => kind === 'chime')).toHaveLength(3);
    for (const booth of [1, 2, 3]) await finish(hub, booth);
  });

  it('of eight at once, as at nine in the morning, each is heard once and in its order, many in a row without a chime', async () => {
    const page = await openWall(hub, 'lobby-1', { hasVoice: false });
    await openBooths(hub, [4, 5, 6, 7, 8]);
    const [issueA, renewalB] = ['card-issue', 'certificate-renewal'];
    const served = [issueA, issueA, issueA, renewalB, renewalB, renewalB, 'card-renewal', 'address-change'];
    const booths = served.map((_, index) => index + 1);
    const tickets: TicketNumber[] = [];
    for (const procedure of served) tickets.push(await issue(hub, 'ja', procedure));
    const ids: string[] = [];
    for (const [index, ticket] of tickets.entries()) ids.push(await callTicket(hub, index + 1, ticket));
    const heard = await heardUntilQuiet(page, 5);
    const places = await Promise.all(
      ids.map(async (id) => {
        const found: number[] = [];
        for (const form of ['full', 'brief', 'terse'])
          found.push(...occurrencesOf(await recordingOf(id, 'ja', form), heard));
        return found;
      }),
    );
    expect(places.map((found) => found.length)).toEqual(booths.map(() => 1));
    const inOrder = places.flat();
    expect(inOrder).toEqual([...inOrder].sort((a, b) => a - b));
    expect(kinds(heard).filter((kind) => kind === 'chime').length).toBeLessThan(8);
    expect(await saidOn(page)).toEqual([]);
    for (const booth of booths) await finish(hub, booth);
  });
});

describe('when the hub’s voice cannot be had', () => {
  const onceByTheBrowser = async (page: Page, at: HubProcess) => {
    await call(at, 1, 'ja');
    const heard = await heardUntilQuiet(page, 6);
    expect(await saidOn(page)).toEqual([expect.stringMatching(/番号札、A、\d+番の方、1番窓口/)]);
    // The chime and nothing else: no late sound on top.
    expect(kinds(heard)).toEqual(['chime']);
    await finish(at, 1);
  };

  it('a hub without engines says so, and the browser speaks, once', async () => {
    const page = await openWall(mute, 'lobby-1');
    await onceByTheBrowser(page, mute);
    const metrics = await (await fetch(`${mute.url}/metrics`, { headers: await withKey(mute.url) })).text();
    expect(metrics).not.toMatch(/^junban_voice_languages\{/m);
  });

  it.each([
    ['refused', 0, 404],
    ['broken', 0, 200],
    ['slow', 6_000, 200],
  ])('%s: the browser speaks, once', async (_what, delayMs, status) => {
    const page = await openWall(hub, 'lobby-1', {
      before: (opened) =>
        opened.route('**/api/sites/centre/voice?**', async (route) => {
          if (delayMs === 0) return route.fulfill({ status, body: 'no sound' });
          await new Promise((done) => setTimeout(done, delayMs));
          await route.continue().catch(() => {});
        }),
    });
    await onceByTheBrowser(page, hub);
  });
});

it('a browser that forbids sound says so at reception, and the call is shown but not spoken', async () => {
  const reception = await browser.page();
  pages.push(reception);
  const receptionist = await someone(hub.url, 'receptionist');
  await reception.request.post(`${hub.url}/api/session/demo`, { data: { id: receptionist } });
  await reception.goto(`${hub.url}/reception/centre`);
  const devices = reception.locator('li', { hasText: '待合ロビー 奥' });
  // Looking into the page would count as a touch, so it is watched from outside until the end.
  const page = await openWall(hub, 'lobby-2', { touch: false });
  await expect.poll(async () => (await devices.allInnerTexts()).join()).toContain('! 音声が止まっています');
  const asked = page.waitForRequest(/\/voice\?call=/);
  await call(hub, 1, 'ja');
  await asked;
  await expect.poll(async () => (await devices.allInnerTexts()).join()).toContain('! 音声が止まっています');
  await finish(hub, 1);
  expect(kinds(await heardOn(page))).toEqual([]);
  expect(await saidOn(page)).toEqual([]);
});

describe('sound by HTTP', () => {
  it('leads to an address that may be kept for ever, for calls of today only', async () => {
    const callId = await call(hub, 2, 'ko');
    const answer = await voiceOf(hub, callId, 'ko');
    expect(answer.url).toMatch(/\/api\/voice\/[0-9a-f]{32}\.wav\?/);
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(secondsOf(readWav(Buffer.from(await answer.arrayBuffer())))).toBeGreaterThan(1.5);
    const status = async (path: string) => (await fetch(`${hub.url}${path}`)).status;
    expect((await voiceOf(hub, 'Z999.1', 'ja')).status).toBe(404);
    expect((await voiceOf(hub, callId, 'vi')).status).toBe(404);
    expect((await voiceOf(hub, callId, 'ko', 'brief')).status).toBe(404);
    expect((await voiceOf(hub, '../x', 'ja')).status).toBe(400);
    expect(await status('/api/voice/..%2f..%2fetc%2fpasswd.wav')).toBe(404);
    expect(await status(`/api/voice/${'0'.repeat(32)}.wav`)).toBe(404);
    expect((await voiceOf(mute, await call(mute, 2, 'ja'), 'ja')).status).toBe(204);
    await finish(hub, 2);
    await finish(mute, 2);
  });

  it('a hub that never made it makes it from the address', async () => {
    const callId = await call(hub, 2, 'ja');
    const { url } = await voiceOf(hub, callId, 'ja');
    const { rm } = await import('node:fs/promises');
    await hub.stop();
    await rm(`${hub.data}/voice`, { recursive: true });
    await hub.restart();
    const again = await fetch(url);
    expect(again.status).toBe(200);
    expect(secondsOf(readWav(Buffer.from(await again.arrayBuffer())))).toBeGreaterThan(2);
    await finish(hub, 2);
  });
});
