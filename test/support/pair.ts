// A key for a made-up device at a hub of the demonstration, as a device gets it: it asks, and is accepted at once.
import { createHash, randomBytes } from 'node:crypto';
import { PairingState } from '../../protocol/wire-devices.ts';

/** Pairs and gives the key. Throws when the hub does not accept it at once. */
export const pairDevice = async (
  hub: string,
  purpose: 'wall' | 'agent' | 'kiosk',
  site: string,
  device: string,
): Promise<string> => {
  const key = randomBytes(32).toString('base64url');
  const response = await fetch(`${hub}/api/pairing`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      purpose,
      hash: createHash('sha256').update(key).digest('hex'),
      wanted: { site, device },
    }),
  });
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(`${hub} does not pair ${device}: ${JSON.stringify(body)}`);
  const { state } = PairingState.parse(body);
  if (state !== 'accepted') throw new Error(`${hub} does not accept ${device} by itself`);
  return key;
};
