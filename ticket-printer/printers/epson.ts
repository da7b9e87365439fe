// ESC/POS as Epson and its many followers speak it: raster bands, feed and cut, status in real time.
import type { Bitmap } from '../paper/bitmap.ts';
import { widestDots } from '../paper/width.ts';
import type { Conversation, Dialect } from './dialect.ts';
import { type Answers, createHabits, createQuestioner, type Habits } from './epson-questions.ts';
import { isRealTimeAnswer, readEpsonStatus } from './epson-status.ts';
import type { Link } from './link.ts';
import { within } from './patience.ts';
import { blindReading, type Reading } from './reading.ts';

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
/** Some 58 mm firmware prints garbage for a picture of exactly so many rows. */
const badRows = 48;

/** How many rows each band has, top first; none is 48 rows high. */
export const bandHeights = (height: number): readonly number[] => {
  const whole = Array.from({ length: Math.floor(height / bandRows) }, () => bandRows);
  const rest = height % bandRows;
  if (rest === 0) return whole;
  // Two halves, neither of which is again of the bad height.
  return rest === badRows ? [...whole, badRows / 2, badRows / 2] : [...whole, rest];
};

/** More than one band of white rows; nothing at all outside a picture. */
const white = new Uint8Array(bandRows * (widestDots / 8));

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
  let top = 0;
  for (const rows of bandHeights(height)) {
    // GS v 0: normal size, bytes a row, rows.
    parts.push(Uint8Array.of(0x1d, 0x76, 0x30, 0, stride & 0xff, stride >> 8, rows & 0xff, rows >> 8));
    parts.push(safe.subarray(top * stride, (top + rows) * stride));
    top += rows;
  }
  return parts;
};

/** What one printer has shown of its closing answers, over all its connections. */
type Closing = { confirms: 'unknown' | 'yes' | 'no' };

const converse = (
  link: Link,
  { answerMs, maySilent }: Parameters<Dialect['meet']>[0],
  habits: Habits,
  closing: Closing,
): Conversation => {
  // A visitor waits for it, and an unanswered wipe does no harm.
  const wipeMs = Math.min(answerMs, longestWipeMs);
  const deaf = link.oneWay === true;
  const questioner = createQuestioner(link.write, answerMs, maySilent, habits);
  /** It was asked on this connection and said nothing, as it may. */
  let silent = false;
  /** The question below is the first. */
  let unanswered = closing.confirms === 'no' || deaf ? 0 : 1;
  let tellFinished: (() => void) | null = null;
  let tellAnswer: (() => void) | null = null;
  let tellCleared: (() => void) | null = null;
  let block: number[] | null = null;
  let skip = 0;

  const hear = (byte: number): void => {
    if (byte === 0x11 || byte === 0x13) return; // XON, XOFF
    // The rest of a status sent unasked never has this bit.
    if (skip > 0 && (byte & 0x10) === 0) {
      skip -= 1;
      return;
    }
    skip = 0;
    if (block) {
      block.push(byte);
      if (byte === 0 || block.length > 40) {
        if (block[1] === 0x25) tellCleared?.();
        block = null;
      }
    } else if (byte === 0x37 || byte === 0x3b) {
      block = [byte];
    } else if (isRealTimeAnswer(byte)) {
      questioner.hear(byte);
    } else if ((byte & 0x93) === 0x10) {
      skip = 3; // a status sent unasked, four bytes
    } else if ((byte & 0x90) === 0 && unanswered > 0) {
      unanswered -= 1;
      closing.confirms = 'yes';
      tellAnswer?.();
      if (unanswered === 0) tellFinished?.();
    }
  };
  link.onBytes((bytes) => {
    for (const byte of bytes) hear(byte);
  });
  // An earlier sheet may have broken off in a band's head or rows, which would take questions for their own.
  const opening = unanswered === 0 ? [white, quiet] : [white, quiet, closingQuestion];
  link.write(Buffer.concat(opening)).catch(() => {});

  const everHeard = (): boolean => habits.heard.size > 0;
  const reading = (answers: Answers): Reading => {
    const read = readEpsonStatus(answers);
    return closing.confirms === 'no'
      ? { ...read, cannotTell: [...(read.cannotTell ?? []), 'printed'] }
      : read;
  };

  return {
    status: async (moreMs = 0) => {
      if (deaf) return blindReading('line');
      if (silent && !everHeard()) return blindReading('mute');
      const answers = await questioner.ask(moreMs);
      if (answers.size > 0) return reading(answers);
      if (!maySilent) throw new Error('status: it answers nothing');
      silent = true;
      closing.confirms = closing.confirms === 'yes' ? 'yes' : 'no';
      return blindReading('mute');
    },
    finished: () => {
      // Whoever never answers owes nothing.
      unanswered = closing.confirms === 'no' ? 1 : unanswered + 1;
      return new Promise((resolve) => {
        tellFinished = resolve;
      });
    },
    confirms: () => closing.confirms === 'yes',
    owes: () => !deaf && closing.confirms !== 'no' && unanswered > 0,
    discard: async () => {
      if (deaf || (silent && !everHeard())) {
        await link.write(Buffer.concat([white, clearBuffers])).catch(() => {});
        return false;
      }
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
        const answered = new Promise<boolean>((resolve) => {
          tellAnswer = () => resolve(true);
        });
        unanswered += 1;
        await link.write(Buffer.concat([white, closingQuestion])).catch(() => {});
        const heard = await within(answered, wipeMs * 2, 'end of the rest').catch(() => false);
        if (!heard && closing.confirms === 'unknown') closing.confirms = 'no';
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
  meet: (options) => {
    const habits = createHabits();
    const closing: Closing = { confirms: 'unknown' };
    return {
      converse: (link) => converse(link, options, habits, closing),
      everHeard: () => habits.heard.size > 0 || closing.confirms === 'yes',
    };
  },
};
