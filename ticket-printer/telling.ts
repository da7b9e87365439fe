// Tells the hub what happened here: tickets of the lease, in order; sheets that came out; and asks for numbers to hold.
import type { Logger } from 'pino';
import type { Accepted } from '../protocol/answers.ts';
import type { Command, CommandRequest } from '../protocol/commands.ts';
import type { BusinessDate, CommandId, DeviceId, ProcedureId } from '../protocol/ids.ts';
import { isPassing } from '../protocol/refusals.ts';
import type { Clock } from './clock.ts';
import type { HubLink } from './hub-link.ts';
import type { KnowledgeStore } from './knowledge.ts';
import type { Memory } from './memory.ts';
import type { LeasedTicket } from './records.ts';
import { createBell } from './signal.ts';
import { availableNumbers, untold } from './state.ts';

const answerMs = 10_000;
const againMs = 1_000;
/** A lease that was refused (no numbers left, day over) is asked for again after so long. */
const leaseAgainMs = 60_000;

export type Telling = {
  ring(): void;
  close(): Promise<void>;
};

type TellingOptions = {
  readonly memory: Memory;
  readonly knowledge: KnowledgeStore;
  readonly link: Pick<HubLink, 'connected' | 'command'>;
  readonly device: DeviceId;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Procedures that a button here gives tickets for. */
  readonly procedures: () => readonly ProcedureId[];
  readonly newCommandId: () => CommandId;
  /** The hub took a leased ticket: what its next views show has this in it. */
  readonly onTold: (answer: Accepted | null) => void;
};

type Outcome = Accepted | 'refused' | 'noAnswer';

/** Starts to tell; one thing at a time, each until the hub has taken or refused it. */
export const createTelling = (options: TellingOptions): Telling => {
  const { memory, knowledge, link, device, clock, logger, procedures, newCommandId, onTold } = options;
  const { state } = memory;
  const bell = createBell(clock);
  const leaseNotBeforeMs = new Map<string, number>();
  let closed = false;

  const send = async (
    request: CommandRequest,
    onRefused: (code: string, message: string) => void,
  ): Promise<Outcome> => {
    const answer = await link.command(request, answerMs);
    if (answer === null) return 'noAnswer';
    if (answer.ok) return answer;
    // A key that was revoked while this was on its way says nothing of what was recorded: it is kept.
    if (isPassing(answer.refusal.code) || answer.refusal.code === 'unknownKey') return 'noAnswer';
    onRefused(answer.refusal.code, answer.refusal.message);
    return 'refused';
  };

  const tell = async (leased: LeasedTicket): Promise<boolean> => {
    const outcome = await send(recordRequest(leased), (code, message) => {
      memory.record({ k: 'conflict', id: leased.press, reason: code });
      logger.error(
        { ticket: leased.ticket, issuedAtMs: leased.issuedAtMs, code, message },
        'the hub refuses a ticket that a visitor holds: enter it at reception',
      );
      onTold(null);
    });
    if (outcome === 'noAnswer') return false;
    if (outcome !== 'refused') {
      memory.record({ k: 'told', id: leased.press });
      logger.info({ ticket: leased.ticket }, 'leased ticket told to the hub');
      onTold(outcome);
    }
    return true;
  };

  const confirm = async (): Promise<boolean | null> => {
    for (const [key, sheet] of state.sheets) {
      if (sheet.state !== 'printed' || sheet.confirm !== 'needed' || !memory.isCurrent(sheet.date)) continue;
      const { job } = sheet.paper;
      const request: CommandRequest = {
        // The same id each time, so that after a lost answer nothing is done twice.
        commandId: `print:${device}:${sheet.date}:${job}` as CommandId,
        command: { type: 'confirmPrint', job },
      };
      const outcome = await send(request, (code) =>
        logger.warn({ job, code }, 'the hub does not wait for this print any more'),
      );
      if (outcome === 'noAnswer') return false;
      memory.record({ k: 'confirmed', key });
      return true;
    }
    return null;
  };

  /** Numbers for the rest of today and for the next business day, when less than half are left. */
  const lease = async (): Promise<boolean | null> => {
    const known = knowledge.current();
    if (known === null || known.leasedNumbers === 0) return null;
    const nowMs = memory.now();
    const days: [BusinessDate | null, { intakeUntilMs: number } | null][] = [
      [known.date, known.plan],
      [known.nextDate, known.nextPlan],
    ];
    for (const [date, plan] of days) {
      if (date === null || plan === null || nowMs >= plan.intakeUntilMs) continue;
      for (const procedure of procedures()) {
        const place = `${date} ${procedure}`;
        const offered = known.procedures.find((p) => p.id === procedure);
        if (offered === undefined || offered.intake === 'reservationOnly') continue;
        if (availableNumbers(state, date, procedure).length * 2 >= known.leasedNumbers) continue;
        if ((leaseNotBeforeMs.get(place) ?? 0) > clock.now()) continue;
        const command: Command = { type: 'leaseNumbers', procedure, count: known.leasedNumbers };
        const outcome = await send({ commandId: newCommandId(), date, command }, (code) =>
          logger.info({ procedure, date, code }, 'no numbers lent'),
        );
        if (outcome === 'noAnswer') return false;
        leaseNotBeforeMs.set(place, clock.now() + (outcome === 'refused' ? leaseAgainMs : againMs));
        if (outcome !== 'refused')
          memory.record({ k: 'leases', date, procedure, numbers: [...(outcome.numbers ?? [])] });
        return true;
      }
    }
    return null;
  };

  /** One thing done: true · nothing to do: null · the hub did not answer: false. */
  const step = async (): Promise<boolean | null> => {
    if (!link.connected()) return null;
    const first = untold(state)[0];
    if (first !== undefined) return tell(first);
    return (await confirm()) ?? (await lease());
  };

  const run = async (): Promise<void> => {
    while (!closed) {
      const done = await step().catch((error: unknown) => {
        logger.error({ error: String(error) }, 'telling the hub failed; trying again');
        return false;
      });
      if (closed) return;
      if (done === null) await bell.wait(30_000);
      else if (!done) await bell.wait(againMs);
    }
  };
  const running = run();

  return {
    ring: () => bell.ring(),
    close: async () => {
      closed = true;
      bell.ring();
      await running;
    },
  };
};

const recordRequest = (leased: LeasedTicket): CommandRequest => ({
  commandId: `${leased.press}:told` as CommandId,
  date: leased.date,
  command: {
    type: 'recordTicket',
    procedure: leased.procedure,
    source: 'button',
    marks: [],
    language: leased.language,
    partySize: 1,
    note: '',
    slotAtMs: null,
    number: leased.ticket,
    issuedAtMs: leased.issuedAtMs,
    how: 'leased',
    code: leased.code,
    supersedes: leased.press,
  },
});
