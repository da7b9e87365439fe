// What every language says of each kind of event, and the details it may read for that; a missing sentence is a type error.
import type { AuditEventName } from './audit-events.ts';

/** The details of one event, read in the words of the language; what is missing in an old record is empty. */
export type Said = {
  readonly text: (name: string) => string;
  readonly count: (name: string) => number;
  readonly has: (name: string) => boolean;
  /** A clock time in Japan, e.g. "9:05". */
  readonly time: (name: string) => string;
  readonly procedure: string;
  readonly procedures: string;
  /** What staff wrote: " （…）", or nothing. */
  readonly note: (name: string) => string;
  /** What the public is told, or nothing. */
  readonly notice: string;
  readonly roles: string;
  readonly place: string;
  readonly state: (kind: 'cancelReasons' | 'sources' | 'levels', value: string) => string;
};
export type AuditSentences = Readonly<Record<AuditEventName, (said: Said) => string>>;
