// The kiosks' door on real sockets: what comes at once, one ticket for one press, what a kiosk has no say in, help calls, revoking.

import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../protocol/answers.ts';
import type { Command } from '../../protocol/commands.ts';
import { languages } from '../../protocol/ids.ts';
import { KioskView } from '../../protocol/kiosk-view.ts';
import { ReceptionView } from '../../protocol/views.ts';
import { doors } from '../../protocol/wire.ts';
import { openTestHouse, type TestHouse, type TestSocket } from '../test-support.ts';

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
});
afterEach(() => house.remove());

const kiosk = { site: 'centre', device: 'kiosk-1' };
const printer = { site: 'centre', device: 'printer-1' };
const issue = {
  ...{ type: 'issueTicket', procedure: 'address-change', source: 'kiosk', marks: [], language: 'vi' },
  ...{ partySize: 4, note: '', slotAtMs: null, printAt: null },
} as never as Extract<Command, { type: 'issueTicket' }>;
const ready = { printer: { state: 'ready', faults: [], waitingJobs: 0 }, buttons: [], hid: 'ok' };
const ask = (socket: TestSocket, command: unknown, commandId: string = randomUUID()): Promise<Answer> =>
  socket.timeout(5_000).emitWithAck('command', { commandId, command });
const kioskNow = (socket: TestSocket) => KioskView.parse(socket.heard.get('view')?.at(-1));
const deskNow = (socket: TestSocket) => ReceptionView.parse(socket.heard.get('receptionView')?.at(-1));
const codeOf = (answer: Answer) => (answer.ok ? null : answer.refusal.code);
const openDesk = async (): Promise<TestSocket> =>
  house.connect(
    doors.staff,
    { site: 'centre', page: { kind: 'reception' } },
    { cookie: await house.signIn() },
  );

describe('a kiosk', () => {
  it('gets its view at once: groups, waits, languages, and a printer that nobody has heard of', async () => {
    const socket = await house.connect(doors.kiosk, kiosk);
    await expect.poll(() => socket.heard.has('view')).toBe(true);
    const view = kioskNow(socket);
    expect(view.groups.map(({ id }) => id)).toEqual(['card', 'certificate', 'change', 'other']);
    expect(view.procedures).toHaveLength(12);
    expect(view.procedures.find(({ renews }) => renews === 'card')?.id).toBe('card-renewal');
    expect([view.languages, view.printer, view.help]).toEqual([[...languages], 'fault', null]);
    await house.command({ type: 'stopIntake', procedures: ['pin-reset'] });
    await expect
      .poll(() => kioskNow(socket).procedures.find(({ id }) => id === 'pin-reset')?.intake)
      .toBe('stopped');
  });

  it('gives one ticket for one press, however often it comes, and prints at its own printer', async () => {
    const agent = await house.connect(doors.device, printer);
    agent.emit('status', ready);
    const socket = await house.connect(doors.kiosk, kiosk);
    await expect.poll(() => kioskNow(socket).printer).toBe('ready');
    const [first, second] = await Promise.all([
      ask(socket, issue, 'press-0001'),
      ask(socket, issue, 'press-0001'),
    ]);
    const again = await house.connect(doors.kiosk, kiosk);
    const third = await ask(again, issue, 'press-0001');
    expect(first).toMatchObject({ ok: true, device: 'printer-1' });
    expect([second, third]).toEqual([first, first]);
    await expect.poll(() => kioskNow(again).tickets).toMatchObject([{ print: 'pending', state: 'waiting' }]);
    const desk = await openDesk();
    await expect
      .poll(() => deskNow(desk).tickets)
      .toMatchObject([{ source: 'kiosk', language: 'vi', partySize: 4 }]);
    if (!first.ok) throw new Error('refused');
    await ask(agent, { type: 'confirmPrint', job: first.job });
    await expect.poll(() => kioskNow(again).tickets).toMatchObject([{ print: 'printed' }]);
  });

  it('asks for no sheet while the printer is at fault', async () => {
    const agent = await house.connect(doors.device, printer);
    agent.emit('status', { ...ready, printer: { state: 'fault', faults: ['paperOut'], waitingJobs: 0 } });
    const socket = await house.connect(doors.kiosk, kiosk);
    const answer = await ask(socket, { ...issue, printAt: 'printer-1' });
    expect(answer).toMatchObject({ ok: true });
    expect(answer).not.toHaveProperty('job');
  });

  it('has no say in source, slot, note and marks but the one of expiring cards', async () => {
    const socket = await house.connect(doors.kiosk, kiosk);
    const wish = { ...issue, source: 'reception', slotAtMs: 1, note: 'x', marks: ['pregnancy', 'expiring'] };
    expect((await ask(socket, wish)).ok).toBe(true);
    const desk = await openDesk();
    await expect
      .poll(() => deskNow(desk).tickets)
      .toMatchObject([{ source: 'kiosk', slotAtMs: null, note: '', marks: ['expiring'] }]);
  });

  it.each([
    { type: 'callNext', booth: 1 },
    { type: 'confirmPrint', job: 'A001-1' },
    { type: 'leaseNumbers', procedure: 'card-issue', count: 5 },
    { type: 'answerHelp', device: 'kiosk-1' },
    { type: 'cancelTicket', ticket: 'A001', reason: 'other' },
  ])('may not $type', async (command) => {
    const socket = await house.connect(doors.kiosk, kiosk);
    expect(codeOf(await ask(socket, command))).toBe('notAllowed');
  });

  it('is told which field of a press is wrong', async () => {
    const socket = await house.connect(doors.kiosk, kiosk);
    const answer = await ask(socket, { ...issue, partySize: 99 });
    expect(answer).toMatchObject({ refusal: { code: 'malformed', params: { field: 'command.partySize' } } });
  });

  it('does not take a press of another day', async () => {
    const socket = await house.connect(doors.kiosk, kiosk);
    const answer = await socket
      .timeout(5_000)
      .emitWithAck('command', { commandId: 'press-0009', date: '2020-01-01', command: issue });
    expect(codeOf(answer)).toBe('dateNotAllowed');
  });

  it('is let in with a kiosk’s key only, and shown out when it is revoked', async () => {
    const wrong = house.connect(doors.kiosk, {
      key: await house.pair(doors.wall, { site: 'centre', device: 'lobby-1' }),
    });
    await expect(wrong).rejects.toMatchObject({ data: { refusal: { code: 'notAllowed' } } });
    const socket = await house.connect(doors.kiosk, kiosk);
    const revoked = new Promise((resolve) => socket.once('deviceRevoked', () => resolve('revoked')));
    const [key] = [...house.register.state().deviceKeys.values()].filter(
      ({ place }) => place.purpose === 'kiosk',
    );
    await house.register.change({ kind: 'system', id: 'test' } as never, () => [
      { type: 'deviceRevoked', key: key?.id as never },
    ]);
    expect(await revoked).toBe('revoked');
  });
});

describe('a help call', () => {
  it('rings at reception, in the name of this kiosk and no other, and the kiosk hears that somebody comes', async () => {
    const desk = await openDesk();
    const socket = await house.connect(doors.kiosk, kiosk);
    const command = { type: 'askHelp', device: 'kiosk-9', language: 'ko' };
    expect((await ask(socket, command, 'help-00001')).ok).toBe(true);
    expect((await ask(socket, command, 'help-00001')).ok).toBe(true);
    await expect
      .poll(() => deskNow(desk).help)
      .toMatchObject([{ device: 'kiosk-1', name: '総合受付の発券機', language: 'ko', times: 1 }]);
    expect(deskNow(desk).alarms).toContainEqual(expect.objectContaining({ kind: 'helpAsked' }));
    expect((await ask(desk, { type: 'answerHelp', device: 'kiosk-1' })).ok).toBe(true);
    await expect.poll(() => kioskNow(socket).help?.answeredAtMs).toBeGreaterThan(0);
    expect(deskNow(desk).help).toEqual([]);
    expect(codeOf(await ask(desk, { type: 'answerHelp', device: 'kiosk-1' }))).toBe('noHelpAsked');
  });

  it('that was withdrawn rings no more', async () => {
    const desk = await openDesk();
    const socket = await house.connect(doors.kiosk, kiosk);
    await ask(socket, { type: 'askHelp', device: 'kiosk-1', language: 'ja' });
    await expect.poll(() => deskNow(desk).help).toHaveLength(1);
    await ask(socket, { type: 'withdrawHelp', device: 'kiosk-1' });
    await expect.poll(() => deskNow(desk).help).toEqual([]);
  });
});
