// Limits of the hub's voice: speech engines at work, and announcements kept.
import { type Entry, MB } from './entry.ts';

export const voiceLimits = {
  voiceEngines: {
    default: 2,
    smallest: 1,
    largest: 32,
    unit: 'count',
    about: 'Speech engines that run at once',
    at: 'The next announcement waits for its turn',
    refusal: null,
  },
  voiceWaiting: {
    default: 100,
    smallest: 1,
    largest: 10_000,
    unit: 'count',
    about: 'Announcements that wait for a speech engine',
    at: 'One that a screen asks for is refused (it speaks with its own voice); one made ahead is left out',
    refusal: 'voiceBusy',
  },
  voiceSeconds: {
    default: 10,
    smallest: 1,
    largest: 60,
    unit: 'seconds',
    about: 'Time for a speech engine to make one announcement',
    at: 'The engine is ended; the screen speaks with its own voice',
    refusal: null,
  },
  voiceMemoryBytes: {
    default: 32 * MB,
    smallest: MB,
    largest: 4096 * MB,
    unit: 'bytes',
    about: 'Announcements kept in memory (one has some 200 kB)',
    at: 'The one not asked for the longest is dropped, and read from the disk when asked for again',
    refusal: null,
  },
  voiceDiskBytes: {
    default: 512 * MB,
    smallest: 4 * MB,
    largest: 65_536 * MB,
    unit: 'bytes',
    about: 'Announcements kept in the folder `voice` of the data folder',
    at: 'The oldest files are removed; they are made again when asked for',
    refusal: null,
  },
} as const satisfies Readonly<Record<string, Entry>>;
