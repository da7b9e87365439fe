// Star's raster mode: row after row, the knife at the end of the page, and a counter that tells when it is done.
import type { Bitmap } from '../paper/bitmap.ts';
import type { Conversation, Dialect } from './dialect.ts';
import type { Link } from './link.ts';
import { within } from './patience.ts';
import { blindReading } from './reading.ts';
import { askStar, readStarStatus, type StarReading, starBlockLength } from './star-status.ts';

const ascii = (text: string): number[] => [...text].map((character) => character.charCodeAt(0));
const initialize = Uint8Array.of(0x1b, 0x40);
const enterRaster = Uint8Array.of(0x1b, ...ascii('*rA'));
/** Page of any length; at its end feed to the knife and cut but for one point. */
const pageSetup = Uint8Array.of(0x1b, ...ascii('*rP0'), 0, 0x1b, ...ascii('*rE13'), 0);
const endPage = Uint8Array.of(0x1b, 0x0c, 0x04);
const clearRaster = Uint8Array.of(0x1b, ...ascii('*rC'));
const quitRaster = Uint8Array.of(0x1b, ...ascii('*rB'));
/** ETB: counted when all before it has been printed. */
const closingQuestion = Uint8Array.of(0x17);
/** ESC d 3: feed to the knife and cut but for one point. */
const feedAndCut = Uint8Array.of(0x1b, 0x64, 0x03);

const rows = ({ width, height, bits }: Bitmap): Uint8Array[] => {
  const stride = width / 8;
  return Array.from({ length: height }, (_, y) =>
    Uint8Array.of(0x62, stride & 0xff, stride >> 8, ...bits.subarray(y * stride, (y + 1) * stride)),
  );
};

/** More than one row; nothing at all outside a picture. */
const white = new Uint8Array(80);

const pollMs = 50;

/** What one printer has shown of itself, over all its connections. */
type Habits = { heard: boolean };

const converse = (
  link: Link,
  { answerMs, maySilent }: Parameters<Dialect['meet']>[0],
  habits: Habits,
): Conversation => {
  const deaf = link.oneWay === true;
  let silent = false;
  let block: number[] = [];
  let length = 0;
  let latest: StarReading | null = null;
  let waiting: ((reading: StarReading) => void)[] = [];

  const hear = (byte: number): void => {
    const starts = starBlockLength(byte);
    // Only the first byte of a block is odd, so a torn block never shifts the next.
    if (starts !== null) {
      block = [byte];
      length = starts;
      return;
    }
    if (block.length === 0) return;
    block.push(byte);
    if (block.length < length) return;
    latest = readStarStatus(block);
    habits.heard = true;
    block = [];
    const told = waiting;
    waiting = [];
    for (const tell of told) tell(latest);
  };
  link.onBytes((bytes) => {
    for (const byte of bytes) hear(byte);
  });

  // A row that broke off would take the next question for its own: end it with white before anything is asked.
  link.write(white).catch(() => {});

  const askNow = async (moreMs: number): Promise<StarReading> => {
    const answered = new Promise<StarReading>((resolve) => waiting.push(resolve));
    await within(link.write(askStar), answerMs + moreMs, 'status');
    return within(answered, answerMs + moreMs, 'status');
  };
  let turn: Promise<unknown> = Promise.resolve();
  /** One question at a time: asked faster than it answers, a slow printer would fall further and further behind. */
  const ask = (moreMs = 0): Promise<StarReading> => {
    const mine = turn.then(() => askNow(moreMs));
    turn = mine.catch(() => {});
    return mine;
  };

  const mute = (): boolean => deaf || (silent && !habits.heard);

  return {
    status: async (moreMs = 0) => {
      if (deaf) return blindReading('line');
      if (mute()) return blindReading('mute');
      try {
        return await ask(moreMs);
      } catch (error) {
        waiting = [];
        if (habits.heard || !maySilent) throw error;
        silent = true;
        return blindReading('mute');
      }
    },
    finished: async (moreMs = 0) => {
      // Whoever says nothing never says that it is done.
      if (mute()) return new Promise(() => {});
      const before = latest?.finished ?? null;
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, pollMs));
        const { finished, faults } = await ask(moreMs);
        // Models without a counter answer in turn, after what was sent: no fault then means done.
        if (before === null || finished === null) {
          if (faults.length === 0) return;
        } else if (finished === (before + 1) % 32) return;
      }
    },
    confirms: () => !mute(),
    owes: () => false,
    discard: async () => {
      // Star has no answer to a wipe: end a torn row with white, empty the page, leave raster mode.
      await link
        .write(Buffer.concat([white, enterRaster, clearRaster, quitRaster, initialize]))
        .catch(() => {});
      return false;
    },
  };
};

export const star: Dialect = {
  type: 'star',
  sheet: (picture) => [
    initialize,
    enterRaster,
    pageSetup,
    Buffer.concat(rows(picture)),
    endPage,
    quitRaster,
    closingQuestion,
  ],
  separate: Uint8Array.of(...initialize, ...feedAndCut),
  meet: (options) => {
    const habits: Habits = { heard: false };
    return { converse: (link) => converse(link, options, habits), everHeard: () => habits.heard };
  },
};
