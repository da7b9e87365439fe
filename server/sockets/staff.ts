// The door of consoles: booth and reception pages, with the person who is signed in.
import type { Namespace } from 'socket.io';
import type { Parsed } from '../../protocol/parse.ts';
import { refuse } from '../../protocol/refusals.ts';
import type { BoothView, ReceptionView } from '../../protocol/views.ts';
import { type HubToStaff, StaffHello, type StaffToHub } from '../../protocol/wire.ts';
import type { SiteHub } from '../hub/contract.ts';
import { boothView } from '../views/booth.ts';
import { receptionView } from '../views/reception.ts';
import { answerBeat, answerCommand, connectRefused, greet, refuseUnknownEvent } from './door.ts';
import type { DoorParts } from './parts.ts';
import { createRooms, type Rooms } from './rooms.ts';

type Known = { hello: StaffHello; siteHub: SiteHub };
export type StaffDoor = Namespace<StaffToHub, HubToStaff, Record<string, never>, Partial<Known>>;
type Greeted = Parsed<{ readonly hello: StaffHello; readonly siteHub: SiteHub }>;

const withBooth = (greeted: Greeted): Greeted => {
  if (!greeted.ok || greeted.value.hello.page.kind !== 'booth') return greeted;
  const { booths } = greeted.value.siteHub.site;
  const { booth } = greeted.value.hello.page;
  return booths.has(booth)
    ? greeted
    : { ok: false, refusal: refuse('unknownBooth', { booth, known: [...booths.keys()].join(', ') }) };
};

const sessionRoom = (key: string): string => `session:${key}`;

/** Opens the door; the rooms it returns are to be refreshed after every change, booths first. */
export const openStaffDoor = (
  door: StaffDoor,
  parts: DoorParts,
): readonly [Rooms<BoothView>, Rooms<ReceptionView>] => {
  const { hub, people, sessions, metrics, logger, now, take } = parts;
  const shared = { now, metrics, logger };
  const booths = createRooms<BoothView>({
    ...shared,
    page: 'booth',
    toRoom: (room, except, sent) =>
      door
        .to(room)
        .except([...except])
        .emit('boothView', sent),
  });
  const receptions = createRooms<ReceptionView>({
    ...shared,
    page: 'reception',
    toRoom: (room, except, sent) =>
      door
        .to(room)
        .except([...except])
        .emit('receptionView', sent),
  });

  door.use(async (socket, next) => {
    const greeted = withBooth(greet(StaffHello, socket.handshake.auth, hub));
    if (!greeted.ok) return next(connectRefused(greeted.refusal));
    const who = await people.whoIs(socket.handshake.headers, greeted.value.hello.pass);
    if (!who.ok) return next(connectRefused(who.refusal));
    Object.assign(socket.data, greeted.value);
    if (who.value.session !== null) void socket.join(sessionRoom(who.value.session.key));
    next();
  });

  sessions.onEnd((key) => {
    door.to(sessionRoom(key)).emit('signedOut');
    door.in(sessionRoom(key)).disconnectSockets(true);
  });

  door.on('connection', (socket) => {
    const { hello, siteHub } = socket.data;
    if (hello === undefined || siteHub === undefined) return void socket.disconnect(true);
    const { site, page } = hello;
    metrics.socketsChanged('staff', 1);

    const enter = (): (() => void) => {
      const member = { id: socket.id, line: socket.conn };
      if (page.kind === 'reception') {
        const name = `reception:${site}`;
        void socket.join(name);
        return receptions.join(
          { name, site, build: receptionView },
          { ...member, send: (sent) => socket.emit('receptionView', sent) },
          siteHub.snapshot,
        );
      }
      const name = `booth:${site}:${page.booth}`;
      void socket.join(name);
      return booths.join(
        { name, site, build: (snapshot) => boothView(snapshot, page.booth) },
        { ...member, send: (sent) => socket.emit('boothView', sent) },
        siteHub.snapshot,
      );
    };
    const leave = enter();

    // Asked anew each time: the session may have ended since the console connected.
    const who = async () => {
      const known = await people.whoIs(socket.handshake.headers, hello.pass);
      if (!known.ok && known.refusal.code !== 'logUnavailable') socket.emit('signedOut');
      return known.ok ? ({ ok: true, value: known.value.actor } as const) : known;
    };
    socket.onAny(refuseUnknownEvent(['beat', 'command']));
    socket.on('beat', answerBeat);
    socket.on('command', (...args: unknown[]) => void answerCommand(args, who, siteHub, take, 'staff'));
    socket.on('disconnect', () => {
      leave();
      metrics.socketsChanged('staff', -1);
    });
  });
  return [booths, receptions];
};
