// A door that devices come to with a key: let in, counted as present, shown their view at once and after every change.
import type { Namespace, Socket } from 'socket.io';
import type { DevicePlace } from '../../protocol/access.ts';
import type { Sent } from '../../protocol/wire.ts';
import type { DoorParts } from './dependencies.ts';
import { type AnySocket, answerBeat, guardEvents } from './door.ts';
import { createKeyedSockets, type Entered, type Greeted, type KeyedSocket } from './keyed.ts';
import { type Line, type RoomPlan, type Rooms, roomsOf, type ViewDoor } from './rooms.ts';

type Nothing = Record<string, never>;
/** The namespace of such a door, and its sockets; the messages of its clients and of the hub. */
export type KeyedNamespace<Up extends object, Down extends object> = Namespace<
  Up,
  Down,
  Nothing,
  Partial<Greeted>
>;
export type KeyedClient<Up extends object, Down extends object> = Socket<Up, Down, Nothing, Partial<Greeted>>;

/** A socket of such a door that is shown a `V`. */
type ViewSocket<V> = KeyedSocket &
  AnySocket & {
    readonly id: string;
    readonly conn: Line;
    join(room: string): unknown;
    emit(event: 'view', sent: Sent<V>): unknown;
    on(event: 'beat', listener: (ack: unknown) => void): unknown;
    on(event: 'disconnect', listener: () => void): unknown;
  };

type KeyedDoor<V, S> = ViewDoor<V, 'view'> & {
  use(admit: (socket: S, next: (refused?: Error) => void) => Promise<void>): unknown;
  on(event: 'connection', listener: (socket: S) => void): unknown;
};

/** What makes the doors differ. */
export type DeviceKind<V, S> = {
  readonly purpose: DevicePlace['purpose'];
  /** The door's name in figures and logs. */
  readonly name: string;
  /** The room it stands in, and what it is shown there. */
  readonly room: (entered: Entered) => Omit<RoomPlan<V>, 'site'>;
  /** The first socket of a device came; the last one went. */
  readonly came: (entered: Entered) => void;
  readonly gone: (entered: Entered) => void;
  /** What it may send, beside beats, and who takes it. */
  readonly events: readonly string[];
  readonly take: (socket: S, entered: Entered) => void;
};

/** Opens the door; the rooms it returns are to be refreshed after every change. */
export const openKeyedDoor = <V, S extends ViewSocket<V>>(
  door: KeyedDoor<V, S>,
  parts: DoorParts,
  kind: DeviceKind<V, S>,
): Rooms<V> => {
  const keyed = createKeyedSockets(parts, kind.purpose, kind.name);
  const rooms = roomsOf<V, 'view'>(door, 'view', kind.name, parts);

  door.use(keyed.admit);
  door.on('connection', (socket) => {
    const entered = keyed.enter(socket);
    if (entered === null) return;
    if (entered.first) kind.came(entered);
    const room = kind.room(entered);
    void socket.join(room.name);
    const leave = rooms.join(
      { ...room, site: entered.site },
      { id: socket.id, line: socket.conn, send: (sent) => socket.emit('view', sent) },
      entered.siteHub.snapshot,
    );
    guardEvents(socket, ['beat', ...kind.events], parts.gateOf);
    socket.on('beat', answerBeat);
    kind.take(socket, entered);
    socket.on('disconnect', () => {
      leave();
      if (entered.leave()) kind.gone(entered);
    });
  });
  return rooms;
};
