// Posts one message to the municipality's own SMS or LINE service, signed so that nobody else's is believed, nor an old one again.
import { createHmac } from 'node:crypto';
import type { Message } from '../../protocol/messages.ts';
import type { Composed } from './compose.ts';
import type { Outcome } from './mail.ts';

export type HookPost = {
  /** The same for every try: a receiver that has seen it does nothing. */
  readonly id: string;
  readonly message: Message;
  readonly phone: string;
  readonly composed: Composed;
};

const answerWithinMs = 15_000;

/**
 * The signature of the Standard Webhooks specification (1.0.0): HMAC-SHA-256 over `id.timestamp.body`, base64, after
 * "v1,". `timestamp` is in seconds since the epoch; a receiver refuses one that is more than five minutes away.
 */
export const signatureOf = (key: Buffer, id: string, timestamp: number, body: string): string =>
  `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;

/** What is posted. The text is whole, for a service that sends it on as it is; the rest is for one with words of its own. */
export const hookBody = ({ message, phone, composed }: HookPost): string =>
  JSON.stringify({
    type: `reservation.${message.kind}`,
    timestamp: new Date(message.atMs).toISOString(),
    data: {
      phone,
      language: message.language,
      subject: composed.subject,
      text: composed.text,
      code: message.code,
      site: message.site,
      date: message.date,
      procedure: message.procedure,
      startsAt: new Date(message.startAtMs).toISOString(),
      ...(message.keptUntilMs === null ? {} : { keptUntil: new Date(message.keptUntilMs).toISOString() }),
    },
  });

/** 2xx: sent. 410: this service wants it no more; other 4xx but 408 and 429 say no to this one; the rest is trouble for all. */
const outcomeOf = (status: number): Outcome => {
  const why = `was answered ${status}`;
  if (status >= 200 && status < 300) return { kind: 'sent', why: '' };
  if (status === 408 || status === 429) return { kind: 'later', why };
  if (status === 401 || status === 403 || status === 404) return { kind: 'away', why };
  return status >= 400 && status < 500 ? { kind: 'refused', why } : { kind: 'away', why };
};

/** Never rejects. `nowMs` gives epoch milliseconds. */
export const createHook = (parts: {
  readonly url: string;
  readonly key: Buffer;
  readonly nowMs: () => number;
  readonly withinMs?: number;
}): ((post: HookPost) => Promise<Outcome>) => {
  const { url, key, nowMs, withinMs = answerWithinMs } = parts;
  return async (post) => {
    const body = hookBody(post);
    const timestamp = Math.floor(nowMs() / 1000);
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'webhook-id': post.id,
          'webhook-timestamp': String(timestamp),
          'webhook-signature': signatureOf(key, post.id, timestamp, body),
        },
        body,
        // A signed message is for this address and no other.
        redirect: 'manual',
        signal: AbortSignal.timeout(withinMs),
      });
      await answer.body?.cancel();
      return outcomeOf(answer.status);
    } catch (error) {
      const { name, cause } = error as { name: string; cause?: { code?: string } };
      return { kind: 'away', why: cause?.code ?? name };
    }
  };
};
