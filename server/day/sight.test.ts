// The ticket that the person saw is the one acted on: two hands at one booth never touch a visitor whom nobody has seen.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Command } from '../../protocol/commands.ts';
import { decide } from './decide.ts';
import { booth, command, contextOf, fold, given, issue, move, next, opened } from './test-support.ts';

const two = () => given(opened, booth(1), booth(2), issue('renewal'), issue('renewal'), next(1));

describe('what the person saw', () => {
  it('is done when it is still so', () => {
    const day = two();
    day
      .when({ type: 'finishAndNext', booth: 1, saw: { ticket: 'A001', version: day.state.version } })
      .thenHappened({ type: 'servingStarted' }, { ticket: 'A001' }, { ticket: 'A002' });
  });

  it('is refused in plain words when the same key came from another hand first', () => {
    const day = two();
    const saw = { ticket: 'A001', version: day.state.version };
    const state = day.when({ type: 'finishAndNext', booth: 1, saw }).thenHappened({}, {}, {});
    const again = decide(state, command({ type: 'finishAndNext', booth: 1, saw }), contextOf());
    expect(again).toMatchObject({
      kind: 'refused',
      refusal: { code: 'changedMeanwhile', params: { saw: 'A001', ticket: 'A002', state: 'called' } },
    });
    if (again.kind === 'refused') expect(again.refusal.messageJa).toContain('現在：A002 呼出中');
  });

  it('is refused when the same ticket has moved on and come back', () => {
    const day = two();
    const saw = { ticket: 'A001', version: day.state.version };
    const back = given(
      ...[opened, booth(1), booth(2), issue('renewal'), issue('renewal'), next(1)],
      move('markAbsent', { booth: 1 }),
      move('returnTicket', { ticket: 'A001' }),
      move('callNumber', { booth: 1, ticket: 'A001', reason: '戻られた' }),
    );
    back.when({ type: 'markAbsent', booth: 1, saw }).thenRefused('changedMeanwhile');
    const now = { ticket: 'A001', version: back.state.version };
    back.when({ type: 'markAbsent', booth: 1, saw: now }).thenHappened({ type: 'ticketAbsent' });
  });

  it('does not mind papers and marks', () => {
    const day = two();
    const saw = { ticket: 'A001', version: day.state.version };
    const marked = day.when({ type: 'setMarks', ticket: 'A001', marks: ['infant'] }).thenHappened({});
    expect(decide(marked, command({ type: 'startServing', booth: 1, saw }), contextOf()).kind).toBe('events');
  });

  it('may be left out by other systems', () => {
    two().when({ type: 'startServing', booth: 1 }).thenHappened({ type: 'servingStarted' });
  });
});

it('no command that carries what was seen changes another ticket, whatever two hands do', () => {
  const hand = fc.constantFrom(
    'recall',
    'startServing',
    'finish',
    'finishAndNext',
    'markAbsent',
    'undoCall',
    'hold',
  );
  fc.assert(
    fc.property(
      fc.array(fc.record({ type: hand, behind: fc.integer({ min: 0, max: 4 }) }), { maxLength: 12 }),
      (presses) => {
        const day = given(opened, booth(1), ...Array.from({ length: 9 }, () => issue('renewal')), next(1));
        const seen = [day.state];
        for (const { type, behind } of presses) {
          const state = seen.at(-1) ?? day.state;
          // A second page of the booth, some views behind.
          const page = seen.at(-1 - Math.min(behind, seen.length - 1)) ?? state;
          const ticket = page.booths.get(1 as never)?.ticket ?? null;
          const pressed = Command.parse({ type, booth: 1, saw: { ticket, version: page.version } });
          const decision = decide(state, pressed, contextOf());
          if (decision.kind === 'refused') {
            const called = decide(state, command({ type: 'callNext', booth: 1 }), contextOf());
            if (called.kind === 'events') seen.push(fold(state, called.events, contextOf()));
            continue;
          }
          const [first] = decision.events;
          expect('ticket' in first && first.ticket).toBe(ticket);
          expect(state.tickets.get(ticket as never)?.movedAt).toBeLessThanOrEqual(page.version);
          seen.push(fold(state, decision.events, contextOf()));
        }
      },
    ),
  );
});
