// A device agent as a process: the real agent on a journal that survives it, a printer, and a hub link on the simulated line.
import type { CommandId, DeviceId, ProcedureId, TicketCode } from '../../../../protocol/ids.ts';
import { type Agent, createAgent, type KeyAction } from '../../../../ticket-printer/agent.ts';
import type { FeedbackKind } from '../../../../ticket-printer/buttons/profile.ts';
import { systemClock } from '../../../../ticket-printer/clock.ts';
import { openHubLink } from '../../../../ticket-printer/hub-link.ts';
import { type JournalFile, openJournal } from '../../../../ticket-printer/journal.ts';
import { createKnowledge, type Knowledge } from '../../../../ticket-printer/knowledge.ts';
import { type Memory, openMemory } from '../../../../ticket-printer/memory.ts';
import { keyFor } from '../keys.ts';
import { loggerFor } from '../logger.ts';
import type { Life } from '../machine/scheduler.ts';
import type { Network } from '../network/network.ts';
import { type CommandWatch, socketsFor } from '../network/socket-client.ts';
import { newLife, type Sim } from '../sim.ts';
import { procedures } from '../site.ts';
import { createPrinter, type SheetOut, type SimulatedPrinter } from './printer.ts';

/** A press that a button took, and what it said. */
export type Press = {
  readonly id: string;
  readonly device: string;
  readonly atMs: number;
  feedback: FeedbackKind | null;
};

export type AgentProcess = {
  readonly device: DeviceId;
  readonly printer: SimulatedPrinter;
  press(action: KeyAction): void;
  start(): void;
  kill(): void;
  memory(): Memory | null;
};

const restartMs = [500, 5_000] as const;

export const createAgentProcess = (parts: {
  readonly sim: Sim;
  readonly network: Network;
  readonly watch: CommandWatch;
  readonly device: string;
  readonly onSheet: (sheet: SheetOut) => void;
  readonly onPress: (press: Press) => void;
}): AgentProcess => {
  const { sim, network, watch, onSheet, onPress } = parts;
  const { scheduler, chance } = sim;
  const device = parts.device as DeviceId;
  const printer = createPrinter(sim, device, onSheet);
  const urls = network.hosts.map(({ name }) => `http://${name}:8620`) as [string, ...string[]];
  const clockAheadMs = chance.between(-6_000, 6_000);
  let bytes: Uint8Array = new Uint8Array();
  let known: Knowledge | null = null;
  let ids = 0;
  let codes = 0;
  let life: Life | null = null;
  let run: { readonly agent: Agent; readonly memory: Memory } | null = null;

  const file: JournalFile = {
    read: () => bytes,
    append: (line) => {
      bytes = Buffer.concat([bytes, line]);
    },
    replace: (whole) => {
      bytes = whole;
    },
    truncate: (length) => {
      bytes = bytes.subarray(0, length);
    },
    close: () => {},
  };

  const open = (own: Life): void => {
    const logger = loggerFor(sim);
    const clock = systemClock;
    const memory = openMemory(openJournal(file), clock, logger);
    const link = openHubLink({
      urls,
      key: keyFor(device),
      logger,
      onPlaced: () => true,
      onUnknownKey: () => sim.violate('an agent is let in', device),
      open: socketsFor(sim, network, own, watch),
    });
    let telling = false;
    const agent: Agent = createAgent({
      memory,
      knowledge: createKnowledge(
        known,
        (knowledge) => {
          known = knowledge;
        },
        () => {},
      ),
      link,
      printer: printer.open(),
      device,
      clock,
      logger,
      answerMs: 1_500,
      // The last procedure has no numbers in advance here: without the hub, its presses must fail in words.
      procedures: () => procedures.slice(0, 2) as unknown as readonly ProcedureId[],
      newCommandId: () => `${device}:${String(ids++).padStart(6, '0')}` as CommandId,
      newCode: () => `${device === 'desk' ? 'D' : 'H'}${String(codes++).padStart(15, '0')}` as TicketCode,
      onChange: () => {
        if (telling) return;
        telling = true;
        setTimeout(() => {
          telling = false;
          link.status({ printer: agent.printer(), buttons: [], hid: 'ok' });
        }, 200);
      },
    });
    run = { agent, memory };
  };

  const start = (): void => {
    if (life !== null) return;
    const own = newLife(device);
    own.clockAheadMs = clockAheadMs;
    life = own;
    scheduler.after(0, own, () => open(own));
  };

  return {
    device,
    printer,
    memory: () => run?.memory ?? null,
    press: (action) => {
      const own = life;
      if (own === null) return;
      scheduler.after(0, own, () => {
        if (run === null) return;
        const id = `${device}:${String(ids).padStart(6, '0')}`;
        const before = ids;
        const press: Press = { id, device, atMs: scheduler.now(), feedback: null };
        run.agent.press(action, (kind) => {
          press.feedback = kind;
          sim.count(`button: ${kind}`);
          sim.note(`${action.kind === 'ticket' ? id : action.action} beeps ${kind}`);
        });
        if (action.kind === 'ticket' && ids > before) {
          sim.count('button pressed');
          sim.note(`${id} pressed for ${action.procedure}`);
          onPress(press);
        }
      });
    },
    start,
    kill: () => {
      if (life === null) return;
      sim.trace.note(scheduler.now(), device, 'agent killed');
      life.alive = false;
      for (const wire of network.wires())
        if (wire.client === life)
          wire.cut('transport close', { client: null, server: chance.between(1, 300) });
      // A line that was being written: torn, and nobody acted on it.
      if (chance.happens(0.3)) {
        sim.count('fault: torn journal line');
        bytes = Buffer.concat([bytes, Buffer.from('{"k":"press')]);
      }
      [life, run] = [null, null];
      scheduler.after(chance.between(...restartMs), sim.outside, start);
    },
  };
};
