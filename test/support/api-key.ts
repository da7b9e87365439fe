// A key of an integrator with every role, made as an administrator makes one; for tests that send commands over HTTP.
import { randomUUID } from 'node:crypto';
import { roles } from '../../protocol/access.ts';
import { MadeApiKey } from '../../protocol/wire-keys.ts';
import { signIn, someone } from '../../tools/demo/door.ts';

const known = new Map<string, Promise<string>>();

/** Makes a fresh key at the hub; `cookie`: of an administrator, where it is no demonstration. */
export const makeApiKey = async (
  url: string,
  name = `test-${randomUUID().slice(0, 8)}`,
  given?: string,
): Promise<string> => {
  const cookie = given ?? (await signIn(url, await someone(url, 'administrator')));
  const response = await fetch(`${url}/api/keys`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ name, grants: roles.map((role) => ({ role, site: null })) }),
  });
  const made = await response.json();
  if (!response.ok) throw new Error(`no key from ${url}: ${JSON.stringify(made)}`);
  return MadeApiKey.parse(made).secret;
};

/** The key of this run at the hub: made at the first call, the same afterwards. */
export const apiKeyOf = (url: string): Promise<string> => {
  const key = known.get(url) ?? makeApiKey(url);
  known.set(url, key);
  key.catch(() => known.delete(url));
  return key;
};

/** For a hub that is no demonstration: the key that its administrator made. */
export const rememberKey = (url: string, key: string): void => {
  known.set(url, Promise.resolve(key));
};

/** The header that shows the key. */
export const withKey = async (url: string): Promise<{ authorization: string }> => ({
  authorization: `Bearer ${await apiKeyOf(url)}`,
});
