// A phone's line to the hubs: its ticket's view in, its visitor's moves out; knows when what it shows is old.
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import type { HubClock } from '../../protocol/hub-clock.ts';
import { openHubLine, socketOptions } from '../../protocol/hub-line.ts';
import type { TicketCode } from '../../protocol/ids.ts';
import {
  type HubToVisitor,
  SentVisitorView,
  VisitorAnswer,
  VisitorRefusal,
  type VisitorRequest,
  type VisitorToHub,
  type VisitorView,
  visitorDoor,
} from '../../protocol/visitor.ts';
import type { PushSubscription } from '../../protocol/web-push.ts';

/** connecting: nothing heard yet · live · offline: what is shown is old · ended: there is nothing more to hear. */
export type PhoneLink = 'connecting' | 'live' | 'offline' | 'ended';

/** A phone asks whether the hub answers this often: seldom, for its battery. */
const beats = { everyMs: 10_000, withinMs: 4_000 } as const;
/** Without a word for so long, what is shown is no longer called live: a beat, its answer, and a breath. */
export const staleMs = 18_000;
/** A move whose answer does not come in this time may have been taken or not. */
const answerWithinMs = 8_000;

export type MoveOutcome = 'done' | 'refused' | 'unknown';

export type VisitorLinkParts = {
  readonly origin: string;
  readonly code: TicketCode;
  readonly clock: HubClock;
  readonly onView: (view: VisitorView) => void;
  readonly onState: (state: PhoneLink) => void;
  /** The hub has spoken: what is shown is true now. */
  readonly onHeard: () => void;
  /** A view does not fit our schema: the hub was upgraded while this page was open. */
  readonly onUnreadable: () => void;
  readonly open?: (address: string, options: Partial<ManagerOptions & SocketOptions>) => Socket;
};

export type VisitorLink = {
  /** Resolves in any case. */
  readonly move: (request: VisitorRequest) => Promise<MoveOutcome>;
  /** Hands over where this phone is told by push; false: not taken. Resolves in any case. */
  readonly push: (subscription: PushSubscription) => Promise<boolean>;
  /** The phone is awake again: ask at once. */
  readonly probe: () => void;
  readonly close: () => void;
};

/** Refusals after which asking again makes no sense; a code that a ticket has is never one attempt too many. */
const forGood: ReadonlySet<string> = new Set(['unknownCode', 'tooManyAttempts', 'malformed']);

export const connectVisitor = (parts: VisitorLinkParts): VisitorLink => {
  const { origin: own, code, clock, onView, onState, onHeard, onUnreadable, open = io } = parts;
  type VisitorSocket = Socket<HubToVisitor, VisitorToHub>;
  let addresses: readonly [string, ...string[]] = [own];

  const hear = (sent: unknown): void => {
    const parsed = SentVisitorView.safeParse(sent);
    if (!parsed.success) {
      onUnreadable();
      return;
    }
    const { view, sentAtMs } = parsed.data;
    addresses = [own, ...view.hubs.filter((hub) => hub !== own)];
    clock.heard(sentAtMs);
    onView(view);
    if (view.live) onHeard();
    onState(view.live ? 'live' : 'offline');
  };
  const end = (): void => {
    line.close();
    onState('ended');
  };

  onState('connecting');
  let storeIsThere = false;
  const line = openHubLine<VisitorSocket>({
    addresses: () => addresses,
    beats,
    open: (address, timeout, ways) =>
      open(`${address}${visitorDoor}`, { ...socketOptions(timeout, ways), auth: { code } }),
    onSocket: (socket) => {
      socket.on('view', (sent) => {
        storeIsThere = sent.view?.live === true;
        hear(sent);
      });
      socket.on('gone', end);
    },
    onUp: () => clock.reset(),
    // Equal views are not sent again: that the hub answers says that the last one still holds.
    onBeat: () => storeIsThere && onHeard(),
    onDown: ({ data }) => {
      const refused = VisitorRefusal.safeParse(data);
      if (refused.success && forGood.has(refused.data.refusal.code)) end();
      else onState('offline');
    },
  });

  return {
    async move(request) {
      const socket = line.socket();
      if (socket?.connected !== true) return 'unknown';
      try {
        const answer = VisitorAnswer.parse(await socket.timeout(answerWithinMs).emitWithAck('move', request));
        return answer.ok ? 'done' : 'refused';
      } catch {
        // A hub that does not answer may hang: seen now rather than at the next beat.
        line.probe();
        return 'unknown';
      }
    },
    async push(subscription) {
      const socket = line.socket();
      if (socket?.connected !== true) return false;
      try {
        return VisitorAnswer.parse(await socket.timeout(answerWithinMs).emitWithAck('push', subscription)).ok;
      } catch {
        return false;
      }
    },
    probe: line.probe,
    close: line.close,
  };
};
