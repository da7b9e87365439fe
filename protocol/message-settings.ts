// Settings of messages to residents: mail through the municipality's own server, and a web hook for its own SMS or LINE service.
import { z } from 'zod';
import { LocalText } from './ids.ts';
import { ClockTime } from './reservation-rules.ts';

const address = z
  .email({ pattern: z.regexes.html5Email, error: 'must be a mail address, e.g. yoyaku@city.example.jp' })
  .max(254, 'must be at most 254 characters');

export const MailSettings = z.strictObject({
  host: z
    .string()
    .regex(/^[A-Za-z0-9.:-]{1,253}$/, 'must be a host name or address, e.g. smtp.city.example.jp')
    .describe('The municipality’s own mail server'),
  port: z
    .int()
    .min(1, 'must be 1 to 65535')
    .max(65_535, 'must be 1 to 65535')
    .default(587)
    .describe('587 with starttls, 465 with tls, 25 within a closed network'),
  tls: z
    .enum(['starttls', 'tls', 'none'])
    .default('starttls')
    .describe(
      'starttls: begins open and must become closed before anything is said; tls: closed from the first byte; none: open, only within a closed network',
    ),
  user: z
    .string()
    .min(1, 'must not be empty')
    .max(200, 'must be at most 200 characters')
    .optional()
    .describe('Signs in with it and JUNBAN_SMTP_PASSWORD_FILE; left out: does not sign in'),
  from: address.describe('The address that residents see'),
  fromName: LocalText.optional().describe('The name beside it; left out: the organisation’s'),
  replyTo: address.optional().describe('Where answers go; left out: to `from`'),
});
export type MailSettings = z.infer<typeof MailSettings>;

export const HookSettings = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) address' })
    .max(500, 'must be at most 500 characters')
    .describe('Where messages for telephones are posted, signed with JUNBAN_MESSAGE_HOOK_KEY_FILE'),
});
export type HookSettings = z.infer<typeof HookSettings>;

export const Reminder = z.strictObject({
  daysBefore: z.int().min(0, 'must be 0 to 14 days').max(14, 'must be 0 to 14 days').default(1),
  at: ClockTime.default('10:00').describe('At this time of that day'),
});

export const MessageSettings = z
  .strictObject({
    mail: MailSettings.optional().describe('For residents who gave a mail address'),
    hook: HookSettings.optional().describe('For residents who gave a telephone number'),
    reminder: Reminder.nullable()
      .prefault({})
      .describe('Reminds of a reservation that was made earlier than that; null: never'),
  })
  .refine(({ mail, hook }) => mail !== undefined || hook !== undefined, {
    error: 'must name mail, hook or both',
  });
/** Left out: nobody is written to. */
export type MessageSettings = z.infer<typeof MessageSettings>;
