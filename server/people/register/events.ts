// The stream people:{organisation}: accounts, keys of devices and of integrators, and every change of them. No secret lies here:
// keys are 256 random bits kept as hashes; passwords, which can be guessed, are kept elsewhere.
import { z } from 'zod';
import { DevicePlace, Grant, Grants, PersonName } from '../../../protocol/access.ts';
import { Actor, KeyId, StaffId } from '../../../protocol/ids.ts';
import type { StoredEntry } from '../../log/contract.ts';

export const peopleStream = (organisation: string): string => `people:${organisation}`;
export const peopleSchema = 1;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const account = { account: StaffId };
const key = { key: KeyId };
const event = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(type), ...shape });

export const PeopleEvent = z.discriminatedUnion('type', [
  event('accountMade', {
    ...account,
    name: PersonName,
    grants: Grants,
    sso: z.string().max(300).nullable().describe('Who it is at the sign-in service; null: signs in here'),
  }),
  event('accountRenamed', { ...account, name: PersonName }),
  event('accountGranted', { ...account, grants: z.array(Grant) }),
  event('accountClosed', account),
  event('accountReopened', account),
  event('passwordSet', { ...account, by: z.enum(['owner', 'administrator', 'firstLink']) }),
  event('passwordRemoved', account),
  event('deviceAccepted', { ...key, hash, name: PersonName, place: DevicePlace }),
  event('deviceRenamed', { ...key, name: PersonName }),
  event('deviceMoved', { ...key, place: DevicePlace }),
  event('deviceRevoked', key),
  event('apiKeyMade', { ...key, hash, name: PersonName, grants: Grants }),
  event('apiKeyRevoked', key),
]);
export type PeopleEvent = z.infer<typeof PeopleEvent>;

/** Throws an Error that names stream and version when the entry is not what it should be. */
export const parsePeopleEntry = (
  entry: Pick<StoredEntry, 'stream' | 'version' | 'schema' | 'meta' | 'event'>,
): { readonly actor: Actor; readonly event: PeopleEvent } => {
  const place = `event ${entry.version} of ${entry.stream}`;
  if (entry.schema > peopleSchema) throw new Error(`${place} has schema ${entry.schema}. Update the hub.`);
  const parsed = z
    .object({ actor: Actor, event: PeopleEvent })
    .safeParse({ actor: entry.meta.actor, event: entry.event });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Error(`${place} cannot be read: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
};
