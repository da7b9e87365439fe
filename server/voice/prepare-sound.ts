// Makes what an engine gave fit for a hall: no silence around it, no long pauses, every voice as loud as the others.
import type { Sound } from './wav.ts';

const frameSeconds = 0.01;
/** Below this part of the loudest frame is silence: −40 dB. */
const silence = 0.01;
const keepBeforeSeconds = 0.03;
const keepAfterSeconds = 0.12;
const fadeSeconds = 0.008;
/** Engines rest longer between the parts of a sentence; a letter between two such pauses stands forlorn. */
const longestPauseSeconds = 0.35;
/** Loudness of the spoken parts, root mean square: −20 dB below full scale. */
const loudness = 0.1;
const peak = 0.89;
/** Speech has nothing to lose above 12 kHz. */
const enoughRate = 24_000;

const frameLevels = ({ rate, samples }: Sound): readonly number[] => {
  const length = Math.max(1, Math.round(rate * frameSeconds));
  return Array.from({ length: Math.ceil(samples.length / length) }, (_, frame) => {
    const part = samples.subarray(frame * length, (frame + 1) * length);
    return Math.sqrt(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length);
  });
};

/** Without the silence before and after. Throws Error when there is nothing but silence. */
export const trimmed = (sound: Sound): Sound => {
  const levels = frameLevels(sound);
  const limit = levels.reduce((most, level) => Math.max(most, level), 0) * silence;
  const first = levels.findIndex((level) => level > limit);
  const last = levels.findLastIndex((level) => level > limit);
  if (first === -1) throw new Error('the engine gave only silence');
  const at = (seconds: number) => Math.round(Math.max(0, seconds) * sound.rate);
  const from = at(first * frameSeconds - keepBeforeSeconds);
  const to = at((last + 1) * frameSeconds + keepAfterSeconds);
  const samples = sound.samples.slice(from, to);
  const fade = Math.min(at(fadeSeconds), Math.floor(samples.length / 2));
  for (let i = 0; i < fade; i += 1) {
    samples[i] = (samples[i] ?? 0) * (i / fade);
    const end = samples.length - 1 - i;
    samples[end] = (samples[end] ?? 0) * (i / fade);
  }
  return { rate: sound.rate, samples };
};

/** The parts of a sound that are kept, as sample places, when the middle of every long pause is taken out. */
const withoutLongPauses = (sound: Sound): readonly (readonly [number, number])[] => {
  const length = Math.max(1, Math.round(sound.rate * frameSeconds));
  const levels = frameLevels(sound);
  const limit = levels.reduce((most, level) => Math.max(most, level), 0) * silence;
  const kept = Math.floor(longestPauseSeconds / frameSeconds / 2);
  const parts: [number, number][] = [];
  let from = 0;
  let quietSince: number | null = null;
  for (const [frame, level] of levels.entries()) {
    if (level <= limit) quietSince ??= frame;
    else {
      if (quietSince !== null && frame - quietSince > 2 * kept) {
        parts.push([from, (quietSince + kept) * length]);
        from = (frame - kept) * length;
      }
      quietSince = null;
    }
  }
  return [...parts, [from, sound.samples.length]];
};

/** With no pause within it longer than 0.35 s. */
export const flowing = (sound: Sound): Sound => {
  const parts = withoutLongPauses(sound).map(([from, to]) => sound.samples.subarray(from, to));
  const samples = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    samples.set(part, at);
    at += part.length;
  }
  return { rate: sound.rate, samples };
};

/** Every voice as loud as the others, by its spoken parts; never clipped. */
export const levelled = (sound: Sound): Sound => {
  const levels = frameLevels(sound);
  const most = levels.reduce((a, b) => Math.max(a, b), 0);
  const spoken = levels.filter((level) => level > most * 0.1);
  const mean = Math.sqrt(spoken.reduce((sum, level) => sum + level * level, 0) / Math.max(1, spoken.length));
  const highest = sound.samples.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  const gain = mean === 0 ? 1 : Math.min(loudness / mean, peak / highest);
  return { rate: sound.rate, samples: sound.samples.map((sample) => sample * gain) };
};

/** A low pass at a quarter of the sampling rate: sinc under a Hann window. */
const halfBand = Array.from({ length: 63 }, (_, index) => {
  const x = index - 31;
  const sinc = x === 0 ? 0.5 : Math.sin((Math.PI * x) / 2) / (Math.PI * x);
  return sinc * (0.5 + 0.5 * Math.cos((Math.PI * x) / 32));
});

const halved = ({ rate, samples }: Sound): Sound => {
  const half = new Float32Array(Math.ceil(samples.length / 2));
  for (let i = 0; i < half.length; i += 1) {
    let sum = 0;
    for (const [tap, weight] of halfBand.entries()) sum += weight * (samples[2 * i + tap - 31] ?? 0);
    half[i] = sum;
  }
  return { rate: rate / 2, samples: half };
};

/** Halves the sampling rate while what remains is enough: 48 kHz becomes 24 kHz. */
export const slimmed = (sound: Sound): Sound =>
  sound.rate / 2 >= enoughRate && sound.rate % 2 === 0 ? slimmed(halved(sound)) : sound;

/** All of it. */
export const prepareSound = (sound: Sound): Sound => levelled(slimmed(flowing(trimmed(sound))));
