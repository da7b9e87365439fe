// For tests: an agent in a world that fails: power cuts at any write, lost and late answers, a printer with moods.
import { pino } from 'pino';
import type { CommandId, DeviceId, TicketCode } from '../protocol/ids.ts';
import type { PrinterStatus } from '../protocol/views.ts';
import { type Agent, createAgent } from './agent.ts';
import type { FeedbackKind } from './buttons/profile.ts';
import type { Clock } from './clock.ts';
import type { Printer, PrintOutcome, TicketPaper } from './contract.ts';
import type { HubLink } from './hub-link.ts';
import { type JournalFile, openJournal } from './journal.ts';
import { createKnowledge, type Knowledge } from './knowledge.ts';
import { type Memory, openMemory } from './memory.ts';
import { createTestClock } from './test-clock.ts';
import { createTestHub, renewal, testStartMs } from './test-hub.ts';

/** How the line treats one command. late: the hub does it, but only when the agent has given up. */
export type LineMood = 'ok' | 'lostRequest' | 'lostAnswer' | 'late' | 'busy';
/** What one print comes to. */
export type PrinterMood = 'ok' | 'certainFailure' | 'unknownPrinted' | 'unknownNothing';
/** Where the power goes: counted over writes, sends and prints from now on. */
export type Cut = { readonly afterSteps: number; readonly tear: number };

class PowerCut extends Error {
  override name = 'PowerCut';
}

const never = (): Promise<never> => new Promise(() => {});
const ready: PrinterStatus = { state: 'ready', faults: [], waitingJobs: 0 };

export const createTestWorld = () => {
  const clock = createTestClock(testStartMs);
  const hub = createTestHub();
  const papers: TicketPaper[] = [];
  const errors: Record<string, unknown>[] = [];
  const pressIds: CommandId[] = [];
  const lineMoods: LineMood[] = [];
  const printerMoods: PrinterMood[] = [];
  let disk: Uint8Array = new Uint8Array();
  let known: Knowledge | null = null;
  let lineUp = true;
  let status: PrinterStatus = ready;
  let cut: Cut | null = null;
  let ids = 0;
  let run: { dead: boolean; agent: Agent; memory: Memory; view(): void; line(): void; fault(): void } | null =
    null;

  /** One step at which the power may go; `write` puts the torn part of a line on the disk. */
  const step = (life: { dead: boolean }, tearing: (part: number) => void = () => {}): void => {
    if (life.dead) throw new PowerCut('dead already');
    if (cut === null) return;
    if (cut.afterSteps > 0) {
      cut = { ...cut, afterSteps: cut.afterSteps - 1 };
      return;
    }
    tearing(cut.tear);
    cut = null;
    life.dead = true;
    throw new PowerCut('power cut');
  };

  const file = (life: { dead: boolean }): JournalFile => ({
    read: () => disk,
    append: (bytes) => {
      step(life, (part) => {
        disk = Buffer.concat([disk, bytes.subarray(0, Math.round(bytes.length * part))]);
      });
      disk = Buffer.concat([disk, bytes]);
    },
    replace: (bytes) => {
      step(life);
      disk = bytes;
    },
    truncate: (length) => {
      step(life);
      disk = disk.subarray(0, length);
    },
    close: () => {},
  });

  const start = (): void => {
    const life = { dead: false };
    // Nothing of a life that ended may go on: its timers are silent, its promises never come.
    const own: Clock = {
      now: clock.now,
      after: (ms, callback) => clock.after(ms, () => !life.dead && callback()),
    };
    const viewListeners: Parameters<HubLink['onView']>[0][] = [];
    const lineListeners: ((up: boolean) => void)[] = [];
    const statusListeners = new Set<(status: PrinterStatus) => void>();
    const link: HubLink = {
      connected: () => lineUp,
      command: async (request, timeoutMs) => {
        if (!lineUp) return null;
        try {
          step(life);
        } catch {
          return never();
        }
        const mood = lineMoods.shift() ?? 'ok';
        const later = <T>(ms: number, value: () => T): Promise<T> =>
          new Promise((resolve) => {
            own.after(ms, () => resolve(value()));
          });
        switch (mood) {
          case 'ok':
            return later(5, () => (lineUp ? hub.take(request) : null));
          case 'lostRequest':
            return later(timeoutMs, () => null);
          case 'lostAnswer':
            clock.after(5, () => hub.take(request));
            return later(timeoutMs, () => null);
          case 'late':
            clock.after(timeoutMs + 300, () => hub.take(request));
            return later(timeoutMs, () => null);
          case 'busy':
            return later(5, () => ({
              ok: false,
              refusal: {
                code: 'hubBusy',
                message: '',
                messageJa: '',
                params: {},
                allowed: [],
              },
            }));
        }
      },
      status: () => {},
      doubt: () => {},
      onView: (listener) => viewListeners.push(listener),
      onConnected: (listener) => lineListeners.push(listener),
      close: () => {},
    };
    const printer: Printer = {
      print: async (paper): Promise<PrintOutcome> => {
        if ('kind' in paper) throw new Error('no pairing here');
        const mood = printerMoods.shift() ?? 'ok';
        try {
          step(life);
          if (mood === 'ok' || mood === 'unknownPrinted') papers.push(paper);
          step(life);
        } catch {
          return never();
        }
        await new Promise<void>((resolve) => own.after(30, resolve));
        if (life.dead) return never();
        if (mood === 'ok') return 'printed';
        return { failed: mood, certain: mood === 'certainFailure' };
      },
      status: () => status,
      onStatus: (listener) => {
        statusListeners.add(listener);
        return () => statusListeners.delete(listener);
      },
      close: async () => {},
    };
    const guard = (work: () => void): void => {
      try {
        if (!life.dead) work();
      } catch (error) {
        if (!(error instanceof PowerCut)) throw error;
      }
    };
    try {
      const logger = pino(
        { level: 'error', base: null },
        { write: (line: string) => void errors.push(JSON.parse(line)) },
      );
      const memory = openMemory(openJournal(file(life)), own, logger);
      const agent = createAgent({
        memory,
        knowledge: createKnowledge(
          known,
          (knowledge) => {
            known = knowledge;
          },
          () => {},
        ),
        link,
        printer,
        device: 'reception-1' as DeviceId,
        clock: own,
        logger,
        answerMs: 1_500,
        procedures: () => [renewal],
        newCommandId: () => {
          const id = `press-${String(++ids).padStart(6, '0')}` as CommandId;
          return id;
        },
        newCode: () => String(++ids).padStart(16, '0') as TicketCode,
        onChange: () => {},
      });
      run = {
        get dead() {
          return life.dead;
        },
        agent,
        memory,
        view: () =>
          guard(() => {
            const sent = { sentAtMs: clock.now(), view: hub.view() };
            if (lineUp) for (const listener of viewListeners) listener(sent);
          }),
        line: () =>
          guard(() => {
            for (const listener of lineListeners) listener(lineUp);
          }),
        fault: () =>
          guard(() => {
            for (const listener of statusListeners) listener(status);
          }),
      };
      own.after(2, () => run?.view());
    } catch (error) {
      if (!(error instanceof PowerCut)) throw error;
      run = null;
    }
  };
  hub.onChange(() => {
    clock.after(2, () => run?.view());
  });

  return {
    clock,
    hub,
    papers,
    /** What was logged as an error, over all runs. */
    errors: errors as readonly Record<string, unknown>[],
    pressIds,
    lineMoods,
    printerMoods,
    agent: () => run?.agent ?? null,
    memory: () => run?.memory ?? null,
    isDead: () => run === null || run.dead,
    /** A visitor presses; what the button answers. The id is known when the press reached the journal. */
    press: (): { readonly feedback: readonly FeedbackKind[]; readonly id: CommandId | null } => {
      const feedback: FeedbackKind[] = [];
      const before = ids;
      if (run === null || run.dead) return { feedback, id: null };
      run.agent.press({ kind: 'ticket', procedure: renewal, language: 'ja' }, (kind) => feedback.push(kind));
      const id = `press-${String(before + 1).padStart(6, '0')}` as CommandId;
      if (!run.dead) pressIds.push(id);
      return { feedback, id };
    },
    line: (up: boolean): void => {
      if (lineUp === up) return;
      lineUp = up;
      run?.line();
      if (up) clock.after(2, () => run?.view());
    },
    printerStatus: (next: PrinterStatus): void => {
      status = next;
      run?.fault();
    },
    cutPower: (next: Cut): void => {
      cut = next;
    },
    /** Ends the run, if it has not ended, without any warning, and starts again. */
    restart: (): void => {
      cut = null;
      if (run !== null && !run.dead) {
        cut = { afterSteps: 0, tear: 0 };
        try {
          // Any step will do: what matters is that this life does nothing any more.
          run.memory.record({ k: 'confirmed', key: 'none' });
        } catch {
          // Dead, as intended.
        }
      }
      cut = null;
      start();
    },
    start,
    disk: () => Buffer.from(disk).toString('utf8'),
  };
};
export type TestWorld = ReturnType<typeof createTestWorld>;

/** A world whose agent runs and knows the hub. */
export const runningWorld = async (): Promise<TestWorld> => {
  const world = createTestWorld();
  world.start();
  await world.clock.advance(200);
  return world;
};
