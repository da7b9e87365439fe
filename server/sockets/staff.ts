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
import type { WhyCut } from '../people/lines.ts';
import { boothView } from '../views/booth.ts';
import { receptionView } from '../views/reception.ts';
import type { DoorParts } from './dependencies.ts';
import { answerBeat, connectRefused, greet, guardEvents, takeCommands } from './door.ts';
import { createPresenceCount } from './presence-count.ts';
import { type Rooms, roomsOf } from './rooms.ts';

/** `holder`: the session, or without one the actor, that the socket counts for. */
type Known = { hello: StaffHello; siteHub: SiteHub; holder: string; caller: KnownCaller };
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

/** Opens the door; the rooms it returns are to be refreshed after every change, booths first. */
export const openStaffDoor = (
  door: StaffDoor,
  parts: DoorParts,
): readonly [Rooms<BoothView>, Rooms<ReceptionView>] => {
  const { hub, callerOf, lines, metrics, book, gateOf } = parts;
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
    Object.assign(socket.data, greeted.value, { holder, caller: who.value });
    next();
  });

  door.on('connection', (socket) => {
    const { hello, siteHub, holder, caller } = socket.data;
    if (hello === undefined || siteHub === undefined || holder === undefined || caller === undefined) {
      return void socket.disconnect(true);
    }
    const session = caller.kind === 'staff' ? caller.session : null;
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
  return [booths, receptions];
};
