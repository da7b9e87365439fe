// What the driver needs of a printer's language: how to send a sheet, how to ask, and how to know it is done.
import type { Bitmap } from '../paper/bitmap.ts';
import type { Link } from './link.ts';
import type { Reading } from './reading.ts';

export type Conversation = {
  /** Asks for the status; rejects when no whole answer comes in `answerMs`. */
  status(): Promise<Reading>;
  /** Call before sending a sheet: resolves when the printer has answered the sheet's closing question. */
  finished(): Promise<void>;
  /** Whether this printer has ever answered a closing question; it is asked one on connecting. */
  confirms(): boolean;
  /**
   * Throws away what the printer has received and not printed, and leaves it ready for a sheet. True: the
   * printer said that it is done; false: nobody knows.
   */
  discard(): Promise<boolean>;
};

export type Dialect = {
  readonly type: 'epson' | 'star';
  /** The commands of a sheet: picture, cut as the last thing on paper, closing question. */
  sheet(picture: Bitmap): Uint8Array[];
  /** A feed and a cut, that separates what is left of a broken sheet from the next. */
  readonly separate: Uint8Array;
  converse(link: Link, answerMs: number): Conversation;
};

/** Waits, but not for ever. */
export const within = <T>(promise: Promise<T>, milliseconds: number, what: string): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: no answer within ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer));
};
