// Joins engines, workshop and store into the hub's voice, tells what it can speak, and keeps likely calls ready.
import { join } from 'node:path';
import type { Logger } from 'pino';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { LimitBook } from '../base/limit-book.ts';
import type { Hub } from '../hub/contract.ts';
import { type EnginePlaces, findEngines } from './find-engines.ts';
import { likelyCalls } from './likely-calls.ts';
import { openVoiceStore } from './store.ts';
import { createWorkshop } from './synthesis-queue.ts';
import { createHubVoice, type HubVoice, type HubVoiceParts } from './voice.ts';

export type OpenVoiceParts = {
  readonly places: EnginePlaces;
  readonly dataFolder: string;
  readonly book: LimitBook;
  readonly registry: Registry;
  readonly logger: Logger;
};

const countOutcomes = (registry: Registry): HubVoiceParts['onOutcome'] => {
  const registers = [registry];
  const total = new Counter({
    name: 'junban_voice_total',
    help: 'Announcements by engine and outcome: kept (made before), made, refused (too many wait), failed',
    labelNames: ['engine', 'outcome'],
    registers,
  });
  const seconds = new Histogram({
    name: 'junban_voice_seconds',
    help: 'From asking for an announcement to having it, its turn at an engine included',
    labelNames: ['outcome'],
    buckets: [0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  return (engine, outcome, milliseconds) => {
    total.inc({ engine, outcome });
    seconds.observe({ outcome }, milliseconds / 1000);
  };
};

const showLanguages = (registry: Registry, voice: HubVoice): void => {
  const gauge = new Gauge({
    name: 'junban_voice_languages',
    help: 'Languages that the hub speaks, with the engine; none: screens use their own voices',
    labelNames: ['language', 'engine'],
    registers: [registry],
  });
  for (const [language, engine] of voice.speaks) gauge.set({ language, engine }, 1);
};

/** Finds the engines and opens the store; a hub without engines gets a voice that speaks nothing. */
export const openVoice = async (parts: OpenVoiceParts): Promise<HubVoice> => {
  const { places, dataFolder, book, registry, logger } = parts;
  const { of: limits } = book;
  const engines = await findEngines(places);
  const store = await openVoiceStore({
    folder: join(dataFolder, 'voice'),
    memoryBytes: limits.voiceMemoryBytes,
    diskBytes: limits.voiceDiskBytes,
    onFull: (where) => book.reached(where === 'memory' ? 'voiceMemoryBytes' : 'voiceDiskBytes'),
    onTrouble: (error) => logger.warn({ err: error }, 'announcements cannot be kept on disk'),
  });
  const workshop = createWorkshop(limits.voiceEngines, limits.voiceWaiting);
  book.showFill('voiceWaiting', workshop.waiting);
  book.showFill('voiceMemoryBytes', () => store.size().memory);
  book.showFill('voiceDiskBytes', () => store.size().disk);
  const count = countOutcomes(registry);
  const voice = createHubVoice({
    engines,
    store,
    workshop,
    seconds: limits.voiceSeconds,
    onOutcome: (engine, outcome, milliseconds) => {
      if (outcome === 'refused') book.reached('voiceWaiting');
      count(engine, outcome, milliseconds);
    },
    onTrouble: (error, { language }) => {
      if (String(error).includes('took longer')) book.reached('voiceSeconds');
      logger.warn({ err: error, language }, 'an announcement could not be made');
    },
  });
  showLanguages(registry, voice);
  if (voice.speaks.size > 0) logger.info({ voice: Object.fromEntries(voice.speaks) }, 'voice');
  else if (places.use)
    logger.info('voice: no speech engine here, screens use their own voices (docs/voice.md)');
  return voice;
};

/** Has likely calls made ready after every change, one at a time; returns a function that ends it. */
export const keepReady = (hub: Hub, voice: HubVoice): (() => void) => {
  if (voice.speaks.size === 0) return () => {};
  let closed = false;
  const stops = [...hub.sites.values()].map((siteHub) => {
    let busy = false;
    let again = false;
    const round = async (): Promise<void> => {
      again = true;
      if (busy) return;
      busy = true;
      while (again && !closed) {
        again = false;
        const { rate } = siteHub.site.settings.sound;
        for (const phrase of likelyCalls(siteHub.snapshot())) {
          if (again || closed) break;
          await voice.audioOf(phrase, rate, 'ahead');
        }
      }
      busy = false;
    };
    return siteHub.onChange(() => void round());
  });
  return () => {
    closed = true;
    for (const stop of stops) stop();
  };
};
