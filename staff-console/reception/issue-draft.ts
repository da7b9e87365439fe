// What the receptionist has set for the next ticket: marks, language, party, note, printer; and the command it makes.
import type { CommandOf } from '../../protocol/commands.ts';
import type { DeviceId, Language, MarkId, ProcedureId } from '../../protocol/ids.ts';
import type { AgentLine } from '../../protocol/views.ts';

export type Draft = {
  readonly marks: readonly MarkId[];
  readonly language: Language;
  readonly partySize: number;
  readonly note: string;
  /** null: no paper; undefined: the first printer. */
  readonly printAt: DeviceId | null | undefined;
};

/** A plain ticket in Japanese, printed at the first printer. */
export const emptyDraft: Draft = { marks: [], language: 'ja', partySize: 1, note: '', printAt: undefined };

/** Sets or takes away a mark. */
export const toggleMark = (draft: Draft, mark: MarkId): Draft => ({
  ...draft,
  marks: draft.marks.includes(mark) ? draft.marks.filter((id) => id !== mark) : [...draft.marks, mark],
});

/** Where the next ticket is printed: the choice, else the first printer of the site; null: no paper. */
export const printerOf = (draft: Draft, agents: readonly AgentLine[]): DeviceId | null =>
  draft.printAt === undefined ? (agents[0]?.device ?? null) : draft.printAt;

/** The command that issues it; what only held for this visitor is then cleared by `afterIssue`. */
export const issueCommand = (
  draft: Draft,
  procedure: ProcedureId,
  agents: readonly AgentLine[],
): CommandOf<'issueTicket'> => ({
  type: 'issueTicket',
  procedure,
  source: 'reception',
  marks: [...draft.marks],
  language: draft.language,
  partySize: draft.partySize,
  note: draft.note.trim(),
  slotAtMs: null,
  printAt: printerOf(draft, agents),
});

/** The draft for the next visitor: only the printer stays. */
export const afterIssue = (draft: Draft): Draft => ({ ...emptyDraft, printAt: draft.printAt });
