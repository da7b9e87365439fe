// What the doors share: how a hello is checked, a command answered, a refusal given.
import type { Socket } from 'socket.io';
import type { z } from 'zod';
import type { Answer } from '../../protocol/answers.ts';
import type { SiteId } from '../../protocol/ids.ts';
import { type Parsed, parseAs } from '../../protocol/parse.ts';
import { type Refusal, refuse } from '../../protocol/refusals.ts';
import type { Hub, SiteHub } from '../hub/contract.ts';
import { siteOf } from '../ingress/site-of.ts';
import type { KnownCaller } from '../people/caller.ts';
import type { SocketConnections } from './connections.ts';
import type { DoorParts } from './dependencies.ts';

/** The error that Socket.IO hands to the client as connect_error, with the refusal in its data. */
export const connectRefused = (refusal: Refusal): Error & { data: { refusal: Refusal } } =>
  Object.assign(new Error(refusal.message), { data: { refusal } });

/** Checks a hello and finds its site. */
export const greet = <S extends z.ZodType<{ site: SiteId }>>(
  schema: S,
  auth: unknown,
  hub: Hub,
): Parsed<{ readonly hello: z.output<S>; readonly siteHub: SiteHub }> => {
  const hello = parseAs(schema, auth, 'auth');
  if (!hello.ok) return hello;
  const siteHub = siteOf(hub, hello.value.site);
  return siteHub.ok ? { ok: true, value: { hello: hello.value, siteHub: siteHub.value } } : siteHub;
};

/** A client asks whether this hub still answers. */
export const answerBeat = (ack: unknown): void => {
  if (typeof ack === 'function') ack();
};

type Ack = (answer: { readonly ok: true } | Answer) => void;

/** A socket of any door, as far as these helpers use it. */
export type AnySocket = Pick<Socket, 'conn' | 'use'> & {
  emit(event: 'refused', refusal: Refusal): unknown;
};
type CommandingSocket = AnySocket & {
  on(event: 'command', listener: (...args: unknown[]) => void): unknown;
};

const ackIn = (args: readonly unknown[]): Ack | null => {
  const ack = args.find((arg) => typeof arg === 'function');
  return ack === undefined ? null : (ack as Ack);
};

/** Tells a refusal by the acknowledgement that the client waits for, or by the event `refused`. */
export const tellRefusal = (
  socket: Pick<AnySocket, 'emit'>,
  args: readonly unknown[],
  refusal: Refusal,
): void => {
  const ack = ackIn(args);
  if (ack === null) socket.emit('refused', refusal);
  else ack({ ok: false, refusal });
};

/** Lets no message in that comes too fast, and refuses events that this door does not know. */
export const guardEvents = (
  socket: AnySocket,
  known: readonly string[],
  gateOf: SocketConnections['gateOf'],
): void => {
  const gate = gateOf(socket);
  const refusalOf = (event: unknown): Refusal | null => {
    if (known.includes(event as string)) return null;
    return refuse('malformed', { field: 'event', problem: `must be one of ${known.join(', ')}` });
  };
  socket.use((event, next) => {
    const refusal = gate.refusal() ?? refusalOf(event[0]);
    if (refusal === null) next();
    else tellRefusal(socket, event, refusal);
  });
};

/** Reads what a client tells without asking anything (receipts, status); null: it was refused. */
export const readTold = <S extends z.ZodType>(
  socket: Pick<AnySocket, 'emit'>,
  schema: S,
  args: readonly unknown[],
  root: string,
): z.output<S> | null => {
  const told = parseAs(schema, typeof args[0] === 'function' ? undefined : args[0], root);
  if (!told.ok) {
    tellRefusal(socket, args, told.refusal);
    return null;
  }
  ackIn(args)?.({ ok: true });
  return told.value;
};

/** Takes every `command` of a socket: any arguments, an acknowledgement among them or not. */
export const takeCommands = (
  socket: CommandingSocket,
  parts: Pick<DoorParts, 'take' | 'book' | 'logger'>,
  {
    siteHub,
    door,
    who,
    completed = (request) => request,
  }: {
    readonly siteHub: SiteHub;
    readonly door: string;
    readonly who: () => Parsed<KnownCaller> | Promise<Parsed<KnownCaller>>;
    /** Puts in what this kind of client has no say in. */
    readonly completed?: (request: unknown) => unknown;
  },
): void => {
  const { take, book, logger } = parts;
  let inFlight = 0;
  const answerTo = async (request: unknown): Promise<Answer> => {
    if (inFlight >= book.of.commandsInFlight) return { ok: false, refusal: book.refuse('commandsInFlight') };
    inFlight += 1;
    try {
      const caller = await who();
      return caller.ok ? await take(siteHub, completed(request), caller.value, door) : caller;
    } catch (error) {
      logger.error({ err: error, door }, 'command failed');
      return { ok: false, refusal: refuse('internalError') };
    } finally {
      inFlight -= 1;
    }
  };
  socket.on('command', async (...args: unknown[]) => {
    const answer = await answerTo(typeof args[0] === 'function' ? undefined : args[0]);
    // A client that wants no answer gets none when the command counted.
    if (!answer.ok) tellRefusal(socket, args, answer.refusal);
    else ackIn(args)?.(answer);
  });
};
