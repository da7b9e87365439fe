// A kiosk's line to the hubs: whole views in, commands out, each sent again under its id until it is answered or dropped.
import { Answer } from '../../protocol/answers.ts';
import type { CommandRequest } from '../../protocol/commands.ts';
import type { CommandId } from '../../protocol/ids.ts';
import { KioskView } from '../../protocol/kiosk-view.ts';
import { type Refusal, statusOf } from '../../protocol/refusals.ts';
import { doors } from '../../protocol/wire.ts';
import { type KeyedScreen, openKeyedLine } from '../parts/keyed-line.ts';

export type KioskLinkParts = KeyedScreen<KioskView> & {
  /** Whether what is shown is what the hub says now. */
  readonly onLive: (live: boolean) => void;
  readonly onAnswer: (commandId: CommandId, answer: Answer) => void;
};

export type KioskLink = {
  /** Sends it now, and again after every loss, until it is answered or dropped. */
  readonly ask: (request: CommandRequest) => void;
  /** Nobody waits for the answer any more. */
  readonly drop: (commandId: CommandId) => void;
  readonly close: () => void;
};

/** An answer that did not come within so long is asked for again, under the same id, ms. */
const answerMs = 4_000;
/** A hub that is busy, starting or without its store is asked again after this, ms. */
const againMs = 700;

/** It may be otherwise in a moment, and nothing was decided. */
const passes = (refusal: Refusal): boolean => [429, 500, 503].includes(statusOf(refusal.code));

/** Connects at once and for ever. */
export const connectKiosk = (parts: KioskLinkParts): KioskLink => {
  const { onAnswer, onLive, onView } = parts;
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

  const line = openKeyedLine({
    ...parts,
    door: doors.kiosk,
    view: KioskView,
    onView: (view) => {
      onView(view);
      onLive(view.live);
    },
    onUp: () => {
      for (const request of waiting.values()) void attempt(request);
    },
    onLost: () => onLive(false),
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
