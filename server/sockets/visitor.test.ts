// The door of phones: a code opens its own ticket and nothing else, moves reach that ticket alone, guessing is slowed.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Accepted } from '../../protocol/answers.ts';
import { type VisitorMove, VisitorView, visitorDoor } from '../../protocol/visitor.ts';
import { manualClock } from '../base/clock.ts';
import { openTestHouse, type TestHouse, type TestSocket } from '../test-support.ts';

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse(undefined, {
    lookups: 10,
    socketsPerTicket: 2,
  });
});
afterEach(() => house.remove());

const issue = async (procedure = 'card-issue'): Promise<Accepted> => {
  const { answer } = await house.command({
    type: 'issueTicket',
    procedure,
    source: 'integrator',
    note: 'secret',
  });
  if (!answer.ok) throw new Error(answer.refusal.message);
  return answer;
};
const connect = (code: unknown) => house.connect(visitorDoor, { code });
const refusal = (connecting: Promise<unknown>) =>
  connecting.then(
    () => null,
    (error: Error & { data?: { refusal?: { code: string } } }) => error.data?.refusal?.code ?? error.message,
  );
const view = (socket: TestSocket) => VisitorView.parse(socket.heard.get('view')?.at(-1));
const move = (
  socket: TestSocket,
  asked: { type: VisitorMove; minutes?: number },
  id: string = randomUUID(),
) => socket.timeout(5_000).emitWithAck('move', { id, move: asked });
const ticket = (number: string | undefined) =>
  house.hub.sites
    .values()
    .next()
    .value?.snapshot()
    .state.tickets.get(number as never);

describe('the door of phones', () => {
  it('shows one ticket, and nothing of any other', async () => {
    const others = [await issue(), await issue()];
    const mine = await issue();
    const phone = await connect(mine.code);
    await expect.poll(() => view(phone)).toMatchObject({ ticket: mine.ticket, ahead: 2, state: 'waiting' });
    const sent = JSON.stringify(phone.heard.get('view'));
    for (const other of others) {
      expect(sent).not.toContain(other.ticket);
      expect(sent).not.toContain(other.code);
    }
    expect(sent).not.toContain('secret');
    expect(sent).not.toContain(mine.code);
  });

  it('sends nothing when nothing has changed for this ticket', async () => {
    const mine = await issue();
    const phone = await connect(mine.code);
    await expect.poll(() => phone.heard.get('view')?.length).toBe(1);
    // Behind it in its queue, and in another.
    await issue();
    await issue('pin-reset');
    await house.command({ type: 'openBooth', booth: 1, staff: 'sato' });
    await move(phone, { type: 'stepOut', minutes: 10 });
    await expect.poll(() => view(phone).outUntilMs).not.toBeNull();
    expect(phone.heard.get('view')).toHaveLength(2);
  });

  it('takes the three moves for its own ticket, each once, as done by the visitor', async () => {
    const mine = await issue();
    const phone = await connect(mine.code);
    const id = randomUUID();
    expect(await move(phone, { type: 'stepOut', minutes: 10 }, id)).toEqual({ ok: true });
    expect(await move(phone, { type: 'stepOut', minutes: 10 }, id)).toEqual({ ok: true });
    expect(ticket(mine.ticket)?.stepsOut).toBe(1);
    await expect.poll(() => view(phone).may).toEqual(['comeBack', 'stepOut', 'leaveQueue']);
    expect(await move(phone, { type: 'comeBack' })).toEqual({ ok: true });
    expect(await move(phone, { type: 'leaveQueue' })).toEqual({ ok: true });
    await expect.poll(() => view(phone)).toMatchObject({ state: 'cancelled', over: 'left', may: [] });
    expect(await move(phone, { type: 'comeBack' })).toMatchObject({
      ok: false,
      refusal: { code: 'wrongState' },
    });
  });

  it('lets nobody reach another ticket or another command through it', async () => {
    const [mine, other] = [await issue(), await issue()];
    const phone = await connect(mine.code);
    const wrong: readonly unknown[] = [
      { id: randomUUID(), move: { type: 'leaveQueue', ticket: other.ticket } },
      { id: randomUUID(), move: { type: 'cancelTicket', ticket: other.ticket, reason: 'other' } },
      { id: 'x:y', move: { type: 'leaveQueue' } },
      { id: randomUUID(), move: { type: 'stepOut', minutes: 1 } },
      null,
    ];
    for (const request of wrong)
      expect(await phone.timeout(5_000).emitWithAck('move', request)).toMatchObject({
        refusal: { code: 'malformed' },
      });
    expect(
      await phone.timeout(5_000).emitWithAck('command', {
        commandId: randomUUID(),
        command: { type: 'leaveQueue', ticket: other.ticket },
      }),
    ).toMatchObject({ refusal: { code: 'malformed' } });
    expect([ticket(mine.ticket)?.state, ticket(other.ticket)?.state]).toEqual(['waiting', 'waiting']);
  });

  it('does not give away the answer to somebody else’s command by its id', async () => {
    const id = `press-${randomUUID()}`;
    const { answer } = await house.command(
      { type: 'issueTicket', procedure: 'card-issue', source: 'integrator' },
      id,
    );
    const phone = await connect(answer.ok ? answer.code : '');
    expect(await move(phone, { type: 'stepOut', minutes: 5 }, id)).toEqual({ ok: true });
    expect(ticket(answer.ok ? answer.ticket : '')?.stepsOut).toBe(1);
  });

  it('slows down a guesser, by socket and page alike, and lets whoever has a ticket in beside him', async () => {
    const mine = await issue();
    const phone = await connect(mine.code);
    const wrong = (n: number) => `000000000000000${n}`;
    for (let n = 0; n < 5; n += 1) expect(await refusal(connect(wrong(n)))).toBe('unknownCode');
    for (let n = 5; n < 10; n += 1) expect((await house.ask(`/t/${wrong(n)}`)).status).toBe(404);
    expect(await refusal(connect(wrong(0)))).toBe('tooManyAttempts');
    const page = await house.ask(`/t/${wrong(0)}`);
    expect([page.status, Number(page.headers.get('retry-after')) > 500]).toEqual([429, true]);
    expect((await house.ask(`/t/${wrong(0)}/manifest.webmanifest`)).status).toBe(429);
    expect(await house.reached('lookups')).toBe(3);
    // The same hall, behind the same address.
    expect((await house.ask(`/t/${mine.code}`)).status).toBe(200);
    expect((await house.ask(`/t/${mine.code}/manifest.webmanifest`)).status).toBe(200);
    expect(await refusal(connect(mine.code))).toBeNull();
    expect(await move(phone, { type: 'stepOut', minutes: 5 })).toEqual({ ok: true });
    expect(await refusal(connect({ length: 16 }))).toBe('malformed');
  });

  it('lets a few phones follow one ticket, and no crowd', async () => {
    const mine = await issue();
    const phones = [await connect(mine.code), await connect(mine.code)];
    expect(await refusal(connect(mine.code))).toBe('tooManySockets');
    phones[0]?.disconnect();
    await expect.poll(() => refusal(connect(mine.code))).toBeNull();
  });
});

describe('the next morning', () => {
  it('tells a phone that its day is gone, and lets no move of it reach the new day’s ticket', async () => {
    const clock = manualClock(Date.parse('2026-11-24T23:50:00+09:00'));
    const night = await openTestHouse(undefined, {}, { clock });
    try {
      const press = { type: 'issueTicket', procedure: 'card-issue', source: 'integrator' };
      const { answer } = await night.command(press);
      const code = answer.ok ? answer.code : '';
      const phone = await night.connect(visitorDoor, { code });
      await clock.advanceTo(Date.parse('2026-11-25T00:10:00+09:00'));
      await expect.poll(() => phone.heard.has('gone')).toBe(true);
      const { answer: fresh } = await night.command(press);
      expect(fresh.ok && answer.ok && fresh.ticket === answer.ticket).toBe(true);
      expect(await move(phone, { type: 'leaveQueue' })).toMatchObject({ refusal: { code: 'unknownCode' } });
      expect(await refusal(night.connect(visitorDoor, { code }))).toBe('unknownCode');
    } finally {
      await night.remove();
    }
  });
});

describe('a hall of phones behind one address', () => {
  it('gets in by page and socket with the limits as they are, also beside somebody who guesses', async () => {
    const hall = await openTestHouse();
    try {
      const issued = Array.from({ length: 200 }, async () => {
        const press = { type: 'issueTicket', procedure: 'card-issue', source: 'integrator' };
        const { answer } = await hall.command(press);
        return answer.ok ? String(answer.code) : '';
      });
      const codes = await Promise.all(issued);
      const guess = (n: number) => hall.ask(`/t/${String(n).padStart(16, '0')}`).then(({ status }) => status);
      const guesses = await Promise.all(Array.from({ length: 700 }, (_, n) => guess(n)));
      expect(new Set(guesses)).toEqual(new Set([404, 429]));
      const pages = await Promise.all(codes.map((code) => hall.ask(`/t/${code}`)));
      expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([200]));
      const phones = await Promise.all(codes.map((code) => hall.connect(visitorDoor, { code })));
      await expect.poll(() => phones.every((phone) => phone.heard.has('view'))).toBe(true);
    } finally {
      await hall.remove();
    }
  });
});

describe('phones in all', () => {
  it('leave room for walls and consoles', async () => {
    const small = await openTestHouse(undefined, { visitorSockets: 1 });
    try {
      const { answer } = await small.command({
        type: 'issueTicket',
        procedure: 'card-issue',
        source: 'integrator',
      });
      const code = answer.ok ? answer.code : '';
      await small.connect(visitorDoor, { code });
      expect(await refusal(small.connect(visitorDoor, { code }))).toBe('tooManyConnections');
      await small.connect('/wall', { site: 'centre', device: 'lobby-1' });
      expect(await small.reached('visitorSockets')).toBe(1);
    } finally {
      await small.remove();
    }
  });
});
