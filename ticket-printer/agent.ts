// The device agent: joins buttons, presses, spool, telling and the hub's views; knows no hardware and no sockets.
import type { Logger } from 'pino';
import type { Accepted } from '../protocol/answers.ts';
import type {
  BoothNumber,
  BusinessDate,
  CommandId,
  DeviceId,
  Language,
  ProcedureId,
  TicketCode,
} from '../protocol/ids.ts';
import type { DeviceView, PrinterStatus } from '../protocol/views.ts';
import type { Sent } from '../protocol/wire.ts';
import { type BoothAction, createBoothKeys } from './booth-keys.ts';
import type { FeedbackKind } from './buttons/profile.ts';
import type { Clock } from './clock.ts';
import type { Printer } from './contract.ts';
import type { HubLink } from './hub-link.ts';
import { type KnowledgeStore, knowledgeOf } from './knowledge.ts';
import type { Memory } from './memory.ts';
import { paperOfJob } from './papers.ts';
import { createPresses } from './presses.ts';
import { createSpool } from './spool.ts';
import { availableNumbers, sheetKey, untold } from './state.ts';
import { createTelling } from './telling.ts';

/** What a key stands for. */
export type KeyAction =
  | { readonly kind: 'ticket'; readonly procedure: ProcedureId; readonly language: Language }
  | { readonly kind: 'booth'; readonly booth: BoothNumber; readonly action: BoothAction };

export type Agent = {
  press(action: KeyAction, feedback: (kind: FeedbackKind) => void): void;
  printer(): PrinterStatus | null;
  /** The last view; null: none since the start. */
  view(): DeviceView | null;
  /** Stops taking work, waits for the sheet in the printer. The link, printer and journal stay the caller's. */
  close(): Promise<void>;
};

type AgentOptions = {
  readonly memory: Memory;
  readonly knowledge: KnowledgeStore;
  readonly link: HubLink;
  readonly printer: Printer | null;
  readonly device: DeviceId;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly answerMs: number;
  readonly procedures: () => readonly ProcedureId[];
  readonly newCommandId: () => CommandId;
  readonly newCode: () => TicketCode;
  /** Printer, view or spool changed. */
  readonly onChange: () => void;
};

/** Starts at once with what the journal left undone. */
export const createAgent = (options: AgentOptions): Agent => {
  const { memory, knowledge, link, printer, clock, logger, onChange } = options;
  const { state } = memory;
  let latest: DeviceView | null = null;
  /** Views of today older than this do not show yet what we know: their jobs are not trusted. */
  let trustedFrom: { readonly date: string; readonly version: number } = { date: '', version: 0 };

  const heard = (answer: Accepted | null): void => {
    const date = latest?.date ?? memory.today();
    if (answer === null || (trustedFrom.date === date && trustedFrom.version >= answer.version)) return;
    trustedFrom = { date, version: answer.version };
  };

  const spool = createSpool({
    memory,
    printer,
    connected: link.connected,
    clock,
    logger,
    onChange: () => {
      telling.ring();
      onChange();
    },
  });
  const telling = createTelling({
    ...options,
    onTold: (answer) => {
      heard(answer);
      takeJobs();
    },
  });
  const presses = createPresses({
    ...options,
    onSettled: (answer) => {
      heard(answer);
      spool.ring();
      telling.ring();
      takeJobs();
    },
  });
  const boothKeys = createBoothKeys(options);

  /**
   * Takes the hub's jobs into the spool, each once, and out again what it no longer asks for. While a press is
   * unanswered or a leased ticket untold, a job may belong to a number nobody will get: jobs wait until then.
   */
  const takeJobs = (): void => {
    const view = latest;
    const known = knowledge.current();
    if (view === null || known === null || printer === null) return;
    if (state.presses.size > 0 || untold(state).length > 0) return;
    if (trustedFrom.date === view.date && view.version < trustedFrom.version) return;
    const listed = new Set<string>();
    for (const job of view.jobs) {
      const key = sheetKey(view.date, job.job);
      listed.add(key);
      if (state.sheets.has(key)) spool.figures(view.date, job);
      else {
        const paper = paperOfJob(known, job);
        memory.record({ k: 'sheet', sheet: { date: view.date, paper, state: 'spooled', confirm: 'needed' } });
      }
    }
    // A full list may have been cut short: then nothing can be said of what is not on it.
    if (view.jobs.length < 200)
      for (const [key, sheet] of state.sheets) {
        const open = sheet.state === 'spooled' || sheet.state === 'stuck';
        if (open && sheet.date === view.date && sheet.confirm === 'needed' && !listed.has(key)) {
          memory.record({ k: 'withdrawn', key });
          logger.info({ ticket: sheet.paper.ticket }, 'print withdrawn by the hub');
        }
      }
    spool.ring();
  };

  const takeLeases = (view: DeviceView): void => {
    const known = new Map(view.leases.map((lease) => [`${lease.date} ${lease.procedure}`, lease.numbers]));
    const dates: BusinessDate[] = view.nextDate === null ? [view.date] : [view.date, view.nextDate];
    for (const date of dates) {
      const given = new Set([...state.leased.values()].filter((l) => l.date === date).map((l) => l.ticket));
      for (const { id } of view.procedures) {
        const before = availableNumbers(state, date, id).join();
        const numbers = known.get(`${date} ${id}`) ?? [];
        const now = numbers.filter((number) => !given.has(number)).sort();
        if (now.join() !== before) memory.record({ k: 'leases', date, procedure: id, numbers: now });
      }
    }
  };

  link.onView((sent: Sent<DeviceView>) => {
    memory.heardHub(sent.sentAtMs, sent.view.date);
    latest = sent.view;
    boothKeys.told(sent.view);
    knowledge.learn(knowledgeOf(sent.view, sent.sentAtMs));
    try {
      takeLeases(sent.view);
      takeJobs();
    } catch (error) {
      logger.error({ error: String(error) }, 'the view could not be taken in');
    }
    telling.ring();
    onChange();
  });
  link.onConnected(() => {
    telling.ring();
    spool.ring();
    onChange();
  });
  presses.resume();

  return {
    press: (action, feedback) => {
      if (action.kind === 'ticket') presses.press(action.procedure, action.language, feedback);
      else boothKeys.press(action.booth, action.action, feedback);
    },
    printer: () => spool.status(),
    view: () => latest,
    close: async () => {
      presses.close();
      await Promise.all([spool.close(), telling.close()]);
    },
  };
};
