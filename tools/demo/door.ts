// The real doors as the demo uses them: a staff console's socket with its signed-in name, and the button page.
import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { Role } from '../../protocol/access.ts';
import { Answer } from '../../protocol/answers.ts';
import type { Command } from '../../protocol/commands.ts';
import { CommandId, type SiteId, type StaffId } from '../../protocol/ids.ts';
import { doors, type HubToStaff, type StaffHello, type StaffToHub } from '../../protocol/wire.ts';
import { SessionState } from '../../protocol/wire-people.ts';

/** One console: sends commands and waits for their answers. */
export type Console = {
  send(command: Command): Promise<Answer>;
  close(): void;
};

/** Who can be played at a demonstration's hub. Throws when it is none. */
export const peopleOf = async (hub: string): Promise<NonNullable<SessionState['demo']>> => {
  const { demo } = SessionState.parse(await (await fetch(`${hub}/api/session`)).json());
  if (demo === null || demo.length === 0)
    throw new Error(`${hub} is no demonstration: its settings have no demo`);
  return demo;
};

/** Somebody of a demonstration with the role; a supervisor may do everything at reception and booths. */
export const someone = async (hub: string, role: Role = 'supervisor'): Promise<StaffId> => {
  const found = (await peopleOf(hub)).find(({ roles }) => roles.includes(role));
  if (found === undefined) throw new Error(`${hub} has nobody who is ${role}`);
  return found.id;
};

/** Signs somebody of a demonstration in and returns the cookie of the session. Throws when the hub does not take the name. */
export const signIn = async (hub: string, staff: StaffId): Promise<string> => {
  const response = await fetch(`${hub}/api/session/demo`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id: staff }),
  });
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
  if (!response.ok || cookie === undefined)
    throw new Error(`${hub} did not sign in ${staff}: ${response.status}`);
  return cookie;
};

/** Ends the session again. */
export const signOut = async (hub: string, cookie: string): Promise<void> => {
  await fetch(`${hub}/api/session`, { method: 'DELETE', headers: { cookie, origin: hub } }).catch(() => {});
};

/** Connects a console of the page; an answer that does not come in 10 s is asked for again with the same command id. */
export const openConsole = async (hub: string, cookie: string, hello: StaffHello): Promise<Console> => {
  const socket: Socket<HubToStaff, StaffToHub> = io(`${hub}${doors.staff}`, {
    transports: ['websocket', 'polling'],
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
