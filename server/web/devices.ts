// The door of administrators to devices: the list, accepting by code, renaming, moving, revoking.
import { Router } from 'express';
import { KeyId } from '../../protocol/ids.ts';
import { parseAs } from '../../protocol/parse.ts';
import { CodeTyped, DeviceAccept, DeviceChange, type DeviceList } from '../../protocol/wire-devices.ts';
import { callerAt } from '../access/guard.ts';
import { actorOf } from '../people/caller.ts';
import { goodKeys, placesOf } from '../people/devices/places.ts';
import type { DeviceKey } from '../people/register/state.ts';
import type { WebParts } from './dependencies.ts';
import { sendRefusal } from './refusals.ts';

const presenceOf = ({ hub }: Pick<WebParts, 'hub'>, { place }: DeviceKey) => {
  const presence = hub.sites.get(place.site)?.snapshot().presence;
  const agent = presence?.agents.find(({ device }) => device === place.device);
  const wall = presence?.walls.find(({ device }) => device === place.device);
  return place.purpose === 'agent'
    ? { online: agent?.connected ?? false, kept: [...(agent?.kept ?? [])] }
    : { online: wall?.connected ?? false, kept: [] };
};

/** GET and POST /api/devices, POST /api/devices/code, PATCH and DELETE /api/devices/{key}. */
export const openDevices = (parts: WebParts): Router => {
  const { devices, register, settings, heard } = parts;
  const router = Router();

  const list = async (): Promise<DeviceList> => {
    const lastHeard = await heard.all();
    const state = register.state();
    return {
      devices: goodKeys(state).map((key) => ({
        key: key.id,
        name: key.name,
        place: key.place,
        acceptedAtMs: key.acceptedAtMs,
        heardAtMs: lastHeard.get(key.id) ?? null,
        ...presenceOf(parts, key),
      })),
      sites: placesOf(settings, state),
    };
  };

  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });

  router.get('/', async (_request, response) => {
    response.json(await list());
  });

  router.post('/code', async (request, response) => {
    const body = parseAs(CodeTyped, request.body, 'body');
    if (!body.ok) return sendRefusal(response, body.refusal);
    const found = await devices.find(actorOf(callerAt(response)), body.value.code);
    if (!found.ok) return sendRefusal(response, found.refusal);
    response.json(found.value);
  });

  router.post('/', async (request, response) => {
    const body = parseAs(DeviceAccept, request.body, 'body');
    if (!body.ok) return sendRefusal(response, body.refusal);
    const accepted = await devices.accept(actorOf(callerAt(response)), body.value);
    if (!accepted.ok) return sendRefusal(response, accepted.refusal);
    response.status(201).json({ key: accepted.value });
  });

  router.patch('/:key', async (request, response) => {
    const key = parseAs(KeyId, request.params.key, 'key');
    if (!key.ok) return sendRefusal(response, key.refusal);
    const body = parseAs(DeviceChange, request.body, 'body');
    if (!body.ok) return sendRefusal(response, body.refusal);
    const changed = await devices.change(actorOf(callerAt(response)), key.value, body.value);
    if (!changed.ok) return sendRefusal(response, changed.refusal);
    response.json(await list());
  });

  router.delete('/:key', async (request, response) => {
    const key = parseAs(KeyId, request.params.key, 'key');
    if (!key.ok) return sendRefusal(response, key.refusal);
    const revoked = await devices.revoke(actorOf(callerAt(response)), key.value);
    if (!revoked.ok) return sendRefusal(response, revoked.refusal);
    response.json(await list());
  });
  return router;
};
