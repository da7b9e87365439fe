// WAV files read and written, silence taken off, every voice made as loud as the others.
import { describe, expect, it } from 'vitest';
import { flowing, levelled, prepareSound, slimmed, trimmed } from './prepare-sound.ts';
import { readWav, type Sound, secondsOf, writeWav } from './wav.ts';

/** Silence, a tone, silence: seconds each; the tone's frequency in Hz and height. */
const tone = (
  rate: number,
  before: number,
  length: number,
  after: number,
  hertz = 440,
  height = 0.3,
): Sound => ({
  rate,
  samples: Float32Array.from({ length: Math.round((before + length + after) * rate) }, (_, i) => {
    const at = i / rate - before;
    return at < 0 || at > length ? 0 : height * Math.sin(2 * Math.PI * hertz * at);
  }),
});

describe('a WAV file', () => {
  it('reads back as it was written', () => {
    const sound = tone(24_000, 0, 0.5, 0);
    const read = readWav(writeWav(sound));
    expect(read.rate).toBe(24_000);
    expect(read.samples).toHaveLength(sound.samples.length);
    expect(Math.max(...read.samples.map((s, i) => Math.abs(s - (sound.samples[i] ?? 9))))).toBeLessThan(1e-4);
  });

  it('may say a length beyond its end, as one written to a pipe does', () => {
    const file = writeWav(tone(22_050, 0, 0.2, 0));
    file.writeUInt32LE(0x7ffff000, 40);
    expect(readWav(file).samples).toHaveLength(4_410);
  });

  it.each([
    [Buffer.alloc(0), 'not a WAV file'],
    [Buffer.from('RIFF0000WAVE'), 'without samples'],
    [Buffer.from('<html>no sound here</html>'), 'not a WAV file'],
  ])('%#: says what is wrong', (file, problem) => expect(() => readWav(file)).toThrow(problem));
});

describe('what an engine gave', () => {
  it('loses the silence around it, but not the breath before and after', () => {
    expect(secondsOf(trimmed(tone(24_000, 1, 2, 3)))).toBeCloseTo(2.15, 1);
  });

  it('keeps its short pauses, and of long ones a third of a second', () => {
    const parts = (pause: number): Sound => {
      const [before, after] = [tone(24_000, 0, 0.5, pause), tone(24_000, 0, 0.5, 0)];
      return { rate: 24_000, samples: Float32Array.from([...before.samples, ...after.samples]) };
    };
    expect(flowing(parts(0.3))).toEqual(parts(0.3));
    const flown = flowing(parts(0.8));
    expect(secondsOf(flown)).toBeCloseTo(1.34, 2);
    // Every sample that was heard is still there.
    const heard = ({ samples }: Sound) => samples.filter((sample) => Math.abs(sample) > 1e-3).length;
    expect(heard(flown)).toBe(heard(parts(0.8)));
  });

  it('with nothing but silence is refused', () => {
    expect(() => trimmed(tone(24_000, 1, 0, 1))).toThrow('only silence');
  });

  it('is as loud as every other, however loud it was, and never clipped', () => {
    const loud = (sound: Sound) =>
      Math.sqrt(sound.samples.reduce((a, s) => a + s * s, 0) / sound.samples.length);
    for (const height of [0.01, 0.3, 1]) {
      const level = levelled(tone(24_000, 0, 1, 0, 440, height));
      expect(loud(level)).toBeCloseTo(0.1, 2);
      expect(Math.max(...level.samples)).toBeLessThanOrEqual(0.9);
    }
  });

  it('of 48 kHz comes out at 24 kHz with its tone kept, and what lies above gone', () => {
    const kept = slimmed(tone(48_000, 0, 0.5, 0, 1_000));
    expect(kept.rate).toBe(24_000);
    expect(Math.max(...kept.samples)).toBeCloseTo(0.3, 1);
    expect(Math.max(...slimmed(tone(48_000, 0, 0.5, 0, 20_000)).samples.slice(100, -100))).toBeLessThan(0.01);
    expect(slimmed(tone(22_050, 0, 0.1, 0)).rate).toBe(22_050);
    expect(secondsOf(prepareSound(tone(48_000, 0.5, 1, 0.5)))).toBeCloseTo(1.15, 1);
  });
});
