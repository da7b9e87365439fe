// The two-tone chime before a call, made in the browser, and the sign whether it may be heard at all.
import { pause } from './pause.ts';

export type Chime = {
  /** Plays it to its end; `blocked` when the browser forbids sound until somebody touches the screen. */
  readonly play: (volume: number, length: keyof typeof chimeMs) => Promise<'played' | 'blocked'>;
  /** True when sound may come out now. */
  readonly allowed: () => boolean;
  /** Call from a touch or a key: asks the browser to let sound out. */
  readonly unlock: () => Promise<boolean>;
};

/** A falling third, as in stations and city halls: frequency in Hz, start and length in seconds. */
const tones = [
  { frequency: 659.26, start: 0, length: 1.1 },
  { frequency: 523.25, start: 0.55, length: 1.5 },
] as const;
/** When others wait: the same two tones, without their tail. */
const shortTones = [
  { frequency: 659.26, start: 0, length: 0.3 },
  { frequency: 523.25, start: 0.22, length: 0.38 },
] as const;
/** How long it is waited for, ms; its tail may sound on. */
export const chimeMs = { usual: 1_700, short: 600 } as const;

/** Waits for the context at most a moment: resume() never settles while sound is forbidden. */
const awake = async (context: AudioContext): Promise<boolean> => {
  if (context.state !== 'running') await Promise.race([context.resume(), pause(250)]);
  return context.state === 'running';
};

const ring = (context: AudioContext, volume: number, notes: typeof tones | typeof shortTones) => {
  const begin = context.currentTime + 0.02;
  for (const { frequency, start, length } of notes) {
    for (const [overtone, share] of [
      [1, 0.5],
      [2, 0.12],
      [3, 0.04],
    ] as const) {
      const oscillator = context.createOscillator();
      const gain = context.createGain();
      oscillator.frequency.value = frequency * overtone;
      gain.gain.setValueAtTime(0, begin + start);
      gain.gain.linearRampToValueAtTime(Math.max(0.0001, volume * share), begin + start + 0.015);
      gain.gain.exponentialRampToValueAtTime(0.0001, begin + start + length);
      oscillator.connect(gain).connect(context.destination);
      oscillator.start(begin + start);
      oscillator.stop(begin + start + length);
    }
  }
};

/** A chime on Web Audio. */
export const createChime = (context: AudioContext): Chime => ({
  async play(volume, length) {
    if (!(await awake(context))) return 'blocked';
    ring(context, volume, length === 'short' ? shortTones : tones);
    await pause(chimeMs[length]);
    return 'played';
  },
  allowed: () => context.state === 'running',
  unlock: () => awake(context),
});
