// How full every site is now, for everybody: numbers and waits, nothing of anybody.
import { z } from 'zod';
import {
  BusinessDate,
  EpochMs,
  LocalText,
  OrganisationId,
  ProcedureId,
  SiteId,
  TicketNumber,
} from './ids.ts';
import { PlaceKind } from './settings.ts';
import { IntakeState, Phase } from './states.ts';
import { ShownWait } from './visitor.ts';

export const NowProcedure = z.strictObject({
  id: ProcedureId,
  letter: z.string(),
  names: LocalText,
  shortNames: LocalText.nullable(),
  intake: IntakeState,
  numbersLeft: z.int().min(0).nullable().default(null).describe('Numbers that can still be given, when few'),
  notice: LocalText.nullable(),
  waiting: z.int().min(0),
  wait: ShownWait.nullable().describe(
    'Minutes, for one more walk-in; high 0: soon; null: no booth serves it now',
  ),
  lastCalled: TicketNumber.nullable(),
  lastCalledAtMs: EpochMs.nullable(),
});
export type NowProcedure = z.infer<typeof NowProcedure>;

export const NowSite = z.strictObject({
  id: SiteId,
  names: LocalText,
  kind: PlaceKind,
  address: z.string().nullable(),
  live: z.boolean().describe('false: the hub cannot reach its store; this is the last it knew'),
  date: BusinessDate,
  phase: Phase,
  hours: z.array(z.strictObject({ fromMs: EpochMs, toMs: EpochMs })).describe('Openings of the date'),
  nextOpeningMs: EpochMs.nullable(),
  waiting: z.int().min(0),
  procedures: z.array(NowProcedure),
});
export type NowSite = z.infer<typeof NowSite>;

export const NowView = z.strictObject({
  organisation: z.strictObject({ id: OrganisationId, names: LocalText }),
  madeAtMs: EpochMs.describe('When this was made. Answered 304: it was still so then'),
  sites: z.array(NowSite).describe('In the order of the settings'),
});
export type NowView = z.infer<typeof NowView>;
