// Who looks at the same view stands in one room: it is built once per change, sent once, and only when it differs.
import type { Logger } from 'pino';
import type { SiteId } from '../../protocol/ids.ts';
import type { Sent } from '../../protocol/wire.ts';
import type { Snapshot } from '../hub/contract.ts';
import type { Metrics } from '../ingress/metrics.ts';
import type { DoorParts } from './dependencies.ts';

/** The part of a connection that tells how far behind its reader is. */
export type Line = {
  readonly transport: { readonly writable: boolean };
  once(event: 'drain', listener: () => void): unknown;
};

/** One socket in a room. */
export type Member<V> = {
  readonly id: string;
  readonly line: Line;
  send(sent: Sent<V>): void;
};

/** What a room shows; `name` is unique in its namespace. */
export type RoomPlan<V> = {
  readonly name: string;
  readonly site: SiteId;
  readonly build: (snapshot: Snapshot) => V;
};

export type Rooms<V> = {
  /** Sends the view at once and after every change; returns a function that takes the socket out. */
  join(plan: RoomPlan<V>, member: Member<V>, snapshot: () => Snapshot): () => void;
  /** Sends the views of a site's rooms that changed. */
  refresh(site: SiteId, snapshot: () => Snapshot): void;
};

type Room<V> = {
  readonly plan: RoomPlan<V>;
  readonly members: Map<string, Member<V>>;
  /** Members with a view still in their buffer; `missed`: a newer one waits for the buffer to empty. */
  readonly slow: Map<string, { missed: boolean }>;
  view: V;
  json: string;
  /** Of the hub's clock: a screen learns the time from what it is sent. */
  turns: number;
};

/** `toRoom` sends to everyone in a room except some ids, encoding the view once. */
export const createRooms = <V>(parts: {
  readonly page: string;
  readonly now: () => number;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly toRoom: (room: string, except: readonly string[], sent: Sent<V>) => void;
}): Rooms<V> => {
  const { page, now, metrics, logger, toRoom } = parts;
  const rooms = new Map<string, Room<V>>();

  /** From now until the member's buffer is empty, at most one view lies in it: whole views make the others needless. */
  const holdUntilDrained = (room: Room<V>, member: Member<V>): void => {
    const state = { missed: false };
    room.slow.set(member.id, state);
    member.line.once('drain', () => {
      if (room.slow.get(member.id) !== state) return;
      room.slow.delete(member.id);
      if (!state.missed) return;
      if (!member.line.transport.writable) holdUntilDrained(room, member);
      member.send({ sentAtMs: now(), view: room.view });
      metrics.viewsSent(page, 1);
    });
  };

  const send = (room: Room<V>): void => {
    const except: string[] = [];
    for (const member of room.members.values()) {
      const slow = room.slow.get(member.id);
      if (slow !== undefined) {
        slow.missed = true;
        except.push(member.id);
      } else if (!member.line.transport.writable) holdUntilDrained(room, member);
    }
    toRoom(room.plan.name, except, { sentAtMs: now(), view: room.view });
    metrics.viewsSent(page, room.members.size - except.length);
  };

  const refreshRoom = (room: Room<V>, snapshot: Snapshot): void => {
    try {
      const view = room.plan.build(snapshot);
      const json = JSON.stringify(view);
      const turns = snapshot.clock?.turns ?? 0;
      if (json === room.json && turns === room.turns) return;
      room.turns = turns;
      room.view = view;
      room.json = json;
      send(room);
    } catch (error) {
      // One broken view must not take the others with it.
      logger.error({ err: error, room: room.plan.name }, 'a view could not be made');
    }
  };

  return {
    join(plan, member, snapshot) {
      let room = rooms.get(plan.name);
      if (room === undefined) {
        const taken = snapshot();
        const view = plan.build(taken);
        const turns = taken.clock?.turns ?? 0;
        room = { plan, members: new Map(), slow: new Map(), view, json: JSON.stringify(view), turns };
        rooms.set(plan.name, room);
      }
      const joined = room;
      joined.members.set(member.id, member);
      member.send({ sentAtMs: now(), view: joined.view });
      metrics.viewsSent(page, 1);
      return () => {
        joined.members.delete(member.id);
        joined.slow.delete(member.id);
        if (joined.members.size === 0 && rooms.get(plan.name) === joined) rooms.delete(plan.name);
      };
    },
    refresh(site, snapshot) {
      // One for all rooms of the site, and none where nobody looks.
      let shared: Snapshot | null = null;
      for (const room of rooms.values()) {
        if (room.plan.site !== site) continue;
        shared ??= snapshot();
        refreshRoom(room, shared);
      }
    },
  };
};

/** A door whose rooms are sent a `V` by `event`. */
export type ViewDoor<V, E extends string> = {
  to(room: string): { except(ids: string[]): { emit(event: E, sent: Sent<V>): unknown } };
};

/** The rooms of a door that sends each view by one event; `page`: their name in the figures. */
export const roomsOf = <V, E extends string>(
  door: ViewDoor<V, E>,
  event: E,
  page: string,
  { now, metrics, logger }: Pick<DoorParts, 'now' | 'metrics' | 'logger'>,
): Rooms<V> =>
  createRooms<V>({
    ...{ page, now, metrics, logger },
    toRoom: (room, except, sent) =>
      door
        .to(room)
        .except([...except])
        .emit(event, sent),
  });
