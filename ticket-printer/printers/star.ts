// Star's raster mode: row after row, the knife at the end of the page, and a counter that tells when it is done.
import type { Bitmap } from '../paper/bitmap.ts';
import type { Conversation, Dialect } from './dialect.ts';
import type { Link } from './link.ts';
import { within } from './patience.ts';
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

const converse = (link: Link, answerMs: number): Conversation => {
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

  const ask = async (moreMs = 0): Promise<StarReading> => {
    const answered = new Promise<StarReading>((resolve) => waiting.push(resolve));
    await within(link.write(askStar), answerMs + moreMs, 'status');
    return within(answered, answerMs + moreMs, 'status');
  };

  return {
    status: ask,
    finished: async (moreMs = 0) => {
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
    confirms: () => true,
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
  converse,
};
