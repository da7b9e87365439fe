// How every door passes a command on: parse, may he, take, count, log. No command reaches the hub on another way.
import type { Logger } from 'pino';
import type { Answer } from '../../protocol/answers.ts';
import { CommandRequest } from '../../protocol/commands.ts';
import type { Actor, SiteId, TicketCode, TicketNumber } from '../../protocol/ids.ts';
import { parseAs } from '../../protocol/parse.ts';
import { refuse } from '../../protocol/refusals.ts';
import { LogUnavailable } from '../base/log-unavailable.ts';
import type { SiteHub } from '../hub/contract.ts';
import type { Metrics } from '../ingress/metrics.ts';
import { actorOf, type KnownCaller } from '../people/caller.ts';
import { commandAccess } from './commands.ts';
import type { DeviceRights } from './device-rights.ts';
import { refusalFor } from './who.ts';

export type TakeCommand = (
  siteHub: SiteHub,
  input: unknown,
  caller: KnownCaller,
  door: string,
) => Promise<Answer>;

/** Checks in what is reserved here today, and says where it is otherwise. */
export type CheckIn = (siteHub: SiteHub, request: CommandRequest, actor: Actor) => Promise<Answer>;

export type CommandWatch = {
  /** Hears of those who are known and may not send such a command there. */
  readonly onRefused: (caller: KnownCaller, door: string, site: SiteId) => void;
  /** The ticket of today that has the code already, at whichever site. */
  readonly ticketOf: (
    code: TicketCode,
  ) => { readonly siteHub: SiteHub; readonly ticket: { readonly number: TicketNumber } } | null;
};

/** A code opens one ticket: one entered later must not take another's page away. Sent again it is the same ticket. */
const codeInUse = (
  siteHub: SiteHub,
  { command }: CommandRequest,
  ticketOf: CommandWatch['ticketOf'],
): boolean => {
  if (command.type !== 'recordTicket' || command.code === undefined) return false;
  const found = ticketOf(command.code);
  return found !== null && (found.siteHub !== siteHub || found.ticket.number !== command.number);
};

/** Makes the way in; the result never rejects: a fault of the hub is logged and answered `internalError`. */
export const createTakeCommand = (
  metrics: Metrics,
  logger: Logger,
  devices: DeviceRights,
  checkIn: CheckIn,
  watch: CommandWatch,
): TakeCommand => {
  const answerTo = async (
    siteHub: SiteHub,
    request: CommandRequest,
    caller: KnownCaller,
  ): Promise<Answer> => {
    const { id } = siteHub.site.settings;
    const { type } = request.command;
    const refusal = refusalFor(commandAccess[type], caller, id);
    const judged =
      refusal === null && caller.kind === 'device' ? devices.judge(siteHub, request, caller) : null;
    const why = refusal ?? (judged?.ok === false ? judged.refusal : null);
    if (why !== null) {
      if (why.code === 'notAllowed') watch.onRefused(caller, `command ${type}`, id);
      return { ok: false, refusal: why };
    }
    if (codeInUse(siteHub, request, watch.ticketOf)) return { ok: false, refusal: refuse('codeTaken') };
    try {
      const actor = actorOf(caller);
      const judgedRequest = judged?.ok === true ? judged.value : request;
      return await (request.command.type === 'checkIn'
        ? checkIn(siteHub, judgedRequest, actor)
        : siteHub.take(judgedRequest, actor));
    } catch (error) {
      // A check-in looks at other days first, and the store may be away just then.
      if (error instanceof LogUnavailable) return { ok: false, refusal: refuse('logUnavailable') };
      logger.error({ err: error, command: request.command.type }, 'command failed');
      return { ok: false, refusal: refuse('internalError') };
    }
  };

  return async (siteHub, input, caller, door) => {
    const actor = actorOf(caller);
    const began = performance.now();
    const parsed = parseAs(CommandRequest, input);
    const answer: Answer = parsed.ok ? await answerTo(siteHub, parsed.value, caller) : parsed;
    const milliseconds = performance.now() - began;
    const type = parsed.ok ? parsed.value.command.type : 'malformed';
    const outcome = answer.ok ? 'accepted' : answer.refusal.code;
    metrics.commandDone(type, outcome, milliseconds);
    logger.info(
      {
        site: siteHub.site.settings.id,
        command: type,
        actor: `${actor.kind}:${actor.id}`,
        door,
        outcome,
        milliseconds: Math.round(milliseconds * 100) / 100,
      },
      'command',
    );
    return answer;
  };
};
