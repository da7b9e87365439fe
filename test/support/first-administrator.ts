// The first administrator of a hub without a demonstration, made by the link that the hub printed at its start.
import { expect, vi } from 'vitest';

/** The token of the link; waits until it is printed. */
export const tokenIn = async (output: () => string): Promise<string> => {
  const pattern = /\/first#([A-Za-z0-9_-]{43})/;
  await vi.waitFor(() => expect(output()).toMatch(pattern), { timeout: 20_000, interval: 50 });
  return pattern.exec(output())?.[1] ?? '';
};

/** Makes the administrator "mori" and gives the cookie of the session. */
export const firstAdministrator = async (url: string, token: string | null): Promise<string> => {
  const person = { token, id: 'mori', name: '森', password: 'a sentence for tests' };
  const response = await fetch(`${url}/api/first`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(person),
  });
  if (response.status !== 201) throw new Error(`no first administrator: ${await response.text()}`);
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
};
