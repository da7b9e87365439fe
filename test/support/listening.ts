// Listens where nobody can hear: keeps what a page sends to its loudspeaker, and recognises chime, speech and recordings in it.
import type { Page } from 'playwright-core';
import { readWav, type Sound } from '../../server/voice/wav.ts';

/** In the page, before its scripts: everything that goes to the loudspeaker is kept, and what the browser's own voice is asked to say. */
const tap = (hasVoice: boolean): void => {
  const ears = { rate: 0, blocks: [] as string[], said: [] as string[] };
  Object.assign(window, { junbanEars: ears });
  const toText = (samples: Float32Array): string => {
    const bytes = new Uint8Array(
      Int16Array.from(samples, (s) => Math.max(-1, Math.min(1, s)) * 32_767).buffer,
    );
    let text = '';
    for (let i = 0; i < bytes.length; i += 4_096)
      text += String.fromCharCode(...bytes.subarray(i, i + 4_096));
    return btoa(text);
  };
  const ownConnect = AudioNode.prototype.connect as (this: AudioNode, to: AudioNode) => AudioNode;
  const taps = new WeakMap<BaseAudioContext, AudioNode>();
  AudioNode.prototype.connect = function (this: AudioNode, to: AudioNode): AudioNode {
    const { context } = this;
    if (to !== context.destination) return ownConnect.call(this, to);
    let ear = taps.get(context);
    if (ear === undefined) {
      const keeper = context.createScriptProcessor(8_192, 1, 1);
      ears.rate = context.sampleRate;
      keeper.onaudioprocess = (event) => ears.blocks.push(toText(event.inputBuffer.getChannelData(0)));
      ownConnect.call(keeper, context.destination);
      taps.set(context, keeper);
      ear = keeper;
    }
    ownConnect.call(this, ear);
    return ownConnect.call(this, to);
  } as typeof AudioNode.prototype.connect;
  speechSynthesis.getVoices = () =>
    hasVoice ? [{ lang: 'ja-JP', name: 'test' } as unknown as SpeechSynthesisVoice] : [];
  Object.defineProperty(window, 'SpeechSynthesisUtterance', {
    value: class extends EventTarget {
      text: string;
      constructor(text: string) {
        super();
        this.text = text;
      }
    },
  });
  speechSynthesis.speak = (utterance) => {
    ears.said.push(utterance.text);
    queueMicrotask(() => utterance.onstart?.(new Event('start') as SpeechSynthesisEvent));
    setTimeout(() => utterance.onend?.(new Event('end') as SpeechSynthesisEvent), 50);
  };
};

type Ears = { readonly rate: number; readonly blocks: string[]; readonly said: string[] };

/** Call before the page is opened. `hasVoice`: whether its browser seems to have a Japanese voice. */
export const listenTo = (page: Page, hasVoice = true): Promise<unknown> => page.addInitScript(tap, hasVoice);

/** Everything heard since the page was opened or this was last asked. */
export const heardOn = async (page: Page): Promise<Sound> => {
  const { rate, blocks } = await page.evaluate(() => {
    const { junbanEars } = window as unknown as { junbanEars: Ears };
    return { rate: junbanEars.rate, blocks: junbanEars.blocks.splice(0) };
  });
  const bytes = Buffer.concat(blocks.map((block) => Buffer.from(block, 'base64')));
  return {
    rate,
    samples: Float32Array.from({ length: bytes.length / 2 }, (_, i) => bytes.readInt16LE(i * 2) / 32_768),
  };
};

/** What the browser's own voice was asked to say. */
export const saidOn = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (window as unknown as { junbanEars: Ears }).junbanEars.said);

const frameSeconds = 0.02;

const framesOf = ({ rate, samples }: Sound): readonly Float32Array[] => {
  const length = Math.round(rate * frameSeconds);
  return Array.from({ length: Math.floor(samples.length / length) }, (_, i) =>
    samples.subarray(i * length, (i + 1) * length),
  );
};

const power = (frame: Float32Array): number => frame.reduce((sum, s) => sum + s * s, 0) / frame.length;

/** Power of one frequency in a frame (Goertzel). */
const powerAt = (frame: Float32Array, rate: number, hertz: number): number => {
  const turn = 2 * Math.cos((2 * Math.PI * hertz) / rate);
  let [before, last] = [0, 0];
  for (const sample of frame) [before, last] = [last, sample + turn * last - before];
  return (2 * (last * last + before * before - turn * last * before)) / frame.length ** 2;
};

export type Part = {
  readonly kind: 'chime' | 'speech';
  readonly fromSeconds: number;
  readonly seconds: number;
};

const chimeTones = [659.26, 523.25];
const quiet = 1e-6;

/** Chime: nearly all power lies in its two tones and their overtones. Anything else that sounds is speech. */
const kindOf = (frame: Float32Array, rate: number): Part['kind'] | null => {
  const all = power(frame);
  if (all < quiet) return null;
  const inTones = chimeTones
    .flatMap((hertz) => [hertz, 2 * hertz, 3 * hertz])
    .reduce((sum, hertz) => sum + powerAt(frame, rate, hertz), 0);
  return inTones / all > 0.7 ? 'chime' : 'speech';
};

/** The parts of what was heard, in order; pauses up to `pauseSeconds` and parts under 0.2 s belong to what is around them. */
export const partsOf = (sound: Sound, pauseSeconds = 0.8): readonly Part[] => {
  const kinds = framesOf(sound).map((frame) => kindOf(frame, sound.rate));
  const runs: { kind: Part['kind']; from: number; to: number }[] = [];
  for (const [index, kind] of kinds.entries()) {
    if (kind === null) continue;
    const last = runs.at(-1);
    if (last?.kind === kind && index - last.to <= pauseSeconds / frameSeconds) last.to = index + 1;
    else runs.push({ kind, from: index, to: index + 1 });
  }
  const long = runs.filter(({ from, to }) => (to - from) * frameSeconds >= 0.2);
  const joined: typeof runs = [];
  for (const run of long) {
    const last = joined.at(-1);
    if (last?.kind === run.kind && run.from - last.to <= pauseSeconds / frameSeconds) last.to = run.to;
    else joined.push({ ...run });
  }
  return joined.map(({ kind, from, to }) => ({
    kind,
    fromSeconds: from * frameSeconds,
    seconds: (to - from) * frameSeconds,
  }));
};

/** Part of the power below 1 kHz, and between 1 and 4 kHz: speech has both, a tone or a hum has not. */
export const bandsOf = ({ rate, samples }: Sound): { readonly low: number; readonly middle: number } => {
  const sums = { low: 0, middle: 0 };
  for (const frame of framesOf({ rate, samples })) {
    for (let hertz = 100; hertz < 4_000; hertz += 50)
      sums[hertz < 1_000 ? 'low' : 'middle'] += powerAt(frame, rate, hertz);
  }
  const all = sums.low + sums.middle;
  return { low: sums.low / all, middle: sums.middle / all };
};

const envelopeOf = (sound: Sound): readonly number[] =>
  framesOf(sound).map((frame) => Math.sqrt(power(frame)));

const likeness = (a: readonly number[], b: readonly number[], from: number): number => {
  const mean = (values: readonly number[], start: number) =>
    values.slice(start, start + b.length).reduce((sum, v) => sum + v, 0) / b.length;
  const [meanA, meanB] = [mean(a, from), mean(b, 0)];
  let [ab, aa, bb] = [0, 0, 0];
  for (const [i, value] of b.entries()) {
    const [x, y] = [(a[from + i] ?? 0) - meanA, value - meanB];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return aa === 0 || bb === 0 ? 0 : ab / Math.sqrt(aa * bb);
};

/** Where a recording occurs in what was heard, in seconds: its rise and fall found again with a likeness over 0.9. */
export const occurrencesOf = (recording: Buffer, heard: Sound): readonly number[] => {
  const [part, whole] = [envelopeOf(readWav(recording)), envelopeOf(heard)];
  const found: { at: number; like: number }[] = [];
  for (let at = 0; at + part.length <= whole.length; at += 1) {
    const like = likeness(whole, part, at);
    if (like < 0.9) continue;
    const last = found.at(-1);
    if (last === undefined || at - last.at > part.length / 2) found.push({ at, like });
    else if (like > last.like) Object.assign(last, { at, like });
  }
  return found.map(({ at }) => at * frameSeconds);
};
