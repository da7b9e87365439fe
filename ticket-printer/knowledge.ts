// What the agent remembers of the hub's last view, on disk, to print tickets while the hub is away.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { ProcedureId } from '../protocol/ids.ts';
import { EpochMs } from '../protocol/ids.ts';
import type { RefusalCode } from '../protocol/refusals.ts';
import { DeviceView } from '../protocol/views.ts';
import { replaceFile } from './journal.ts';

const { procedures, ...rest } = DeviceView.pick({
  site: true,
  names: true,
  date: true,
  procedures: true,
  nextDate: true,
  nextPlan: true,
  plan: true,
  leasedNumbers: true,
  publicUrl: true,
  whereToWait: true,
}).shape;
export const Knowledge = z.strictObject({
  ...rest,
  procedures: z.array(
    procedures.element.pick({ id: true, names: true, bring: true, intake: true, letter: true }),
  ),
  seenAtMs: EpochMs.describe('By the hub’s clock'),
});
export type Knowledge = Readonly<z.infer<typeof Knowledge>>;

/** The lasting part of a view. */
export const knowledgeOf = (view: DeviceView, seenAtMs: number): Knowledge => ({
  site: view.site,
  names: view.names,
  date: view.date,
  procedures: view.procedures.map(({ id, names, bring, intake, letter }) => ({
    id,
    names,
    bring,
    intake,
    letter,
  })),
  nextDate: view.nextDate,
  nextPlan: view.nextPlan,
  plan: view.plan,
  leasedNumbers: view.leasedNumbers,
  publicUrl: view.publicUrl,
  whereToWait: view.whereToWait,
  seenAtMs,
});

/** Why no number may be given at this hour without the hub; null: it may. */
export const offlineRefusal = (
  knowledge: Knowledge | null,
  procedure: ProcedureId,
  date: string,
  nowMs: number,
): RefusalCode | null => {
  if (knowledge === null) return 'dayNotOpen';
  const today = knowledge.date === date;
  const plan = today ? knowledge.plan : knowledge.nextDate === date ? knowledge.nextPlan : null;
  if (plan === null) return 'dayNotOpen';
  if (nowMs < plan.intakeFromMs || nowMs >= plan.intakeUntilMs) return 'intakeClosed';
  const offered = knowledge.procedures.find((known) => known.id === procedure);
  if (offered === undefined) return 'unknownProcedure';
  if (offered.intake === 'reservationOnly') return 'reservationOnly';
  // Stops end with their day; what the next morning brings is not known, so it starts open.
  if (today && offered.intake === 'stopped') return 'intakeStopped';
  // "Not now" heard before opening is no longer true; heard within the hours it means this procedure.
  if (today && offered.intake === 'notNow' && knowledge.seenAtMs >= plan.intakeFromMs) return 'intakeClosed';
  return null;
};

export type KnowledgeStore = {
  current(): Knowledge | null;
  /** Takes over a view; writes only what changed and lasts. */
  learn(knowledge: Knowledge): void;
};

const withoutTime = ({ seenAtMs: _, ...lasting }: Knowledge): string => JSON.stringify(lasting);

/** Keeps the knowledge with a way to save it; one that cannot be saved is still used. */
export const createKnowledge = (
  start: Knowledge | null,
  save: (knowledge: Knowledge) => void,
  onError: (error: unknown) => void,
): KnowledgeStore => {
  let current = start;
  let saved = start === null ? null : withoutTime(start);
  return {
    current: () => current,
    learn: (knowledge) => {
      current = knowledge;
      const lasting = withoutTime(knowledge);
      if (saved === lasting) return;
      try {
        save(knowledge);
        saved = lasting;
      } catch (error) {
        onError(error);
      }
    },
  };
};

/** Reads the file of an earlier run; null when there is none or it is no use (an older version's). */
export const readKnowledge = (path: string): Knowledge | null => {
  try {
    return Knowledge.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
};

/** Whole or not at all, power cut or not. */
export const writeKnowledge = (path: string, knowledge: Knowledge): void =>
  replaceFile(path, Buffer.from(`${JSON.stringify(knowledge, null, 1)}\n`));
