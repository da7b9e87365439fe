// The hub's voice: a phrase becomes a WAV file, made once, kept, and found again by its address.
import { createHash } from 'node:crypto';
import type { Language } from '../../protocol/ids.ts';
import type { Engine } from './engines.ts';
import type { Phrase } from './phrase.ts';
import { prepareSound } from './prepare-sound.ts';
import { addressPattern, type VoiceStore } from './store.ts';
import type { Workshop } from './synthesis-queue.ts';
import { readWav, secondsOf, writeWav } from './wav.ts';

/** Changes when the same engine's sound is prepared otherwise. */
const preparation = '2';
/** Anything shorter or longer is not the announcement, whatever the engine says. */
const plausibleSeconds = { least: 0.4, most: 30 };

export type VoiceOutcome = 'kept' | 'made' | 'refused' | 'failed';

export type HubVoice = {
  /** The engine of each language that the hub speaks. */
  readonly speaks: ReadonlyMap<Language, Engine['name']>;
  /** Where a phrase is found; null: the hub does not speak its language. */
  addressOf(phrase: Phrase, rate: number): string | null;
  /** The WAV file, made if need be; null: it cannot be made now. `ahead`: nobody waits for it yet. */
  audioOf(phrase: Phrase, rate: number, ahead?: 'ahead'): Promise<Buffer | null>;
  /** A file made before; null: not kept. */
  kept(address: string): Promise<Buffer | null>;
};

export type HubVoiceParts = {
  readonly engines: readonly Engine[];
  readonly store: VoiceStore;
  readonly workshop: Workshop;
  /** Time for one announcement, s. */
  readonly seconds: number;
  readonly onOutcome: (engine: Engine['name'], outcome: VoiceOutcome, milliseconds: number) => void;
  readonly onTrouble: (error: unknown, phrase: Phrase) => void;
};

export const createHubVoice = (parts: HubVoiceParts): HubVoice => {
  const { engines, store, workshop, seconds, onOutcome, onTrouble } = parts;
  const inHand = new Map<string, Promise<Buffer | null>>();
  const engineOf = (language: Language): Engine | null =>
    engines.find((engine) => engine.languages.includes(language)) ?? null;

  const addressWith = (engine: Engine, phrase: Phrase, rate: number): string =>
    createHash('sha256')
      .update(JSON.stringify([preparation, engine.name, engine.version, engine.tell(phrase, rate)]))
      .digest('hex')
      .slice(0, 32);

  const make = async (engine: Engine, phrase: Phrase, rate: number): Promise<Buffer> => {
    const sound = prepareSound(readWav(await engine.speak(engine.tell(phrase, rate), seconds)));
    const length = secondsOf(sound);
    if (length < plausibleSeconds.least || length > plausibleSeconds.most)
      throw new Error(`${engine.name} gave ${length.toFixed(1)} s of sound`);
    return writeWav(sound);
  };

  const fetchOrMake = async (
    engine: Engine,
    phrase: Phrase,
    rate: number,
    address: string,
    urgent: boolean,
  ): Promise<Buffer | null> => {
    const began = performance.now();
    const done = (outcome: VoiceOutcome): void => onOutcome(engine.name, outcome, performance.now() - began);
    const held = await store.get(address);
    if (held !== null) {
      done('kept');
      return held;
    }
    try {
      // Looked for again when its turn comes: it may have been made meanwhile.
      const job = async () => (await store.get(address)) ?? (await make(engine, phrase, rate));
      const file = await workshop.do(job, urgent);
      done(file === null ? 'refused' : 'made');
      if (file !== null) await store.put(address, file);
      return file;
    } catch (error) {
      done('failed');
      onTrouble(error, phrase);
      return null;
    }
  };

  return {
    speaks: new Map(
      engines
        .toReversed()
        .flatMap(({ name, languages }) => languages.map((language) => [language, name] as const)),
    ),
    addressOf(phrase, rate) {
      const engine = engineOf(phrase.language);
      return engine === null ? null : addressWith(engine, phrase, rate);
    },
    async audioOf(phrase, rate, ahead) {
      const engine = engineOf(phrase.language);
      if (engine === null) return null;
      const address = addressWith(engine, phrase, rate);
      const key = ahead === undefined ? `${address} now` : address;
      const before = inHand.get(`${address} now`) ?? inHand.get(key);
      if (before !== undefined) return before;
      const work = fetchOrMake(engine, phrase, rate, address, ahead === undefined).finally(() =>
        inHand.delete(key),
      );
      inHand.set(key, work);
      return work;
    },
    kept: async (address) => (addressPattern.test(address) ? store.get(address) : null),
  };
};
