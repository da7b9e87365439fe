// Web Push: what the settings say of it, and what a phone hands over so that it can be told of its call while it sleeps.
import { z } from 'zod';

const host = /^(\*\.)?([a-z0-9-]+\.)*[a-z0-9-]+$/;

export const WebPushSettings = z.strictObject({
  contact: z
    .string()
    .regex(
      /^(mailto:[^\s@]+@[^\s@]+|https:\/\/[^\s]+)$/,
      'must be mailto:somebody@example.jp or an https address',
    )
    .max(200, 'must be at most 200 characters')
    .describe('Whom the services of the browsers’ makers may write to when something is wrong'),
  services: z
    .array(z.string().regex(host, 'must be a host name, with *. before it for all below it').max(200))
    .min(1, 'must name at least one host')
    .max(50)
    .default([
      'fcm.googleapis.com',
      'updates.push.services.mozilla.com',
      '*.push.apple.com',
      '*.notify.windows.com',
    ])
    .describe('Hosts that may be sent to; a phone that names another one is refused'),
});
/** Left out: no phone is ever told by push. */
export type WebPushSettings = z.infer<typeof WebPushSettings>;

export const PushSubscription = z.strictObject({
  endpoint: z
    .url({ protocol: /^https$/, message: 'must be an https address' })
    .max(1000, 'must be at most 1000 characters')
    .describe('Where the maker of the browser takes messages for this phone'),
  keys: z.strictObject({
    p256dh: z.string().regex(/^[A-Za-z0-9_-]{86,88}$/, 'must be a P-256 key in base64url'),
    auth: z.string().regex(/^[A-Za-z0-9_-]{22}$/, 'must be 16 bytes in base64url'),
  }),
});
/** As the browser gives it; messages are sealed for these keys, so that nobody on the way reads them. */
export type PushSubscription = z.infer<typeof PushSubscription>;

/** Whether the endpoint is at one of the hosts. One that begins with `*.` stands for all below it. */
export const isServedBy = (endpoint: string, services: readonly string[]): boolean => {
  const url = URL.parse(endpoint);
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '') return false;
  return services.some((service) =>
    service.startsWith('*.') ? url.hostname.endsWith(service.slice(1)) : url.hostname === service,
  );
};
