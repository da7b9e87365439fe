// The hub's voice with made-up engines: made once, kept on disk, bounded in number, time and room, refused when it fails.
import { existsSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from './engines.ts';
import { phraseOf } from './phrase.ts';
import { runEngine } from './run-engine.ts';
import { openVoiceStore } from './store.ts';
import { createWorkshop } from './synthesis-queue.ts';
import { createHubVoice, type VoiceOutcome } from './voice.ts';
import { writeWav } from './wav.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'junban-voice-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const beep = (seconds = 1) =>
  writeWav({
    rate: 8_000,
    samples: Float32Array.from({ length: 8_000 * seconds }, (_, i) => 0.3 * Math.sin(i / 2)),
  });

const fakeEngine = (over: Partial<Engine> = {}) => {
  const asked: string[] = [];
  const engine: Engine = {
    name: 'espeak-ng',
    languages: ['ja', 'en'],
    version: '1',
    tell: ({ language, letter, number, booth }, rate) => ({
      manner: [language, String(rate)],
      text: `${letter}${number} ${booth}`,
    }),
    speak: async ({ text }) => {
      asked.push(text);
      return beep();
    },
    ...over,
  };
  return { asked, engine };
};

const openWith = async (
  engines: readonly Engine[],
  limits = { memory: 1e6, disk: 1e6, hands: 2, waiting: 10 },
) => {
  const outcomes: VoiceOutcome[] = [];
  const full: string[] = [];
  const troubles: string[] = [];
  const store = await openVoiceStore({
    folder,
    memoryBytes: limits.memory,
    diskBytes: limits.disk,
    onFull: (where) => full.push(where),
    onTrouble: (error) => troubles.push(String(error)),
  });
  const voice = createHubVoice({
    engines,
    store,
    workshop: createWorkshop(limits.hands, limits.waiting),
    seconds: 5,
    onOutcome: (_engine, outcome) => outcomes.push(outcome),
    onTrouble: (error) => troubles.push(String(error)),
  });
  return { voice, store, outcomes, full, troubles };
};

const first = phraseOf('ja', 'A012', 3);

describe('the hub’s voice', () => {
  it('makes a phrase once, for all who ask at the same time and after', async () => {
    const { asked, engine } = fakeEngine();
    const { voice } = await openWith([engine]);
    const files = await Promise.all([
      voice.audioOf(first, 1),
      voice.audioOf(first, 1),
      voice.audioOf(first, 1),
    ]);
    await voice.audioOf(first, 1, 'ahead');
    expect(asked).toEqual(['A12 3']);
    expect(files.every((file) => file?.equals(files[0] ?? Buffer.alloc(0)))).toBe(true);
  });

  it('finds it again after a restart, under the same address', async () => {
    const { asked, engine } = fakeEngine();
    const before = await openWith([engine]);
    const address = before.voice.addressOf(first, 1) ?? '';
    await before.voice.audioOf(first, 1);
    const after = await openWith([engine]);
    expect(after.voice.addressOf(first, 1)).toBe(address);
    expect(await after.voice.kept(address)).toEqual(await before.voice.kept(address));
    expect(asked).toHaveLength(1);
  });

  it('has another address for another text, rate, voice or engine', async () => {
    const { voice } = await openWith([fakeEngine().engine]);
    const newer = await openWith([fakeEngine({ version: '2' }).engine]);
    const other = await openWith([fakeEngine({ name: 'open-jtalk' }).engine]);
    const all = [
      voice.addressOf(first, 1),
      voice.addressOf(first, 0.9),
      voice.addressOf(phraseOf('ja', 'A013', 3), 1),
      voice.addressOf(phraseOf('ja', 'A012', 4), 1),
      voice.addressOf(phraseOf('en', 'A012', 3), 1),
      newer.voice.addressOf(first, 1),
      other.voice.addressOf(first, 1),
    ];
    expect(new Set(all).size).toBe(all.length);
    expect(voice.addressOf(phraseOf('vi', 'A012', 3), 1)).toBeNull();
  });

  it('speaks a language with the first engine that has it', async () => {
    const japanese = fakeEngine({ name: 'open-jtalk', languages: ['ja'] });
    const { voice } = await openWith([japanese.engine, fakeEngine().engine]);
    expect(Object.fromEntries(voice.speaks)).toEqual({ ja: 'open-jtalk', en: 'espeak-ng' });
    await voice.audioOf(first, 1);
    expect(japanese.asked).toEqual(['A12 3']);
  });

  it.each([
    ['fails', async () => Promise.reject(new Error('no voice today')), 'no voice today'],
    ['gives no sound', async () => Buffer.from('oops'), 'not a WAV file'],
    [
      'gives silence',
      async () => writeWav({ rate: 8_000, samples: new Float32Array(8_000) }),
      'only silence',
    ],
    ['gives a click', async () => beep(0.01), 'gave 0.'],
    ['does not end', async () => beep(40), 'gave 40'],
  ])('gives nothing when the engine %s, and tries again next time', async (_what, speak, trouble) => {
    const { engine } = fakeEngine({ speak });
    const { voice, outcomes, troubles } = await openWith([engine]);
    expect(await voice.audioOf(first, 1)).toBeNull();
    expect(await voice.audioOf(first, 1)).toBeNull();
    expect(outcomes).toEqual(['failed', 'failed']);
    expect(troubles[0]).toContain(trouble);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('refuses when too many wait; what somebody waits for goes before what is made ahead', async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const order: string[] = [];
    const { engine } = fakeEngine({
      speak: async ({ text }) => {
        order.push(text);
        await gate;
        return beep();
      },
    });
    const { voice, outcomes } = await openWith([engine], { memory: 1e6, disk: 1e6, hands: 1, waiting: 2 });
    const asked = (ticket: string, ahead?: 'ahead') => voice.audioOf(phraseOf('ja', ticket, 1), 1, ahead);
    const running = asked('A001');
    await expect.poll(() => order).toEqual(['A1 1']);
    const rest = [asked('A002', 'ahead'), asked('A003', 'ahead'), asked('A004', 'ahead'), asked('A005')];
    expect(await rest[2]).toBeNull();
    expect(outcomes).toEqual(['refused']);
    release();
    await Promise.all([running, ...rest]);
    expect(order).toEqual(['A1 1', 'A5 1', 'A2 1', 'A3 1']);
  });
});

describe('the store', () => {
  const name = (n: number) => n.toString(16).padStart(32, '0');

  it('keeps memory and disk within their limits, and drops what was not asked for the longest', async () => {
    const { store, full } = await openWith([], { memory: 2_500, disk: 3_500, hands: 1, waiting: 1 });
    for (const n of [1, 2, 3]) await store.put(name(n), Buffer.alloc(1_000, n));
    expect(store.size()).toEqual({ memory: 2_000, disk: 3_000 });
    expect((await store.get(name(1)))?.[0]).toBe(1);
    await store.put(name(4), Buffer.alloc(1_000, 4));
    expect(store.size()).toEqual({ memory: 2_000, disk: 3_000 });
    expect(full).toContain('disk');
    expect(readdirSync(folder)).toHaveLength(3);
  });

  it('makes again what was cut short, and clears what a killed hub left', async () => {
    const before = await openWith([]);
    await before.store.put(name(1), Buffer.alloc(1_000));
    writeFileSync(join(folder, `${name(2)}.77.new`), 'half');
    writeFileSync(join(folder, 'README'), 'not ours');
    const { store, troubles } = await openWith([]);
    expect(existsSync(join(folder, `${name(2)}.77.new`))).toBe(false);
    expect(existsSync(join(folder, 'README'))).toBe(true);
    truncateSync(join(folder, `${name(1)}.wav`), 500);
    expect(await store.get(name(1))).toBeNull();
    expect(troubles).toHaveLength(1);
  });

  it('goes on without a disk', async () => {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file where the folder should be');
    const { voice, troubles } = await openWith([fakeEngine().engine]);
    expect(await voice.audioOf(first, 1)).not.toBeNull();
    expect(troubles.length).toBeGreaterThan(0);
  });

  it('knows no names but its own', async () => {
    const { voice } = await openWith([fakeEngine().engine]);
    for (const wrong of ['../../etc/passwd', '..', 'A'.repeat(32), `${name(1)}/..`, ''])
      expect(await voice.kept(wrong)).toBeNull();
  });
});

describe('running an engine', () => {
  const node = (script: string, text = '', seconds = 5) =>
    runEngine({ command: process.execPath, args: ['-e', script], text, seconds });

  it('gives the text on its input, and what it writes', async () => {
    const echoed = await node('process.stdin.pipe(process.stdout)', '$(touch x); `ls` 番号');
    expect(echoed.toString()).toBe('$(touch x); `ls` 番号\n');
  });

  it.each([
    ['console.error("no dictionary"); process.exit(3)', 'ended with 3: no dictionary'],
    ['setInterval(() => {}, 1000)', 'took longer than 1 s'],
    ['setInterval(() => process.stdout.write(Buffer.alloc(1e6)), 1)', 'wrote too much'],
  ])('%s: %s', (script, problem) =>
    expect(node(script, 'x', problem.includes('1 s') ? 1 : 20)).rejects.toThrow(problem));

  it('says when there is no such program', () =>
    expect(runEngine({ command: '/no/such/engine', args: [], text: '', seconds: 1 })).rejects.toThrow(
      'ENOENT',
    ));
});
