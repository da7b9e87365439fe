// Announcements as the hub made them: fetched ahead, played on Web Audio; the browser's own voice where there is none.
import type { CallId, SiteId } from '../../protocol/ids.ts';
import { pause } from './pause.ts';
import type { Announcement, Sentence, SpeechOutcome, Voice } from './voice.ts';

export type HubVoiceParts = {
  readonly site: SiteId;
  readonly context: AudioContext;
  /** Hubs to ask, the connected one first. */
  readonly hubs: () => readonly string[];
  readonly fallback: Voice;
  readonly fetch: (address: string, signal: AbortSignal) => Promise<Response>;
};

/** How long speech may be waited for after its turn has come, ms: while the browser has a voice, and when it has none. */
const deadlineMs = { withVoice: 2_500, without: 8_000 };
const fetchLimitMs = 10_000;
/** A hub behind another by a moment does not know the newest call yet. */
const retryMs = 300;
/** Announcements held ready. */
const mostReady = 40;

export const createHubVoice = (parts: HubVoiceParts): Voice => {
  const { site, context, hubs, fallback, fetch } = parts;
  const ready = new Map<string, Promise<AudioBuffer | null>>();
  let used: 'hub' | 'browser' | null = null;

  /** Asks one hub; null: it does not speak this, undefined: it could not tell. */
  const ask = async (
    hub: string,
    query: string,
    signal: AbortSignal,
  ): Promise<AudioBuffer | null | undefined> => {
    try {
      const response = await fetch(`${hub}/api/sites/${site}/voice?${query}`, signal);
      if (response.status === 204) return null;
      return response.ok ? await context.decodeAudioData(await response.arrayBuffer()) : undefined;
    } catch {
      // Out of reach, too slow, or no sound.
      return undefined;
    }
  };

  const load = async (query: string): Promise<AudioBuffer | null> => {
    const signal = AbortSignal.timeout(fetchLimitMs);
    for (const again of [false, true]) {
      if (again) await pause(retryMs);
      const asked = hubs();
      let without = 0;
      for (const hub of asked) {
        const sound = await ask(hub, query, signal);
        if (sound) return sound;
        if (sound === null) without += 1;
        if (signal.aborted) return null;
      }
      if (without === asked.length) return null;
    }
    return null;
  };

  const fetched = (callId: CallId, { language, form }: Sentence): Promise<AudioBuffer | null> => {
    const query = new URLSearchParams({ call: callId, language, form }).toString();
    const before = ready.get(query);
    if (before !== undefined) return before;
    const loading = load(query);
    ready.set(query, loading);
    for (const oldest of ready.keys()) {
      if (ready.size <= mostReady) break;
      ready.delete(oldest);
    }
    return loading;
  };

  const play = async (sound: AudioBuffer, volume: number): Promise<SpeechOutcome> => {
    if (context.state !== 'running') await Promise.race([context.resume(), pause(250)]);
    if (context.state !== 'running') return 'blocked';
    const source = context.createBufferSource();
    const gain = context.createGain();
    source.buffer = sound;
    gain.gain.value = volume;
    source.connect(gain).connect(context.destination);
    const ended = new Promise<SpeechOutcome>((resolve) => {
      source.onended = () => resolve('spoken');
    });
    source.start();
    // A context whose device went away stands still: then nothing was heard.
    const outcome = await Promise.race([ended, pause(sound.duration * 1_000 + 2_000)]);
    if (outcome === null) source.stop();
    return outcome ?? 'blocked';
  };

  const ownPreferred = (announcement: Announcement, sentence: Sentence): boolean =>
    announcement.browserVoices.includes(sentence.language) && (fallback.has?.(sentence.tag) ?? false);

  const sayOne = async (
    announcement: Announcement,
    sentence: Sentence,
    first: boolean,
  ): Promise<SpeechOutcome> => {
    const own = fallback.has?.(sentence.tag) ?? true;
    const limit = own ? deadlineMs.withVoice : deadlineMs.without;
    const sound = ownPreferred(announcement, sentence)
      ? null
      : await Promise.race([fetched(announcement.callId, sentence), pause(limit)]);
    if (sound !== null) {
      const outcome = await play(sound, announcement.volume);
      if (outcome === 'spoken') used = 'hub';
      return outcome;
    }
    // Japanese is always tried; another language only with a voice for it.
    if (!first && !own) return 'blocked';
    const outcome = await fallback.speak({ ...announcement, sentences: [sentence] });
    if (outcome === 'spoken') used = 'browser';
    return outcome;
  };

  return {
    prepare(announcement) {
      for (const sentence of announcement.sentences)
        if (!ownPreferred(announcement, sentence)) void fetched(announcement.callId, sentence);
    },
    async speak(announcement) {
      let outcome: SpeechOutcome = 'blocked';
      for (const [index, sentence] of announcement.sentences.entries()) {
        if (index > 0 && !announcement.mayGoOn()) break;
        const said = await sayOne(announcement, sentence, index === 0);
        if (index === 0) outcome = said;
      }
      return outcome;
    },
    used: () => used,
  };
};
