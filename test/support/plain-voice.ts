// A voice for Open JTalk made of a few figures: one dull sound for everything, so that the real program runs where no voice is installed.
const states = 5;
const order = 25;

const floats = (...values: readonly number[]): Buffer => {
  const buffer = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) buffer.writeFloatLE(value, index * 4);
  return buffer;
};
const counts = (...values: readonly number[]): Buffer => Buffer.from(Uint32Array.from(values).buffer);
const repeat = <T>(length: number, value: (index: number) => T): T[] =>
  Array.from({ length }, (_, index) => value(index));
/** One leaf for every state: the same whatever is said. */
const trees = (name: string): Buffer =>
  Buffer.from(repeat(states, (state) => `{*}[${state + 2}] "${name}_s${state + 2}_1"\n`).join(''));

/** The bytes of a .htsvoice file: 48 kHz, 15 frames of 5 ms a sound, a pitch of some 180 Hz. */
export const plainVoice = (): Buffer => {
  const window = Buffer.from('1 1.0\n');
  const ones = repeat(states, () => 1);
  const spectrum = [6, 1.5, ...repeat(order - 2, (i) => (0.3 * (-1) ** i) / (i + 1))];
  const data: Buffer[] = [];
  let length = 0;
  const place = (bytes: Buffer): string => {
    data.push(bytes);
    length += bytes.length;
    return `${length - bytes.length}-${length - 1}`;
  };
  const positions = {
    DURATION_PDF: place(Buffer.concat([counts(1), floats(...repeat(states, () => 3)), floats(...ones)])),
    DURATION_TREE: place(Buffer.from('{*}[2] "dur_s2_1"\n')),
    'STREAM_WIN[MCP]': place(window),
    'STREAM_WIN[LF0]': place(window),
    'STREAM_PDF[MCP]': place(
      Buffer.concat([
        counts(...ones),
        ...repeat(states, () => floats(...spectrum, ...repeat(order, () => 0.01))),
      ]),
    ),
    'STREAM_PDF[LF0]': place(
      Buffer.concat([counts(...ones), ...repeat(states, () => floats(5.2, 0.01, 0.9))]),
    ),
    'STREAM_TREE[MCP]': place(trees('mcp')),
    'STREAM_TREE[LF0]': place(trees('lf0')),
  };
  const stream = (name: string, vector: number, msd: number, option: string): readonly string[] => [
    `VECTOR_LENGTH[${name}]:${vector}`,
    `IS_MSD[${name}]:${msd}`,
    `NUM_WINDOWS[${name}]:1`,
    `USE_GV[${name}]:0`,
    `OPTION[${name}]:${option}`,
  ];
  const head = [
    ...['[GLOBAL]', 'HTS_VOICE_VERSION:1.0', 'SAMPLING_FREQUENCY:48000', 'FRAME_PERIOD:240'],
    ...[`NUM_STATES:${states}`, 'NUM_STREAMS:2', 'STREAM_TYPE:MCP,LF0', 'FULLCONTEXT_FORMAT:HTS_TTS_JPN'],
    ...['FULLCONTEXT_VERSION:1.0', 'GV_OFF_CONTEXT:', 'COMMENT:', '[STREAM]'],
    ...stream('MCP', order, 0, 'ALPHA=0.55'),
    ...stream('LF0', 1, 1, ''),
    '[POSITION]',
    ...Object.entries(positions).map(([name, range]) => `${name}:${range}`),
    '[DATA]\n',
  ];
  return Buffer.concat([Buffer.from(head.join('\n')), ...data]);
};
