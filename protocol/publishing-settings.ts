// What of the now page is put elsewhere, for counters that must not be reached from outside.
import { z } from 'zod';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

const PushAddress = z
  .url({ protocol: /^https?$/, message: 'must be an https address' })
  .refine((text) => {
    const url = URL.parse(text);
    return url !== null && (url.protocol === 'https:' || loopback.has(url.hostname));
  }, 'must be an https address (http only to this machine itself)')
  .refine((text) => {
    const url = URL.parse(text);
    return url !== null && url.search === '' && url.hash === '' && url.username === '';
  }, 'must be the address of a folder, without query, fragment or password');

export const PublishingSettings = z
  .strictObject({
    folder: z
      .string()
      .trim()
      .min(1, 'must not be empty')
      .max(500, 'must be at most 500 characters')
      .optional()
      .describe(
        'now.json, now.csv and now.html are written here; a relative one lies in the data folder of the hub',
      ),
    push: z
      .strictObject({
        url: PushAddress.describe(
          'The same files are sent there by HTTPS PUT, each under its name; the token is in JUNBAN_PUSH_TOKEN_FILE or JUNBAN_PUSH_TOKEN',
        ),
        timeoutSeconds: z
          .int()
          .min(1, 'must be 1 to 120')
          .max(120, 'must be 1 to 120')
          .default(15)
          .describe('For one file'),
      })
      .optional()
      .describe('Nothing is ever read from there but whether it was taken'),
    everySeconds: z
      .int()
      .min(10, 'must be 10 to 3600')
      .max(3600, 'must be 10 to 3600')
      .default(60)
      .describe('How often'),
    oldAfterMinutes: z
      .int()
      .min(1, 'must be 1 to 1440')
      .max(1440, 'must be 1 to 1440')
      .default(10)
      .describe('A published page that is older says that it is no longer true'),
  })
  .refine((all) => all.oldAfterMinutes * 60 >= 2 * all.everySeconds, {
    path: ['oldAfterMinutes'],
    message: 'must be at least twice everySeconds, or the page would call itself old between two',
  });
export type PublishingSettings = z.infer<typeof PublishingSettings>;
