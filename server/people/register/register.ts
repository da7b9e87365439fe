// The people of the organisation, known at every hub: an aggregate whose commands are changes to accounts and keys.
import type { Logger } from 'pino';
import type { Actor, KeyId } from '../../../protocol/ids.ts';
import { type Refusal, refuse } from '../../../protocol/refusals.ts';
import { defaultHubLimits, type HubLimits } from '../../base/hub-limits.ts';
import { type Decided, openAggregate } from '../../log/aggregate.ts';
import type { EventLog } from '../../log/contract.ts';
import type { UnchainedEntry } from '../../log/stored-events.ts';
import { type PeopleEvent, parsePeopleEntry, peopleSchema, peopleStream } from './events.ts';
import { type ApiKey, type DeviceKey, evolvePeople, nobodyYet, type PeopleState } from './state.ts';

/** What is to happen, from what is known; a refusal: why it does not. No events: nothing is to do. */
export type Change = (state: PeopleState) => readonly PeopleEvent[] | Refusal;
type Done = { readonly ok: true; readonly state: PeopleState };
export type Changed = Done | { readonly ok: false; readonly refusal: Refusal };

export type Register = {
  state(): PeopleState;
  /** The key with this hash, if it is good. */
  deviceKey(hash: string): DeviceKey | null;
  apiKey(hash: string): ApiKey | null;
  /** Decides on what is known, again when another hub was first; on disk when it resolves. */
  change(actor: Actor, change: Change): Promise<Changed>;
  /** Reads what other hubs may have written a moment ago. Throws LogUnavailable. */
  refresh(): Promise<void>;
  /** After every change, from whichever hub; returns a function that stops it. */
  onChange(listener: (state: PeopleState) => void): () => void;
  close(): void;
};

export type RegisterParts = {
  readonly log: EventLog;
  readonly organisation: string;
  readonly hubName: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly logger: Pick<Logger, 'error'>;
  /** The usual, uncounted, unless given. */
  readonly limits?: RegisterLimits;
};

export type RegisterLimits = Pick<HubLimits, 'changesWaiting' | 'reached'>;

/** Lost races against other hubs before a change is given up. */
const maxAttempts = 20;
const isRefusal = (made: readonly PeopleEvent[] | Refusal): made is Refusal => !Array.isArray(made);

const evolveEntry = (state: PeopleState, entry: UnchainedEntry): PeopleState => {
  const { event } = parsePeopleEntry(entry);
  return evolvePeople(state, { version: entry.version, atMs: entry.meta.atMs, event });
};

const decide = (state: PeopleState, change: Change): Decided<PeopleEvent, Done> => {
  const made = change(state);
  if (isRefusal(made)) return { kind: 'refused', refusal: made };
  const [first, ...rest] = made;
  return first === undefined
    ? { kind: 'nothing', answer: { ok: true, state } }
    : { kind: 'events', events: [first, ...rest] };
};

/** Reads the stream to its end and follows it. Throws LogUnavailable when the log cannot be read. */
export const openRegister = async (parts: RegisterParts): Promise<Register> => {
  const { log, organisation, hubName, now, logger, limits = defaultHubLimits } = parts;
  const listeners = new Set<(state: PeopleState) => void>();
  let deviceKeys = new Map<string, KeyId>();
  let apiKeys = new Map<string, KeyId>();

  const people = await openAggregate<PeopleState, Change, PeopleEvent, Actor, Done>({
    ...{ log, hubName, now, logger, decide },
    stream: peopleStream(organisation),
    schema: peopleSchema,
    empty: nobodyYet,
    evolve: evolveEntry,
    // Each change has an id of its own, so that only what was just written can be an answer to it.
    answerOf: (state, _commandId, _actor, happened) => (happened ? { ok: true, state } : undefined),
    mostWaiting: limits.changesWaiting,
    onTooMany: () => limits.reached('changesWaiting'),
    mostRaces: maxAttempts,
    onRacesLost: () => ({ ok: false, refusal: refuse('logUnavailable') }),
    onChange: (state) => {
      deviceKeys = new Map([...state.deviceKeys.values()].map(({ hash, id }) => [hash, id]));
      apiKeys = new Map([...state.apiKeys.values()].map(({ hash, id }) => [hash, id]));
      for (const listener of [...listeners]) listener(state);
    },
  });

  return {
    state: people.state,
    deviceKey: (hash) => {
      const found = people.state().deviceKeys.get(deviceKeys.get(hash) as KeyId);
      return found === undefined || found.revoked ? null : found;
    },
    apiKey: (hash) => {
      const found = people.state().apiKeys.get(apiKeys.get(hash) as KeyId);
      return found === undefined || found.revoked ? null : found;
    },
    // One id for all attempts: a change whose answer was lost is found, not made twice.
    change: (actor, change) => people.take(`people:${crypto.randomUUID()}`, change, actor),
    refresh: people.refresh,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: people.stop,
  };
};
