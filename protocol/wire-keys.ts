// What travels when administrators make and revoke integrators' keys.
import { z } from 'zod';
import { Grant, Grants } from './access.ts';
import { EpochMs, KeyId } from './ids.ts';

const IntegratorName = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,39}$/,
    'must be 1 to 40 lower-case letters, digits or hyphens, e.g. "city-portal"',
  );

export const NewApiKey = z.strictObject({
  name: IntegratorName.describe('Stands in every event that it causes'),
  grants: Grants,
});
export type NewApiKey = z.infer<typeof NewApiKey>;

export const ApiKeyView = z.strictObject({
  id: KeyId,
  name: z.string(),
  grants: z.array(Grant),
  revoked: z.boolean(),
  madeAtMs: EpochMs,
});
export type ApiKeyView = z.infer<typeof ApiKeyView>;

export const ApiKeyList = z.strictObject({ keys: z.array(ApiKeyView) });
export type ApiKeyList = z.infer<typeof ApiKeyList>;

export const MadeApiKey = z.strictObject({
  key: ApiKeyView,
  secret: z.string().describe('Shown this once; sent as Authorization: Bearer <secret>'),
});
export type MadeApiKey = z.infer<typeof MadeApiKey>;
