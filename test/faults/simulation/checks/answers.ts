// What must hold of answers: an accepted command is in the log, once, and every later answer to it is the same.
import { isDeepStrictEqual } from 'node:util';
import { Answer } from '../../../../protocol/answers.ts';
import type { CommandRequest } from '../../../../protocol/commands.ts';
import { statusOf } from '../../../../protocol/refusals.ts';
import type { CommandWatch } from '../network/socket-client.ts';
import type { Sim } from '../sim.ts';
import { hours } from '../site.ts';
import type { History } from './history.ts';

export type Asked = {
  readonly request: CommandRequest;
  readonly client: string;
  /** When it was asked first, true time, epoch ms. */
  readonly atMs: number;
  attempts: number;
  /** Attempts that are not answered yet. */
  open: number;
  /** The first acceptance. */
  accepted: unknown;
  /** Any attempt that may have been taken although no acceptance came. */
  doubtful: boolean;
  refused: string | null;
  /** Asked again after it had been accepted. */
  repeats: boolean;
};

export type AnswerChecks = CommandWatch & {
  /** The network sends a command once more than its client does: the second copy may meet another state. */
  duplicated(body: unknown): void;
  /** At the end: what was accepted is on disk still, and what was only ever refused is not. */
  atEnd(): void;
  asked(): readonly Asked[];
};

/** From here on a hub's clock may say tomorrow. */
const midnightMs = hours.midnight - 30_000;
/** Refusals after which the command may be in the log all the same. */
const unsure: readonly string[] = ['outcomeUnknown', 'internalError'];

export const createAnswerChecks = (sim: Sim, history: History): AnswerChecks => {
  const all = new Map<string, Asked>();
  const idsOfCommands = new WeakMap<object, string>();
  const superseded = (id: string): boolean =>
    history.days().some((day) => day.states.at(-1)?.superseded.has(id as never) ?? false);

  const accepted = (asked: Asked, answer: Answer & { ok: true }): void => {
    const { commandId } = asked.request;
    sim.count(`accepted: ${asked.request.command.type}`);
    const events = history.eventsOf(commandId);
    const last = events.at(-1);
    if (last === undefined) {
      sim.violate(
        'an accepted command is on disk',
        `${commandId} (${asked.request.command.type}) of ${asked.client}`,
      );
      return;
    }
    if (last.version !== answer.version)
      sim.violate(
        'an answer tells the version of its command',
        `${commandId}: ${answer.version}, on disk ${last.version}`,
      );
    if (asked.accepted === null) asked.accepted = answer;
    else if (isDeepStrictEqual(asked.accepted, answer)) sim.count('retry: same answer');
    else
      sim.violate(
        'a repeated command gets its first answer',
        `${commandId}: ${JSON.stringify(asked.accepted)}, then ${JSON.stringify(answer)}`,
      );
  };

  return {
    sent: (client, body) => {
      const request = body as CommandRequest;
      const { commandId, command } = request;
      const known = all.get(commandId);
      sim.count(`sent: ${command.type}`);
      // One press is one command object: sent again, it must keep its name.
      const earlier = idsOfCommands.get(command) ?? commandId;
      if (earlier !== commandId)
        sim.violate(
          'a retry keeps its command id',
          `${command.type} of ${client.name}: ${earlier}, then ${commandId}`,
        );
      idsOfCommands.set(command, commandId);
      if (known === undefined) {
        sim.note(`asks ${commandId} ${command.type}`);
        const atMs = sim.scheduler.now();
        const fresh = {
          request,
          client: client.name,
          atMs,
          attempts: 1,
          open: 1,
          accepted: null,
          doubtful: false,
          refused: null,
          repeats: false,
        };
        all.set(commandId, fresh);
        return;
      }
      sim.note(`asks again ${commandId} ${command.type}`);
      sim.count('retry');
      known.attempts += 1;
      known.open += 1;
      known.repeats ||= known.accepted !== null;
    },
    answered: (_client, body, given) => {
      const { commandId } = body as CommandRequest;
      const asked = all.get(commandId);
      if (asked === undefined) return;
      asked.open -= 1;
      if (given === null) {
        sim.note(`no answer to ${commandId}`);
        sim.count('no answer');
        asked.doubtful = true;
        return;
      }
      const answer = Answer.parse(given);
      sim.note(`${commandId}: ${answer.ok ? `accepted ${answer.ticket ?? ''}` : answer.refusal.code}`);
      if (answer.ok) return accepted(asked, answer);
      const { code } = answer.refusal;
      sim.count(`refused: ${code}`);
      if (code === 'malformed')
        sim.violate('commands are well formed', `${commandId}: ${answer.refusal.message}`);
      if (code === 'internalError')
        sim.violate('nothing fails inside', `${commandId} was answered internalError`);
      asked.refused = code;
      // Another day knows nothing of it; a hub that cannot answer now says so; a superseded press is refused on purpose.
      const excused = statusOf(code) === 503 || superseded(commandId) || sim.scheduler.now() > midnightMs;
      if (asked.repeats && !excused)
        sim.violate(
          'a repeated command gets its first answer',
          `${commandId}: accepted, then refused ${code}`,
        );
      if (unsure.includes(code)) asked.doubtful = true;
    },
    duplicated: (body) => {
      const asked = all.get((body as CommandRequest).commandId);
      if (asked !== undefined) asked.attempts += 1;
    },
    atEnd: () => {
      for (const [id, asked] of all) {
        const inLog = history.eventsOf(id).length > 0;
        if (asked.accepted !== null && !inLog) sim.violate('an accepted command is on disk', id);
        const onlyRefused =
          asked.refused !== null && asked.attempts === 1 && !asked.doubtful && asked.open === 0;
        if (onlyRefused && inLog)
          sim.violate(
            'a refused command changed nothing',
            `${id} was refused ${asked.refused}, but is in the log`,
          );
      }
    },
    asked: () => [...all.values()],
  };
};
