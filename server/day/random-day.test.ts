// What must hold on every business day, whatever people do and in whatever order: thousands of random ones.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DayEvent } from '../../protocol/events.ts';
import { decide } from './decide.ts';
import { answerFor, evolve } from './evolve.ts';
import { type Played, plain, play, type Taken, wishes } from './random-day.test-support.ts';
import { createReference } from './reference.test-support.ts';
import { emptyDay } from './state.ts';
import { date, siteId } from './test-support.ts';

const always = (runs: number, holds: (day: Played) => void) =>
  fc.assert(
    fc.property(wishes, fc.boolean(), (all, end) => holds(play(all, end))),
    { numRuns: runs },
  );

describe('on any day', () => {
  it('a booth has at most one ticket, and a ticket is at most at one booth', () => {
    always(100, ({ taken }) => {
      for (const { after } of taken) {
        const atBooths = [...after.booths.values()].flatMap(({ number, ticket }) =>
          ticket === null ? [] : `${ticket} at ${number}`,
        );
        const theirs = [...after.tickets.values()]
          .filter(({ state }) => state === 'called' || state === 'serving')
          .map(({ number, booth }) => `${number} at ${booth}`);
        expect(theirs.sort()).toEqual(atBooths.sort());
        expect(new Set(atBooths.map((one) => one.slice(0, 4))).size).toBe(atBooths.length);
      }
    });
  });

  it('numbers are unique, and no device holds one that is on a ticket', () => {
    always(200, ({ log, state }) => {
      const numbers = log.flatMap(({ event }) => (event.type === 'ticketIssued' ? event.ticket : []));
      expect(new Set(numbers).size).toBe(numbers.length);
      for (const number of numbers) expect(state.leases.has(number)).toBe(false);
      const codes = log.flatMap(({ event }) => (event.type === 'ticketIssued' ? event.code : []));
      expect(new Set(codes).size).toBe(codes.length);
    });
  });

  it('nobody is lost: every ticket is in the queue, or over with its reason', () => {
    always(300, ({ log, state }) => {
      const issued = log.flatMap(({ event }) => (event.type === 'ticketIssued' ? event.ticket : []));
      const ends = new Set<string>();
      for (const { event } of log) {
        if (event.type === 'ticketFinished' || event.type === 'ticketCancelled') ends.add(event.ticket);
        if (event.type === 'finishUndone') ends.delete(event.ticket);
      }
      const over = [...ends];
      expect([...state.tickets.keys()].sort()).toEqual([...issued].sort());
      expect([...state.live, ...over].sort()).toEqual([...issued].sort());
      for (const number of over)
        expect(['finished', 'cancelled']).toContain(state.tickets.get(number as never)?.state);
      if (state.phase === 'ended') expect(state.live).toEqual([]);
    });
  });

  it('the order is kept: every call in order is the one a naive reading of the rules would make', () => {
    let calls = 0;
    always(300, ({ taken }) => {
      const reference = createReference();
      for (const { before, events, context, command, refusal } of taken) {
        if (command.type === 'callNext' || command.type === 'finishAndNext') {
          const expected = reference.next(before, command.booth, context.nowMs);
          const called = events.find((event) => event.type === 'ticketCalled');
          if (refusal === null) expect(called?.ticket ?? null).toBe(expected);
          if (['nobodyWaiting', 'allOutside', 'procedureOutage'].includes(String(refusal?.code)))
            expect(expected).toBeNull();
          if (called !== undefined) calls += 1;
        }
        for (const event of events) reference.hear(event, context.nowMs);
      }
    });
    expect(calls).toBeGreaterThan(500);
  });

  it('a replay from the log gives the live state, answers included', () => {
    always(200, ({ log, state }) => {
      const stored = log.map((entry) => ({
        ...entry,
        event: DayEvent.parse(JSON.parse(JSON.stringify(entry.event))),
      }));
      expect(plain(stored.reduce(evolve, emptyDay(siteId, date)))).toEqual(plain(state));
    });
  });

  it('a retry gets the first answer, unless a leased number took its place', () => {
    always(200, ({ taken, state }) => {
      for (const one of taken) {
        if (one.answer === null) continue;
        const { commandId } = one.context;
        expect(answerFor(one.events, one.after.version, one.after)).toEqual(one.answer);
        expect(one.answer.version).toBe(one.after.version);
        const replaced = state.superseded.has(commandId);
        expect(state.answers.get(commandId)).toEqual(replaced ? undefined : one.answer);
      }
    });
  });

  it('a superseded press is refused, whatever came in between', () => {
    always(200, ({ taken, state }) => {
      for (const { command, context } of taken) {
        if (command.type !== 'issueTicket' || !state.superseded.has(context.commandId)) continue;
        expect(decide(state, command, context)).toMatchObject({ refusal: { code: 'superseded' } });
      }
    });
  });

  it('deciding changes nothing by itself, and what happened fits the schema of the log', () => {
    always(100, ({ taken }) => {
      for (const { before, command, context, events, refusal } of taken) {
        const again = decide(before, command, context);
        expect(again).toEqual(refusal === null ? { kind: 'events', events } : { kind: 'refused', refusal });
        for (const event of events) expect(DayEvent.safeParse(event).success).toBe(true);
        expect(`${refusal?.message}${refusal?.messageJa}`.replace(/^undefinedundefined$/, '')).not.toMatch(
          /undefined|null/,
        );
      }
    });
  });

  it('what a refusal calls allowed is accepted', () => {
    const seen = new Set<string>();
    always(200, ({ taken }) => {
      for (const one of taken) {
        for (const type of one.refusal?.allowed ?? []) {
          const tries = attempts(one, type);
          if (tries === null) continue;
          seen.add(type);
          const kinds = tries.map((input) => decide(one.before, input as never, one.context));
          if (!kinds.some((decision) => decision.kind === 'events'))
            expect.fail(
              `${one.refusal?.code} of ${JSON.stringify(one.command)} allows ${type}, but: ${JSON.stringify(kinds)}`,
            );
        }
      }
    });
    expect(seen.size).toBeGreaterThan(15);
  });
});

/** All ways to follow an advice at the booth or with the ticket of the refused command; null: not about one. */
const attempts = ({ before, command }: Taken, type: string): readonly object[] | null => {
  const named = 'booth' in command && command.booth !== null ? command.booth : null;
  const ticket = 'ticket' in command ? command.ticket : null;
  const where = ticket === null ? null : (before.tickets.get(ticket)?.booth ?? null);
  const goal = 'toBooth' in command ? command.toBooth : null;
  const booths = [...new Set([named, goal, where, ...(named === null ? [1, 2, 3, 4] : [])])].filter(
    (one) => one !== null,
  );
  const tickets = [...new Set([ticket, ...before.live])].filter((one) => one !== null);
  const each = (more: object = {}) => booths.map((booth) => ({ type, booth, note: '', ...more }));
  switch (type) {
    case 'callNumber':
      return [1, 2, 3, 4]
        .flatMap((booth) => tickets.map((one) => ({ type, booth, ticket: one, reason: 'so' })))
        .filter((one) => one.booth === named || one.ticket === ticket);
    case 'resume':
      return tickets.flatMap((one) => [{ type, ticket: one, booth: null }]);
    case 'closeBooth':
      return each({ leaveWaiting: true });
    case 'cancelTicket':
      return tickets.map((one) => ({ type, ticket: one, reason: 'other', note: '' }));
    case 'returnTicket':
    case 'comeBack':
    case 'leaveQueue':
      return tickets.map((one) => ({ type, ticket: one }));
    case 'stepOut':
      return tickets.map((one) => ({ type, ticket: one, minutes: 5 }));
    case 'setMarks':
      return tickets.map((one) => ({ type, ticket: one, marks: [] }));
    case 'reprintTicket':
      return ticket === null ? null : tickets.map((one) => ({ type, ticket: one, printAt: 'desk' }));
    case 'openBooth':
    case 'changeBoothStaff':
      return each({ staff: 'sato' });
    case 'pauseBooth':
      return each({ untilMs: null });
    case 'transfer':
      return each({ procedure: 'certificate', toBooth: null }).concat(
        each({ procedure: 'pickup', toBooth: null }),
      );
    case 'recordTicket':
    case 'resumeIntake':
    case 'stopIntake':
    case 'startOutage':
    case 'endOutage':
      return null;
    default:
      return each();
  }
};
