// What one Socket.IO connection may send: how fast, and only the kinds of packets that our clients have a use for.
import type { LimitName } from '../../protocol/limits.ts';
import type { Refusal } from '../../protocol/refusals.ts';
import type { LimitBook } from '../base/limit-book.ts';
import type { EngineConnection } from './engine-connection.ts';

/** Why the message that is being handled is not taken; null: it is. */
export type MessageGate = { refusal(): Refusal | null };

type Packet = { readonly type: string; readonly data?: unknown };

/** Engine.IO packets that a client sends on an open connection; the upgrade has listeners of its own. */
const usualPackets = new Set(['message', 'pong', 'ping', 'error']);
/** Socket.IO packets that a client sends us: connect, disconnect, event. We ask for no acknowledgements, and binary is not in use. */
const usualMessages = /^[012]/;

const isUsual = ({ type, data }: Packet): boolean =>
  usualPackets.has(type) && (type !== 'message' || (typeof data === 'string' && usualMessages.test(data)));

/** Begins to count. `cut` ends the connection at once; `nowMs` counts steadily, in ms. */
export const createMessageGate = (
  connection: EngineConnection,
  book: LimitBook,
  cut: () => void,
  nowMs: () => number = () => performance.now(),
): MessageGate => {
  const { messagesPerSecond: rate, messageBurst: burst } = book.of;
  // May go below zero: so many messages were refused since the last pause.
  let left = burst;
  let lastMs = nowMs();

  const cutFor = (limit: LimitName): void => {
    book.reached(limit);
    cut();
  };

  connection.on('packet', (packet: Packet) => {
    if (!isUsual(packet)) {
      cut();
      return;
    }
    const now = nowMs();
    left = Math.min(burst, left + ((now - lastMs) * rate) / 1_000) - 1;
    lastMs = now;
    if (left < -burst) cutFor('messageBurst');
  });
  return { refusal: () => (left < 0 ? book.refuse('messagesPerSecond') : null) };
};
