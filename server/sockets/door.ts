// What the three doors share: how a hello is checked, a command answered, a refusal given.
import type { z } from 'zod';
import type { Answer } from '../../protocol/answers.ts';
import type { Actor, SiteId } from '../../protocol/ids.ts';
import { type Parsed, parseAs } from '../../protocol/parse.ts';
import { type Refusal, refuse } from '../../protocol/refusals.ts';
import { siteOf } from '../doors/site-of.ts';
import type { TakeCommand } from '../doors/take-command.ts';
import type { Hub, SiteHub } from '../hub/contract.ts';

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

/** Takes what a client emitted as `command`: any arguments, an acknowledgement among them or not. */
export const answerCommand = async (
  args: readonly unknown[],
  who: () => Parsed<Actor> | Promise<Parsed<Actor>>,
  siteHub: SiteHub,
  take: TakeCommand,
  door: string,
): Promise<Answer> => {
  const ack = args.find((arg): arg is (answer: Answer) => void => typeof arg === 'function');
  const actor = await who();
  const request = typeof args[0] === 'function' ? undefined : args[0];
  const answer: Answer = actor.ok ? await take(siteHub, request, actor.value, door) : actor;
  // A client that wants no answer gets none; the command counts all the same.
  ack?.(answer);
  return answer;
};

/** A client asks whether this hub still answers. */
export const answerBeat = (ack: unknown): void => {
  if (typeof ack === 'function') ack();
};

/** Answers an event that this door does not know, when the client waits for an answer. */
export const refuseUnknownEvent =
  (known: readonly string[]) =>
  (event: string, ...args: readonly unknown[]): void => {
    if (known.includes(event)) return;
    const ack = args.at(-1);
    if (typeof ack !== 'function') return;
    const problem = `must be one of ${known.join(', ')}`;
    ack({ ok: false, refusal: refuse('malformed', { field: 'event', problem }) } satisfies Answer);
  };
