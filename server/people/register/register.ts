// The people of the organisation, known at every hub: folded from their stream, followed for what other hubs write.
import type { Actor, KeyId } from '../../../protocol/ids.ts';
import { type Refusal, refuse } from '../../../protocol/refusals.ts';
import { defaultHubLimits, type HubLimits } from '../../base/hub-limits.ts';
import { createLine } from '../../base/line.ts';
import { LogUnavailable } from '../../base/log-unavailable.ts';
import type { EventLog, StoredEntry } from '../../log/contract.ts';
import { type PeopleEvent, parsePeopleEntry, peopleSchema, peopleStream } from './events.ts';
import { type ApiKey, type DeviceKey, evolvePeople, nobodyYet, type PeopleState } from './state.ts';

/** What is to happen, from what is known; a refusal: why it does not. No events: nothing is to do. */
export type Change = (state: PeopleState) => readonly PeopleEvent[] | Refusal;
export type Changed =
  | { readonly ok: true; readonly state: PeopleState }
  | { readonly ok: false; readonly refusal: Refusal };

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
  /** The usual, uncounted, unless given. */
  readonly limits?: RegisterLimits;
};

export type RegisterLimits = Pick<HubLimits, 'changesWaiting' | 'reached'>;

/** Lost races against other hubs before a change is given up. */
const maxAttempts = 20;
const isRefusal = (made: readonly PeopleEvent[] | Refusal): made is Refusal => !Array.isArray(made);

/** Reads the stream to its end and follows it. Throws LogUnavailable when the log cannot be read. */
export const openRegister = async (parts: RegisterParts): Promise<Register> => {
  const { log, organisation, hubName, now, limits = defaultHubLimits } = parts;
  const stream = peopleStream(organisation);
  const listeners = new Set<(state: PeopleState) => void>();
  let state = nobodyYet;
  let deviceKeys = new Map<string, KeyId>();
  let apiKeys = new Map<string, KeyId>();

  const become = (next: PeopleState): void => {
    state = next;
    deviceKeys = new Map([...next.deviceKeys.values()].map(({ hash, id }) => [hash, id]));
    apiKeys = new Map([...next.apiKeys.values()].map(({ hash, id }) => [hash, id]));
    for (const listener of [...listeners]) listener(state);
  };
  const foldOn = (from: PeopleState, entries: readonly StoredEntry[]): PeopleState =>
    entries
      .filter(({ version }) => version > from.version)
      .reduce((before, entry) => {
        const { event } = parsePeopleEntry(entry);
        return evolvePeople(before, { version: entry.version, atMs: entry.meta.atMs, event });
      }, from);
  const apply = (entries: readonly StoredEntry[]): void => {
    const next = foldOn(state, entries);
    if (next !== state) become(next);
  };
  const readOn = async (from: PeopleState): Promise<PeopleState> => {
    for (let next = from; ; ) {
      const entries = await log.read(stream, next.version);
      if (entries.length === 0) return next;
      next = foldOn(next, entries);
    }
  };

  const becomeNewer = (next: PeopleState): void => {
    if (next.version > state.version) become(next);
  };

  become(await readOn(nobodyYet));
  const stop = log.follow(stream, state.version, apply, async () => become(await readOn(nobodyYet)));

  const tryOnce = async (actor: Actor, commandId: string, change: Change): Promise<Changed | 'again'> => {
    const made = change(state);
    if (isRefusal(made)) return { ok: false, refusal: made };
    if (made.length === 0) return { ok: true, state };
    const meta = { atMs: now(), actor, commandId, hub: hubName };
    const entries = made.map((event) => ({ schema: peopleSchema, meta, event }));
    const result = await log.append(stream, state.version, entries);
    becomeNewer(await readOn(state));
    return result.kind === 'conflict' ? 'again' : { ok: true, state };
  };

  const changeNow: Register['change'] = async (actor, change) => {
    // One id for all attempts: a change whose answer was lost is found, not made twice.
    const commandId = `people:${crypto.randomUUID()}`;
    try {
      for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
        const done = await tryOnce(actor, commandId, change);
        if (done !== 'again') return done;
      }
    } catch (error) {
      if (!(error instanceof LogUnavailable)) throw error;
      const code = error.mayHaveHappened ? 'outcomeUnknown' : 'logUnavailable';
      return { ok: false, refusal: refuse(code) };
    }
    return { ok: false, refusal: refuse('logUnavailable') };
  };
  // Changes of this hub would only conflict with each other, fifty devices at once until all attempts are used up.
  const line = createLine(limits.changesWaiting);

  return {
    state: () => state,
    deviceKey: (hash) => {
      const found = state.deviceKeys.get(deviceKeys.get(hash) as KeyId);
      return found === undefined || found.revoked ? null : found;
    },
    apiKey: (hash) => {
      const found = state.apiKeys.get(apiKeys.get(hash) as KeyId);
      return found === undefined || found.revoked ? null : found;
    },
    change: async (actor, change) => {
      const changed = line.join(() => changeNow(actor, change));
      if (changed !== 'full') return changed;
      limits.reached('changesWaiting');
      return { ok: false, refusal: refuse('hubBusy') };
    },
    refresh: async () => becomeNewer(await readOn(state)),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: stop,
  };
};
