// The door of visitors' phones: the code of a ticket opens it, that ticket's view goes out, its visitor's moves come in.
import type { Namespace } from 'socket.io';
import type { Answer } from '../../protocol/answers.ts';
import type { Command, CommandRequest } from '../../protocol/commands.ts';
import type { TicketCode, TicketNumber } from '../../protocol/ids.ts';
import { parseAs } from '../../protocol/parse.ts';
import { refuse } from '../../protocol/refusals.ts';
import {
  type HubToVisitor,
  VisitorHello,
  VisitorRequest,
  type VisitorToHub,
  type VisitorView,
} from '../../protocol/visitor.ts';
import { PushSubscription } from '../../protocol/web-push.ts';
import type { FoundTicket } from '../access/tickets.ts';
import type { Snapshot } from '../hub/contract.ts';
import { createCounts } from '../ingress/counts.ts';
import { aheadsOf, visitorView } from '../views/visitor.ts';
import type { DoorParts } from './dependencies.ts';
import { answerBeat, connectRefused, guardEvents, tellRefusal } from './door.ts';
import { createRooms, type Rooms } from './rooms.ts';

type Known = { found: FoundTicket };
type PlainYes = { readonly ok: true };
export type VisitorDoor = Namespace<VisitorToHub, HubToVisitor, Record<string, never>, Partial<Known>>;

/** Who waits before whom, counted once for all phones that are told of one snapshot. */
const countedOnce = () => {
  let last: { readonly snapshot: Snapshot; readonly aheads: ReadonlyMap<TicketNumber, number> } | null = null;
  return (snapshot: Snapshot): ReadonlyMap<TicketNumber, number> => {
    if (last?.snapshot !== snapshot) last = { snapshot, aheads: aheadsOf(snapshot) };
    return last.aheads;
  };
};

/** What a move of the visitor is to the business day; the id is his own, whatever his phone made it of. */
const commandFor = ({ id, move }: VisitorRequest, { ticket, snapshot }: FoundTicket): CommandRequest => {
  const { number } = ticket;
  const command = { ...move, ticket: number } as Command;
  return {
    commandId: `visitor:${number}:${id}` as CommandRequest['commandId'],
    // Numbers begin anew each day: a move must never reach tomorrow's ticket.
    date: snapshot.state.date,
    command,
  };
};

/** Opens the door; the rooms it returns are to be refreshed after every change. */
export const openVisitorDoor = (door: VisitorDoor, parts: DoorParts): Rooms<VisitorView | null> => {
  const { tickets, take, webPush, metrics, logger, now, book, gateOf } = parts;
  const phones = createCounts();
  const aheads = countedOnce();
  book.showFill('visitorSockets', phones.total);
  const rooms = createRooms<VisitorView | null>({
    page: 'visitor',
    now,
    metrics,
    logger,
    toRoom: (room, except, { sentAtMs, view }) => {
      const others = door.to(room).except([...except]);
      if (view === null) others.emit('gone');
      else others.emit('view', { sentAtMs, view });
    },
  });

  door.use(async (socket, next) => {
    if (phones.total() >= book.of.visitorSockets) return next(connectRefused(book.refuse('visitorSockets')));
    const hello = parseAs(VisitorHello, socket.handshake.auth, 'auth');
    if (!hello.ok) return next(connectRefused(hello.refusal));
    const found = await tickets.lookUp(socket.request, hello.value.code);
    if (!found.ok) return next(connectRefused(found.refusal));
    if (phones.of(found.value.code) >= book.of.socketsPerTicket) {
      return next(connectRefused(book.refuse('socketsPerTicket')));
    }
    socket.data.found = found.value;
    next();
  });

  const answerTo = async (code: TicketCode, input: unknown): Promise<Answer> => {
    const request = parseAs(VisitorRequest, input);
    if (!request.ok) return request;
    const found = tickets.again(code);
    if (found === null) return { ok: false, refusal: refuse('unknownCode') };
    const { siteHub, ticket } = found;
    const caller = { kind: 'visitor', ticket: ticket.number, site: siteHub.site.settings.id } as const;
    return take(siteHub, commandFor(request.value, found), caller, 'visitor');
  };

  const keepPhone = async (code: TicketCode, input: unknown): Promise<Answer | PlainYes> => {
    const asked = parseAs(PushSubscription, input);
    if (!asked.ok) return asked;
    const found = tickets.again(code);
    if (found === null) return { ok: false, refusal: refuse('unknownCode') };
    if (webPush === null) return { ok: false, refusal: refuse('pushNotOffered') };
    const { siteHub, snapshot, ticket } = found;
    const at = { site: siteHub.site.settings.id, date: snapshot.state.date, ticket: ticket.number };
    const refusal = await webPush.subscriptions.add(at, asked.value);
    return refusal === null ? { ok: true } : { ok: false, refusal };
  };

  door.on('connection', (socket) => {
    const { found } = socket.data;
    if (found === undefined) return void socket.disconnect(true);
    const { code, siteHub, snapshot, ticket } = found;
    const { id: site } = siteHub.site.settings;
    const { date } = snapshot.state;
    const leavePhones = phones.add(code);
    metrics.socketsChanged('visitor', 1);

    const room = `visitor:${site}:${date}:${ticket.number}`;
    void socket.join(room);
    const build = (at: Snapshot): VisitorView | null => {
      const mine = at.state.date === date ? at.state.tickets.get(ticket.number) : undefined;
      return mine === undefined ? null : visitorView(at, mine, aheads(at), webPush?.publicKey);
    };
    const leaveRoom = rooms.join(
      { name: room, site, build },
      {
        id: socket.id,
        line: socket.conn,
        send: ({ sentAtMs, view }) =>
          view === null ? socket.emit('gone') : socket.emit('view', { sentAtMs, view }),
      },
      siteHub.snapshot,
    );
    guardEvents(socket, ['beat', 'move', 'push'], gateOf);
    socket.on('beat', answerBeat);
    // One after the other: a visitor has two thumbs, but one ticket.
    let busy = false;
    const takeAsked = (
      event: 'move' | 'push',
      answerFor: (input: unknown) => Promise<Answer | PlainYes>,
    ): void => {
      socket.on(event, async (...args: unknown[]) => {
        const ack = args.find((arg) => typeof arg === 'function') as ((answer: PlainYes) => void) | undefined;
        if (busy) return tellRefusal(socket, args, book.refuse('commandsInFlight'));
        busy = true;
        try {
          const answer = await answerFor(typeof args[0] === 'function' ? undefined : args[0]);
          // A plain yes: what the answer holds besides is for staff.
          if (answer.ok) ack?.({ ok: true });
          else tellRefusal(socket, args, answer.refusal);
        } catch (error) {
          logger.error({ err: error, door: 'visitor' }, `${event} failed`);
          tellRefusal(socket, args, refuse('internalError'));
        } finally {
          busy = false;
        }
      });
    };
    takeAsked('move', (input) => answerTo(code, input));
    takeAsked('push', (input) => keepPhone(code, input));
    socket.on('disconnect', () => {
      leaveRoom();
      leavePhones();
      metrics.socketsChanged('visitor', -1);
    });
  });
  return rooms;
};
