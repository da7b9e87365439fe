// The line goes round its addresses, notices a silent hub, and never holds two sockets.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type HubLineParts, type LineSocket, openHubLine } from './hub-line.ts';

class FakeSocket implements LineSocket {
  connected = false;
  answersBeats = true;
  readonly address: string;
  readonly allowedMs: number;
  readonly #listeners = new Map<string, (...args: unknown[]) => void>();
  #any = () => {};
  constructor(address: string, allowedMs: number) {
    this.address = address;
    this.allowedMs = allowedMs;
  }
  onAny(listener: () => void) {
    this.#any = listener;
  }
  sendsView() {
    this.#any();
  }
  on(event: string, listener: (...args: unknown[]) => void) {
    this.#listeners.set(event, listener);
  }
  say(event: string, ...args: unknown[]) {
    if (event === 'connect' && this.#listeners.has(event)) this.connected = true;
    this.#listeners.get(event)?.(...args);
  }
  removeAllListeners() {
    this.#listeners.clear();
  }
  disconnect() {
    this.connected = false;
  }
  timeout(ms: number) {
    return {
      emitWithAck: () =>
        this.answersBeats
          ? Promise.resolve()
          : new Promise((_, reject) => setTimeout(() => reject(new Error('late')), ms)),
    };
  }
}

describe('the line to the hubs', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const start = (addresses: [string, ...string[]], more: Partial<HubLineParts<FakeSocket>> = {}) => {
    const sockets: FakeSocket[] = [];
    const told: string[] = [];
    const line = openHubLine<FakeSocket>({
      addresses: () => addresses,
      open: (address, allowedMs) => {
        const socket = new FakeSocket(address, allowedMs);
        sockets.push(socket);
        return socket;
      },
      onSocket: () => {},
      onUp: (_, address) => told.push(`up ${address}`),
      onDown: ({ reason }, address) => told.push(`down ${address} ${reason}`),
      random: () => 0.5,
      ...more,
    });
    const last = () => sockets.at(-1) as FakeSocket;
    return { sockets, told, line, last, addresses };
  };

  it('goes to the next hub within a second when one is lost, and round again', async () => {
    const { told, last } = start(['a', 'b']);
    last().say('connect');
    last().say('disconnect', 'transport close');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(last().address).toBe('b');
    last().say('connect');
    last().say('disconnect', 'transport close');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(last().address).toBe('a');
    expect(told).toEqual(['up a', 'down a transport close', 'up b', 'down b transport close']);
  });

  it('leaves a hub that no longer answers, within two seconds', async () => {
    const { sockets, last } = start(['a', 'b']);
    last().say('connect');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sockets).toHaveLength(1);
    last().answersBeats = false;
    await vi.advanceTimersByTimeAsync(2_900);
    expect(last().address).toBe('b');
  });

  it('stays with an only hub, however silent, and tries it again for ever', async () => {
    const { sockets, last } = start(['a']);
    last().say('connect');
    last().answersBeats = false;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sockets).toHaveLength(1);
    last().say('disconnect', 'ping timeout');
    for (let n = 2; n < 12; n += 1) {
      await vi.advanceTimersByTimeAsync(2_000);
      expect(sockets.length).toBeGreaterThanOrEqual(n);
      last().say('connect_error', new Error('refused'));
    }
    expect(new Set(sockets.map(({ address }) => address))).toEqual(new Set(['a']));
  });

  it('asks even an only hub where that is wanted, tells of each answer, and asks at once when a phone wakes up', async () => {
    let beats = 0;
    const { sockets, told, line, last } = start(['a'], {
      beats: { everyMs: 10_000, withinMs: 4_000 },
      onBeat: () => {
        beats += 1;
      },
    });
    line.probe();
    last().say('connect');
    await vi.advanceTimersByTimeAsync(9_999);
    expect(beats).toBe(0);
    await vi.advanceTimersByTimeAsync(20_001);
    expect(beats).toBe(3);
    line.probe();
    await vi.advanceTimersByTimeAsync(0);
    expect(beats).toBe(4);
    last().answersBeats = false;
    line.probe();
    await vi.advanceTimersByTimeAsync(4_000);
    expect(told).toEqual(['up a', 'down a silent']);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sockets).toHaveLength(2);
  });

  it('hears of a hub that is added, and forgets one that is taken away', async () => {
    const { addresses, last } = start(['a']);
    last().say('connect');
    addresses.push('b');
    last().say('disconnect', 'x');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(last().address).toBe('b');
    addresses.pop();
    last().say('connect_error', new Error('gone'));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(last().address).toBe('a');
  });

  it('hears nothing of a socket it has left, and nothing at all when closed', async () => {
    const { sockets, told, line, last } = start(['a', 'b']);
    const first = last();
    first.say('connect');
    line.doubt();
    first.say('connect');
    await vi.advanceTimersByTimeAsync(1_000);
    last().say('connect');
    line.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(told).toEqual(['up a', 'down a doubted', 'up b']);
    expect(sockets).toHaveLength(2);
    expect(sockets.some(({ connected }) => connected)).toBe(false);
  });

  it('stays with a hub that sends views, however late it answers a beat', async () => {
    const { sockets, last } = start(['a', 'b']);
    last().say('connect');
    last().answersBeats = false;
    for (let ms = 0; ms < 60_000; ms += 1_500) {
      await vi.advanceTimersByTimeAsync(1_500);
      last().sendsView();
    }
    expect(sockets).toHaveLength(1);
  });

  it('gives a hub up that does not let it in, the first time after five seconds', async () => {
    const { told, last } = start(['a', 'b']);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(told).toEqual([]);
    await vi.advanceTimersByTimeAsync(500);
    expect(last().address).toBe('b');
    expect(told).toEqual(['down a slow']);
  });

  it('grows patient with hubs that are too busy, and quick again after a quiet while', async () => {
    const { sockets, last } = start(['a', 'b']);
    await vi.advanceTimersByTimeAsync(60_000);
    const allowed = sockets.map(({ allowedMs }) => allowedMs);
    expect(allowed.slice(0, 2)).toEqual([5_000, 9_000]);
    expect(allowed.at(-1)).toBe(9_000);
    expect(allowed.length).toBeLessThan(12);
    last().say('connect');
    last().answersBeats = false;
    const busy = last();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(last()).toBe(busy);
    busy.sendsView();
    busy.answersBeats = true;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(last()).toBe(busy);
    busy.answersBeats = false;
    await vi.advanceTimersByTimeAsync(3_000);
    expect(last().address).not.toBe(busy.address);
  });
});
