// A clock that is put back does not let the newcomer pass those who wait.
import { expect, it } from 'vitest';
import { booth, given, issue, move, next, opened } from './test-support.ts';

it('calls first who came first, whatever the clock said in between', () => {
  const day = given(
    opened,
    booth(1),
    issue('renewal', '11:00'),
    issue('renewal', '11:01'),
    issue('renewal', '09:01'),
  );
  const state = day
    .when({ type: 'callNext', booth: 1 }, { at: '09:02' })
    .thenHappened({ type: 'ticketCalled', ticket: 'A001' });
  const due = (number: string) => state.tickets.get(number as never)?.due.atMs ?? 0;
  expect(due('A003')).toBeGreaterThanOrEqual(due('A002'));
});

it('puts who was absent behind those who came meanwhile, as ever', () => {
  given(
    ...[
      opened,
      booth(1),
      issue('renewal', '11:00'),
      next(1, '11:01'),
      move('markAbsent', { booth: 1 }, '11:05'),
    ],
    ...[issue('renewal', '11:02'), issue('renewal', '09:03')],
    move('returnTicket', { ticket: 'A001' }, '09:10'),
  )
    .when({ type: 'callNext', booth: 1 }, { at: '09:11' })
    .thenHappened({ ticket: 'A001' });
});
