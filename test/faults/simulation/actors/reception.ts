// Somebody at reception: gives tickets, corrects them, and stops and resumes what flows in.
import type { Command } from '../../../../protocol/commands.ts';
import type { DeviceId, MarkId, ProcedureId, StaffId, TicketNumber } from '../../../../protocol/ids.ts';
import type { ReceptionView, TicketLine } from '../../../../protocol/views.ts';
import { marks, printers, procedures } from '../site.ts';
import { type ConsoleParts, openConsole, type SimulatedConsole, unread } from './console.ts';

const thinkMs = [15_000, 50_000] as const;

const visit = {
  source: 'reception',
  marks: [] as MarkId[],
  language: 'ja',
  partySize: 1,
  note: '',
  slotAtMs: null,
} as const;

const isOut = ({ state, why }: TicketLine): boolean => state === 'waiting' && why.outUntilMs !== null;

/** Opens the reception page and begins to work there. */
export const openReceptionActor = (
  parts: ConsoleParts,
  name: string,
  staff: StaffId,
): SimulatedConsole<ReceptionView> => {
  const { sim, site } = parts;
  const { chance } = sim;
  const console = openConsole(
    parts,
    name,
    staff,
    {
      hello: { site, page: { kind: 'reception' } },
      ...(sim.strict ? {} : { schema: unread }),
    },
    3,
  );

  const someMarks = (): MarkId[] => (chance.happens(0.3) ? [chance.pick(marks) as MarkId] : []);
  const anyProcedure = (): ProcedureId => chance.pick(procedures) as ProcedureId;
  const issue = (): Command => ({
    ...visit,
    type: 'issueTicket',
    procedure: anyProcedure(),
    marks: someMarks(),
    language: chance.pick(['ja', 'en', 'vi'] as const),
    slotAtMs: chance.happens(0.2)
      ? Math.floor(console.page.nowMs() + chance.between(-15, 15) * 60_000)
      : null,
    printAt: chance.happens(0.7) ? (chance.pick(printers) as DeviceId) : null,
  });
  const handwritten = (): Command => ({
    ...visit,
    type: 'recordTicket',
    procedure: 'renewal' as ProcedureId,
    number: `B${chance.whole(600, 640)}` as TicketNumber,
    issuedAtMs: Math.floor(console.page.nowMs() - chance.between(0, 60_000)),
    how: 'handwritten',
  });
  const ofTicket = (line: TicketLine, view: ReceptionView): Command => {
    const { ticket, state } = line;
    const saw = { ticket, version: view.version };
    if (state === 'absent') return { type: chance.pick(['returnTicket', 'comeBack'] as const), ticket, saw };
    if (isOut(line) && chance.happens(0.7)) return { type: 'comeBack', ticket, saw };
    if (state === 'waiting' && chance.happens(0.25))
      return { type: 'stepOut', ticket, minutes: chance.pick([5, 5, 10, 20]) };
    const kind = chance.pick(['cancel', 'marks', 'reprint'] as const);
    if (kind === 'cancel') return { type: 'cancelTicket', ticket, reason: 'visitorLeft', note: '', saw };
    if (kind === 'marks') return { type: 'setMarks', ticket, marks: someMarks(), saw };
    return { type: 'reprintTicket', ticket, printAt: chance.pick(printers) as DeviceId };
  };
  /** Turns what is stopped on again, or stops something for a while. */
  const flow = (view: ReceptionView): Command => {
    const off = view.procedures.find(({ intake }) => intake === 'stopped' || intake === 'outage');
    if (off?.intake === 'stopped') return { type: 'resumeIntake', procedures: [off.id] };
    if (off?.intake === 'outage') return { type: 'endOutage', procedures: [off.id] };
    const notice = { ja: 'しばらくお待ちください' };
    return {
      type: chance.pick(['stopIntake', 'startOutage'] as const),
      procedures: [anyProcedure()],
      notice,
    };
  };
  const choose = (view: ReceptionView): Command => {
    const stopped = view.procedures.some(({ intake }) => intake === 'stopped' || intake === 'outage');
    if (chance.happens(stopped ? 0.4 : 0.04)) return flow(view);
    const lines = view.tickets.filter(({ state }) => state !== 'finished' && state !== 'cancelled');
    // Who is outside is one of many, and the evening is short.
    const out = lines.filter(isOut);
    if (out.length > 0 && chance.happens(0.4)) return ofTicket(chance.pick(out), view);
    if (lines.length > 0 && chance.happens(0.4)) return ofTicket(chance.pick(lines), view);
    return chance.happens(0.08) ? handwritten() : issue();
  };

  const think = (): void => {
    sim.scheduler.after(chance.between(...thinkMs), console.life, () => {
      think();
      const view = console.view();
      if (view === null || !console.online()) return;
      const command = choose(view);
      console.press(`${command.type} ${'ticket' in command ? command.ticket : ''}`, command);
    });
  };
  think();
  return console;
};
