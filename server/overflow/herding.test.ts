// Thirty people are told of the same quiet place within two minutes: they do not all run there, and it stays as quiet as it was, nearly.
import { describe, expect, it } from 'vitest';
import type { QueueNow, WaitingTicket } from '../forecast/contract.ts';
import { learn } from '../forecast/learning/learn.ts';
import { overflowLook } from '../forecast/simulation/overflow-look.ts';
import { assumptions, booth, busy, line, queue } from '../forecast/test-support.ts';
import { budgetOf, createBudget } from './budget.ts';
import { nextLevel, startingLevel } from './levels/levels.ts';
import { figuresOf } from './limits.ts';
import { offersFor } from './offers.ts';
import { inMinutes, limits, minuteMs, needs, nowMs, target } from './test-support.ts';

const models = learn([], assumptions({ renewal: 10 }));
const travelMinutes = 20;
const quiet = queue(
  ['renewal'],
  [1, 2, 3, 4].map((number) => booth(number, ['renewal'], busy('renewal', 2))),
  line(6, 'renewal'),
);
const at = (minute: number, sent: readonly WaitingTicket[]): QueueNow => ({
  ...quiet,
  nowMs: inMinutes(minute),
  waiting: [...quiet.waiting, ...sent],
});
const lookAt = (now: QueueNow) => {
  const found = overflowLook({
    queue: now,
    models,
    laterMs: [inMinutes(25), inMinutes(40), inMinutes(60)],
    travelMinutes: [15, 30],
    runs: 128,
  }).procedures.get('renewal');
  if (found === undefined) throw new Error('not looked at');
  return found;
};

describe('thirty people told within two minutes', () => {
  const sent: WaitingTicket[] = [];
  const promised: number[] = [];
  let first = -1;
  let look = lookAt(at(0, []));
  let budget = createBudget(0);
  let looked = -1;
  for (let nth = 0; nth < 30; nth += 1) {
    const minute = nth / 15;
    if (Math.floor(minute) > looked) {
      looked = Math.floor(minute);
      look = lookAt(at(looked, sent));
      budget = createBudget(budgetOf(look, limits, sent.length, inMinutes(looked)));
      if (looked === 0) first = budget.left();
    }
    const there = target('there', { look, travelMinutes, budget: budget.left() });
    const here = target('here', { look: null, travelMinutes: 0 });
    const seen = { needs, here, others: [there], nowMs: inMinutes(minute), seed: `A${nth}` };
    const offer = offersFor(seen).find(({ kind }) => kind === 'siteNow');
    if (offer === undefined || !budget.take()) continue;
    promised.push(offer.finishByMs);
    sent.push({
      id: `S${nth}`,
      procedure: 'renewal',
      dueMs: inMinutes(minute),
      sequence: 100 + nth,
      callableFromMs: inMinutes(minute + travelMinutes),
      outside: true,
      onlyBooth: null,
      sinceMs: nowMs,
    });
  }

  it('are promised no more than the budget, all of them, over both minutes', () => {
    expect(first).toBeGreaterThan(0);
    expect(sent.length).toBeGreaterThanOrEqual(first);
    expect(sent.length).toBeLessThanOrEqual(Math.floor(10 / look.minutesEach));
  });

  it('lengthen what those at the place wait, nine times in ten, by ten minutes at most', () => {
    const before = lookAt(at(2, []));
    const with30 = lookAt(at(2, sent));
    before.later.forEach((one, i) => {
      const growth = ((with30.later[i]?.finishP90Ms ?? 0) - one.finishP90Ms) / minuteMs;
      expect(growth).toBeLessThanOrEqual(10);
    });
  });

  it('leave its level where it was', () => {
    const figures = figuresOf(lookAt(at(2, sent)), limits);
    expect(nextLevel(startingLevel, figures, inMinutes(2))).toBe(startingLevel);
  });

  it('can be told when they would be finished, since their place is kept', () => {
    expect(promised.length).toBe(sent.length);
    for (const finishBy of promised) {
      expect(finishBy).toBeGreaterThan(inMinutes(travelMinutes + 5));
      expect(finishBy).toBeLessThan(inMinutes(travelMinutes + 60));
    }
  });
});
