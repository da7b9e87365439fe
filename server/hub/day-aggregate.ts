// One business day kept alive: replayed from the log, then one command at a time is decided, appended, applied, answered.
import type { Logger } from 'pino';
import type { Answer } from '../../protocol/answers.ts';
import type { AnyCommand } from '../../protocol/commands.ts';
import { eventSchema } from '../../protocol/events.ts';
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
import { createLine } from '../base/line.ts';
import { LogUnavailable } from '../base/log-unavailable.ts';
import { askerOf } from '../day/answer.ts';
import type { Decision } from '../day/contract.ts';
import { decide } from '../day/decide.ts';
import { evolve } from '../day/evolve.ts';
import { type DayState, emptyDay } from '../day/state.ts';
import { chainBreak, chainOn, chainStart } from '../log/chain.ts';
import type { EventLog, LogEntry, StoredEntry } from '../log/contract.ts';
import { parseStored, type UnchainedEntry } from '../log/stored-events.ts';
import { nothingOffered, type Offering } from '../reservations/contract.ts';
import type { ResolvedSite } from '../settings/resolved-site.ts';

/** Lost races against other hubs before a command is given up. */
const maxAttempts = 50;
/** A clock put back by less than this does not take the day's events back with it. */
const smallStepMs = 60_000;

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
  /** The next opening in words, for refusals. */
  readonly nextOpening: () => string;
  /** Called after every change of state. */
  readonly onChange: () => void;
  readonly logger: Logger;
  readonly limits?: HubLimits;
};

/** The state after further events. Throws on a gap, or on an entry that cannot be read. */
const fold = (state: DayState, entries: readonly UnchainedEntry[]): DayState =>
  entries.reduce((before, entry) => {
    if (entry.version !== before.version + 1) {
      throw new Error(`${entry.stream}: event ${entry.version} came after ${before.version}`);
    }
    const { version, meta, event } = parseStored(entry);
    return evolve(before, { version, meta, event });
  }, state);

const cannotSave: Answer = { ok: false, refusal: refuse('logUnavailable') };
const nobodyKnows: Answer = { ok: false, refusal: refuse('outcomeUnknown') };

/** Replays the day from the log and follows it, so that what other hubs append is known here too. */
export const openLivingDay = async (parts: LivingDayParts): Promise<LivingDay> => {
  const { log, site, date, clock, logger } = parts;
  const stream = dayStream(site.settings.id, date);
  const { commandsWaiting, eventsPerDay, reached } = parts.limits ?? defaultHubLimits;
  const line = createLine(commandsWaiting);
  let state = emptyDay(site.settings.id, date);
  /** Of the entry at the state's version: tells whether the log still is the one that the state was made from. */
  let hash = chainStart(stream);
  let lastAtMs = 0;
  /** After a failed append nobody knows what is on disk until it has been read. */
  let unsure = false;

  const become = (next: DayState, nextHash: string, atMs: number): void => {
    if (nextHash === hash) return;
    state = next;
    hash = nextHash;
    lastAtMs = Math.max(lastAtMs, atMs);
    parts.onChange();
  };

  /** Applies what follows on the state; what is known already is passed over. */
  const apply = (entries: readonly StoredEntry[]): void => {
    const fresh = entries.filter((entry) => entry.version > state.version);
    const last = fresh.at(-1);
    if (last === undefined) return;
    become(fold(state, fresh), last.hash, Math.max(...fresh.map((entry) => entry.meta.atMs)));
  };

  /** Reads the log from its first entry: after a failover it may have lost entries that the state was made from. */
  const readAnew = async (): Promise<void> => {
    let [next, nextHash, atMs] = [emptyDay(site.settings.id, date), chainStart(stream), 0];
    for (;;) {
      const entries = await log.read(stream, next.version, 1_000);
      const last = entries.at(-1);
      if (last === undefined) break;
      next = fold(next, entries);
      nextHash = last.hash;
      atMs = Math.max(atMs, ...entries.map((entry) => entry.meta.atMs));
    }
    if (nextHash !== hash) {
      logger.error({ stream, had: state.version, has: next.version }, 'the log was rewritten; read anew');
    }
    become(next, nextHash, atMs);
  };

  /** Whether entries, in order, belong to the log that the state was made from. */
  const continues = (entries: readonly StoredEntry[]): boolean => {
    const from = entries.find((entry) => entry.version >= state.version);
    if (from === undefined) return true;
    return from.version === state.version ? from.hash === hash : chainBreak(hash, [from]) === null;
  };

  /** Reads the log to its end; true when there was something new. */
  const readOn = async (): Promise<boolean> => {
    const before = hash;
    for (;;) {
      const from = state;
      // With the last one known, to see that it still stands.
      const entries = await log.read(stream, Math.max(0, from.version - 1), 1_000);
      // The follower may have moved the state on meanwhile; then look again from there.
      if (state !== from) continue;
      const lost = from.version > 0 && entries[0]?.hash !== hash;
      if (lost) await readAnew();
      else if ((entries.at(-1)?.version ?? 0) <= from.version) break;
      else apply(entries);
    }
    unsure = false;
    return hash !== before;
  };

  const couldReadOn = async (): Promise<boolean> => {
    try {
      await readOn();
      return true;
    } catch (error) {
      if (!(error instanceof LogUnavailable)) throw error;
      return false;
    }
  };

  /** The first answer, for whoever was given it; another who sends the same id is refused. */
  const remembered = (commandId: CommandId, actor: Actor): Answer | undefined => {
    const asker = state.askers.get(commandId);
    if (asker !== undefined && asker !== askerOf(actor))
      return { ok: false, refusal: refuse('commandIdTaken') };
    return state.superseded.has(commandId) ? undefined : state.answers.get(commandId);
  };

  const decideNow = (commandId: CommandId, command: AnyCommand, actor: Actor): [Decision, number] => {
    const clockMs = clock.now();
    const nowMs = lastAtMs > clockMs && lastAtMs - clockMs < smallStepMs ? lastAtMs : clockMs;
    const newCode = parts.newCode();
    const nextOpening = parts.nextOpening();
    const { offering = nothingOffered } = parts;
    const context = { nowMs, commandId, actor, site, newCode, nextOpening, offering };
    return [decide(state, command, context), nowMs];
  };

  /** The append failed: what is on disk decides whether the command has happened. */
  const afterFailure = async (commandId: CommandId, actor: Actor, error: unknown): Promise<Answer> => {
    logger.error({ err: error, stream, commandId }, 'append failed');
    unsure = true;
    const readable = await couldReadOn();
    const answer = readable ? remembered(commandId, actor) : undefined;
    if (answer !== undefined) return answer;
    if (error instanceof LogUnavailable) return readable && !error.mayHaveHappened ? cannotSave : nobodyKnows;
    throw error;
  };

  const run = async (commandId: CommandId, command: AnyCommand, actor: Actor): Promise<Answer> => {
    if (unsure && !(await couldReadOn())) return cannotSave;
    for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
      const answer = remembered(commandId, actor);
      if (answer !== undefined) return answer;
      // The clock's own steps go through: a day must open and end.
      if (state.version >= eventsPerDay && actor.kind !== 'system') {
        reached('eventsPerDay');
        return { ok: false, refusal: refuse('dayFull', { limit: eventsPerDay }) };
      }
      const [decision, atMs] = decideNow(commandId, command, actor);
      if (decision.kind === 'refused') {
        // Another hub may have changed what the refusal rests on.
        if (await readOn()) continue;
        return { ok: false, refusal: decision.refusal };
      }
      const meta = { atMs, actor, commandId, hub: parts.hubName };
      const entries: LogEntry[] = decision.events.map((event) => ({ schema: eventSchema, meta, event }));
      const from = state;
      // Folded before it is written: events that could not be replayed never reach the disk.
      const next = fold(
        from,
        entries.map((entry, index) => ({ ...entry, stream, version: from.version + index + 1 })),
      );
      const result = await log.append(stream, from.version, entries).catch((error: unknown) => ({ error }));
      if ('error' in result) return afterFailure(commandId, actor, result.error);
      if (result.kind === 'appended' && state === from) {
        become(next, chainOn(hash, from.version, entries), atMs);
        continue;
      }
      try {
        await readOn();
      } catch (error) {
        // It is in the log, only its answer cannot be made.
        if (result.kind === 'conflict' || !(error instanceof LogUnavailable)) throw error;
        unsure = true;
        return nobodyKnows;
      }
    }
    const answer = remembered(commandId, actor);
    if (answer === undefined) throw new Error(`${stream}: ${command.type} lost ${maxAttempts} races`);
    return answer;
  };

  const runGuarded = async (commandId: CommandId, command: AnyCommand, actor: Actor): Promise<Answer> => {
    try {
      return await run(commandId, command, actor);
    } catch (error) {
      if (error instanceof LogUnavailable) return cannotSave;
      unsure = true;
      throw error;
    }
  };

  const hear = async (entries: readonly StoredEntry[]): Promise<void> => {
    try {
      if (continues(entries)) apply(entries);
      else await couldReadOn();
    } catch (error) {
      // The next command reads the log itself, and fails loudly if it must.
      logger.error({ err: error, stream }, 'an event could not be applied');
      unsure = true;
    }
  };
  const hearAnew = async (): Promise<void> => {
    unsure = true;
    await couldReadOn();
  };

  await readOn();
  const unfollow = log.follow(stream, state.version, hear, hearAnew);
  return {
    date,
    state: () => state,
    waiting: line.length,
    head: () => ({ version: state.version, head: hash }),
    take: async (commandId, command, actor) => {
      const answer = line.join(() => runGuarded(commandId, command, actor));
      if (answer !== 'full') return answer;
      reached('commandsWaiting');
      return { ok: false, refusal: refuse('hubBusy') };
    },
    close: async () => {
      await line.empty();
      unfollow();
    },
  };
};
