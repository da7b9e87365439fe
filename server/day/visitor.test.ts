// The visitor's own moves: outside for a while without losing the place, back again, out of the queue for good.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Command } from '../../protocol/commands.ts';
import type { Actor, TicketNumber } from '../../protocol/ids.ts';
import type { VisitorMove } from '../../protocol/visitor.ts';
import type { ResolvedSite } from '../settings/resolved-site.ts';
import { decide } from './decide.ts';
import { nextFor, queueFor } from './order.ts';
import { play, site, wishes } from './random-day.test-support.ts';
import { at, booth, contextOf, given, issue, move, next, opened, testSite } from './test-support.ts';
import { outMinutesFor, visitorMoves } from './visitor.ts';

const visitor = (ticket: string): Actor => ({ kind: 'visitor', id: ticket as TicketNumber });
const ruled = (rules: Partial<ResolvedSite['rules']>): ResolvedSite => {
  const made = testSite();
  return { ...made, rules: { ...made.rules, ...rules } };
};
const out = (minutes = 20, ticket = 'A001') => ({ type: 'stepOut', ticket, minutes });
const a001 = { actor: visitor('A001') };
const two = [opened, booth(1), issue('renewal', '09:00'), issue('renewal', '09:10')] as const;

describe('a visitor who is outside', () => {
  it('is passed over, and is first again when the time is over', () => {
    const { state } = given(...two, move('stepOut', out(20), '09:30'));
    expect(nextFor(state, 1 as never, at('09:49'))?.number).toBe('A002');
    expect(nextFor(state, 1 as never, at('09:50'))?.number).toBe('A001');
    expect(state.tickets.get('A001' as never)?.due.atMs).toBe(at('09:00'));
  });

  it('is called as usual as soon as he says that he is back', () => {
    const day = given(...two, move('stepOut', out(20), '09:30'));
    const state = day
      .when({ type: 'comeBack', ticket: 'A001' }, { at: '09:35', ...a001 })
      .thenHappened({ type: 'ticketCameBack', ticket: 'A001' });
    expect(nextFor(state, 1 as never, at('09:36'))?.number).toBe('A001');
  });

  it('is not called even when the booth would idle, but staff may by number', () => {
    const day = given(opened, booth(1), issue('renewal'), move('stepOut', out(20), '09:30'));
    day.when({ type: 'callNext', booth: 1 }, { at: '09:31' }).thenRefused('allOutside', {
      params: { ticket: 'A001', time: '09:50' },
      allowed: ['callNumber', 'pauseBooth', 'closeBooth'],
    });
    day
      .when({ type: 'callNumber', booth: 1, ticket: 'A001', reason: '戻っていた' }, { at: '09:31' })
      .thenHappened({ type: 'ticketCalled', ticket: 'A001' });
  });

  it('is still outside after a call by mistake is undone, and no more after a visit or an absence', () => {
    const called = [
      ...two,
      move('stepOut', out(30), '09:30'),
      move('callNumber', { booth: 1, ticket: 'A001', reason: 'x' }, '09:31'),
    ] as const;
    const undone = given(...called, move('undoCall', { booth: 1 }, '09:32'));
    expect(nextFor(undone.state, 1 as never, at('09:33'))?.number).toBe('A002');
    const absent = given(...called, move('markAbsent', { booth: 1 }, '09:35'));
    expect(absent.state.tickets.get('A001' as never)?.outUntilMs).toBeNull();
    const served = given(...called, move('startServing', { booth: 1 }, '09:32'));
    expect(served.state.tickets.get('A001' as never)?.outUntilMs).toBeNull();
  });

  it('may say it anew, as often as the rules allow, and for no longer', () => {
    const day = given(...two, move('stepOut', out(20), '09:20'), move('stepOut', out(20), '09:30'));
    day.when(out(31), { at: '09:40', ...a001 }).thenRefused('stepOutNotOffered', { params: { minutes: 30 } });
    const thrice = given(
      ...two,
      ...['09:20', '09:30', '09:40'].map((clock) => move('stepOut', out(20), clock)),
    );
    thrice
      .when(out(5), { at: '09:50', ...a001 })
      .thenRefused('stepOutNotOffered', { params: { minutes: 0 } });
  });

  it('must be back before his procedure closes', () => {
    const day = given(opened, booth(1), issue('renewal', '16:00'));
    day.when(out(20), { at: '16:44', ...a001 }).thenRefused('stepOutNotOffered', { params: { minutes: 15 } });
    day
      .when(out(15), { at: '16:44', ...a001 })
      .thenHappened({ type: 'ticketSteppedOut', untilMs: at('16:59') });
    day.when(out(5), { at: '16:58', ...a001 }).thenRefused('stepOutNotOffered', { params: { minutes: 0 } });
  });

  it('cannot be where the site does not offer it, nor when he is called already', () => {
    const never = { site: ruled({ stepOutMinutes: 0 }), at: '09:30', ...a001 };
    given(...two)
      .when(out(5), never)
      .thenRefused('stepOutNotOffered', { params: { minutes: 0 } });
    given(...two, next(1))
      .when(out(5), { at: '09:31', ...a001 })
      .thenRefused('wrongState', { allowed: ['leaveQueue'] });
  });
});

describe('an absent visitor', () => {
  const gone = given(...two, next(1, '09:30'), move('markAbsent', { booth: 1 }, '09:35'));

  it('reports back by phone with the same due time as at reception', () => {
    const byPhone = gone.when({ type: 'comeBack', ticket: 'A001' }, { at: '09:45', ...a001 });
    const atDesk = gone.when({ type: 'returnTicket', ticket: 'A001' }, { at: '09:45' });
    expect(byPhone.decision).toEqual(atDesk.decision);
    byPhone.thenHappened({ type: 'ticketReturned', due: { basis: 'returned', atMs: at('09:40') } });
  });

  it('is sent to reception where the site wants it so; staff may still say it for him', () => {
    const strict = { site: ruled({ returnByPhone: false }), at: '09:45' };
    gone.when({ type: 'comeBack', ticket: 'A001' }, { ...strict, ...a001 }).thenRefused('askReception');
    gone.when({ type: 'comeBack', ticket: 'A001' }, strict).thenHappened({ type: 'ticketReturned' });
  });
});

describe('a visitor who leaves', () => {
  it('is cancelled as one who left, and frees the booth that calls him', () => {
    const state = given(...two, next(1, '09:30'))
      .when({ type: 'leaveQueue', ticket: 'A001' }, { at: '09:31', ...a001 })
      .thenHappened({ type: 'ticketCancelled', ticket: 'A001', reason: 'visitorLeft', note: '' });
    expect(state.booths.get(1 as never)?.ticket).toBeNull();
    expect(state.calls.at(-1)?.withdrawn).toBe(true);
  });

  it('cannot from outside what has begun at a booth', () => {
    const serving = [...two, next(1), move('startServing', { booth: 1 }, '09:31')] as const;
    const leave = { type: 'leaveQueue', ticket: 'A001' };
    given(...serving)
      .when(leave, { at: '09:35', ...a001 })
      .thenRefused('wrongState', { allowed: [] });
    given(...serving, move('hold', { booth: 1 }, '09:36'))
      .when(leave, { at: '09:40', ...a001 })
      .thenRefused('wrongState');
  });
});

describe('on any day', () => {
  const sometimes = (runs: number, holds: (day: ReturnType<typeof play>) => void) =>
    fc.assert(
      fc.property(wishes, (all) => holds(play(all, false))),
      { numRuns: runs },
    );

  it('what the phone offers is exactly what is accepted of it', () => {
    const offered = new Set<VisitorMove>();
    sometimes(60, ({ state, taken }) => {
      const nowMs = taken.at(-1)?.context.nowMs ?? 0;
      for (const ticket of state.tickets.values()) {
        const may = visitorMoves(state, ticket, site, nowMs);
        for (const type of ['leaveQueue', 'stepOut', 'comeBack'] as const) {
          const minutes = Math.max(5, outMinutesFor(state, ticket, site, nowMs));
          const input = Command.parse({
            type,
            ticket: ticket.number,
            ...(type === 'stepOut' ? { minutes } : {}),
          });
          const context = { ...contextOf({ actor: visitor(ticket.number), site }), nowMs };
          const accepted = decide(state, input, context).kind === 'events';
          // A moment after the time outside is over, "I am back" is still taken.
          if (type === 'comeBack' && ticket.state === 'waiting' && ticket.outUntilMs !== null)
            expect(accepted).toBe(true);
          else expect([type, ticket.state, accepted]).toEqual([type, ticket.state, may.includes(type)]);
          if (accepted) offered.add(type);
        }
      }
    });
    expect(offered.size).toBe(3);
  });

  it('a phone can do nothing else, and nothing to another ticket', () => {
    sometimes(60, ({ taken }) => {
      for (const { before, command, context } of taken) {
        const own = 'ticket' in command ? command.ticket : 'A001';
        const other = own === 'A001' ? 'A002' : 'A001';
        const allowed = ['leaveQueue', 'stepOut', 'comeBack'].includes(command.type);
        for (const id of allowed ? [other] : [own, other])
          expect(decide(before, command, { ...context, actor: visitor(id) })).toMatchObject({
            refusal: {
              code:
                command.type === 'issueTicket'
                  ? expect.stringMatching(/notYourTicket|superseded/)
                  : 'notYourTicket',
            },
          });
      }
    });
  });

  it('stepping out changes nobody’s due time and no order among the others, and ends before closing', () => {
    let steps = 0;
    sometimes(100, ({ taken }) => {
      for (const { before, after, events, context } of taken) {
        const [event] = events;
        if (event?.type !== 'ticketSteppedOut') continue;
        steps += 1;
        expect(event.untilMs - context.nowMs).toBeLessThanOrEqual(site.rules.stepOutMinutes * 60_000);
        for (const [number, ticket] of before.tickets)
          expect(after.tickets.get(number)?.due).toEqual(ticket.due);
        for (const one of after.booths.values()) {
          const others = (state: typeof after) =>
            queueFor(state, one, context.nowMs)
              .map(({ number }) => number)
              .filter((number) => number !== event.ticket);
          expect(others(after)).toEqual(others(before));
        }
      }
    });
    expect(steps).toBeGreaterThan(20);
  });
});
