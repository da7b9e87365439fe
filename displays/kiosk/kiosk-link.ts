// A kiosk's line to the hubs: whole views in, commands out, each sent again under its id until it is answered or dropped.
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { z } from 'zod';
import { Answer } from '../../protocol/answers.ts';
import type { CommandRequest } from '../../protocol/commands.ts';
import { openHubLine } from '../../protocol/hub-line.ts';
import { type CommandId, EpochMs } from '../../protocol/ids.ts';
import { KioskView } from '../../protocol/kiosk-view.ts';
import { type Refusal, statusOf } from '../../protocol/refusals.ts';
import {
  ConnectRefusal,
  doors,
  type HubToKiosk,
  type KeyHello,
  type KioskToHub,
  transports,
} from '../../protocol/wire.ts';
import { Placed } from '../../protocol/wire-devices.ts';
import type { HubClock } from '../parts/hub-clock.ts';

export type KioskLinkParts = {
  /** Where the page came from. */
  readonly origin: string;
  readonly hello: KeyHello;
  readonly clock: HubClock;
  readonly onPlaced: (placed: Placed) => void;
  /** The hub does not know the key, or no longer. */
  readonly onUnknownKey: () => void;
  readonly onView: (view: KioskView) => void;
  /** Whether what is shown is what the hub says now. */
  readonly onLive: (live: boolean) => void;
  readonly onRefused: (refusal: Refusal) => void;
  /** A view does not fit our schema: the hub was upgraded while this page was open. */
  readonly onUnreadable: (problem: string) => void;
  readonly onAnswer: (commandId: CommandId, answer: Answer) => void;
  /** Opens the socket; Socket.IO's own unless a test holds the network. */
  readonly open?: (address: string, options: Partial<ManagerOptions & SocketOptions>) => Socket;
};

export type KioskLink = {
  /** Sends it now, and again after every loss, until it is answered or dropped. */
  readonly ask: (request: CommandRequest) => void;
  /** Nobody waits for the answer any more. */
  readonly drop: (commandId: CommandId) => void;
  readonly close: () => void;
};

const SentKioskView = z.object({ sentAtMs: EpochMs, view: KioskView });
/** An answer that did not come within so long is asked for again, under the same id, ms. */
const answerMs = 4_000;
/** A hub that is busy, starting or without its store is asked again after this, ms. */
const againMs = 700;

/** It may be otherwise in a moment, and nothing was decided. */
const passes = (refusal: Refusal): boolean => [429, 500, 503].includes(statusOf(refusal.code));

/** Connects at once and for ever. */
export const connectKiosk = (parts: KioskLinkParts): KioskLink => {
  const { origin: own, hello, clock, onAnswer, onLive, open = io } = parts;
  type KioskSocket = Socket<HubToKiosk, KioskToHub>;
  let addresses: readonly [string, ...string[]] = [own];
  const waiting = new Map<CommandId, CommandRequest>();
  const timers = new Set<ReturnType<typeof setTimeout>>();

  const later = (request: CommandRequest): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      void attempt(request);
    }, againMs);
    timers.add(timer);
  };

  const attempt = async (request: CommandRequest): Promise<void> => {
    const socket = line.socket();
    const { commandId } = request;
    // Without a connection the next one sends it.
    if (socket?.connected !== true || !waiting.has(commandId)) return;
    let answer: Answer;
    try {
      answer = Answer.parse(await socket.timeout(answerMs).emitWithAck('command', request));
    } catch {
      // The same line still stands: ask again there. Another one has sent it already.
      if (line.socket() === socket) later(request);
      return;
    }
    if (!waiting.has(commandId)) return;
    if (!answer.ok && passes(answer.refusal)) {
      later(request);
      return;
    }
    waiting.delete(commandId);
    onAnswer(commandId, answer);
  };

  const hear = (sent: unknown): void => {
    const parsed = SentKioskView.safeParse(sent);
    if (!parsed.success) {
      parts.onUnreadable(z.prettifyError(parsed.error));
      return;
    }
    const { view, sentAtMs } = parsed.data;
    addresses = [own, ...view.hubs.filter((hub) => hub !== own)];
    clock.heard(sentAtMs);
    parts.onView(view);
    onLive(view.live);
  };

  const hearPlace = (told: unknown): void => {
    const parsed = Placed.safeParse(told);
    if (parsed.success) parts.onPlaced(parsed.data);
    else parts.onUnreadable(z.prettifyError(parsed.error));
  };

  const line = openHubLine<KioskSocket>({
    addresses: () => addresses,
    open: (address, timeout) =>
      open(`${address}${doors.kiosk}`, {
        auth: hello,
        transports,
        tryAllTransports: true,
        reconnection: false,
        timeout,
        forceNew: true,
      }),
    onSocket: (socket) => {
      socket.on('placed', hearPlace);
      socket.on('view', hear);
      socket.on('deviceRevoked', parts.onUnknownKey);
    },
    onUp: () => {
      clock.reset();
      for (const request of waiting.values()) void attempt(request);
    },
    onDown: ({ data }) => {
      onLive(false);
      const refused = ConnectRefusal.safeParse(data);
      if (!refused.success) return;
      if (refused.data.refusal.code === 'unknownKey') parts.onUnknownKey();
      else parts.onRefused(refused.data.refusal);
    },
  });

  return {
    ask: (request) => {
      waiting.set(request.commandId, request);
      void attempt(request);
    },
    drop: (commandId) => void waiting.delete(commandId),
    close: () => {
      for (const timer of timers) clearTimeout(timer);
      waiting.clear();
      line.close();
    },
  };
};
