// The line to the hub: one socket, tried again for ever, at the next address when the last one does not answer.
import type { Logger } from 'pino';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { z } from 'zod';
import { openHubLine } from '../protocol/hub-line.ts';
import { DeviceView } from '../protocol/views.ts';
import {
  Answer,
  type CommandRequest,
  ConnectRefusal,
  type DeviceStatus,
  type DeviceToHub,
  doors,
  type HubToDevice,
  type KeyHello,
  type Sent,
  socketOptions,
} from '../protocol/wire.ts';
import { Placed } from '../protocol/wire-devices.ts';

export type HubLink = {
  connected(): boolean;
  /** The hub's answer; null: none within `timeoutMs`, or the line broke. Never throws. */
  command(request: CommandRequest, timeoutMs: number): Promise<Answer | null>;
  /** Nothing is kept for later: send it again when connected. */
  status(status: DeviceStatus): void;
  /** A hub that does not answer is treated as gone: the line is cut and tried again. */
  doubt(): void;
  onView(listener: (sent: Sent<DeviceView>) => void): void;
  onConnected(listener: (connected: boolean) => void): void;
  close(): void;
};

type LinkOptions = {
  /** Tried in turn, e.g. `http://hub-1:8620`. */
  readonly urls: readonly [string, ...string[]];
  readonly key: string;
  /**
   * Where the hub says that this agent stands, before the first view of each connection; false: it is not there, and
   * nothing is sent or heard on this connection. What was recorded at one place must never reach another.
   */
  readonly onPlaced: (placed: Placed) => boolean;
  /** The hub does not know the key, or no longer: it is to be forgotten. The line goes on until it is closed. */
  readonly onUnknownKey: () => void;
  readonly logger: Logger;
  /** Opens a socket; Socket.IO's own unless a test holds the network. */
  readonly open?: (address: string, options: Partial<ManagerOptions & SocketOptions>) => Socket;
};

const SentView = z.object({ sentAtMs: z.number(), view: DeviceView });

/** Connects at once and for ever; `close` ends it. */
export const openHubLink = (options: LinkOptions): HubLink => {
  const { urls, key, logger, onPlaced, onUnknownKey, open = io } = options;
  type DeviceSocket = Socket<HubToDevice, DeviceToHub>;
  const viewListeners = new Set<(sent: Sent<DeviceView>) => void>();
  const stateListeners = new Set<(connected: boolean) => void>();
  const hello: KeyHello = { key };
  const own = urls.map((url) => new URL(url).origin);
  let told: readonly string[] = [];
  let up = false;
  /** The hub has said on this connection that we stand where we think. */
  let standing = false;
  let lastProblem = '';

  const problem = (url: string, text: string): void => {
    // Once per kind of trouble: an outage of a day must not fill the log.
    if (text !== lastProblem) logger.warn({ hub: url, reason: text }, 'hub not reached; trying again');
    lastProblem = text;
  };
  const become = (connected: boolean): void => {
    if (connected === up) return;
    up = connected;
    for (const listener of stateListeners) listener(connected);
  };
  const hearPlace = (told: unknown): void => {
    const parsed = Placed.safeParse(told);
    if (!parsed.success) {
      logger.error({ problem: z.prettifyError(parsed.error) }, 'the place told by the hub is not understood');
      return;
    }
    standing = onPlaced(parsed.data);
    become(standing);
  };
  const hear = (sent: unknown): void => {
    if (!standing) return;
    const parsed = SentView.safeParse(sent);
    if (!parsed.success) {
      logger.error({ problem: z.prettifyError(parsed.error) }, 'the hub’s view is not understood');
      return;
    }
    told = parsed.data.view.hubs;
    for (const listener of viewListeners) listener(parsed.data);
  };

  const line = openHubLine<DeviceSocket>({
    addresses: () => [...new Set([...own, ...told])] as [string, ...string[]],
    open: (address, timeout, ways) =>
      open(`${address}${doors.device}`, { ...socketOptions(timeout, ways), auth: hello }),
    onSocket: (socket) => {
      standing = false;
      socket.on('placed', hearPlace);
      socket.on('view', hear);
      socket.on('deviceRevoked', onUnknownKey);
    },
    onUp: (_socket, address) => {
      lastProblem = '';
      logger.info({ hub: address }, 'connected to the hub');
    },
    onDown: ({ reason, data }, address) => {
      const refusal = ConnectRefusal.safeParse(data).data?.refusal;
      problem(address, refusal?.message ?? reason);
      standing = false;
      become(false);
      if (refusal?.code === 'unknownKey') onUnknownKey();
    },
  });

  return {
    connected: () => standing && line.socket()?.connected === true,
    command: async (request, timeoutMs) => {
      const socket = line.socket();
      if (!standing || socket?.connected !== true) return null;
      try {
        const answer: unknown = await socket.timeout(timeoutMs).emitWithAck('command', request);
        return Answer.parse(answer);
      } catch (error) {
        logger.debug({ command: request.command.type, reason: String(error) }, 'no answer');
        return null;
      }
    },
    status: (status) => {
      const socket = line.socket();
      if (standing && socket?.connected === true) socket.emit('status', status);
    },
    doubt: line.doubt,
    onView: (listener) => {
      viewListeners.add(listener);
    },
    onConnected: (listener) => {
      stateListeners.add(listener);
    },
    close: line.close,
  };
};
