// A bell for what must be heard at a desk: two tones, again every few seconds until it is stopped.

const everyMs = 6_000;
const tones = [
  { hertz: 880, atS: 0 },
  { hertz: 660, atS: 0.28 },
] as const;
const lastsS = 0.45;

export type Bell = {
  /** Rings now and goes on; nothing happens when it rings already. */
  ring(): void;
  stop(): void;
};

/** A browser that was not touched yet stays silent, and rings from the first touch on. */
export const createBell = (openAudio: () => AudioContext = () => new AudioContext()): Bell => {
  let audio: AudioContext | null = null;
  let timer: ReturnType<typeof setInterval> | undefined;
  const strike = (): void => {
    audio ??= openAudio();
    if (audio.state === 'suspended') void audio.resume().catch(() => {});
    if (audio.state !== 'running') return;
    for (const { hertz, atS } of tones) {
      const tone = audio.createOscillator();
      const loudness = audio.createGain();
      const from = audio.currentTime + atS;
      tone.frequency.value = hertz;
      loudness.gain.setValueAtTime(0.25, from);
      loudness.gain.exponentialRampToValueAtTime(0.001, from + lastsS);
      tone.connect(loudness).connect(audio.destination);
      tone.start(from);
      tone.stop(from + lastsS);
    }
  };
  return {
    ring: () => {
      if (timer !== undefined) return;
      timer = setInterval(strike, everyMs);
      strike();
    },
    stop: () => {
      clearInterval(timer);
      timer = undefined;
    },
  };
};
