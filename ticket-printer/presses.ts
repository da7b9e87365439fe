// From a press to a number: the hub's when it answers in time, else one lent in advance; one for each press, whatever fails.
import type { Logger } from 'pino';
import type { Accepted } from '../protocol/answers.ts';
import type { CommandRequest } from '../protocol/commands.ts';
import type {
  BusinessDate,
  CommandId,
  DeviceId,
  Language,
  ProcedureId,
  TicketCode,
} from '../protocol/ids.ts';
import { isPassing, type RefusalCode } from '../protocol/refusals.ts';
import type { FeedbackKind } from './buttons/profile.ts';
import { type Clock, wait } from './clock.ts';
import type { HubLink } from './hub-link.ts';
import { type KnowledgeStore, offlineRefusal } from './knowledge.ts';
import type { Memory } from './memory.ts';
import { paperOfAnswer, paperOfLease } from './papers.ts';
import type { LeasedTicket, OpenPress } from './records.ts';
import { availableNumbers, sheetKey } from './state.ts';

/** More unanswered presses than this at once are a fault, not visitors. */
const mostOpenPresses = 100;
/** A press that may have reached the hub, with no number of our own to give, is asked about for so long. */
const insistMs = 20_000;

export type Presses = {
  press(procedure: ProcedureId, language: Language, feedback: (kind: FeedbackKind) => void): void;
  /** Presses of before a restart, once. */
  resume(): void;
  /** Whoever presses from now on gets no ticket; presses without an answer stay in the journal. */
  close(): void;
};

type PressOptions = {
  readonly memory: Memory;
  readonly knowledge: KnowledgeStore;
  readonly link: Pick<HubLink, 'connected' | 'command' | 'doubt'>;
  readonly device: DeviceId;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How long the hub may take before a leased number is given, ms. */
  readonly answerMs: number;
  readonly newCommandId: () => CommandId;
  readonly newCode: () => TicketCode;
  /** A sheet may have come, a press may have been settled, there may be something to tell. */
  readonly onSettled: (answer: Accepted | null) => void;
};

/** `answer` of onSettled is the hub's, when it was the hub that gave the number. */
export const createPresses = (options: PressOptions): Presses => {
  const { memory, knowledge, link, device, clock, logger, answerMs, newCommandId, newCode, onSettled } =
    options;
  const { state } = memory;
  let closed = false;

  const issue = (press: OpenPress): CommandRequest => ({
    commandId: press.id,
    command: {
      type: 'issueTicket',
      procedure: press.procedure,
      source: 'button',
      marks: [],
      language: press.language,
      partySize: 1,
      note: '',
      slotAtMs: null,
      printAt: device,
    },
  });

  const accepted = (press: OpenPress, answer: Accepted): void => {
    const known = knowledge.current();
    const paper = known === null ? null : paperOfAnswer(known, press, answer);
    const seen = paper !== null && state.sheets.has(sheetKey(press.date, paper.job));
    memory.record({
      k: 'issued',
      id: press.id,
      sheet: paper === null || seen ? null : { date: press.date, paper, state: 'spooled', confirm: 'needed' },
    });
    logger.info(
      { ticket: answer.ticket, procedure: press.procedure, ms: Math.round(memory.now() - press.atMs) },
      'ticket issued',
    );
    onSettled(answer);
  };

  const refused = (press: OpenPress, reason: string, feedback: (kind: FeedbackKind) => void): void => {
    memory.record({ k: 'refused', id: press.id, reason });
    logger.info({ procedure: press.procedure, reason }, 'no ticket given');
    feedback('refused');
    onSettled(null);
  };

  /** Gives a number of the lease; 'none' when there is none. */
  const lease = (press: OpenPress): 'given' | 'none' | RefusalCode => {
    const known = knowledge.current();
    const nowMs = memory.now();
    const closed = offlineRefusal(known, press.procedure, press.date, nowMs);
    if (closed !== null || known === null) return closed ?? 'dayNotOpen';
    const ticket = availableNumbers(state, press.date, press.procedure)[0];
    if (ticket === undefined) return 'none';
    const leased: LeasedTicket = {
      press: press.id,
      date: press.date,
      ticket,
      procedure: press.procedure,
      language: press.language,
      code: newCode(),
      // The visitor came when the key went down, but never later than now, whatever our clock said then.
      issuedAtMs: Math.min(press.atMs, nowMs),
      told: 'no',
    };
    memory.record({
      k: 'leased',
      leased,
      sheet: { date: press.date, paper: paperOfLease(known, leased), state: 'spooled', confirm: 'none' },
    });
    logger.warn({ ticket, procedure: press.procedure }, 'hub did not answer: number of the lease given');
    return 'given';
  };

  /** `sent`: an earlier run may have asked the hub already. */
  const resolve = async (
    press: OpenPress,
    feedback: (kind: FeedbackKind) => void,
    sentBefore: boolean,
  ): Promise<void> => {
    const startMs = clock.now();
    let sent = sentBefore;
    for (;;) {
      if (closed) return;
      if (press.date !== memory.today()) {
        memory.record({ k: 'dropped', id: press.id, reason: 'the day is over' });
        onSettled(null);
        return;
      }
      const asked = link.connected();
      const answer = asked ? await link.command(issue(press), answerMs) : null;
      sent ||= asked;
      // The place was left meanwhile: the same question is asked when it is entered again.
      if (closed) return;
      if (answer?.ok === true) {
        accepted(press, answer);
        feedback('accepted');
        return;
      }
      // “Busy”, “stopping”, “cannot save”, and no free number: the visitor stands there, our own numbers are good.
      const mayLease =
        answer === null || isPassing(answer.refusal.code) || answer.refusal.code === 'numbersExhausted';
      if (answer !== null && !mayLease) {
        refused(press, answer.refusal.code, feedback);
        return;
      }
      if (answer === null && asked) link.doubt();
      const outcome = lease(press);
      if (outcome === 'given') {
        feedback('accepted');
        onSettled(null);
        return;
      }
      // The hub may have given a number whose answer was lost: only it can say.
      if (sent && answer === null && clock.now() - startMs < insistMs) {
        await wait(clock, 250);
        continue;
      }
      if (outcome !== 'none') {
        refused(press, outcome, feedback);
        return;
      }
      memory.record({ k: 'dropped', id: press.id, reason: 'no number left' });
      logger.error({ procedure: press.procedure }, 'no hub and no leased number left: no ticket given');
      feedback('failed');
      onSettled(null);
      return;
    }
  };

  const start = (press: OpenPress, feedback: (kind: FeedbackKind) => void, sentBefore: boolean): void => {
    resolve(press, feedback, sentBefore).catch((error: unknown) => {
      logger.error({ procedure: press.procedure, error: String(error) }, 'press not settled; trying again');
      feedback('failed');
      // The disk may take it later; asking the hub twice gives the same answer.
      clock.after(2_000, () => start(press, () => {}, true));
    });
  };

  return {
    press: (procedure, language, feedback) => {
      if (closed) {
        feedback('failed');
        return;
      }
      if (state.presses.size >= mostOpenPresses) {
        logger.error({ open: state.presses.size }, 'too many unanswered presses');
        feedback('failed');
        return;
      }
      const press: OpenPress = {
        id: newCommandId(),
        date: memory.today() as BusinessDate,
        procedure,
        language,
        atMs: memory.now(),
      };
      try {
        memory.record({ k: 'pressed', press });
      } catch (error) {
        logger.error({ procedure, error: String(error) }, 'the journal cannot be written: no ticket given');
        feedback('failed');
        return;
      }
      start(press, feedback, false);
    },
    resume: () => {
      const left = [...state.presses.values()];
      if (left.length === 0) return;
      logger.warn({ presses: left.length }, 'answering presses of before the restart');
      const startMs = clock.now();
      // The line needs a moment after a start; a number of the hub is better than one of the lease.
      const begin = (): void => {
        if (closed) return;
        if (!link.connected() && clock.now() - startMs < answerMs) clock.after(50, begin);
        else for (const press of left) start(press, () => {}, true);
      };
      begin();
    },
    close: () => {
      closed = true;
    },
  };
};
