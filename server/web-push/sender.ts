// Sends one sealed message to the service of a browser's maker; what it answers besides its status is not looked at.
import type { Agent } from 'node:https';
import webPush from 'web-push';
import type { PushSubscription } from '../../protocol/web-push.ts';
import type { WebPushKey } from './key.ts';

/** taken: on its way · gone: this phone wants no more · failed: the service is away or says no. */
export type Sent = 'taken' | 'gone' | 'failed';
export type Send = (subscription: PushSubscription, message: string, keepSeconds: number) => Promise<Sent>;

const answerWithinMs = 10_000;

/** Never rejects; `onFailed` hears why, without the address of the phone. */
export const createSender =
  (parts: {
    readonly contact: string;
    readonly key: WebPushKey;
    readonly agent: Agent;
    readonly onFailed: (why: string) => void;
  }): Send =>
  async (subscription, message, keepSeconds) => {
    const { contact, key, agent, onFailed } = parts;
    try {
      await webPush.sendNotification(subscription, message, {
        vapidDetails: { subject: contact, ...key },
        // A call that is no longer fresh is not worth a phone's light.
        TTL: Math.max(0, Math.round(keepSeconds)),
        urgency: 'high',
        contentEncoding: 'aes128gcm',
        timeout: answerWithinMs,
        agent,
      });
      return 'taken';
    } catch (error) {
      const { statusCode, code } = error as { statusCode?: number; code?: string };
      if (statusCode === 404 || statusCode === 410) return 'gone';
      onFailed(statusCode === undefined ? (code ?? (error as Error).message) : `was answered ${statusCode}`);
      return 'failed';
    }
  };
