// For tests of the day: a small site, its clock, and sentences of the form given – when – then.
import { expect } from 'vitest';
import type { AnyCommand } from '../../protocol/commands.ts';
import { Command } from '../../protocol/commands.ts';
import type { DayPlan } from '../../protocol/day-plan.ts';
import { DayEvent } from '../../protocol/events.ts';
import { defaultForecasting } from '../../protocol/forecast-settings.ts';
import type { Actor, BusinessDate, CommandId, ProcedureId, SiteId, TicketCode } from '../../protocol/ids.ts';
import type { RefusalCode } from '../../protocol/refusals.ts';
import { defaultRules, type ProcedureSettings, Settings } from '../../protocol/settings.ts';
import type { ResolvedSite } from '../settings/resolved-site.ts';
import type { DecideContext, Decision } from './contract.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import { type DayState, emptyDay } from './state.ts';

export const date = '2026-11-24' as BusinessDate;
export const siteId = 'centre' as SiteId;

/** "10:05" on the day of the tests, in Japan, as epoch ms; with seconds, or with a date of its own, too. */
export const at = (clock: string): number =>
  Temporal.PlainDateTime.from(clock.includes('T') ? clock : `${date}T${clock}`).toZonedDateTime('Asia/Tokyo')
    .epochMilliseconds;

type SettingsInput = Parameters<typeof Settings.parse>[0];
const settingsInput = {
  organisation: { id: 'city', names: { ja: '市' } },
  procedures: [
    { id: 'renewal', letter: 'A', names: { ja: '更新' }, plannedMinutes: 10, numbers: { skip: [4, 9, 42] } },
    { id: 'pickup', letter: 'B', names: { ja: '交付' }, plannedMinutes: 15 },
    { id: 'certificate', letter: 'C', names: { ja: '証明書' }, plannedMinutes: 5, numbers: { last: 3 } },
    { id: 'moving', letter: 'A', names: { ja: '転入' }, plannedMinutes: 10 },
    { id: 'advice', letter: 'D', names: { ja: '相談' }, plannedMinutes: 30, walkIn: false },
  ],
  priorityMarks: [
    { id: 'pregnancy', names: { ja: '妊娠中' }, minutes: 15 },
    { id: 'infant', names: { ja: '乳幼児連れ' }, minutes: 15 },
    { id: 'expiring', names: { ja: '予約外交付' }, minutes: 10, exempt: true },
    { id: 'companion', names: { ja: '付添い' }, minutes: 0 },
  ],
  sites: [
    {
      id: siteId,
      names: { ja: 'センター' },
      kind: 'centre',
      calendar: {},
      procedures: ['renewal', 'pickup', 'certificate', 'moving', 'advice'].map((procedure) => ({
        procedure,
      })),
      booths: [
        { number: 1, procedures: [{ procedure: 'renewal' }, { procedure: 'pickup' }] },
        { number: 2, procedures: [{ procedure: 'pickup' }, { procedure: 'renewal', delayMinutes: 10 }] },
        { number: 3, procedures: [{ procedure: 'certificate' }] },
        { number: 4, procedures: [{ procedure: 'renewal' }, { procedure: 'advice' }] },
      ],
      printers: [
        { id: 'desk', name: '受付' },
        { id: 'hall', name: 'ロビー' },
      ],
    },
  ],
} satisfies SettingsInput;

/** The site of the tests; `change` alters a procedure. */
/** Who has an account. */
const colleagues: ResolvedSite['staff'] = new Map(
  Object.entries({ sato: '佐藤', suzuki: '鈴木' }).map(([id, name]) => [id, { id: id as never, name }]),
);

export const testSite = (change: Partial<Record<string, Partial<ProcedureSettings>>> = {}): ResolvedSite => {
  const settings = Settings.parse(settingsInput);
  const [site] = settings.sites;
  if (site === undefined) throw new Error('the settings of the tests have no site');
  const byId = <T extends { readonly id: string }>(items: readonly T[]) =>
    new Map<string, T>(items.map((item) => [item.id, item]));
  return {
    settings: site,
    organisation: settings.organisation,
    procedures: new Map(
      settings.procedures.map((procedure) => [
        procedure.id,
        { ...procedure, ...change[procedure.id], resolvedRules: { ...defaultRules, lastIntakeMinutes: 30 } },
      ]),
    ),
    booths: new Map(site.booths.map((booth) => [booth.number, booth])),
    marks: byId(settings.priorityMarks),
    staff: colleagues,
    rules: { ...defaultRules, lastIntakeMinutes: 30 },
    reservations: null,
    forecasting: defaultForecasting,
    languages: settings.languages,
    groups: settings.procedureGroups,
    kioskRules: settings.kiosk,
    publicUrl: null,
    hubs: [],
  };
};

export const plan: DayPlan = {
  openings: [
    { fromMs: at('09:00'), toMs: at('12:00'), procedures: null },
    { fromMs: at('13:00'), toMs: at('17:00'), procedures: null },
    { fromMs: at('18:00'), toMs: at('19:00'), procedures: ['pickup' as ProcedureId] },
  ],
  intakeFromMs: at('08:45'),
  endsAtMs: at('19:30'),
};

export const staff: Actor = { kind: 'staff', id: 'sato' as never };
export const desk: Actor = { kind: 'device', id: 'desk' as never };
export const hall: Actor = { kind: 'device', id: 'hall' as never };
export const system: Actor = { kind: 'system', id: 'hub' };
export const code = '0123456789ABCDEF' as TicketCode;

/** A command as a client would send it: defaults filled in, unknown fields an error. */
export const command = (input: { readonly type: string } & Record<string, unknown>): AnyCommand =>
  ['openDay', 'changePlan', 'endDay', 'noteOverflow'].includes(input.type)
    ? (input as unknown as AnyCommand)
    : Command.parse(input);

export type Circumstances = {
  readonly at?: string;
  readonly actor?: Actor;
  readonly id?: string;
  readonly site?: ResolvedSite;
};

export const contextOf = (how: Circumstances = {}): DecideContext => ({
  nowMs: at(how.at ?? '10:00'),
  commandId: (how.id ?? 'command-now') as CommandId,
  actor: how.actor ?? staff,
  site: how.site ?? testSite(),
  newCode: code,
  nextOpening: '2026-11-25 09:00',
});

/** Folds the events of one command at one time. */
export const fold = (state: DayState, events: readonly DayEvent[], context: DecideContext): DayState =>
  events.reduce(
    (before, one) =>
      evolve(before, {
        version: before.version + 1,
        meta: { atMs: context.nowMs, actor: context.actor, commandId: context.commandId },
        event: one,
      }),
    state,
  );

type Step = readonly [input: Parameters<typeof command>[0], how?: Circumstances];

/** A day on which these commands were accepted, one after the other. */
export const given = (...steps: readonly Step[]) => {
  let state = emptyDay(siteId, date);
  steps.forEach(([input, how], index) => {
    const context = contextOf({ id: `command-${index}`, at: '09:00', ...how });
    const decision = decide(state, command(input), context);
    if (decision.kind === 'refused')
      throw new Error(`${input.type} of "given" is refused: ${decision.refusal.message}`);
    state = fold(state, decision.events, context);
  });
  const before = state;
  return {
    state: before,
    /** Decides one more command. */
    when: (input: Parameters<typeof command>[0], how: Circumstances = {}) => {
      const context = contextOf(how);
      return outcome(before, decide(before, command(input), context), context);
    },
  };
};

const outcome = (before: DayState, decision: Decision, context: DecideContext) => ({
  decision,
  /** Exactly these events; each may name only the fields that matter. */
  thenHappened: (...expected: readonly Record<string, unknown>[]): DayState => {
    if (decision.kind === 'refused') throw new Error(`refused: ${decision.refusal.message}`);
    expect(decision.events).toHaveLength(expected.length);
    expect(decision.events).toMatchObject(expected);
    for (const one of decision.events) expect(DayEvent.parse(one)).toEqual(one);
    return fold(before, decision.events, context);
  },
  /** Refused with this code; `allowed` exactly; `params` those that matter. */
  thenRefused: (
    refusal: RefusalCode,
    more: { allowed?: readonly string[]; params?: Record<string, unknown> } = {},
  ): void => {
    if (decision.kind !== 'refused') throw new Error(`accepted: ${JSON.stringify(decision.events)}`);
    expect(decision.refusal.code).toBe(refusal);
    expect(decision.refusal.message + decision.refusal.messageJa).not.toContain('undefined');
    if (more.allowed !== undefined) expect(decision.refusal.allowed).toEqual(more.allowed);
    if (more.params !== undefined) expect(decision.refusal.params).toMatchObject(more.params);
  },
});

// --- steps that most tests begin with -------------------------------------------------------------------------
export const opened: Step = [
  { type: 'openDay', plan },
  { at: '08:30', actor: system },
];
export const booth = (number: number, more: Record<string, unknown> = {}): Step => [
  { type: 'openBooth', booth: number, staff: 'sato', ...more },
];
export const issue = (procedure: string, clock = '09:00', more: Record<string, unknown> = {}): Step => [
  { type: 'issueTicket', procedure, source: 'reception', ...more },
  { at: clock },
];
export const next = (number: number, clock = '09:30'): Step => [
  { type: 'callNext', booth: number },
  { at: clock },
];
export const move = (type: string, more: Record<string, unknown>, clock = '09:40'): Step => [
  { type, ...more },
  { at: clock },
];
