// What one announcement says: who is called where, in which language and how fully.
import type { AnnouncementForm } from '../../protocol/announcement-form.ts';
import type { Language } from '../../protocol/ids.ts';

export type Phrase = {
  readonly language: Language;
  readonly form: AnnouncementForm;
  /** A to Z */
  readonly letter: string;
  /** 0 to 999 */
  readonly number: number;
  /** 1 to 999 */
  readonly booth: number;
};

/** The phrase of a ticket such as "A012" called to a booth. */
export const phraseOf = (
  language: Language,
  ticket: string,
  booth: number,
  form: Phrase['form'] = 'full',
): Phrase => ({ language, form, letter: ticket.slice(0, 1), number: Number(ticket.slice(1)), booth });
