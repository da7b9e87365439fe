// The one catalogue of refusals: every "you may not", with its code, HTTP status and what to do instead.
import { z } from 'zod';
import { boothRefusals } from './refusals/booths.ts';
import { dayRefusals } from './refusals/day.ts';
import { deviceRefusals } from './refusals/devices.ts';
import { doorRefusals } from './refusals/doors.ts';
import type { Entry, Params } from './refusals/entry.ts';
import { identityRefusals } from './refusals/identity.ts';
import { peopleRefusals } from './refusals/people.ts';
import { reservationRefusals } from './refusals/reservations.ts';
import { storeRefusals } from './refusals/stores.ts';
import { unknownRefusals } from './refusals/unknown.ts';
import { visitorRefusals } from './refusals/visitors.ts';
import { voiceRefusals } from './refusals/voice.ts';

export const refusals = {
  ...doorRefusals,
  ...identityRefusals,
  ...peopleRefusals,
  ...deviceRefusals,
  ...voiceRefusals,
  ...unknownRefusals,
  ...dayRefusals,
  ...boothRefusals,
  ...visitorRefusals,
  ...reservationRefusals,
  ...storeRefusals,
} as const satisfies Record<string, Entry>;

export type RefusalCode = keyof typeof refusals;
export const refusalCodes = Object.keys(refusals) as [RefusalCode, ...RefusalCode[]];

export const Refusal = z.strictObject({
  code: z.enum(refusalCodes),
  message: z.string().describe('In English'),
  messageJa: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  allowed: z.array(z.string()).describe('Commands that would be accepted instead'),
});
/** A refusal as a value: the user may not, and what would be allowed. */
export type Refusal = z.infer<typeof Refusal>;

/** A refusal of the catalogue with its texts filled in. */
export const refuse = (code: RefusalCode, params: Params = {}, allowed: readonly string[] = []): Refusal => {
  const entry: Entry = refusals[code];
  return { code, message: entry.en(params), messageJa: entry.ja(params), params, allowed: [...allowed] };
};

/** The HTTP status of a refusal. */
export const statusOf = (code: RefusalCode): number => refusals[code].status;

/** True when the same request may be accepted in a moment: the hub is busy, away, or asked to slow down. */
export const isPassing = (code: RefusalCode): boolean => statusOf(code) === 429 || statusOf(code) === 503;
