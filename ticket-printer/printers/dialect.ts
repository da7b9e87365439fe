// What the driver needs of a printer's language: how to send a sheet, how to ask, and how to know it is done.
import type { Bitmap } from '../paper/bitmap.ts';
import type { Link } from './link.ts';
import type { Reading } from './reading.ts';

export type Conversation = {
  /**
   * Asks for the status; rejects when no whole answer comes in `answerMs`, and `moreMs` on top: a question that stands
   * behind a sheet may reach the printer only when most of the sheet is on paper. A printer that cannot answer, or of
   * which it is known that it does not, is read as saying nothing.
   */
  status(moreMs?: number): Promise<Reading>;
  /** Call before sending a sheet: resolves when the printer has answered the sheet's closing question; `moreMs` as above. */
  finished(moreMs?: number): Promise<void>;
  /** Whether this printer has ever answered a closing question; it is asked one on connecting. */
  confirms(): boolean;
  /** Whether an answer to a closing question may still come, that would be taken for the next sheet's. */
  owes(): boolean;
  /**
   * Throws away what the printer has received and not printed, and leaves it ready for a sheet. True: the
   * printer said that it is done; false: nobody knows.
   */
  discard(): Promise<boolean>;
};

/** One printer, over all connections to it. */
export type Acquaintance = {
  converse(link: Link): Conversation;
  /** Whether it has ever answered anything. */
  everHeard(): boolean;
};

export type Dialect = {
  readonly type: 'epson' | 'star';
  /** The commands of a sheet: picture, cut as the last thing on paper, closing question. */
  sheet(picture: Bitmap): Uint8Array[];
  /** A feed and a cut, that separates what is left of a broken sheet from the next. */
  readonly separate: Uint8Array;
  /** `answerMs`: for one answer. `maySilent`: it may print although it never answered anything. */
  meet(options: { readonly answerMs: number; readonly maySilent: boolean }): Acquaintance;
};
