// Every refusal of somebody known is in the audit, one by one or in a count; and nobody can fill it.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../protocol/ids.ts';
import { doors } from '../../protocol/wire.ts';
import type { AuditEvent } from '../audit/events.ts';
import { openTestHouse, type TestHouse } from '../test-support.ts';
import { createRefusalNotes, notedEach, windowMs } from './refusal-notes.ts';

const sato = { kind: 'staff', id: 'sato' } as Actor;

describe('refusals', () => {
  it('are all accounted for, and in any window no more than so many notes of one actor', () => {
    const steps = fc.array(fc.tuple(fc.nat(2), fc.integer({ min: -60_000, max: windowMs })), {
      maxLength: 300,
    });
    fc.assert(
      fc.property(steps, (all) => {
        let nowMs = 1_000_000_000;
        const noted: { readonly id: string; readonly event: AuditEvent; readonly atMs: number }[] = [];
        const notes = createRefusalNotes(
          (actor, event) => void noted.push({ id: actor.id, event, atMs: nowMs }),
          () => nowMs,
        );
        for (const [who, ms] of all) {
          nowMs += ms % 7 === 0 ? ms : 1;
          notes.refused({ kind: 'staff', id: `person-${who}` } as Actor, 'GET /api/audit', null);
          if (ms % 5 === 0) notes.sweep();
        }
        notes.flush();
        const counted = noted.reduce(
          (sum, { event }) => sum + (event.type === 'refusalsCounted' ? event.count : 1),
          0,
        );
        expect(counted).toBe(all.length);
      }),
    );
    let written = 0;
    const notes = createRefusalNotes(
      () => {
        written += 1;
      },
      () => 5,
    );
    for (let i = 0; i < 10_000; i += 1) notes.refused(sato, 'GET /api/audit', null);
    expect(written).toBe(notedEach);
  });
});

describe('at a hub', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await openTestHouse();
  });
  afterAll(() => house.remove());

  const noted = async (actor: string) => {
    const { lines } = await (
      await house.askWithKey(`/api/audit?who=all&type=accessRefused&actor=${actor}`)
    ).json();
    return (lines as { details: { door: string; site: string } }[]).map(({ details }) => details).reverse();
  };

  it('a door, a command and a console of a colleague, and a door of a device, are noted alike', async () => {
    const cookie = await house.signIn('sato');
    await house.ask('/api/audit', { headers: { cookie } });
    await house.ask('/api/sites/centre/commands', {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({
        commandId: 'wants-more',
        command: { type: 'stopIntake', procedures: ['pin-reset'], notice: null },
      }),
    });
    await expect
      .poll(() => noted('sato'))
      .toEqual([
        { door: 'GET /api/audit', site: null },
        { door: 'command stopIntake', site: 'centre' },
      ]);
    const planner = { cookie: await house.signIn('yamada') };
    const reception = { site: 'centre', page: { kind: 'reception' } };
    await expect(house.connect(doors.staff, reception, planner)).rejects.toThrow();
    await expect.poll(() => noted('yamada')).toEqual([{ door: 'socket /staff reception', site: 'centre' }]);
    const key = await house.pair(doors.wall, { site: 'centre', device: 'lobby-1' });
    await expect(house.connect(doors.kiosk, { key })).rejects.toThrow();
    const printer = await house.connect(doors.device, { site: 'centre', device: 'printer-1' });
    await printer.emitWithAck('command', {
      commandId: 'calls-anybody',
      command: { type: 'callNext', booth: 9 },
    });
    await expect.poll(() => noted('lobby-1')).toEqual([{ door: 'socket /kiosk', site: 'centre' }]);
    await expect.poll(() => noted('printer-1')).toEqual([{ door: 'command callNext', site: 'centre' }]);
  });
});
