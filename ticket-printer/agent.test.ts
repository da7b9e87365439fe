// One press, one ticket, one sheet: in the plain cases, without the hub, and when the printer fails.
import { describe, expect, it } from 'vitest';
import { runningWorld as running, type TestWorld } from './test-world.ts';

const numbers = (world: TestWorld): string[] => world.papers.map((paper) => paper.ticket);
const live = (world: TestWorld): string[] =>
  [...world.hub.tickets.values()].filter((ticket) => !ticket.cancelled).map((ticket) => ticket.number);

describe('with the hub', () => {
  it('a press prints the hub’s number with the wait, and the print is confirmed', async () => {
    const world = await running();
    const { feedback } = world.press();
    await world.clock.advance(300);
    expect(feedback).toEqual(['accepted']);
    expect(world.papers).toMatchObject([
      {
        ticket: 'A001',
        job: 'A001-1',
        ahead: 3,
        offline: false,
        url: 'https://junban.example/t/0000000000000001',
      },
    ]);
    expect(world.hub.jobs.size).toBe(0);
  });

  it('a queue of people gets a number each', async () => {
    const world = await running();
    for (let i = 0; i < 20; i++) world.press();
    await world.clock.advance(3_000);
    expect(numbers(world).sort()).toEqual(live(world).sort());
    expect(new Set(numbers(world)).size).toBe(20);
  });

  it('prints what reception issues, once, and a reprint on purpose', async () => {
    const world = await running();
    const ticket = world.hub.issueAtReception();
    await world.clock.advance(500);
    world.hub.change({});
    await world.clock.advance(500);
    expect(numbers(world)).toEqual([ticket]);
    world.hub.reprint(ticket);
    await world.clock.advance(500);
    expect(world.papers.map((paper) => paper.reprint)).toEqual([false, true]);
  });

  it('a refusal prints nothing and beeps as refused', async () => {
    const world = await running();
    const take = world.hub.take;
    world.hub.take = (request) =>
      request.command.type === 'issueTicket'
        ? {
            ok: false,
            refusal: { code: 'intakeStopped', message: '', messageJa: '', params: {}, allowed: [] },
          }
        : take(request);
    const { feedback } = world.press();
    await world.clock.advance(2_000);
    expect(feedback).toEqual(['refused']);
    expect(world.papers).toEqual([]);
  });

  it('a print withdrawn while the paper was out is not printed later', async () => {
    const world = await running();
    world.printerStatus({ state: 'fault', faults: ['paperOut'], waitingJobs: 0 });
    const [kept, cancelled] = [world.hub.issueAtReception(), world.hub.issueAtReception()];
    await world.clock.advance(1_000);
    expect(world.agent()?.printer()?.waitingJobs).toBe(2);
    world.hub.cancel(cancelled);
    await world.clock.advance(1_000);
    world.printerStatus({ state: 'ready', faults: [], waitingJobs: 0 });
    await world.clock.advance(3_000);
    expect(numbers(world)).toEqual([kept]);
  });
});

describe('without the hub', () => {
  it('gives a number of the lease at once, and tells it later with its true time', async () => {
    const world = await running();
    world.line(false);
    const pressedAtMs = world.clock.now();
    const { feedback } = world.press();
    await world.clock.advance(200);
    expect(feedback).toEqual(['accepted']);
    expect(world.papers).toMatchObject([{ ticket: 'A891', offline: true, ahead: null }]);
    expect(world.papers[0]?.url).toMatch(/\/t\/[0-9A-HJKMNP-TV-Z]{16}$/);
    await world.clock.advance(600_000);
    world.line(true);
    await world.clock.advance(2_000);
    const told = world.hub.commands.find(({ command }) => command.type === 'recordTicket')?.command;
    expect(told).toMatchObject({ number: 'A891', issuedAtMs: pressedAtMs, how: 'leased' });
    expect(live(world)).toEqual(['A891']);
    expect(world.papers).toHaveLength(1);
  });

  it('waits no longer than the deadline, and a late answer prints nothing more', async () => {
    const world = await running();
    world.lineMoods.push('late');
    world.press();
    await world.clock.advance(1_499);
    expect(world.papers).toEqual([]);
    await world.clock.advance(100);
    expect(numbers(world)).toEqual(['A891']);
    await world.clock.advance(10_000);
    expect(numbers(world)).toEqual(['A891']);
    expect(live(world)).toEqual(['A891']);
  });

  it('a ghost of a lost answer is cancelled and never printed', async () => {
    const world = await running();
    world.lineMoods.push('lostAnswer');
    world.press();
    await world.clock.advance(10_000);
    expect(numbers(world)).toEqual(['A891']);
    expect(world.hub.tickets.get('A001')?.cancelled).toBe(true);
    expect(world.hub.jobs.size).toBe(0);
  });

  it('says so when no number is left', async () => {
    const world = await running();
    world.line(false);
    const feedback = Array.from({ length: 11 }, () => world.press().feedback);
    await world.clock.advance(5_000);
    expect(feedback.flat().filter((kind) => kind === 'accepted')).toHaveLength(10);
    expect(feedback[10]).toEqual(['failed']);
    expect(world.papers).toHaveLength(10);
  });

  it('fills the lease up again when less than half is left', async () => {
    const world = await running();
    world.line(false);
    for (let i = 0; i < 6; i++) world.press();
    await world.clock.advance(2_000);
    world.line(true);
    await world.clock.advance(5_000);
    world.line(false);
    for (let i = 0; i < 10; i++) world.press();
    await world.clock.advance(2_000);
    expect(new Set(numbers(world)).size).toBe(16);
  });

  it('obeys stopped intake and hours as last heard', async () => {
    const world = await running();
    const [procedure] = world.hub.view().procedures;
    if (procedure === undefined) throw new Error('no procedure');
    world.hub.change({ procedures: [{ ...procedure, intake: 'stopped' }] });
    await world.clock.advance(100);
    world.line(false);
    const stopped = world.press().feedback;
    await world.clock.advance(100);
    world.line(true);
    world.hub.change({ procedures: [procedure] });
    await world.clock.advance(100);
    world.line(false);
    await world.clock.advance(8 * 3_600_000);
    const late = world.press().feedback;
    await world.clock.advance(100);
    expect([stopped, late]).toEqual([['refused'], ['refused']]);
    expect(world.papers).toEqual([]);
  });

  it('works from the journal after a restart without the hub', async () => {
    const world = await running();
    world.line(false);
    world.restart();
    await world.clock.advance(100);
    world.press();
    await world.clock.advance(500);
    expect(numbers(world)).toEqual(['A891']);
  });

  it('a conflict is written down and does not stop what comes after', async () => {
    const world = await running();
    world.line(false);
    world.press();
    world.press();
    await world.clock.advance(500);
    const take = world.hub.take;
    world.hub.take = (request) =>
      request.command.type === 'recordTicket' && request.command.number === 'A891'
        ? {
            ok: false,
            refusal: { code: 'numberNotLeased', message: '', messageJa: '', params: {}, allowed: [] },
          }
        : take(request);
    world.line(true);
    await world.clock.advance(3_000);
    expect(live(world)).toEqual(['A892']);
    expect([...(world.memory()?.state.leased.values() ?? [])].map((leased) => leased.told)).toEqual([
      'conflict',
      'yes',
    ]);
    // Reception hears of it from the log, once, with all that is needed to enter it by hand.
    world.restart();
    await world.clock.advance(60_000);
    expect(world.errors.filter(({ ticket }) => ticket === 'A891')).toEqual([
      expect.objectContaining({ level: 50, code: 'numberNotLeased', issuedAtMs: expect.any(Number) }),
    ]);
  });
});

describe('the printer', () => {
  it('a certain failure is tried again, an unknown one is not until reception says so', async () => {
    const world = await running();
    world.printerMoods.push('certainFailure', 'certainFailure', 'ok', 'unknownNothing');
    world.press();
    await world.clock.advance(10_000);
    expect(numbers(world)).toEqual(['A001']);
    world.press();
    await world.clock.advance(10_000);
    expect(numbers(world)).toEqual(['A001']);
    expect(world.agent()?.printer()?.waitingJobs).toBe(1);
    world.hub.reprint('A002' as never);
    await world.clock.advance(5_000);
    expect(world.papers.map((paper) => paper.job)).toEqual(['A001-1', 'A002-2']);
    expect(world.agent()?.printer()?.waitingJobs).toBe(0);
    expect(world.hub.jobs.size).toBe(0);
  });

  it('a leased ticket whose sheet is in doubt is counted until reception reprints it', async () => {
    const world = await running();
    world.line(false);
    world.printerMoods.push('unknownNothing');
    world.press();
    await world.clock.advance(2_000);
    const sheets = () =>
      [...(world.memory()?.state.sheets.values() ?? [])].map(({ paper, state }) => [paper.job, state]);
    expect(sheets()).toEqual([['A891-0', 'stuck']]);
    world.restart();
    world.line(true);
    await world.clock.advance(10_000);
    // The hub knows the ticket, asks for no sheet, and hears of one that waits.
    expect(live(world)).toEqual(['A891']);
    expect(world.papers).toEqual([]);
    expect(world.agent()?.printer()?.waitingJobs).toBe(1);

    // A reprint in doubt settles nothing.
    world.printerMoods.push('unknownNothing');
    world.hub.reprint('A891' as never);
    await world.clock.advance(5_000);
    expect(world.agent()?.printer()?.waitingJobs).toBe(2);
    world.hub.reprint('A891' as never);
    await world.clock.advance(5_000);
    expect(world.papers).toMatchObject([{ job: 'A891-3', reprint: true, offline: false }]);
    expect(sheets().map(([, state]) => state)).toEqual(['printed', 'printed', 'printed']);
    expect(world.agent()?.printer()?.waitingJobs).toBe(0);
    expect(world.hub.jobs.size).toBe(0);
    world.restart();
    await world.clock.advance(5_000);
    expect(world.papers).toHaveLength(1);
    expect(world.agent()?.printer()?.waitingJobs).toBe(0);
  });

  it('counts no sheet of a day that is over', async () => {
    const world = await running();
    world.line(false);
    world.printerMoods.push('unknownNothing');
    world.press();
    await world.clock.advance(2_000);
    expect(world.agent()?.printer()?.waitingJobs).toBe(1);
    await world.clock.advance(24 * 3_600_000);
    expect(world.agent()?.printer()?.waitingJobs).toBe(0);
  });

  it('waits while the printer says fault, and goes on when it is well', async () => {
    const world = await running();
    world.printerStatus({ state: 'fault', faults: ['coverOpen'], waitingJobs: 0 });
    world.press();
    world.press();
    await world.clock.advance(5_000);
    expect(world.papers).toEqual([]);
    world.printerStatus({ state: 'paperNearEnd', faults: [], waitingJobs: 0 });
    await world.clock.advance(1_000);
    expect(numbers(world)).toEqual(['A001', 'A002']);
  });

  it('power gone in the middle of a sheet: reported, not printed again', async () => {
    const world = await running();
    world.press();
    // The steps of a press: pressed, issueTicket, issued, printing, print, paper out.
    world.cutPower({ afterSteps: 4, tear: 0 });
    await world.clock.advance(1_000);
    expect(world.isDead()).toBe(true);
    world.restart();
    await world.clock.advance(5_000);
    expect(world.papers.length).toBeLessThanOrEqual(1);
    expect(world.agent()?.printer()?.waitingJobs).toBe(1);
    expect(world.hub.jobs.size).toBe(1);
  });
});
