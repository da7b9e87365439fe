// One press, one ticket, one sheet: whatever line, printer and power do, in any order.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runningWorld, type TestWorld } from './test-world.ts';

type Act =
  | { readonly act: 'press' }
  | { readonly act: 'reception' }
  | { readonly act: 'wait'; readonly ms: number }
  | { readonly act: 'line'; readonly up: boolean }
  | { readonly act: 'moods'; readonly moods: TestWorld['lineMoods'] }
  | { readonly act: 'printer'; readonly moods: TestWorld['printerMoods'] }
  | { readonly act: 'fault'; readonly on: boolean }
  | { readonly act: 'cut'; readonly afterSteps: number; readonly tear: number }
  | { readonly act: 'restart' };

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Act>({ act: 'press' }) },
  { weight: 1, arbitrary: fc.constant<Act>({ act: 'reception' }) },
  {
    weight: 5,
    arbitrary: fc.record({ act: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 4_000 }) }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('line' as const), up: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant('moods' as const),
      moods: fc.array(fc.constantFrom('ok', 'lostRequest', 'lostAnswer', 'late', 'busy'), { maxLength: 4 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('printer' as const),
      moods: fc.array(fc.constantFrom('ok', 'certainFailure', 'unknownPrinted', 'unknownNothing'), {
        maxLength: 3,
      }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('fault' as const), on: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('cut' as const),
      afterSteps: fc.integer({ min: 0, max: 12 }),
      tear: fc.constantFrom(0, 0.3, 0.99, 1),
    }),
  },
  { weight: 2, arbitrary: fc.constant<Act>({ act: 'restart' }) },
);

const perform = async (world: TestWorld, step: Act): Promise<void> => {
  switch (step.act) {
    case 'press':
      world.press();
      return;
    case 'reception':
      world.hub.issueAtReception();
      return;
    case 'wait':
      await world.clock.advance(step.ms);
      return;
    case 'line':
      world.line(step.up);
      return;
    case 'moods':
      world.lineMoods.push(...step.moods);
      return;
    case 'printer':
      world.printerMoods.push(...step.moods);
      return;
    case 'fault':
      world.printerStatus(
        step.on
          ? { state: 'fault', faults: ['paperOut'], waitingJobs: 0 }
          : { state: 'ready', faults: [], waitingJobs: 0 },
      );
      return;
    case 'cut':
      world.cutPower({ afterSteps: step.afterSteps, tear: step.tear });
      return;
    case 'restart':
      world.restart();
      return;
  }
};

/** All is well again, long enough for everything to be settled. */
const heal = async (world: TestWorld): Promise<void> => {
  world.lineMoods.length = 0;
  world.printerMoods.length = 0;
  world.line(true);
  world.restart();
  world.printerStatus({ state: 'ready', faults: [], waitingJobs: 0 });
  await world.clock.advance(120_000);
};

const check = (world: TestWorld): void => {
  const memory = world.memory();
  if (memory === null) throw new Error('the agent does not run');
  const { state } = memory;
  const sheets = [...state.sheets.values()];
  const stuck = new Set<string>(sheets.filter((s) => s.state === 'stuck').map((s) => s.paper.ticket));

  // No sheet twice.
  const jobs = world.papers.map((paper) => paper.job);
  expect(new Set(jobs).size).toBe(jobs.length);
  // Nothing is left half done.
  expect([...state.presses.keys()]).toEqual([]);
  expect([...state.leased.values()].filter((leased) => leased.told !== 'yes')).toEqual([]);
  // Every press that the journal took has exactly one living ticket at the hub, and that is the one on paper.
  for (const id of world.pressIds) {
    const mine = [...world.hub.tickets.values()].filter((ticket) => ticket.press === id);
    const alive = mine.filter((ticket) => !ticket.cancelled);
    expect(alive, `press ${id}`).toHaveLength(1);
    const printed = world.papers.filter((paper) => mine.some((ticket) => ticket.number === paper.ticket));
    const expected = alive[0]?.number ?? '';
    if (stuck.has(expected)) expect(printed.length).toBeLessThanOrEqual(1);
    else expect(printed.map((paper) => paper.ticket)).toEqual([expected]);
  }
  // What reception issued came out once, or is reported.
  for (const ticket of world.hub.tickets.values())
    if (ticket.press === null && !stuck.has(ticket.number))
      expect(world.papers.filter((paper) => paper.ticket === ticket.number)).toHaveLength(1);
  // The hub waits only for what is reported as stuck.
  for (const { ticket } of world.hub.jobs.values()) expect(stuck.has(ticket)).toBe(true);
};

describe('whatever fails', () => {
  it('one press, one ticket, one sheet', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 40 }), async (acts) => {
        // More presses without a hub than numbers were lent is another test's matter.
        fc.pre(acts.filter((step) => step.act === 'press').length <= 9);
        const world = await runningWorld();
        for (const step of acts) {
          if (world.isDead()) world.restart();
          await perform(world, step);
        }
        await heal(world);
        check(world);
      }),
      { numRuns: Number(process.env.JUNBAN_TEST_RUNS ?? 400) },
    );
  });

  it('power gone at every single step of a press, online and offline, torn lines too', async () => {
    for (const up of [true, false])
      for (let afterSteps = 0; afterSteps < 14; afterSteps++)
        for (const tear of [0, 0.5, 1]) {
          const world = await runningWorld();
          world.line(up);
          world.cutPower({ afterSteps, tear });
          world.press();
          await world.clock.advance(3_000);
          world.restart();
          await world.clock.advance(3_000);
          await heal(world);
          check(world);
        }
  });
});
