// The door of consoles: booth and reception pages, with the person who is signed in.
import type { Namespace, Socket } from 'socket.io';
import type { Parsed } from '../../protocol/parse.ts';
import type { StaffView } from '../../protocol/staff-views.ts';
import { type HubToStaff, StaffHello, type StaffToHub } from '../../protocol/wire.ts';
import { viewAccess } from '../access/pages.ts';
import { refusalFor } from '../access/who.ts';
import type { SiteHub } from '../hub/contract.ts';
import { actorOf, type KnownCaller } from '../people/caller.ts';
import type { Shown } from '../people/callers.ts';
import type { WhyCut } from '../people/lines.ts';
import type { DoorParts } from './dependencies.ts';
import { answerBeat, connectRefused, greet, guardEvents, takeCommands } from './door.ts';
import { createPresenceCount } from './presence-count.ts';
import type { Rooms } from './rooms.ts';
import { missingPage, openStaffViews } from './staff-views.ts';

/** `holder`: the session, or without one the actor, that the socket counts for. */
type Known = { hello: StaffHello; siteHub: SiteHub; holder: string; caller: KnownCaller };
export type StaffDoor = Namespace<StaffToHub, HubToStaff, Record<string, never>, Partial<Known>>;
type Greeted = Parsed<{ readonly hello: StaffHello; readonly siteHub: SiteHub }>;

const withPage = (greeted: Greeted): Greeted => {
  if (!greeted.ok) return greeted;
  const refusal = missingPage(greeted.value.siteHub, greeted.value.hello.page);
  return refusal === null ? greeted : { ok: false, refusal };
};

const actorName = (caller: KnownCaller): string => `${caller.kind}:${actorOf(caller).id}`;

/** Opens the door; the rooms it returns are to be refreshed after every change, in their order. */
export const openStaffDoor = (door: StaffDoor, parts: DoorParts): readonly Rooms<StaffView>[] => {
  const { hub, callerOf, lines, metrics, book, gateOf } = parts;
  const present = createPresenceCount();
  const views = openStaffViews(door as Namespace, parts);

  /** Who it is, if the page at this site is for him. */
  const admitted = async (request: Shown, { site, page, pass }: StaffHello): Promise<Parsed<KnownCaller>> => {
    const caller = await callerOf(request, pass);
    if (!caller.ok) return caller;
    const refusal = refusalFor(viewAccess[page.kind], caller.value, site);
    if (refusal === null) return { ok: true, value: caller.value as KnownCaller };
    if (caller.value.kind !== 'nobody')
      parts.onSocketRefused(caller.value, `socket /staff ${page.kind}`, site);
    return { ok: false, refusal };
  };

  door.use(async (socket, next) => {
    const greeted = withPage(greet(StaffHello, socket.handshake.auth, hub));
    if (!greeted.ok) return next(connectRefused(greeted.refusal));
    const { hello } = greeted.value;
    const who = await admitted(socket.request, hello);
    if (!who.ok) return next(connectRefused(who.refusal));
    const session = who.value.kind === 'staff' ? who.value.session : null;
    const holder = session?.key ?? actorName(who.value);
    if (present.of(holder) >= book.of.socketsPerSession) {
      return next(connectRefused(book.refuse('socketsPerSession')));
    }
    Object.assign(socket.data, greeted.value, { holder, caller: who.value });
    next();
  });

  door.on('connection', (socket) => {
    const { hello, siteHub, holder, caller } = socket.data;
    if (hello === undefined || siteHub === undefined || holder === undefined || caller === undefined) {
      return void socket.disconnect(true);
    }
    const session = caller.kind === 'staff' ? caller.session : null;
    present.enter(holder);
    metrics.socketsChanged('staff', 1);

    const leave = views.watch(socket as Socket, hello, siteHub);
    const cut = (why: WhyCut): void => {
      if (why === 'locked') socket.emit('locked');
      // Whose roles or name are others comes again at once, and is judged by them.
      else if (why !== 'changed') socket.emit('signedOut');
      socket.disconnect(true);
    };
    const release = lines.hold(caller, cut, true);
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
      release();
      present.leave(holder);
      metrics.socketsChanged('staff', -1);
    });
  });
  return views.rooms;
};
