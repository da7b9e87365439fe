// Who works at this browser: reads, chooses and ends the session over HTTP.

import type { StaffId } from '../../protocol/ids.ts';
import { SessionState } from '../../protocol/wire.ts';

const ask = async (init: RequestInit = {}): Promise<Response> => {
  const answer = await fetch('/api/session', {
    ...init,
    credentials: 'same-origin',
    cache: 'no-store',
    signal: AbortSignal.timeout(5_000),
  });
  if (!answer.ok) throw new Error(`/api/session answered ${answer.status}`);
  return answer;
};

/** Who is signed in here and whom to choose from. Throws when the hub cannot be reached. */
export const loadSession = async (): Promise<SessionState> => SessionState.parse(await (await ask()).json());

/** Signs in under a name of the list. Throws when the hub cannot be reached or does not know the name. */
export const signIn = async (staff: StaffId): Promise<void> => {
  await ask({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ staff }),
  });
};

/** Ends the session of this browser. Throws when the hub cannot be reached. */
export const signOut = async (): Promise<void> => {
  await ask({ method: 'DELETE' });
};

/** The people whose name or id contains every word typed; width and case do not matter. */
export const matchingNames = (choices: SessionState['choices'], typed: string): SessionState['choices'] => {
  const fold = (text: string) => text.normalize('NFKC').toLowerCase();
  const words = fold(typed).split(/\s+/).filter(Boolean);
  return choices.filter(({ id, name }) => {
    const text = fold(`${name} ${name.replaceAll(/\s/g, '')} ${id}`);
    return words.every((word) => text.includes(word));
  });
};
