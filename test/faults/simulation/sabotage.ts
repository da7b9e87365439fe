// Ways to break Junban on purpose, around the real code, so that one sees that the checks see.
import type { CommandId } from '../../../protocol/ids.ts';
import { type Clock, systemClock } from '../../../server/base/clock.ts';
import type { Hub, SiteHub } from '../../../server/hub/contract.ts';
import type { EventLog } from '../../../server/log/contract.ts';
import { type DiskRules, soundRules } from './store/disk.ts';

export const sabotages = [
  'ack-before-append',
  'no-expected-version',
  'no-command-memory',
  'believe-the-clock',
  'release-before-take',
  'no-expected-version-on-booking',
] as const;
export type SabotageName = (typeof sabotages)[number];

export type Sabotage = {
  readonly disk: DiskRules;
  /** The log as the hub gets it. */
  log(log: EventLog): EventLog;
  hub(hub: Hub): Hub;
  /** The clock that the hub goes by. */
  clock(clock: Clock): Clock;
  /** The command id as the client made it. */
  plainId(commandId: string): string;
};

const none: Sabotage = {
  disk: soundRules,
  log: (log) => log,
  hub: (hub) => hub,
  clock: (clock) => clock,
  plainId: (id) => id,
};

/** Says "on disk" at once and writes afterwards. */
const ackBeforeAppend = (log: EventLog): EventLog => ({
  ...log,
  append: async (stream, expectedVersion, entries) => {
    log.append(stream, expectedVersion, entries).catch(() => {});
    return { kind: 'appended', version: expectedVersion + entries.length };
  },
});

const tail = /__\d+$/;

/** Every attempt is a command of its own to the rules; the log keeps the client's id. */
const forgetful = (hub: Hub): Hub => {
  let attempts = 0;
  const forget = (site: SiteHub): SiteHub => ({
    ...site,
    take: (request, actor) =>
      site.take({ ...request, commandId: `${request.commandId}__${attempts++}` as CommandId }, actor),
  });
  return { ...hub, sites: new Map([...hub.sites].map(([id, site]) => [id, forget(site)])) };
};

const withPlainIds = (log: EventLog): EventLog => ({
  ...log,
  append: (stream, expectedVersion, entries) =>
    log.append(
      stream,
      expectedVersion,
      entries.map((entry) => ({
        ...entry,
        meta: { ...entry.meta, commandId: entry.meta.commandId.replace(tail, '') },
      })),
    ),
});

/** A move gives its old place back before the new one is taken. */
const hasty = (hub: Hub): Hub => {
  const release = (site: SiteHub): SiteHub => ({
    ...site,
    books: {
      ...site.books,
      take: async (date, commandId, command, actor) => {
        const answer = await site.books.take(date, commandId, command, actor);
        if (command.type !== 'leaveFor' || !answer.ok) return answer;
        const { reservation, to } = command;
        const { sequence = 0 } = (await site.books.day(date)).book.reservations.get(reservation) ?? {};
        const early = { type: 'giveBack', reservation, to, sequence: sequence + 1 } as const;
        await site.books.take(date, `${commandId}:early` as CommandId, early, actor);
        return answer;
      },
    },
  });
  return { ...hub, sites: new Map([...hub.sites].map(([id, site]) => [id, release(site)])) };
};

/** The named sabotage; null: none. */
export const sabotageOf = (name: SabotageName | null): Sabotage => {
  switch (name) {
    case null:
      return none;
    case 'ack-before-append':
      return { ...none, log: ackBeforeAppend };
    case 'no-expected-version':
      return { ...none, disk: { ...soundRules, expectedVersion: false } };
    case 'believe-the-clock':
      return { ...none, clock: systemClock };
    case 'release-before-take':
      return { ...none, hub: hasty };
    case 'no-expected-version-on-booking':
      return { ...none, disk: { ...soundRules, expectedVersion: 'not for bookings' } };
    case 'no-command-memory':
      return {
        ...none,
        disk: { ...soundRules, commandMemory: false },
        log: withPlainIds,
        hub: forgetful,
        plainId: (id) => id.replace(tail, ''),
      };
  }
};
