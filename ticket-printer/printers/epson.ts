// ESC/POS as Epson and its many followers speak it: raster bands, feed and cut, status in real time.
import type { Bitmap } from '../paper/bitmap.ts';
import type { Conversation, Dialect } from './dialect.ts';
import { askAll, isRealTimeAnswer, readEpsonStatus } from './epson-status.ts';
import type { Link } from './link.ts';
import { within } from './patience.ts';

const initialize = Uint8Array.of(0x1b, 0x40);
/** GS V 66 0: feed to the knife and cut, but for one point that keeps the ticket from falling. */
const feedAndCut = Uint8Array.of(0x1d, 0x56, 0x42, 0x00);
/** GS r 1: answered when all before it has been printed and cut. */
const closingQuestion = Uint8Array.of(0x1d, 0x72, 0x01);
/** DLE DC4 8: forget all that was received; answered with 37 25 00. */
const clearBuffers = Uint8Array.of(0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08);
/** GS a 0: no status unasked, it would be taken for an answer. */
const quiet = Uint8Array.of(0x1d, 0x61, 0x00);

/** Answers that stand one behind the other in the printer arrive within this. */
const settleMs = 50;

/** A wipe that is answered is answered at once; many printers never do. */
const longestWipeMs = 1500;

/** Rows per band: 4.6 kB at 80 mm, at home in the smallest receive buffers. */
export const bandRows = 64;

/** More than one band of white rows; nothing at all outside a picture. */
const white = new Uint8Array(bandRows * 80);

/**
 * The picture's bytes without sequences that a printer obeys even inside a picture (DLE EOT, DLE ENQ,
 * DLE DC4: the last two could wipe its memory): where one stands, one dot is thickened.
 */
export const withoutRealTimeCommands = (bits: Uint8Array): Uint8Array => {
  const safe = bits.slice();
  for (let at = 1; at < safe.length; at += 1) {
    if (safe[at - 1] !== 0x10) continue;
    if (safe[at] === 0x04) safe[at] = 0x0c;
    else if (safe[at] === 0x05) safe[at] = 0x07;
    else if (safe[at] === 0x14) safe[at] = 0x1c;
  }
  return safe;
};

const bands = ({ width, height, bits }: Bitmap): Uint8Array[] => {
  const stride = width / 8;
  const safe = withoutRealTimeCommands(bits);
  const parts: Uint8Array[] = [];
  for (let top = 0; top < height; top += bandRows) {
    const rows = Math.min(bandRows, height - top);
    // GS v 0: normal size, bytes a row, rows.
    parts.push(Uint8Array.of(0x1d, 0x76, 0x30, 0, stride & 0xff, stride >> 8, rows & 0xff, rows >> 8));
    parts.push(safe.subarray(top * stride, (top + rows) * stride));
  }
  return parts;
};

const converse = (link: Link, answerMs: number): Conversation => {
  // A visitor waits for it, and an unanswered wipe does no harm.
  const wipeMs = Math.min(answerMs, longestWipeMs);
  let statusAnswers: number[] = [];
  let tellStatus: ((answers: number[]) => void) | null = null;
  /** The question below is the first. */
  let unanswered = 1;
  let confirmed = false;
  let tellFinished: (() => void) | null = null;
  let tellAnswer: (() => void) | null = null;
  let tellCleared: (() => void) | null = null;
  let block: number[] | null = null;
  let skip = 0;

  const hear = (byte: number): void => {
    if (skip > 0) {
      skip -= 1;
    } else if (block) {
      block.push(byte);
      if (byte === 0 || block.length > 40) {
        if (block[1] === 0x25) tellCleared?.();
        block = null;
      }
    } else if (byte === 0x37) {
      block = [byte];
    } else if (isRealTimeAnswer(byte)) {
      statusAnswers.push(byte);
      if (statusAnswers.length === 4) tellStatus?.(statusAnswers);
    } else if ((byte & 0x93) === 0x10) {
      skip = 3; // a status sent unasked, four bytes
    } else if ((byte & 0x90) === 0 && unanswered > 0) {
      unanswered -= 1;
      confirmed = true;
      tellAnswer?.();
      if (unanswered === 0) tellFinished?.();
    }
  };
  link.onBytes((bytes) => {
    for (const byte of bytes) hear(byte);
  });
  // An earlier sheet may have broken off in a band's head or rows, which would take questions for their own.
  link.write(Buffer.concat([white, quiet, closingQuestion])).catch(() => {});

  return {
    status: async (moreMs = 0) => {
      statusAnswers = [];
      const answered = new Promise<number[]>((resolve) => {
        tellStatus = resolve;
      });
      await within(link.write(askAll), answerMs + moreMs, 'status');
      const [n1 = 0, n2 = 0, n3 = 0, n4 = 0] = await within(answered, answerMs + moreMs, 'status');
      return readEpsonStatus([n1, n2, n3, n4]);
    },
    finished: () => {
      unanswered += 1;
      return new Promise((resolve) => {
        tellFinished = resolve;
      });
    },
    confirms: () => confirmed,
    discard: async () => {
      const cleared = new Promise<boolean>((resolve) => {
        tellCleared = () => resolve(true);
      });
      try {
        await within(link.write(clearBuffers), wipeMs, 'clear');
        await within(cleared, wipeMs, 'clear');
        unanswered = 0;
        return true;
      } catch {
        // A printer that does not know the command may wait for the rest of a band: white rows, which are
        // nothing at all outside a picture. The band may have swallowed a question: ask once more, and let
        // every answer that is still under way arrive before the next sheet.
        const answered = new Promise<void>((resolve) => {
          tellAnswer = resolve;
        });
        unanswered += 1;
        await link.write(Buffer.concat([white, closingQuestion])).catch(() => {});
        await within(answered, wipeMs * 2, 'end of the rest').catch(() => {});
        await new Promise((resolve) => setTimeout(resolve, settleMs));
        unanswered = 0;
        tellAnswer = null;
        return false;
      }
    },
  };
};

export const epson: Dialect = {
  type: 'epson',
  sheet: (picture) => [initialize, ...bands(picture), feedAndCut, closingQuestion],
  separate: Uint8Array.of(...initialize, ...feedAndCut),
  converse,
};
