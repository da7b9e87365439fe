// The door of consoles: booth and reception pages, with the person who is signed in.
import type { Namespace } from 'socket.io';
import type { Parsed } from '../../protocol/parse.ts';
import { refuse } from '../../protocol/refusals.ts';
import type { BoothView, ReceptionView } from '../../protocol/views.ts';
import { type HubToStaff, StaffHello, type StaffToHub } from '../../protocol/wire.ts';
import { pageAccess } from '../access/pages.ts';
import { refusalFor } from '../access/who.ts';
import type { SiteHub } from '../hub/contract.ts';
import { actorOf, type KnownCaller } from '../people/caller.ts';
import type { Shown } from '../people/callers.ts';
import type { Session } from '../people/sessions.ts';
import { boothView } from '../views/booth.ts';
import { receptionView } from '../views/reception.ts';
import { answerBeat, connectRefused, greet, guardEvents, takeCommands } from './door.ts';
import type { DoorParts } from './parts.ts';
import { createPresenceCount } from './presence-count.ts';
import { type Rooms, roomsOf } from './rooms.ts';

/** `holder`: the session, or without one the actor, that the socket counts for. */
type Known = { hello: StaffHello; siteHub: SiteHub; holder: string; session: Session | null };
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

const actorName = (caller: KnownCaller): string => `${caller.kind}:${actorOf(caller).id}`;

const sessionRoom = (key: string): string => `session:${key}`;
const accountRoom = (id: string): string => `account:${id}`;

/** Opens the door; the rooms it returns are to be refreshed after every change, booths first. */
export const openStaffDoor = (
  door: StaffDoor,
  parts: DoorParts,
): readonly [Rooms<BoothView>, Rooms<ReceptionView>] => {
  const { hub, callerOf, sessions, metrics, book, gateOf } = parts;
  const present = createPresenceCount();
  const booths = roomsOf<BoothView, 'boothView'>(door, 'boothView', 'booth', parts);
  const receptions = roomsOf<ReceptionView, 'receptionView'>(door, 'receptionView', 'reception', parts);

  /** Who it is, if the page at this site is for him. */
  const admitted = async (request: Shown, { site, page, pass }: StaffHello): Promise<Parsed<KnownCaller>> => {
    const caller = await callerOf(request, pass);
    if (!caller.ok) return caller;
    const refusal = refusalFor(pageAccess[page.kind], caller.value, site);
    if (refusal !== null) return { ok: false, refusal };
    return { ok: true, value: caller.value as KnownCaller };
  };

  door.use(async (socket, next) => {
    const greeted = withBooth(greet(StaffHello, socket.handshake.auth, hub));
    if (!greeted.ok) return next(connectRefused(greeted.refusal));
    const { hello } = greeted.value;
    const who = await admitted(socket.request, hello);
    if (!who.ok) return next(connectRefused(who.refusal));
    const session = who.value.kind === 'staff' ? who.value.session : null;
    const holder = session?.key ?? actorName(who.value);
    if (present.of(holder) >= book.of.socketsPerSession) {
      return next(connectRefused(book.refuse('socketsPerSession')));
    }
    Object.assign(socket.data, greeted.value, { holder, session });
    if (session !== null) void socket.join([sessionRoom(session.key), accountRoom(session.staff)]);
    next();
  });

  sessions.onEnd((key) => {
    door.to(sessionRoom(key)).emit('signedOut');
    door.in(sessionRoom(key)).disconnectSockets(true);
  });
  sessions.onLock((key) => {
    door.to(sessionRoom(key)).emit('locked');
    door.in(sessionRoom(key)).disconnectSockets(true);
  });
  // Consoles come again at once, and are judged by what the person may do now.
  parts.accountWatch.onChanged((id) => door.in(accountRoom(id)).disconnectSockets(true));

  door.on('connection', (socket) => {
    const { hello, siteHub, holder, session } = socket.data;
    if (hello === undefined || siteHub === undefined || holder === undefined || session === undefined) {
      return void socket.disconnect(true);
    }
    const { site, page } = hello;
    present.enter(holder);
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
      const closed = siteHub.presence.boothPage(page.booth);
      const left = booths.join(
        { name, site, build: (snapshot) => boothView(snapshot, page.booth) },
        { ...member, send: (sent) => socket.emit('boothView', sent) },
        siteHub.snapshot,
      );
      return () => {
        left();
        closed();
      };
    };
    const leave = enter();
    const unwatch = session === null ? () => {} : parts.idleWatch.watch(session);
    const used = (): void => {
      if (session !== null) parts.used(session.key);
    };

    // Asked anew each time: the session may have ended since the console connected.
    const who = async () => {
      const known = await admitted(socket.request, hello);
      if (known.ok) used();
      else if (known.refusal.code === 'sessionLocked') socket.emit('locked');
      else if (known.refusal.code !== 'logUnavailable') socket.emit('signedOut');
      return known;
    };
    guardEvents(socket, ['beat', 'command', 'used'], gateOf);
    socket.on('beat', answerBeat);
    socket.on('used', used);
    takeCommands(socket, parts, { siteHub, door: 'staff', who });
    socket.on('disconnect', () => {
      leave();
      unwatch();
      present.leave(holder);
      metrics.socketsChanged('staff', -1);
    });
  });
  return [booths, receptions];
};
