// For tests: a small hub that obeys the house rules of issuing, leasing, superseding and printing, behind a bad line.
import type { Accepted, Answer } from '../protocol/answers.ts';
import type { CommandRequest } from '../protocol/commands.ts';
import type {
  BoothNumber,
  BusinessDate,
  CommandId,
  JobId,
  ProcedureId,
  SiteId,
  TicketCode,
  TicketNumber,
} from '../protocol/ids.ts';
import { type RefusalCode, refuse } from '../protocol/refusals.ts';
import type { DeviceView } from '../protocol/views.ts';

export const testDate = '2026-11-24' as BusinessDate;
/** 10:00 in Japan on the test date. */
export const testStartMs = Date.UTC(2026, 10, 24, 1, 0);
export const renewal = 'renewal' as ProcedureId;
const hourMs = 3_600_000;

export type HubTicket = {
  readonly number: TicketNumber;
  readonly press: CommandId | null;
  readonly how: 'online' | 'leased';
  cancelled: boolean;
};
type Job = { readonly ticket: TicketNumber; readonly code: TicketCode; readonly reprint: boolean };

export type TestHub = {
  readonly tickets: Map<string, HubTicket>;
  readonly jobs: Map<string, Job>;
  readonly commands: CommandRequest[];
  take(request: CommandRequest): Answer;
  /** A receptionist issues a ticket that this device prints. */
  issueAtReception(): TicketNumber;
  reprint(ticket: TicketNumber): void;
  cancel(ticket: TicketNumber): void;
  view(): DeviceView;
  /** Makes the view say something else. */
  change(part: Partial<DeviceView>): void;
  onChange(listener: () => void): void;
};

const number = (n: number): TicketNumber => `A${String(n).padStart(3, '0')}` as TicketNumber;
const code = (n: number): TicketCode => String(n).padStart(16, '0') as TicketCode;

/** `last`: the range of numbers is 1 to last; leases come from its end. */
export const createTestHub = (last = 900): TestHub => {
  const tickets = new Map<string, HubTicket>();
  const jobs = new Map<string, Job>();
  /** Sheets so far, by ticket; a leased ticket comes with one, its agent's own. */
  const prints = new Map<string, number>();
  const leased = new Set<string>();
  const answers = new Map<string, Accepted>();
  const superseded = new Set<string>();
  const commands: CommandRequest[] = [];
  const listeners: (() => void)[] = [];
  let part: Partial<DeviceView> = {};
  let version = 0;
  let codes = 0;

  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  const accept = (facts: Omit<Accepted, 'ok' | 'version'> = {}): Accepted => {
    version++;
    return { ok: true, version, ...facts };
  };
  const no = (why: RefusalCode): Answer => ({ ok: false, refusal: refuse(why) });

  const nextJob = (ticket: TicketNumber): JobId => {
    const count = (prints.get(ticket) ?? 0) + 1;
    prints.set(ticket, count);
    return `${ticket}-${count}` as JobId;
  };
  const issue = (press: CommandId | null): Accepted | null => {
    for (let n = 1; n <= last; n++) {
      const free = number(n);
      if (tickets.has(free) || leased.has(free)) continue;
      tickets.set(free, { number: free, press, how: 'online', cancelled: false });
      const job = nextJob(free);
      const mine = code(++codes);
      jobs.set(job, { ticket: free, code: mine, reprint: false });
      return accept({ ticket: free, procedure: renewal, code: mine, issuedAtMs: testStartMs, job });
    }
    return null;
  };
  const cancel = (ticket: TicketNumber): void => {
    const found = tickets.get(ticket);
    if (found !== undefined) found.cancelled = true;
    for (const [job, { ticket: of }] of jobs) if (of === ticket) jobs.delete(job);
  };

  const decide = ({ commandId, command }: CommandRequest): Answer => {
    switch (command.type) {
      case 'issueTicket':
        return superseded.has(commandId) ? no('superseded') : (issue(commandId) ?? no('numbersExhausted'));
      case 'recordTicket': {
        if (tickets.has(command.number)) return no('numberTaken');
        if (!leased.delete(command.number)) return no('numberNotLeased');
        const press = command.supersedes ?? null;
        prints.set(command.number, 1);
        tickets.set(command.number, { number: command.number, press, how: 'leased', cancelled: false });
        if (press !== null) {
          superseded.add(press);
          const ghost = answers.get(press)?.ticket;
          if (ghost !== undefined) cancel(ghost);
        }
        return accept({ ticket: command.number });
      }
      case 'leaseNumbers': {
        for (let n = last; n > 0 && leased.size < command.count; n--)
          if (!tickets.has(number(n))) leased.add(number(n));
        return accept({ numbers: [...leased].sort() as TicketNumber[] });
      }
      case 'confirmPrint':
        return jobs.delete(command.job) ? accept({ job: command.job }) : no('unknownJob');
      default:
        return accept();
    }
  };

  return {
    tickets,
    jobs,
    commands,
    take: (request) => {
      commands.push(request);
      const first = answers.get(request.commandId);
      if (first !== undefined) return first;
      const answer = decide(request);
      if (answer.ok) {
        answers.set(request.commandId, answer);
        changed();
      }
      return answer;
    },
    issueAtReception: () => {
      const ticket = issue(null)?.ticket;
      if (ticket === undefined) throw new Error('no number left');
      changed();
      return ticket;
    },
    reprint: (ticket) => {
      jobs.set(nextJob(ticket), { ticket, code: code(++codes), reprint: true });
      version++;
      changed();
    },
    cancel: (ticket) => {
      cancel(ticket);
      version++;
      changed();
    },
    change: (next) => {
      part = { ...part, ...next };
      version++;
      changed();
    },
    onChange: (listener) => {
      listeners.push(listener);
    },
    view: () => ({
      site: 'centre' as SiteId,
      names: { ja: 'センター', en: 'Centre' },
      date: testDate,
      version,
      live: true,
      hubs: [],
      phase: 'open',
      nextOpeningMs: null,
      closesAtMs: testStartMs + 8 * hourMs,
      procedures: [
        {
          id: renewal,
          letter: 'A',
          names: { ja: '更新', en: 'Renewal' },
          shortNames: null,
          waiting: 3,
          estimate: null,
          intake: 'open',
          numbersLeft: null,
          notice: null,
          bring: null,
        },
      ],
      jobs: [...jobs].map(([job, { ticket, code: mine, reprint }]) => ({
        job: job as JobId,
        ticket,
        code: mine,
        procedure: renewal,
        language: 'ja' as const,
        issuedAtMs: testStartMs,
        slotAtMs: null,
        ahead: 3,
        estimate: null,
        reprint,
      })),
      leases: [{ date: testDate, procedure: renewal, numbers: [...leased].sort() as TicketNumber[] }],
      nextDate: null,
      nextPlan: null,
      plan: { intakeFromMs: testStartMs - hourMs, intakeUntilMs: testStartMs + 7 * hourMs },
      booths: [
        {
          booth: 3 as BoothNumber,
          names: null,
          state: 'open',
          staff: null,
          procedures: [],
          pauseNote: '',
          pausedUntilMs: null,
          ticket: null,
          procedure: null,
          ticketState: null,
          sinceMs: null,
        },
      ],
      leasedNumbers: 10,
      publicUrl: 'https://junban.example',
      whereToWait: null,
      ...part,
    }),
  };
};
