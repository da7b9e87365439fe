// The only place where consoles speak to the hub: one '/staff' socket, parsed views in, commands out.
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { type Accepted, Answer } from '../../protocol/answers.ts';
import type { Command } from '../../protocol/commands.ts';
import { createHubClock } from '../../protocol/hub-clock.ts';
import { openHubLine } from '../../protocol/hub-line.ts';
import { CommandId } from '../../protocol/ids.ts';
import { randomHex } from '../../protocol/random-hex.ts';
import type { Refusal } from '../../protocol/refusals.ts';
import { type StaffPage, type StaffView, staffViews } from '../../protocol/staff-views.ts';
import {
  ConnectRefusal,
  doors,
  type HubToStaff,
  type Sent,
  type StaffHello,
  type StaffToHub,
  socketOptions,
} from '../../protocol/wire.ts';

/** What became of a command: the hub's answer, or why there is none. */
export type Outcome =
  | { readonly kind: 'accepted'; readonly answer: Accepted }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** The hub was away: nothing was sent. */
  | { readonly kind: 'unsent' }
  /** Sent, but no answer came even after a reconnect: it may or may not have happened. */
  | { readonly kind: 'unknown' };

export type LinkState<V> = {
  /** refused: the hub will not serve this page (see `refusal`); signedOut: sign in again; locked: unlock first. */
  readonly status: 'connecting' | 'online' | 'offline' | 'refused' | 'signedOut' | 'locked';
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
  /** Tells the hub that the person is there. */
  used(): void;
  close(): void;
};

type Parses<V> = {
  safeParse(value: unknown): { success: true; data: V } | { success: false; error: unknown };
};

export type LinkOptions<P extends StaffPage> = {
  /** Origin of the hub; left out: that of the page. */
  readonly url?: string;
  readonly hello: StaffHello & { readonly page: P };
  /** Shown to hubs of another address, where the cookie does not come along; null: none was given. */
  readonly pass?: string | null;
  /** Reads the view; that of the page in the table of views unless a test has no use for it. */
  readonly schema?: Parses<StaffView<P['kind']>>;
  readonly onChange: (state: LinkState<StaffView<P['kind']>>) => void;
  /** How long to wait for an answer, ms (default 8,000). */
  readonly answerMs?: number;
  /** How long a command in flight waits for a reconnect, ms (default 5,000). */
  readonly reconnectMs?: number;
  /** Opens the socket; Socket.IO's own unless a test holds the network. */
  readonly open?: (address: string, options: Partial<ManagerOptions & SocketOptions>) => Socket;
};

type StaffSocket = Socket<HubToStaff, StaffToHub>;

/** An older view than the one shown is taken after all when no newer one comes for so long, ms. */
const olderAfterMs = 3_000;

/** Connects a console page; reconnects by itself within 2 s of a hub being there. */
export const connectHub = <P extends StaffPage>(options: LinkOptions<P>): HubLink<StaffView<P['kind']>> => {
  type V = StaffView<P['kind']>;
  const { answerMs = 8_000, reconnectMs = 5_000, open = io } = options;
  const shown = staffViews[options.hello.page.kind];
  const schema = options.schema ?? (shown.schema as unknown as Parses<V>);
  const clock = createHubClock();
  const own = options.url ?? location.origin;
  const ups = new Set<() => void>();
  let addresses: readonly [string, ...string[]] = [own];
  let state: LinkState<V> = { status: 'connecting', view: null, refusal: null, outdated: false };
  let olderTimer: ReturnType<typeof setTimeout> | undefined;

  const become = (change: Partial<LinkState<V>>): void => {
    state = { ...state, ...change };
    options.onChange(state);
  };

  const show = (view: V): void => {
    clearTimeout(olderTimer);
    addresses = [own, ...view.hubs.filter((hub) => hub !== own)];
    become({ view, outdated: false });
  };

  /** A new connection may be to another hub, whose clock is a little other. */
  let connectedAnew = false;
  const onView = (sent: Sent<unknown>): void => {
    if (connectedAnew) clock.reset();
    connectedAnew = false;
    clock.heard(sent.sentAtMs);
    const parsed = schema.safeParse(sent.view);
    if (!parsed.success) {
      become({ outdated: true });
      return;
    }
    const { view } = state;
    const older = view !== null && view.date === parsed.data.date && parsed.data.version < view.version;
    if (!older) {
      show(parsed.data);
      return;
    }
    // A hub that is a moment behind will catch up; a day that was put back by a failover stays so.
    clearTimeout(olderTimer);
    olderTimer = setTimeout(() => show(parsed.data), olderAfterMs);
  };

  const line = openHubLine<StaffSocket>({
    addresses: () => addresses,
    open: (address, timeout, ways) => {
      const pass = address !== own && options.pass != null ? { pass: options.pass } : {};
      return open(`${address}${doors.staff}`, {
        ...socketOptions(timeout, ways),
        auth: { ...options.hello, ...pass },
      });
    },
    onSocket: (socket) => {
      socket.on('signedOut', () => over('signedOut', null));
      socket.on('locked', () => over('locked', null));
      socket.on(shown.event, onView);
    },
    onUp: () => {
      connectedAnew = true;
      become({ status: 'online', refusal: null });
      for (const up of [...ups]) up();
    },
    onDown: ({ data }) => {
      const refused = ConnectRefusal.safeParse(data);
      if (!refused.success) become({ status: 'offline' });
      else if (refused.data.refusal.code === 'notSignedIn') over('signedOut', refused.data.refusal);
      else if (refused.data.refusal.code === 'sessionLocked') over('locked', refused.data.refusal);
      else become({ status: 'refused', refusal: refused.data.refusal });
    },
  });
  const over = (status: 'signedOut' | 'locked', refusal: Refusal | null): void => {
    line.close();
    become({ status, refusal });
  };

  const attempt = async (commandId: CommandId, command: Command): Promise<Outcome | null> => {
    try {
      const raw = await line.socket()?.timeout(answerMs).emitWithAck('command', { commandId, command });
      const answer = Answer.parse(raw);
      return answer.ok ? { kind: 'accepted', answer } : { kind: 'refused', refusal: answer.refusal };
    } catch {
      // Timed out, disconnected, or an answer this page cannot read: the caller decides what that means.
      return null;
    }
  };

  const connected = (): boolean => line.socket()?.connected === true;

  /** True once there is a connection again; false after `withinMs`. */
  const reconnected = (withinMs: number): Promise<boolean> =>
    new Promise((resolve) => {
      const settle = (answer: boolean) => {
        clearTimeout(timer);
        ups.delete(up);
        resolve(answer);
      };
      const up = () => settle(true);
      const timer = setTimeout(() => settle(false), withinMs);
      ups.add(up);
    });

  return {
    state: () => state,
    nowMs: clock.now,
    used: () => {
      if (connected()) line.socket()?.emit('used');
    },
    async send(command) {
      if (!connected()) return { kind: 'unsent' };
      const commandId = newCommandId();
      const asked = line.socket();
      const first = await attempt(commandId, command);
      if (first !== null) return first;
      // The same line still stands: the hub had its time. Another one, perhaps to another hub: it knows, or it does it.
      if (connected() && line.socket() === asked) return { kind: 'unknown' };
      if (!connected() && !(await reconnected(reconnectMs))) return { kind: 'unknown' };
      return (await attempt(commandId, command)) ?? { kind: 'unknown' };
    },
    close() {
      clearTimeout(olderTimer);
      line.close();
    },
  };
};

const newCommandId = (): CommandId => CommandId.parse(`c-${randomHex()}`);
