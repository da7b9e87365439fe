// At the end of a day, and after each ticket told late, the hub logs how far the day goes and the hash there.
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../protocol/commands.ts';
import { agent, at, leasedTicket, openOffice } from '../../test/support/office.ts';
import { waitFor } from '../../test/support/patience.ts';
import { headLine } from '../archive/heads.ts';

describe('the head of an ended day', () => {
  it('is logged, as verify would print it', async () => {
    const lines: { msg?: string; stream: string; version: number; head: string }[] = [];
    const logger = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
    const heads = () => lines.filter(({ msg }) => msg === 'head of an ended day').map(headLine);
    const office = await openOffice('2026-11-24T09:00', { logger });
    const stream = 'day:office:2026-11-24';
    const now = async () => {
      const [last] = await office.log.read(stream, (await office.log.version(stream)) - 1);
      return headLine({ stream, version: last?.version ?? 0, head: last?.hash ?? '' });
    };
    await office.take({ type: 'leaseNumbers', procedure: 'card-issue', count: 2 } as Partial<Command>, {
      actor: agent,
    });
    await office.issue();
    expect(heads()).toEqual([]);
    await office.clock.advanceTo(at('2026-11-24T18:00'));
    await waitFor(() => expect(heads()).toHaveLength(1));
    expect(heads()).toEqual([await now()]);

    await office.clock.advanceTo(at('2026-11-25T08:00'));
    const told = leasedTicket('A999', '2026-11-24T10:00');
    const answer = await office.take(told, { actor: agent, date: '2026-11-24' });
    expect(answer).toMatchObject({ ok: true });
    expect(heads()).toHaveLength(2);
    expect(heads()[1]).toBe(await now());
    await office.hub.close();
  });
});
