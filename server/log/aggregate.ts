// The one way from a command to events on disk, for every aggregate: a business day, the accounts, whatever comes next.
// A command waits in line; an id that is known gets its first answer again; it is decided on the state; the events are folded
// before they are written; they are appended at the version that was decided on. Had another hub been first, the log is read
// on and the command decided again. Was the append not answered, the log is read to learn whether it happened.
import type { Logger } from 'pino';
import { type Refusal, refuse } from '../../protocol/refusals.ts';
import { createLine } from '../base/line.ts';
import { LogUnavailable } from '../base/log-unavailable.ts';
import { chainOn } from './chain.ts';
import type { EventLog, LogEntry } from './contract.ts';
import type { UnchainedEntry } from './stored-events.ts';
import { openStreamState } from './stream-state.ts';

export type Refused = { readonly ok: false; readonly refusal: Refusal };

/** What becomes of a command on a state. */
export type Decided<Event, Accepted> =
  | { readonly kind: 'events'; readonly events: readonly [Event, ...Event[]] }
  /** `isFinal`: whatever another hub may have written meanwhile. */
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly isFinal?: boolean }
  /** Everything is as it should be already. */
  | { readonly kind: 'nothing'; readonly answer: Accepted };

/** Under what a command is decided: who sent it, under which id, and when that counts as being (epoch ms). */
export type Circumstances<Actor> = {
  readonly commandId: string;
  readonly actor: Actor;
  readonly nowMs: number;
};

export type AggregateParts<State, Command, Event extends { readonly type: string }, Actor, Accepted> = {
  readonly log: Pick<EventLog, 'append' | 'read' | 'follow'>;
  readonly stream: string;
  /** Version of the events' schema, noted with each. */
  readonly schema: number;
  /** Noted with every event. */
  readonly hubName: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Before the first event. */
  readonly empty: State;
  /** The state after one more entry; throws when the entry cannot be read. Pure. */
  readonly evolve: (state: State, entry: UnchainedEntry) => State;
  /** What a command leads to. Pure, and asked again when another hub was first. */
  readonly decide: (state: State, command: Command, at: Circumstances<Actor>) => Decided<Event, Accepted>;
  /**
   * What the actor is answered to a command that has happened; undefined: it has not. `happened`: its events were seen
   * since it was taken.
   */
  readonly answerOf: (
    state: State,
    commandId: string,
    actor: Actor,
    happened: boolean,
  ) => Accepted | Refused | undefined;
  /** Commands in line at most, the one being taken included; and who is told when there are more. */
  readonly mostWaiting: number;
  readonly onTooMany: () => void;
  /** Lost races against other hubs before a command is given up, and what is said then. */
  readonly mostRaces: number;
  readonly onRacesLost: (command: Command) => Refused;
  /** After every change of state, from whichever hub. */
  readonly onChange: (state: State) => void;
  readonly logger: Pick<Logger, 'error'>;
};

export type Aggregate<State, Command, Actor, Accepted> = {
  state(): State;
  /** The stream's last entry: its version, and its hash in the chain. */
  head(): { readonly version: number; readonly head: string };
  /** Commands in line, the one being taken included. */
  waiting(): number;
  /** Takes one command in its turn; on disk when it resolves. Rejects only when the hub itself is at fault. */
  take(commandId: string, command: Command, actor: Actor): Promise<Accepted | Refused>;
  /** Reads what other hubs may have written a moment ago. Throws LogUnavailable. */
  refresh(): Promise<void>;
  /** Hears no more of the log; commands in line are still taken. */
  stop(): void;
  /** Resolves when those in line are answered; hears no more of the log afterwards. */
  close(): Promise<void>;
};

/** A clock put back by less than this does not take the stream's events back with it. */
const smallStepMs = 60_000;

const cannotSave: Refused = { ok: false, refusal: refuse('logUnavailable') };
const nobodyKnows: Refused = { ok: false, refusal: refuse('outcomeUnknown') };

/** Reads the stream to its end and follows it. Throws LogUnavailable when the log cannot be read. */
export const openAggregate = async <State, Command, Event extends { readonly type: string }, Actor, Accepted>(
  parts: AggregateParts<State, Command, Event, Actor, Accepted>,
): Promise<Aggregate<State, Command, Actor, Accepted>> => {
  type Answer = Accepted | Refused;
  const { log, stream, logger } = parts;
  const line = createLine(parts.mostWaiting);
  /** The command being taken, and whether its events were seen. */
  let current: { readonly id: string; happened: boolean } | null = null;
  const { at, become, fold, readOn, couldReadOn, isInDoubt, doubt, close } = await openStreamState({
    log,
    stream,
    empty: parts.empty,
    evolve: parts.evolve,
    logger,
    onChange: (state, entries) => {
      if (current !== null && entries.some(({ meta }) => meta.commandId === current?.id))
        current.happened = true;
      parts.onChange(state);
    },
  });

  const answerTo = (commandId: string, actor: Actor): Answer | undefined =>
    parts.answerOf(at().state, commandId, actor, current?.happened ?? false);

  /** Not before the last event, unless the clock was set back in earnest. */
  const instant = (): number => {
    const clockMs = parts.now();
    const { lastAtMs } = at();
    return lastAtMs > clockMs && lastAtMs - clockMs < smallStepMs ? lastAtMs : clockMs;
  };

  /** The append failed: what is on disk decides whether the command has happened. */
  const afterFailure = async (commandId: string, actor: Actor, error: unknown): Promise<Answer> => {
    logger.error({ err: error, stream, commandId }, 'append failed');
    doubt();
    const readable = await couldReadOn();
    const answer = readable ? answerTo(commandId, actor) : undefined;
    if (answer !== undefined) return answer;
    if (error instanceof LogUnavailable) return readable && !error.mayHaveHappened ? cannotSave : nobodyKnows;
    throw error;
  };

  /** Appends what was decided on the state as it is; null: look at the state again, which may be another's. */
  const write = async (
    commandId: string,
    events: readonly Event[],
    atMs: number,
    actor: Actor,
  ): Promise<Answer | null> => {
    const meta = { atMs, actor, commandId, hub: parts.hubName };
    const entries: LogEntry[] = events.map((event) => ({ schema: parts.schema, meta, event }));
    const from = at();
    // Folded before it is written: events that could not be replayed never reach the disk.
    const state = fold(
      from.state,
      from.version,
      entries.map((entry, index) => ({ ...entry, stream, version: from.version + index + 1 })),
    );
    const result = await log.append(stream, from.version, entries).catch((error: unknown) => ({ error }));
    if ('error' in result) return afterFailure(commandId, actor, result.error);
    if (result.kind === 'appended' && at() === from) {
      const hash = chainOn(from.hash, from.version, entries);
      const lastAtMs = Math.max(from.lastAtMs, atMs);
      become({ state, version: from.version + entries.length, hash, lastAtMs }, entries);
      return null;
    }
    try {
      await readOn();
      return null;
    } catch (error) {
      // It is in the log, only its answer cannot be made.
      if (result.kind === 'conflict' || !(error instanceof LogUnavailable)) throw error;
      doubt();
      return nobodyKnows;
    }
  };

  const run = async (commandId: string, command: Command, actor: Actor): Promise<Answer> => {
    if (isInDoubt() && !(await couldReadOn())) return cannotSave;
    for (let attempt = 0; attempt < parts.mostRaces; attempt += 1) {
      const answer = answerTo(commandId, actor);
      if (answer !== undefined) return answer;
      const nowMs = instant();
      const decided = parts.decide(at().state, command, { commandId, actor, nowMs });
      if (decided.kind === 'nothing') return decided.answer;
      if (decided.kind === 'refused') {
        // Another hub may have changed what the refusal rests on.
        if (decided.isFinal !== true && (await readOn())) continue;
        return { ok: false, refusal: decided.refusal };
      }
      const ended = await write(commandId, decided.events, nowMs, actor);
      if (ended !== null) return ended;
    }
    return answerTo(commandId, actor) ?? parts.onRacesLost(command);
  };

  const runGuarded = async (commandId: string, command: Command, actor: Actor): Promise<Answer> => {
    current = { id: commandId, happened: false };
    try {
      return await run(commandId, command, actor);
    } catch (error) {
      if (error instanceof LogUnavailable) return cannotSave;
      doubt();
      throw error;
    } finally {
      current = null;
    }
  };

  return {
    state: () => at().state,
    head: () => ({ version: at().version, head: at().hash }),
    waiting: line.length,
    take: async (commandId, command, actor) => {
      const answer = line.join(() => runGuarded(commandId, command, actor));
      if (answer !== 'full') return answer;
      parts.onTooMany();
      return { ok: false, refusal: refuse('hubBusy') };
    },
    refresh: async () => void (await readOn()),
    stop: close,
    close: async () => {
      await line.empty();
      close();
    },
  };
};
