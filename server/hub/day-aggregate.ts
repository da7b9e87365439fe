// One business day kept alive as an aggregate: its rules decide, its stream keeps, and a known command gets its first answer again.
import type { Logger } from 'pino';
import type { Accepted, Answer } from '../../protocol/answers.ts';
import type { AnyCommand } from '../../protocol/commands.ts';
import { type DayEvent, eventSchema } from '../../protocol/events.ts';
import {
  type Actor,
  type BusinessDate,
  type CommandId,
  dayStream,
  type TicketCode,
} from '../../protocol/ids.ts';
import { refuse } from '../../protocol/refusals.ts';
import type { Clock } from '../base/clock.ts';
import { defaultHubLimits, type HubLimits } from '../base/hub-limits.ts';
import { askerOf } from '../day/answer.ts';
import type { DecideContext } from '../day/contract.ts';
import { decide } from '../day/decide.ts';
import { evolve } from '../day/evolve.ts';
import { type DayState, emptyDay } from '../day/state.ts';
import { type Circumstances, type Decided, openAggregate } from '../log/aggregate.ts';
import type { EventLog } from '../log/contract.ts';
import { parseStored, type UnchainedEntry } from '../log/stored-events.ts';
import { nothingOffered, type Offering } from '../reservations/contract.ts';
import type { ResolvedSite } from '../settings/resolved-site.ts';

/** Lost races against other hubs before a command is given up. */
const maxAttempts = 50;

export type LivingDay = {
  readonly date: BusinessDate;
  state(): DayState;
  /** Commands in line, the one being taken included. */
  waiting(): number;
  /** The day's last entry: its version, and its hash in the chain. */
  head(): { readonly version: number; readonly head: string };
  /** Takes one command in its turn. Rejects only when the hub itself is at fault. */
  take(commandId: CommandId, command: AnyCommand, actor: Actor): Promise<Answer>;
  /** Resolves when those in line are answered; hears no more of the log afterwards. */
  close(): Promise<void>;
};

export type LivingDayParts = {
  readonly log: EventLog;
  readonly site: ResolvedSite;
  readonly date: BusinessDate;
  readonly clock: Clock;
  /** Noted with every event. */
  readonly hubName: string;
  readonly newCode: () => TicketCode;
  /** What can be reserved on the day; left out: nothing. */
  readonly offering?: Offering;
  /** What the forecast's runs say of one more walk-in now; left out: nothing is noted of it. */
  readonly said?: DecideContext['said'];
  /** The next opening in words, for refusals. */
  readonly nextOpening: () => string;
  /** Called after every change of state. */
  readonly onChange: () => void;
  readonly logger: Logger;
  readonly limits?: HubLimits;
};

const evolveEntry = (state: DayState, entry: UnchainedEntry): DayState => {
  const { version, meta, event } = parseStored(entry);
  return evolve(state, { version, meta, event });
};

/**
 * The first answer, for whoever was given it; another who sends the same id is refused. A command that was superseded by a
 * leased number has no answer any more: a late copy of it is refused by the rules.
 */
const rememberedAnswer = (state: DayState, id: string, actor: Actor): Answer | undefined => {
  const commandId = id as CommandId;
  const asker = state.askers.get(commandId);
  if (asker !== undefined && asker !== askerOf(actor))
    return { ok: false, refusal: refuse('commandIdTaken') };
  return state.superseded.has(commandId) ? undefined : state.answers.get(commandId);
};

/** Replays the day from the log and follows it, so that what other hubs append is known here too. Throws LogUnavailable. */
export const openLivingDay = async (parts: LivingDayParts): Promise<LivingDay> => {
  const { log, site, date, clock, logger, hubName } = parts;
  const stream = dayStream(site.settings.id, date);
  const { commandsWaiting, eventsPerDay, reached } = parts.limits ?? defaultHubLimits;

  const decideOn = (
    state: DayState,
    command: AnyCommand,
    { commandId, actor, nowMs }: Circumstances<Actor>,
  ): Decided<DayEvent, Accepted> => {
    // The clock's own steps go through: a day must open and end.
    if (state.version >= eventsPerDay && actor.kind !== 'system') {
      reached('eventsPerDay');
      return { kind: 'refused', refusal: refuse('dayFull', { limit: eventsPerDay }), isFinal: true };
    }
    const { offering = nothingOffered } = parts;
    const given = { newCode: parts.newCode(), nextOpening: parts.nextOpening(), offering };
    const said = parts.said === undefined ? {} : { said: parts.said };
    return decide(state, command, {
      nowMs,
      commandId: commandId as CommandId,
      actor,
      site,
      ...given,
      ...said,
    });
  };

  const day = await openAggregate<DayState, AnyCommand, DayEvent, Actor, Accepted>({
    ...{ log, stream, hubName, logger },
    schema: eventSchema,
    now: clock.now,
    empty: emptyDay(site.settings.id, date),
    evolve: evolveEntry,
    decide: decideOn,
    answerOf: rememberedAnswer,
    mostWaiting: commandsWaiting,
    onTooMany: () => reached('commandsWaiting'),
    mostRaces: maxAttempts,
    onRacesLost: (command) => {
      throw new Error(`${stream}: ${command.type} lost ${maxAttempts} races`);
    },
    onChange: parts.onChange,
  });
  const { state, waiting, head, take, close } = day;
  return { date, state, waiting, head, take, close };
};
