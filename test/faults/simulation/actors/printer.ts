// A ticket printer with a hand that forgets to put in paper: what it printed lies in `sheets`, whatever it said.

import type { PrinterStatus } from '../../../../protocol/views.ts';
import type { Printer, PrintOutcome, TicketPaper } from '../../../../ticket-printer/contract.ts';
import type { Sim } from '../sim.ts';

/** A sheet that lies in the tray, with the instant (true time). */
export type SheetOut = { readonly device: string; readonly paper: TicketPaper; readonly atMs: number };

export type SimulatedPrinter = {
  /** For one life of the agent: the mechanism outlives it. */
  open(): Printer;
  fault(kind: 'paperOut' | 'coverOpen'): void;
  mend(): void;
  /** The next print comes to an unknown end: with a sheet, or without. */
  nextUnknown(): void;
  /** The next print takes so long. */
  nextHangs(ms: number): void;
};

const printMs = [250, 700] as const;
/** The driver gives up on a printer that hangs, ms. */
const patienceMs = 15_000;

export const createPrinter = (
  sim: Sim,
  device: string,
  onSheet: (sheet: SheetOut) => void,
): SimulatedPrinter => {
  const { scheduler, chance } = sim;
  let status: PrinterStatus = { state: 'ready', faults: [], waitingJobs: 0 };
  let unknown = false;
  let hangMs = 0;
  let listeners = new Set<(status: PrinterStatus) => void>();
  let agent = sim.outside;

  const become = (next: PrinterStatus): void => {
    status = next;
    const told = listeners;
    scheduler.after(chance.between(5, 50), agent, () => {
      for (const listener of told) listener(status);
    });
  };
  const out = (paper: TicketPaper): void => {
    sim.count(paper.offline ? 'sheet of a leased number' : 'sheet');
    sim.note(`sheet ${paper.job} in the tray`);
    onSheet({ device, paper, atMs: scheduler.now() });
  };
  /** What the mechanism does with the bytes, whoever lives to hear of it, after `ms`. */
  const end = (hangs: boolean, strange: boolean, paper: TicketPaper): PrintOutcome => {
    if (hangs || strange) {
      if (chance.happens(0.5)) out(paper);
      return { failed: hangs ? 'the printer did not answer' : 'the connection broke', certain: false };
    }
    // The roll ran out while it printed: the driver sees that nothing legible came out.
    if (status.state === 'fault') return { failed: 'paper ran out', certain: true };
    out(paper);
    return 'printed';
  };

  const print = (paper: TicketPaper): Promise<PrintOutcome> => {
    if (status.state === 'fault')
      return Promise.resolve({ failed: status.faults[0] ?? 'fault', certain: true });
    const [lateMs, strange] = [Math.min(hangMs, patienceMs), unknown];
    [hangMs, unknown] = [0, false];
    const asked = scheduler.current();
    return new Promise((resolve) => {
      scheduler.after(chance.between(...printMs) + lateMs, sim.outside, () => {
        const outcome = end(lateMs > 0, strange, paper);
        // The word of it takes a moment, in which the power may go.
        scheduler.after(chance.between(20, 120), asked, () => resolve(outcome));
      });
    });
  };

  return {
    open: () => {
      listeners = new Set();
      agent = scheduler.current();
      return {
        print,
        status: () => status,
        onStatus: (listener) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
        close: async () => {},
      };
    },
    fault: (kind) => become({ state: 'fault', faults: [kind], waitingJobs: 0 }),
    mend: () => {
      [unknown, hangMs] = [false, 0];
      if (status.state !== 'ready') become({ state: 'ready', faults: [], waitingJobs: 0 });
    },
    nextUnknown: () => {
      unknown = true;
    },
    nextHangs: (ms) => {
      hangMs = ms;
    },
  };
};
