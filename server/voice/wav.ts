// Sound as samples and as a WAV file: 16 bit, one channel, which every browser plays.

export type Sound = {
  /** Samples a second. */
  readonly rate: number;
  /** −1 to 1 */
  readonly samples: Float32Array;
};

const headerBytes = 44;

/**
 * Reads a WAV file of 16-bit samples; of several channels the first is taken. Throws Error when it is none.
 * A length beyond the end is taken as "to the end", as engines that write to a pipe say it.
 */
export const readWav = (file: Buffer): Sound => {
  if (
    file.length < 12 ||
    file.toString('latin1', 0, 4) !== 'RIFF' ||
    file.toString('latin1', 8, 12) !== 'WAVE'
  )
    throw new Error('not a WAV file');
  let format: { readonly rate: number; readonly channels: number } | null = null;
  for (let at = 12; at + 8 <= file.length; ) {
    const name = file.toString('latin1', at, at + 4);
    const length = file.readUInt32LE(at + 4);
    const body = file.subarray(at + 8, Math.min(file.length, at + 8 + length));
    if (name === 'fmt ' && body.length >= 16) {
      if (body.readUInt16LE(0) !== 1 || body.readUInt16LE(14) !== 16) throw new Error('not 16-bit PCM');
      format = { rate: body.readUInt32LE(4), channels: body.readUInt16LE(2) };
    }
    if (name === 'data' && format !== null && format.channels > 0 && format.rate > 0) {
      const step = 2 * format.channels;
      const samples = new Float32Array(Math.floor(body.length / step));
      for (let i = 0; i < samples.length; i += 1) samples[i] = body.readInt16LE(i * step) / 32_768;
      return { rate: format.rate, samples };
    }
    // Chunks begin at even places.
    at += 8 + length + (length % 2);
  }
  throw new Error('a WAV file without samples');
};

/** Writes a WAV file of 16 bit and one channel. */
export const writeWav = ({ rate, samples }: Sound): Buffer => {
  const file = Buffer.alloc(headerBytes + samples.length * 2);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(rate * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(samples.length * 2, 40);
  for (const [index, sample] of samples.entries()) {
    const clipped = Math.max(-1, Math.min(1, sample));
    file.writeInt16LE(Math.round(clipped * 32_767), headerBytes + index * 2);
  }
  return file;
};

/** How long it is, in seconds. */
export const secondsOf = ({ rate, samples }: Sound): number => samples.length / rate;
