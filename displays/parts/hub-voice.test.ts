// The hub's voice on a wall: asked of whichever hub can be reached, played once, or the browser speaks: never both, never neither.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CallId, SiteId } from '../../protocol/ids.ts';
import { createHubVoice } from './hub-voice.ts';
import type { Announcement, Sentence } from './voice.ts';

const japanese: Sentence = { language: 'ja', tag: 'ja-JP', text: '番号札', form: 'full' };
const english: Sentence = { language: 'en', tag: 'en', text: 'Number', form: 'full' };
const announcement = (over: Partial<Announcement> = {}): Announcement => ({
  callId: CallId.parse('A012.1'),
  sentences: [japanese],
  volume: 1,
  rate: 1,
  browserVoices: [],
  mayGoOn: () => true,
  ...over,
});

type Answer = 'sound' | 'none' | 'unknown' | 'down' | { readonly afterMs: number };
const respond = async (answer: Answer): Promise<Response> => {
  if (answer === 'down') throw new TypeError('out of reach');
  if (typeof answer === 'object') await new Promise((done) => setTimeout(done, answer.afterMs));
  if (answer === 'none') return new Response(null, { status: 204 });
  return answer === 'unknown' ? new Response('{}', { status: 404 }) : new Response('RIFF');
};

/** A wall whose hubs answer as they are told, one answer after another; the last one stays. */
const wallWith = (hubs: Readonly<Record<string, Answer[]>>, voices: readonly string[] = ['ja-JP']) => {
  const log: string[] = [];
  const node = { connect: () => node, gain: { value: 0 } };
  const context = {
    state: 'running',
    destination: node,
    decodeAudioData: async () => ({ duration: 5 }),
    createGain: () => node,
    createBufferSource: () => {
      const source = { ...node, onended: () => {}, stop: () => {}, start: () => {} };
      source.start = () => {
        log.push('played');
        setTimeout(() => source.onended(), 5_000);
      };
      return source;
    },
  };
  const voice = createHubVoice({
    site: SiteId.parse('centre'),
    context: context as unknown as AudioContext,
    hubs: () => Object.keys(hubs),
    fallback: {
      has: (tag) => voices.includes(tag),
      speak: async ({ sentences }) => {
        log.push(...sentences.map(({ language }) => `browser ${language}`));
        return 'spoken';
      },
    },
    fetch: (address) => {
      const { origin, searchParams } = new URL(address);
      log.push(`${origin} ${searchParams.get('language')}`);
      const answers = hubs[origin] ?? [];
      return respond((answers.length > 1 ? answers.shift() : answers[0]) ?? 'down');
    },
  });
  return { log, voice };
};
const spoken = (log: readonly string[]) =>
  log.filter((line) => line === 'played' || line.startsWith('browser'));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});
const say = async (voice: ReturnType<typeof wallWith>['voice'], what = announcement()) => {
  const outcome = voice.speak(what);
  await vi.advanceTimersByTimeAsync(60_000);
  return outcome;
};

describe('the hub’s voice on a wall', () => {
  it('has a sound fetched while the chime sounds, once', async () => {
    const { log, voice } = wallWith({ 'http://one': ['sound'] });
    voice.prepare?.(announcement());
    expect(await say(voice)).toBe('spoken');
    expect(log).toEqual(['http://one ja', 'played']);
    expect(voice.used?.()).toBe('hub');
  });

  it('asks the next hub when one is out of reach', async () => {
    const { log, voice } = wallWith({ 'http://one': ['down'], 'http://two': ['sound'] });
    await say(voice);
    expect(log).toEqual(['http://one ja', 'http://two ja', 'played']);
  });

  it('asks again of a hub that does not know the call yet', async () => {
    const { log, voice } = wallWith({ 'http://one': ['unknown', 'sound'] });
    await say(voice);
    expect(spoken(log)).toEqual(['played']);
  });

  it.each<[string, Answer]>([
    ['has no engine', 'none'],
    ['cannot be reached', 'down'],
    ['refuses', 'unknown'],
    ['is slow', { afterMs: 9_000 }],
  ])('a hub that %s: the browser speaks, once, and no late sound comes on top', async (_what, answer) => {
    const { log, voice } = wallWith({ 'http://one': [answer] });
    expect(await say(voice)).toBe('spoken');
    expect(spoken(log)).toEqual(['browser ja']);
    expect(voice.used?.()).toBe('browser');
  });

  it('waits longer for the hub where the browser has no voice', async () => {
    const { log, voice } = wallWith({ 'http://one': [{ afterMs: 7_000 }] }, []);
    await say(voice);
    expect(spoken(log)).toEqual(['played']);
  });

  it('a language that nobody speaks is left out; Japanese is said', async () => {
    const { log, voice } = wallWith({ 'http://one': ['sound', 'none'] });
    expect(await say(voice, announcement({ sentences: [japanese, english] }))).toBe('spoken');
    expect(spoken(log)).toEqual(['played']);
  });

  it('stops after Japanese when others wait; uses a browser’s voice where the site prefers it', async () => {
    const both = { sentences: [japanese, english] };
    const waiting = wallWith({ 'http://one': ['sound'] });
    await say(waiting.voice, announcement({ ...both, mayGoOn: () => false }));
    expect(spoken(waiting.log)).toEqual(['played']);
    const preferring = wallWith({ 'http://one': ['sound'] }, ['ja-JP', 'en']);
    await say(preferring.voice, announcement({ ...both, browserVoices: ['en'] }));
    expect(spoken(preferring.log)).toEqual(['played', 'browser en']);
  });
});
