// The line to the hub: one socket, tried again for ever, at the next address when the last one does not answer.
import type { Logger } from 'pino';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { z } from 'zod';
import type { DeviceId, SiteId } from '../protocol/ids.ts';
import { DeviceView } from '../protocol/views.ts';
import {
  Answer,
  type CommandRequest,
  ConnectRefusal,
  type DeviceHello,
  type DeviceStatus,
  type DeviceToHub,
  doors,
  type HubToDevice,
  type Sent,
  transports,
} from '../protocol/wire.ts';

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
  readonly site: SiteId;
  readonly device: DeviceId;
  readonly logger: Logger;
  /** Opens a socket; Socket.IO's own unless a test holds the network. */
  readonly open?: (address: string, options: Partial<ManagerOptions & SocketOptions>) => Socket;
};

const SentView = z.object({ sentAtMs: z.number(), view: DeviceView });
/** Between two tries; doubles from the first to the last. */
const firstDelayMs = 200;
const lastDelayMs = 2_000;
const connectTimeoutMs = 3_000;

/** Connects at once and for ever; `close` ends it. */
export const openHubLink = ({ urls, site, device, logger, open = io }: LinkOptions): HubLink => {
  type DeviceSocket = Socket<HubToDevice, DeviceToHub>;
  const viewListeners = new Set<(sent: Sent<DeviceView>) => void>();
  const stateListeners = new Set<(connected: boolean) => void>();
  const hello: DeviceHello = { site, device };
  let socket: DeviceSocket | null = null;
  let tries = 0;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let lastProblem = '';

  const problem = (url: string, text: string): void => {
    // Once per kind of trouble: an outage of a day must not fill the log.
    if (text !== lastProblem) logger.warn({ hub: url, reason: text }, 'hub not reached; trying again');
    lastProblem = text;
  };

  const connect = (): void => {
    const url = urls[tries % urls.length] ?? urls[0];
    const next: DeviceSocket = open(new URL(doors.device, url).href, {
      transports,
      auth: hello,
      reconnection: false,
      forceNew: true,
      timeout: connectTimeoutMs,
    });
    socket = next;
    let ended = false;
    const end = (reason: string): void => {
      if (ended) return;
      ended = true;
      next.off();
      next.disconnect();
      socket = null;
      problem(url, reason);
      for (const listener of stateListeners) listener(false);
      if (closed) return;
      timer = setTimeout(connect, Math.min(lastDelayMs, firstDelayMs * 2 ** Math.min(tries, 6)));
      tries++;
    };
    next.on('connect', () => {
      tries = urls.indexOf(url);
      lastProblem = '';
      logger.info({ hub: url, site, device }, 'connected to the hub');
      for (const listener of stateListeners) listener(true);
    });
    next.on('connect_error', (error) => end(refusalText(error)));
    next.on('disconnect', (reason) => end(reason));
    next.on('view', (sent) => {
      const parsed = SentView.safeParse(sent);
      if (parsed.success) for (const listener of viewListeners) listener(parsed.data);
      else logger.error({ problem: z.prettifyError(parsed.error) }, 'the hub’s view is not understood');
    });
  };
  connect();

  return {
    connected: () => socket?.connected ?? false,
    command: async (request, timeoutMs) => {
      if (socket === null || !socket.connected) return null;
      try {
        const answer: unknown = await socket.timeout(timeoutMs).emitWithAck('command', request);
        return Answer.parse(answer);
      } catch (error) {
        logger.debug({ command: request.command.type, reason: String(error) }, 'no answer');
        return null;
      }
    },
    status: (status) => {
      if (socket?.connected === true) socket.emit('status', status);
    },
    doubt: () => {
      // Closing the transport ends the socket like a cable that was pulled.
      socket?.io.engine?.close();
    },
    onView: (listener) => {
      viewListeners.add(listener);
    },
    onConnected: (listener) => {
      stateListeners.add(listener);
    },
    close: () => {
      closed = true;
      clearTimeout(timer);
      socket?.off();
      socket?.disconnect();
      socket = null;
    },
  };
};

const refusalText = (error: Error & { data?: unknown }): string => {
  const parsed = ConnectRefusal.safeParse(error.data);
  return parsed.success ? parsed.data.refusal.message : error.message;
};
