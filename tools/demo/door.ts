// The real doors as the demo uses them: a staff console's socket with its signed-in name, and the button page.
import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { Answer } from '../../protocol/answers.ts';
import type { Command } from '../../protocol/commands.ts';
import { CommandId, type SiteId, type StaffId } from '../../protocol/ids.ts';
import { doors, type HubToStaff, type StaffHello, type StaffToHub, transports } from '../../protocol/wire.ts';

/** One console: sends commands and waits for their answers. */
export type Console = {
  send(command: Command): Promise<Answer>;
  close(): void;
};

/** Signs a name in and returns the cookie of its session. Throws when the hub does not take the name. */
export const signIn = async (hub: string, staff: StaffId): Promise<string> => {
  const response = await fetch(`${hub}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ staff }),
  });
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
  if (!response.ok || cookie === undefined)
    throw new Error(`${hub} did not sign in ${staff}: ${response.status}`);
  return cookie;
};

/** Connects a console of the page; an answer that does not come in 10 s is asked for again with the same command id. */
export const openConsole = async (hub: string, cookie: string, hello: StaffHello): Promise<Console> => {
  const socket: Socket<HubToStaff, StaffToHub> = io(`${hub}${doors.staff}`, {
    transports,
    auth: hello,
    extraHeaders: { cookie },
    forceNew: true,
    reconnectionDelayMax: 2000,
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  const send = async (command: Command): Promise<Answer> => {
    const request = { commandId: CommandId.parse(randomUUID()), command };
    for (let attempt = 0; ; attempt += 1) {
      try {
        return Answer.parse(await socket.timeout(10_000).emitWithAck('command', request));
      } catch (error) {
        if (attempt >= 5) throw error;
      }
    }
  };
  return { send, close: () => socket.disconnect() };
};

/** A site as `GET /api/sites` lists it, as far as the demo needs it. */
export type SiteLine = { readonly id: SiteId; readonly booths: readonly number[] };
