// What must hold of buttons and paper: a press that was accepted is one ticket and one sheet, and no sheet comes out twice.
import type { StoredDayEvent } from '../../../../protocol/events.ts';
import type { AgentProcess, Press } from '../actors/agent.ts';
import type { SheetOut } from '../actors/printer.ts';
import type { Sim } from '../sim.ts';
import { hours, today, tomorrow } from '../site.ts';
import type { History } from './history.ts';

export type PaperChecks = {
  sheet(sheet: SheetOut): void;
  pressed(press: Press): void;
  /** When the line is whole, the paper is in, and all has been quiet for a while. */
  atEnd(agents: readonly AgentProcess[]): void;
};

/** Clocks of hubs and agents are wrong by less than this together, ms. */
const clocksMs = 12_000;
/** A press whose answer is not there after this is not waited for any more, ms. */
const pressMs = 40_000;

type Issued = StoredDayEvent & { readonly event: { readonly type: 'ticketIssued' } };

export const createPaperChecks = (sim: Sim, history: History): PaperChecks => {
  const sheets: (SheetOut & { readonly date: string })[] = [];
  const presses: Press[] = [];
  const dateOf = (ms: number): string => (ms < hours.midnight ? today : tomorrow);

  const issuedBy = (press: Press): readonly Issued[] =>
    [press.id, `${press.id}:told`].flatMap((id) =>
      history.eventsOf(id).filter((stored): stored is Issued => stored.event.type === 'ticketIssued'),
    );
  const ticketOf = (date: string, number: string) =>
    history
      .day(date)
      .states.at(-1)
      ?.tickets.get(number as never);
  const isSuperseded = (date: string, number: string): boolean =>
    ticketOf(date, number)?.cancelReason === 'superseded';

  /** The hub's number, whose answer was lost, was called and served before the leased one was told: nobody came, nobody will. */
  const hadItsTurn = (number: string, told: Issued): boolean => {
    const day = told.stream.split(':').at(-1) ?? '';
    const before = history.day(day).states[told.version - 1]?.tickets.get(number as never);
    const over = before?.state === 'serving' || before?.state === 'finished' || before?.state === 'cancelled';
    if (over) sim.count('ghost had its turn');
    return over;
  };

  const checkPress = (press: Press, agents: readonly AgentProcess[]): void => {
    const date = dateOf(press.atMs);
    const issued = issuedBy(press);
    const told = issued.find(({ event }) => event.how === 'leased');
    const tickets = issued.filter(
      ({ event }) =>
        !isSuperseded(date, event.ticket) && !(told !== undefined && hadItsTurn(event.ticket, told)),
    );
    const printed = sheets.filter(
      (s) =>
        s.date === date && !s.paper.reprint && issued.some(({ event }) => event.ticket === s.paper.ticket),
    );
    if (printed.length > 1)
      sim.violate(
        'a press is at most one sheet',
        `${press.id}: ${printed.map((s) => s.paper.job).join(' and ')}`,
      );
    const numbers = tickets.map(({ event }) => event.ticket);
    const said = `${press.id} (beeped ${press.feedback}) became ${numbers.join(' and ') || 'no ticket'}`;
    if (numbers.length > 1) sim.violate('a press is at most one ticket', said);
    const old = sim.scheduler.now() - press.atMs > pressMs;
    if (press.feedback !== 'accepted') {
      if (press.feedback === null && numbers.length > 0) sim.count('press answered after a restart');
      return;
    }
    const [number] = numbers;
    if (number === undefined) {
      if (old) sim.violate('an accepted press is one ticket', said);
      return;
    }
    // A reprint on purpose settles one whose end nobody knew.
    const out = sheets.filter((s) => s.date === date && s.paper.ticket === number);
    const agent = agents.find(({ device }) => device === press.device)?.memory();
    const kept = [...(agent?.state.sheets.values() ?? [])].filter(
      (sheet) => sheet.date === date && sheet.paper.ticket === number,
    );
    const excused = kept.some(({ state }) => state === 'stuck' || state === 'withdrawn') || date === today;
    if (out.length === 0 && old && !excused)
      sim.violate(
        'an accepted press is one sheet',
        `${said}, but no sheet; ${kept.map((k) => k.state).join()}`,
      );
  };

  const checkTimes = (press: Press): void => {
    for (const { event } of issuedBy(press)) {
      const off = event.how === 'leased' ? Math.abs(event.issuedAtMs - press.atMs) : 0;
      if (off > clocksMs)
        sim.violate('a ticket told later has its true time', `${event.ticket} is ${Math.round(off)} ms off`);
      if (event.how === 'leased') sim.count('leased ticket told');
    }
  };

  return {
    pressed: (press) => presses.push(press),
    sheet: (sheet) => {
      const date = dateOf(sheet.paper.issuedAtMs);
      const { job, ticket, reprint } = sheet.paper;
      const twin = sheets.find((other) => other.date === date && other.paper.job === job);
      if (twin !== undefined)
        sim.violate('a sheet comes out once', `${job} of ${date}, by ${twin.device} and by ${sheet.device}`);
      const first = sheets.find((s) => s.date === date && s.paper.ticket === ticket && !s.paper.reprint);
      if (first !== undefined && !reprint)
        sim.violate('a number is printed again only on purpose', `${first.paper.job} and ${job} of ${date}`);
      const asked = history
        .day(date)
        .events.some(
          ({ event }) =>
            event.type === 'printRequested' && event.job === job && event.device === sheet.device,
        );
      if (!asked && !job.endsWith('-0'))
        sim.violate('only what was asked for is printed', `${job} of ${date} by ${sheet.device}`);
      sheets.push({ ...sheet, date });
    },
    atEnd: (agents) => {
      for (const press of presses) {
        checkPress(press, agents);
        checkTimes(press);
      }
      for (const { date, paper } of sheets)
        if (isSuperseded(date, paper.ticket))
          sim.violate('a number that nobody shall get is not printed', `${paper.job} of ${date}`);
      for (const agent of agents) {
        const left = [...(agent.memory()?.state.leased.values() ?? [])].filter(({ told }) => told !== 'yes');
        const [first] = left;
        if (first !== undefined)
          sim.violate(
            'every leased ticket is told to the hub',
            `${first.ticket} of ${first.date} by ${agent.device}: ${first.told}`,
          );
      }
    },
  };
};
