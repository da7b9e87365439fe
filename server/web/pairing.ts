// The door of devices without a key: ask for a code, and ask whether an administrator has accepted it.
import { type Response, Router } from 'express';
import { z } from 'zod';
import { type Parsed, parseAs } from '../../protocol/parse.ts';
import { PairingRequest, type PairingState, pairingHeader } from '../../protocol/wire-devices.ts';
import { callerAddress } from '../ingress/caller-address.ts';
import type { WebParts } from './dependencies.ts';
import { sendRefusal } from './refusals.ts';

/** An answer that waits for the administrator is given after so long at the latest, seconds; proxies cut what takes longer. */
const mostSeconds = 25;
const Wait = z.strictObject({
  wait: z
    .string()
    .regex(/^\d{1,2}$/, `must be 0 to ${mostSeconds} seconds`)
    .transform(Number)
    .refine((seconds) => seconds <= mostSeconds, `must be 0 to ${mostSeconds} seconds`)
    .default(0),
});
const Secret = z
  .string()
  .regex(/^[0-9a-f]{64}\.[A-Za-z0-9_-]{43}$/, 'must be the secret that came with the code');

const send = (response: Response, state: Parsed<PairingState>): void => {
  if (state.ok) response.json(state.value);
  else sendRefusal(response, state.refusal);
};

/** POST and GET /api/pairing. */
export const openPairing = ({ devices, addresses, stopping }: WebParts): Router => {
  const router = Router();
  /** One waiting question for each secret: a device that asks again has given the first one up. */
  const asked = new Map<string, AbortController>();

  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });

  router.post('/', async (request, response) => {
    const body = parseAs(PairingRequest, request.body, 'body');
    if (!body.ok) return sendRefusal(response, body.refusal);
    send(response, await devices.pair(body.value, callerAddress(addresses, request)));
  });

  router.get('/', async (request, response) => {
    const secret = parseAs(Secret, request.get(pairingHeader), pairingHeader);
    if (!secret.ok) return sendRefusal(response, secret.refusal);
    const query = parseAs(Wait, request.query, 'query');
    if (!query.ok) return sendRefusal(response, query.refusal);
    asked.get(secret.value)?.abort();
    const gone = new AbortController();
    const end = (): void => gone.abort();
    asked.set(secret.value, gone);
    response.on('close', end);
    stopping.addEventListener('abort', end);
    try {
      send(response, await devices.pairing(secret.value, query.value.wait * 1_000, gone.signal));
    } finally {
      stopping.removeEventListener('abort', end);
      if (asked.get(secret.value) === gone) asked.delete(secret.value);
    }
  });
  return router;
};
