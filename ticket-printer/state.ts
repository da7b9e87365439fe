// What the journal's records add up to: open presses, sheets, leased tickets and the lease book.
import type { BusinessDate, CommandId, JobId, ProcedureId, TicketNumber } from '../protocol/ids.ts';
import type { JournalRecord, LeasedTicket, OpenPress, Sheet } from './records.ts';

export type AgentState = {
  /** Pressed and not answered yet, oldest first. */
  readonly presses: Map<CommandId, OpenPress>;
  /** By `sheetKey`, oldest first. */
  readonly sheets: Map<string, Sheet>;
  /** By press, oldest first. */
  readonly leased: Map<CommandId, LeasedTicket>;
  /** Numbers the hub lent, by `bookKey`; some may have been given since. */
  readonly book: Map<string, Lease>;
};
export type Lease = {
  readonly date: BusinessDate;
  readonly procedure: ProcedureId;
  readonly numbers: readonly TicketNumber[];
};

export const emptyState = (): AgentState => ({
  presses: new Map(),
  sheets: new Map(),
  leased: new Map(),
  book: new Map(),
});

/** Jobs are unique within a day only. */
export const sheetKey = (date: BusinessDate, job: JobId): string => `${date} ${job}`;
export const bookKey = (date: BusinessDate, procedure: ProcedureId): string => `${date} ${procedure}`;

/** Changes the state by one record; a record about something unknown changes nothing. */
export const apply = (state: AgentState, record: JournalRecord): void => {
  switch (record.k) {
    case 'pressed':
      state.presses.set(record.press.id, record.press);
      return;
    case 'issued':
      state.presses.delete(record.id);
      if (record.sheet !== null) addSheet(state, record.sheet);
      return;
    case 'refused':
    case 'dropped':
      state.presses.delete(record.id);
      return;
    case 'leased':
      state.presses.delete(record.leased.press);
      state.leased.set(record.leased.press, record.leased);
      if (record.sheet !== null) addSheet(state, record.sheet);
      return;
    case 'told':
    case 'conflict': {
      const leased = state.leased.get(record.id);
      const told = record.k === 'told' ? 'yes' : 'conflict';
      if (leased !== undefined) state.leased.set(record.id, { ...leased, told });
      return;
    }
    case 'sheet':
      addSheet(state, record.sheet);
      return;
    case 'printing':
      changeSheet(state, record.key, { state: 'printing' });
      return;
    case 'printed':
      changeSheet(state, record.key, { state: 'printed' });
      return;
    case 'unprinted':
      changeSheet(state, record.key, { state: 'spooled' });
      return;
    case 'stuck':
      changeSheet(state, record.key, { state: 'stuck' });
      return;
    case 'withdrawn':
      changeSheet(state, record.key, { state: 'withdrawn', confirm: 'none' });
      return;
    case 'confirmed':
      changeSheet(state, record.key, { confirm: 'done' });
      return;
    case 'leases': {
      const { date, procedure, numbers } = record;
      state.book.set(bookKey(date, procedure), { date, procedure, numbers });
      return;
    }
  }
};

const addSheet = (state: AgentState, sheet: Sheet): void => {
  const key = sheetKey(sheet.date, sheet.paper.job);
  // The first word about a sheet stands: it may have been printed since.
  if (!state.sheets.has(key)) state.sheets.set(key, sheet);
};

const changeSheet = (state: AgentState, key: string, change: Partial<Sheet>): void => {
  const sheet = state.sheets.get(key);
  if (sheet !== undefined) state.sheets.set(key, { ...sheet, ...change });
};

/**
 * The shortest journal that says the same for a date and later. Sheets of days that are over are forgotten
 * (nobody waits for them); leased tickets that the hub has not been told are kept whatever their day.
 */
export const compact = (state: AgentState, since: string): JournalRecord[] => [
  ...[...state.book.values()]
    .filter((lease) => lease.date >= since)
    .map((lease): JournalRecord => ({ k: 'leases', ...lease, numbers: [...lease.numbers] })),
  ...[...state.leased.values()]
    .filter((leased) => leased.told === 'no' || leased.date >= since)
    .map((leased): JournalRecord => ({ k: 'leased', leased, sheet: null })),
  ...[...state.sheets.values()]
    .filter((sheet) => sheet.date >= since)
    .map((sheet): JournalRecord => ({ k: 'sheet', sheet })),
  ...[...state.presses.values()].map((press): JournalRecord => ({ k: 'pressed', press })),
];

/** Numbers that may still be given, lowest first. */
export const availableNumbers = (
  state: AgentState,
  date: BusinessDate,
  procedure: ProcedureId,
): readonly TicketNumber[] => {
  const lease = state.book.get(bookKey(date, procedure));
  if (lease === undefined) return [];
  const given = new Set<string>();
  for (const leased of state.leased.values()) if (leased.date === date) given.add(leased.ticket);
  return lease.numbers.filter((number) => !given.has(number)).sort();
};

/** Leased tickets the hub has not heard of, oldest first. */
export const untold = (state: AgentState): readonly LeasedTicket[] =>
  [...state.leased.values()].filter((leased) => leased.told === 'no');
