// What somebody typed into the form of a change, and the change that it is; pure.
import { SlotChange } from '../../protocol/slot-change.ts';

export type Draft = {
  readonly kind: SlotChange['kind'];
  readonly group: string | null;
  /** HH:MM; empty: from the day's beginning, to its end. */
  readonly from: string;
  readonly to: string;
  readonly by: number;
  readonly reason: string;
};
export const emptyDraft: Draft = { kind: 'close', group: null, from: '', to: '', by: 1, reason: '' };

export type Wrong = 'reason' | 'time' | 'by';
const hourMs = 3_600_000;

/** A day may run past midnight; a change of the whole of it reaches into the next morning. */
const wholeDayMs = 36 * hourMs;

/** `groups`: those of the site; a group that it does not have is left out, and `null` is given when none is left. */
export const changeOf = (
  draft: Draft,
  date: string,
  groups: readonly string[],
): { readonly change: SlotChange } | { readonly wrong: Wrong } | null => {
  const midnight = Date.parse(`${date}T00:00:00+09:00`);
  const at = (clock: string): number => Date.parse(`${date}T${clock}:00+09:00`);
  const fromMs = draft.from === '' ? midnight : at(draft.from);
  const toMs = draft.to === '' ? midnight + wholeDayMs : at(draft.to);
  if (draft.reason.trim() === '') return { wrong: 'reason' };
  if (!(fromMs < toMs)) return { wrong: 'time' };
  if (draft.kind !== 'close' && !(Number.isInteger(draft.by) && draft.by >= 1 && draft.by <= 100))
    return { wrong: 'by' };
  if (draft.group !== null && !groups.includes(draft.group)) return null;
  const range = {
    groups: draft.group === null ? null : [draft.group],
    ...{ fromMs, toMs, reason: draft.reason },
  };
  return {
    change: SlotChange.parse(
      draft.kind === 'close' ? { kind: 'close', ...range } : { kind: draft.kind, by: draft.by, ...range },
    ),
  };
};
