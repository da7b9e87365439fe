// Another system of the city hall: posts commands over HTTP, the same one to several hubs, until it has an answer.
import { Answer } from '../../../../protocol/answers.ts';
import type { Command } from '../../../../protocol/commands.ts';
import type { ProcedureId } from '../../../../protocol/ids.ts';
import { statusOf } from '../../../../protocol/refusals.ts';
import type { AnswerChecks } from '../checks/answers.ts';
import type { Life } from '../machine/scheduler.ts';
import type { Host, Network } from '../network/network.ts';
import { newLife, type Sim } from '../sim.ts';
import { hours, procedures } from '../site.ts';

const everyMs = [30_000, 90_000] as const;
const answerMs = 5_000;
const againMs = 700;
const mostTries = 12;
const actor = 'integrator:portal';
const lastMs = hours.midnight - 5_000;

export type Integrator = {
  readonly life: Life;
  post(host: Host, request: { commandId: string; command: Command }): Promise<Answer | null>;
};

export const openIntegrator = (parts: {
  readonly sim: Sim;
  readonly network: Network;
  readonly answers: AnswerChecks;
}): Integrator => {
  const { sim, network, answers } = parts;
  const { chance, scheduler } = sim;
  const life = newLife('portal');
  let ids = 0;

  const post: Integrator['post'] = async (host, request) => {
    answers.sent(life, request);
    const given = await network.post(life, host, request, actor, answerMs);
    answers.answered(life, request, given);
    return given === null ? null : Answer.parse(given);
  };
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      scheduler.after(ms, life, resolve);
    });
  const conclusive = (answer: Answer | null): boolean =>
    answer !== null && (answer.ok || statusOf(answer.refusal.code) !== 503);

  /** A command id is remembered by its own business day only: one of yesterday would be a new command today. */
  const isToday = (askedAtMs: number): boolean =>
    askedAtMs > lastMs || scheduler.now() + 2 * answerMs < lastMs;

  const insist = async (request: Parameters<Integrator['post']>[1]): Promise<void> => {
    const beganAtMs = scheduler.now();
    for (let tries = 0; tries < mostTries && isToday(beganAtMs); tries += 1) {
      if (conclusive(await post(chance.pick(network.hosts), request))) return;
      await pause(againMs);
    }
  };

  const issue = (): void => {
    const command: Command = {
      type: 'issueTicket',
      procedure: chance.pick(procedures) as ProcedureId,
      source: 'integrator',
      marks: [],
      language: 'ja',
      partySize: 1,
      note: '',
      slotAtMs: null,
      printAt: null,
    };
    const request = { commandId: `portal:${String(ids++).padStart(4, '0')}`, command };
    void insist(request);
    // Its own retry is impatient: the same command at the same time, at any hub.
    if (chance.happens(0.5)) scheduler.after(chance.between(0, 300), life, () => void insist(request));
  };

  /** Some minutes later it asks again what became of one: the answer must be the first one. */
  const recheck = (): void => {
    const earlier = answers
      .asked()
      .filter(({ client, accepted, atMs }) => client === 'portal' && accepted !== null && isToday(atMs));
    if (earlier.length > 0) void insist(chance.pick(earlier).request as Parameters<Integrator['post']>[1]);
  };

  const again = (): void => {
    scheduler.after(chance.between(...everyMs), life, () => {
      again();
      if (chance.happens(0.25)) recheck();
      else issue();
    });
  };
  again();
  return { life, post };
};
