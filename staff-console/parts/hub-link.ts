// The only place where consoles speak to the hub: one '/staff' socket, parsed views in, commands out.
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { type Accepted, Answer } from '../../protocol/answers.ts';
import type { Command } from '../../protocol/commands.ts';
import { CommandId } from '../../protocol/ids.ts';
import type { Refusal } from '../../protocol/refusals.ts';
import {
  ConnectRefusal,
  doors,
  type HubToStaff,
  type Sent,
  type StaffHello,
  type StaffToHub,
  transports,
} from '../../protocol/wire.ts';
import { createHubClock } from './hub-clock.ts';

/** What became of a command: the hub's answer, or why there is none. */
export type Outcome =
  | { readonly kind: 'accepted'; readonly answer: Accepted }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** The hub was away: nothing was sent. */
  | { readonly kind: 'unsent' }
  /** Sent, but no answer came even after a reconnect: it may or may not have happened. */
  | { readonly kind: 'unknown' };

export type LinkState<V> = {
  /** refused: the hub will not serve this page (see `refusal`); signedOut: choose a name again. */
  readonly status: 'connecting' | 'online' | 'offline' | 'refused' | 'signedOut';
  readonly view: V | null;
  readonly refusal: Refusal | null;
  /** The hub speaks of things this page does not know: it must be reloaded. */
  readonly outdated: boolean;
};

export type HubLink<V> = {
  state(): LinkState<V>;
  /** Sends a command under a fresh id; after a broken connection the same id once more. Never throws. */
  send(command: Command): Promise<Outcome>;
  /** Milliseconds since the epoch by the hub's clock. */
  nowMs(): number;
  close(): void;
};

type Parses<V> = {
  safeParse(value: unknown): { success: true; data: V } | { success: false; error: unknown };
};
type ViewHead = { readonly date: string; readonly version: number };

export type LinkOptions<V> = {
  /** Origin of the hub; left out: that of the page. */
  readonly url?: string;
  readonly hello: StaffHello;
  readonly view: { readonly event: keyof Omit<HubToStaff, 'signedOut'>; readonly schema: Parses<V> };
  readonly onChange: (state: LinkState<V>) => void;
  /** How long to wait for an answer, ms (default 8,000). */
  readonly answerMs?: number;
  /** How long a command in flight waits for a reconnect, ms (default 5,000). */
  readonly reconnectMs?: number;
  /** Opens the socket; Socket.IO's own unless a test holds the network. */
  readonly open?: (address: string, options: Partial<ManagerOptions & SocketOptions>) => Socket;
};

type StaffSocket = Socket<HubToStaff, StaffToHub>;

/** Connects a console page; reconnects by itself within 2 s of the hub being back. */
export const connectHub = <V extends ViewHead>(options: LinkOptions<V>): HubLink<V> => {
  const { answerMs = 8_000, reconnectMs = 5_000, open = io } = options;
  const clock = createHubClock();
  let state: LinkState<V> = { status: 'connecting', view: null, refusal: null, outdated: false };
  let closed = false;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;

  const address = `${options.url ?? ''}${doors.staff}`;
  const socket: StaffSocket = open(address, {
    transports,
    auth: { ...options.hello },
    reconnectionDelay: 250,
    reconnectionDelayMax: 1_500,
    randomizationFactor: 0.3,
    timeout: 4_000,
    forceNew: true,
  });

  const become = (change: Partial<LinkState<V>>): void => {
    state = { ...state, ...change };
    options.onChange(state);
  };

  const onView = (sent: Sent<unknown>): void => {
    clock.heard(sent.sentAtMs);
    const parsed = options.view.schema.safeParse(sent.view);
    if (!parsed.success) {
      become({ outdated: true });
      return;
    }
    const { view } = state;
    const older = view !== null && view.date === parsed.data.date && parsed.data.version < view.version;
    if (!older) become({ view: parsed.data, outdated: false });
  };

  socket.on('connect', () => become({ status: 'online', refusal: null }));
  socket.on('disconnect', (reason) => {
    if (closed || state.status === 'signedOut') return;
    become({ status: 'offline' });
    // A hub that closes the socket on purpose (restart) is not retried by Socket.IO itself.
    if (reason === 'io server disconnect') retryLater();
  });
  socket.on('connect_error', (error: Error & { data?: unknown }) => {
    const refused = ConnectRefusal.safeParse(error.data);
    if (!refused.success) {
      become({ status: 'offline' });
      if (!socket.active) retryLater();
      return;
    }
    const { refusal } = refused.data;
    if (refusal.code === 'notSignedIn') become({ status: 'signedOut', refusal });
    else {
      become({ status: 'refused', refusal });
      retryLater();
    }
  });
  socket.on('signedOut', () => become({ status: 'signedOut' }));
  if (options.view.event === 'boothView') socket.on('boothView', onView);
  else socket.on('receptionView', onView);

  const retryLater = (): void => {
    clearTimeout(retryTimer);
    retryTimer = setTimeout(() => socket.connect(), 1_500);
  };

  const attempt = async (commandId: CommandId, command: Command): Promise<Outcome | null> => {
    try {
      const raw = await socket.timeout(answerMs).emitWithAck('command', { commandId, command });
      const answer = Answer.parse(raw);
      return answer.ok ? { kind: 'accepted', answer } : { kind: 'refused', refusal: answer.refusal };
    } catch {
      // Timed out, disconnected, or an answer this page cannot read: the caller decides what that means.
      return null;
    }
  };

  return {
    state: () => state,
    nowMs: clock.nowMs,
    async send(command) {
      if (!socket.connected) return { kind: 'unsent' };
      const commandId = newCommandId();
      const first = await attempt(commandId, command);
      if (first !== null) return first;
      if (socket.connected || !(await reconnected(socket, reconnectMs))) return { kind: 'unknown' };
      return (await attempt(commandId, command)) ?? { kind: 'unknown' };
    },
    close() {
      closed = true;
      clearTimeout(retryTimer);
      socket.removeAllListeners();
      socket.disconnect();
    },
  };
};

/** True once the socket is connected again; false after `withinMs`. */
const reconnected = (socket: StaffSocket, withinMs: number): Promise<boolean> =>
  new Promise((resolve) => {
    const settle = (answer: boolean) => {
      clearTimeout(timer);
      socket.off('connect', onConnect);
      resolve(answer);
    };
    const onConnect = () => settle(true);
    const timer = setTimeout(() => settle(false), withinMs);
    socket.on('connect', onConnect);
  });

// crypto.randomUUID needs a secure context; a console is often opened over plain http in a closed network.
const newCommandId = (): CommandId => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return CommandId.parse(`c-${hex}`);
};
