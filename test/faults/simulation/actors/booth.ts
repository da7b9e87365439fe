// Somebody at a booth: looks at the console, thinks, presses what is possible; sometimes what is not.

import type { Command } from '../../../../protocol/commands.ts';
import type { BoothNumber, ProcedureId, StaffId } from '../../../../protocol/ids.ts';
import type { BoothAction } from '../../../../protocol/texts/staff-catalogue.ts';
import { staffTexts } from '../../../../protocol/texts/staff-texts.ts';
import type { BoothView } from '../../../../protocol/views.ts';
import { actionsFor } from '../../../../staff-console/booth/actions.ts';
import { actOf, sawAtBooth, sawOf } from '../../../../staff-console/booth/booth-acts.ts';
import { boothNumbers, procedures } from '../site.ts';
import { type ConsoleParts, openConsole, type SimulatedConsole, unread } from './console.ts';

/** How often each action is taken when it is possible; those that move the queue on come first. */
const likings: Readonly<Record<BoothAction, number>> = {
  next: 20,
  finishAndNext: 12,
  start: 10,
  finish: 6,
  recall: 3,
  absent: 3,
  undo: 1.5,
  hold: 1.5,
  transfer: 2,
  callNumber: 1.5,
  pause: 0.5,
  resume: 6,
  procedures: 0.3,
  takeOver: 0.3,
  open: 20,
  close: 0.4,
  undoFinish: 0.8,
};

const texts = staffTexts('en');
const thinkMs = [11_000, 34_000] as const;

export type BoothActor = SimulatedConsole<BoothView> & { readonly booth: BoothNumber };

/** Opens the console of a booth and begins to work there. */
export const openBoothActor = (
  parts: ConsoleParts,
  number: number,
  name: string,
  staff: StaffId,
): BoothActor => {
  const { sim, site } = parts;
  const { chance } = sim;
  const booth = number as BoothNumber;
  const console = openConsole(parts, name, staff, {
    hello: { site, page: { kind: 'booth', booth } },
    ...(sim.strict ? {} : { schema: unread }),
  });

  /** What the dialogs of the page would ask for. */
  const dialog = (action: BoothAction, view: BoothView): Command | null => {
    const ticket = view.queue.at(chance.whole(0, Math.max(0, view.queue.length - 1)))?.ticket;
    if (action === 'callNumber')
      return ticket === undefined
        ? null
        : { type: 'callNumber', booth, ticket, reason: 'asked for', saw: sawOf(ticket, view) };
    if (action === 'transfer') {
      const toBooth = chance.happens(0.3) ? (chance.pick(boothNumbers) as BoothNumber) : null;
      const procedure = chance.happens(0.6) ? (chance.pick(procedures) as ProcedureId) : null;
      return { type: 'transfer', booth, procedure, toBooth, note: '', saw: sawAtBooth(view) };
    }
    if (action === 'undoFinish') {
      const undone = view.finished[0]?.ticket;
      if (undone === undefined) return null;
      return {
        type: 'undoFinish',
        ticket: undone,
        booth: chance.happens(0.6) ? booth : null,
        saw: sawOf(undone, view),
      };
    }
    const served = [
      { procedure: chance.pick(procedures) as ProcedureId, delayMinutes: 0 },
      ...view.me.procedures,
    ];
    const unique = served.filter(
      (one, i) => served.findIndex((two) => two.procedure === one.procedure) === i,
    );
    return { type: 'setBoothProcedures', booth, procedures: unique };
  };

  const held = (view: BoothView): Command | null => {
    const ticket = view.held[0]?.ticket;
    if (ticket === undefined || !chance.happens(0.4)) return null;
    const here = view.current === null && chance.happens(0.6);
    return { type: 'resume', ticket, booth: here ? booth : null, saw: sawOf(ticket, view) };
  };

  const choose = (view: BoothView): { readonly action: string; readonly command: Command } | null => {
    const resume = held(view);
    if (resume !== null) return { action: 'resumeHeld', command: resume };
    const actions = actionsFor(view, staff);
    const all = Object.keys(likings) as BoothAction[];
    // Now and then a key that the page calls impossible: the hub must say so too.
    const possible = chance.happens(0.04) ? all : all.filter((action) => actions[action].possible);
    const total = possible.reduce((sum, action) => sum + likings[action], 0);
    let left = chance.unit() * total;
    const action = possible.find((one) => {
      left -= likings[one];
      return left < 0;
    });
    if (action === undefined) return null;
    const command = actOf(action, view, staff, texts)?.command ?? dialog(action, view);
    // The page asks first when somebody would be left; it is mostly meant.
    if (command?.type === 'closeBooth' && chance.happens(0.8))
      return { action, command: { ...command, leaveWaiting: true } };
    return command === null ? null : { action, command };
  };

  const think = (): void => {
    sim.scheduler.after(chance.between(...thinkMs), console.life, () => {
      think();
      const view = console.view();
      if (view === null || !console.online() || view.phase === 'closed' || view.phase === 'ended') return;
      const act = choose(view);
      if (act !== null) console.press(act.action, act.command);
    });
  };
  think();
  return { ...console, booth };
};
