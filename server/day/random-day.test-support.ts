// For property tests: wishes drawn at random, turned into commands that fit the day as it is, and taken as a hub would.
import fc from 'fast-check';
import type { Accepted } from '../../protocol/answers.ts';
import { type AnyCommand, Command } from '../../protocol/commands.ts';
import type { DayEvent } from '../../protocol/events.ts';
import type { Actor, CommandId, TicketCode } from '../../protocol/ids.ts';
import type { Refusal } from '../../protocol/refusals.ts';
import type { DecideContext } from './contract.ts';
import { decide } from './decide.ts';
import { type DayEntry, evolve } from './evolve.ts';
import { type DayState, emptyDay } from './state.ts';
import { at, command, date, desk, hall, plan, siteId, staff, system, testSite } from './test-support.ts';

export const site = testSite();
const procedures = [...site.procedures.keys()];
const types = Command.options.map((option) => option.shape.type.value);

/** What somebody wants to do; `pick` chooses among the tickets of the day, so that most wishes make sense. */
export type Wish = {
  readonly type: AnyCommand['type'];
  readonly booth: number;
  readonly toBooth: number | null;
  readonly pick: number;
  readonly procedure: string;
  readonly marks: readonly string[];
  readonly slotMinutes: number | null;
  readonly secondsLater: number;
  readonly byHall: boolean;
  readonly how: 'leased' | 'handwritten';
  readonly back: number;
};

const often: readonly AnyCommand['type'][] = ['issueTicket', 'callNext', 'finishAndNext', 'openBooth'];
export const wishes = fc.array(
  fc.record<Wish>({
    type: fc.oneof(
      { arbitrary: fc.constantFrom<AnyCommand['type']>(...types), weight: 6 },
      { arbitrary: fc.constantFrom(...often), weight: 8 },
      {
        arbitrary: fc.constantFrom<AnyCommand['type']>(
          'startServing',
          'markAbsent',
          'transfer',
          'stepOut',
          'comeBack',
        ),
        weight: 3,
      },
      { arbitrary: fc.constant<AnyCommand['type']>('changePlan'), weight: 1 },
    ),
    booth: fc.integer({ min: 1, max: 5 }),
    toBooth: fc.option(fc.integer({ min: 1, max: 4 })),
    pick: fc.nat({ max: 1000 }),
    procedure: fc.constantFrom(...procedures),
    marks: fc.subarray([...site.marks.keys()]),
    slotMinutes: fc.option(fc.integer({ min: -30, max: 60 }), { freq: 3 }),
    secondsLater: fc.integer({ min: 0, max: 120 }),
    byHall: fc.boolean(),
    how: fc.constantFrom('leased', 'handwritten'),
    back: fc.nat({ max: 30 }),
  }),
  { minLength: 20, maxLength: 120, size: 'max' },
);

export type Taken = {
  readonly command: AnyCommand;
  readonly context: DecideContext;
  readonly before: DayState;
  readonly after: DayState;
  readonly events: readonly DayEvent[];
  readonly refusal: Refusal | null;
  /** The answer remembered right after it was given. */
  readonly answer: Accepted | null;
};
export type Played = {
  readonly state: DayState;
  readonly log: readonly DayEntry[];
  readonly taken: readonly Taken[];
};

/** Opens a day, lets every wish have its try, and (if asked) ends the day. */
export const play = (all: readonly Wish[], end: boolean): Played => {
  let state = emptyDay(siteId, date);
  let nowMs = at('08:45');
  const log: DayEntry[] = [];
  const taken: Taken[] = [];
  const take = (input: AnyCommand, actor: Actor) => {
    const context = contextAt(nowMs, taken.length, actor);
    const before = state;
    const decision = decide(before, input, context);
    const events = decision.kind === 'events' ? decision.events : [];
    const { commandId } = context;
    for (const event of events) {
      const entry = { version: state.version + 1, meta: { atMs: nowMs, actor, commandId }, event };
      state = evolve(state, entry);
      log.push(entry);
    }
    const refusal = decision.kind === 'refused' ? decision.refusal : null;
    const answer = refusal === null ? (state.answers.get(commandId) ?? null) : null;
    taken.push({ command: input, context, before, after: state, events, refusal, answer });
  };
  take({ type: 'leaseNumbers', procedure: procedures[0] as never, count: 5 }, desk);
  take({ type: 'openDay', plan }, system);
  for (const booth of [1, 2, 4]) take(command({ type: 'openBooth', booth, staff: 'sato' }), staff);
  for (const wish of all) {
    nowMs += wish.secondsLater * 1000;
    const device = wish.byHall ? hall : desk;
    take(commandOf(state, wish, nowMs, taken), actorOf(wish, device));
  }
  if (end) take({ type: 'endDay' }, system);
  return { state, log, taken };
};

const contextAt = (nowMs: number, count: number, actor: Actor): DecideContext => ({
  nowMs,
  commandId: `command-${count}` as CommandId,
  actor,
  site,
  newCode: count.toString().padStart(16, '0') as TicketCode,
  nextOpening: '2026-11-25 09:00',
});

const byDevice: readonly string[] = ['leaseNumbers', 'recordTicket', 'confirmPrint'];
const actorOf = (wish: Wish, device: Actor): Actor =>
  byDevice.includes(wish.type) ? device : wish.type === 'changePlan' ? system : staff;

const commandOf = (state: DayState, wish: Wish, nowMs: number, taken: readonly Taken[]): AnyCommand => {
  const { type, booth, toBooth, procedure, marks } = wish;
  if (type === 'changePlan') return { type, plan };
  const schema = Command.options.find((option) => option.shape.type.value === type);
  const leases = [...state.leases.keys()].sort();
  const live = state.live[wish.pick % Math.max(1, state.live.length)];
  const handwritten = `${site.procedures.get(procedure as never)?.letter}${String(wish.pick % 1000).padStart(3, '0')}`;
  const everything: Record<string, unknown> = {
    type,
    booth: (type === 'resume' || type === 'undoFinish') && toBooth === null ? null : booth,
    toBooth,
    procedure,
    procedures:
      type === 'openBooth'
        ? undefined
        : type === 'setBoothProcedures'
          ? [{ procedure, delayMinutes: wish.pick % 20 }, { procedure: 'renewal' }]
          : [procedure],
    staff: 'sato',
    ticket:
      (type === 'undoFinish' ? state.ended[wish.pick % Math.max(1, state.ended.length)] : live) ?? 'A001',
    number: wish.how === 'leased' ? (leases[wish.pick % Math.max(1, leases.length)] ?? 'A999') : handwritten,
    marks,
    source: 'reception',
    slotAtMs: wish.slotMinutes === null ? null : nowMs + wish.slotMinutes * 60_000,
    issuedAtMs: nowMs - wish.pick * 1000,
    how: wish.how,
    supersedes: wish.back % 3 === 0 ? taken.at(-wish.back)?.context.commandId : undefined,
    reason: type === 'cancelTicket' ? 'visitorLeft' : 'so',
    printAt: wish.byHall ? 'hall' : type === 'reprintTicket' ? 'desk' : null,
    job: state.pendingPrints.keySeq().first() ?? 'A001-1',
    count: 1 + (wish.pick % 6),
    minutes: 5 + (wish.pick % 30),
    leaveWaiting: true,
    reservation: `centre.2026-11-24.${'0'.repeat(16)}`,
    device: wish.byHall ? 'kiosk-1' : 'kiosk-2',
  };
  const fields = Object.keys(schema?.shape ?? {}).filter((field) => everything[field] !== undefined);
  return command({ type, ...Object.fromEntries(fields.map((field) => [field, everything[field]])) });
};

/** A state as plain values, to compare: persistent maps that hold the same may differ inside. */
export const plain = (state: DayState): unknown => ({
  ...state,
  tickets: state.tickets.toJS(),
  booths: state.booths.toJS(),
  pendingPrints: state.pendingPrints.toJS(),
  leases: state.leases.toJS(),
  numbersFrom: state.numbersFrom.toJS(),
  stoppedIntake: state.stoppedIntake.toJS(),
  outages: state.outages.toJS(),
  overflow: state.overflow.toJS(),
  answers: state.answers.toJS(),
  askers: state.askers.toJS(),
  superseded: state.superseded.toJS(),
});
