// Integrators' keys over HTTP, for administrators.
import { Router } from 'express';
import { KeyId } from '../../protocol/ids.ts';
import { parseAs } from '../../protocol/parse.ts';
import { type ApiKeyList, type ApiKeyView, type MadeApiKey, NewApiKey } from '../../protocol/wire-keys.ts';
import { callerAt } from '../access/guard.ts';
import { makeApiKey, revokeApiKey } from '../people/api-keys.ts';
import { hashOfKey, newKey, newKeyId } from '../people/bearer.ts';
import { actorOf } from '../people/caller.ts';
import type { ApiKey } from '../people/register/state.ts';
import type { WebParts } from './dependencies.ts';
import { sendRefusal } from './refusals.ts';

const viewOf = ({ id, name, grants, revoked, madeAtMs }: ApiKey): ApiKeyView => ({
  id,
  name,
  grants: [...grants],
  revoked,
  madeAtMs,
});

/** GET and POST /api/keys, DELETE /api/keys/{id}. */
export const openKeys = ({ register, hub, now }: Pick<WebParts, 'register' | 'hub' | 'now'>): Router => {
  const router = Router();
  const list = (): ApiKeyList => ({ keys: [...register.state().apiKeys.values()].map(viewOf) });
  const sites = new Set(hub.sites.keys());

  router.get('/', (_request, response) => void response.set('Cache-Control', 'no-store').json(list()));

  router.post('/', async (request, response) => {
    const asked = parseAs(NewApiKey, request.body, 'body');
    if (!asked.ok) return sendRefusal(response, asked.refusal);
    const secret = newKey('ji');
    const key = newKeyId();
    const made = makeApiKey({ ...asked.value, key, hash: hashOfKey(secret), nowMs: now() }, sites);
    const done = await register.change(actorOf(callerAt(response)), made);
    if (!done.ok) return sendRefusal(response, done.refusal);
    const kept = done.state.apiKeys.get(key);
    if (kept === undefined) throw new Error('the key that was made is not in the register');
    const answer: MadeApiKey = { key: viewOf(kept), secret };
    response.set('Cache-Control', 'no-store').json(answer);
  });

  router.delete('/:key', async (request, response) => {
    const key = parseAs(KeyId, request.params.key, 'key');
    if (!key.ok) return sendRefusal(response, key.refusal);
    const done = await register.change(actorOf(callerAt(response)), revokeApiKey(key.value));
    if (!done.ok) return sendRefusal(response, done.refusal);
    response.json(list());
  });
  return router;
};
