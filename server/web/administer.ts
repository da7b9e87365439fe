// Who may administer, asked in one place for all doors of administrators.
import type { Request } from 'express';
import type { Actor } from '../../protocol/ids.ts';
import type { Parsed } from '../../protocol/parse.ts';
import { callerAddress } from '../doors/caller-address.ts';
import type { WebParts } from './parts.ts';

export type MayAdminister = (request: Request) => Promise<Parsed<Actor>>;

/** Gives the person, with the address; a refusal: nobody is signed in. */
export const createMayAdminister =
  ({ people, addresses }: Pick<WebParts, 'people' | 'addresses'>): MayAdminister =>
  async (request) => {
    const known = await people.whoIs(request.headers);
    if (!known.ok) return known;
    const { actor } = known.value;
    if (actor.kind === 'system') return { ok: true, value: actor };
    return { ok: true, value: { ...actor, from: callerAddress(addresses, request) } };
  };
