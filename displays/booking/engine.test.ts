// A wish keeps its id until it is answered, a second press does nothing, and the way back finds what can be shown.
import { describe, expect, it } from 'vitest';
import { ProcedureId, SiteId } from '../../protocol/ids.ts';
import { refuse } from '../../protocol/refusals.ts';
import { bookingTexts } from '../../protocol/texts/booking/index.ts';
import type { Answered } from './booking-api.ts';
import { createEngine } from './engine.ts';
import { nothingChosen, type Visit } from './parts/visit.ts';
import type { BookingRequests } from './requests.ts';
import { markOf, reopened } from './trail.ts';

const freshVisit = (): Visit => ({
  ...{ step: 'start', choice: nothingChosen, offer: null, soonest: null, days: null, slots: null },
  ...{ look: 'month', shown: null, order: 'soonest', held: null, line: null, problems: {} },
  typed: { name: '', kana: '', phone: '', email: '' },
  asked: { code: '', lastFour: '' },
  ...{ mine: null, key: null, moving: null, waiting: false, asking: null },
  ...{ busy: false, unsure: false, trouble: null, alternatives: [], outcome: null, nowMs: 0 },
  ...{ language: 'en', texts: bookingTexts.en },
});

const pageWith = () => {
  let visit = freshVisit();
  const pushed: unknown[] = [];
  const engine = createEngine({
    visit: () => visit,
    draw: (change = {}) => {
      visit = { ...visit, ...change };
    },
    requests: {} as BookingRequests,
    history: { pushState: (state) => pushed.push(state), replaceState: () => {}, back: () => {} },
  });
  return { engine, visit: () => visit, pushed };
};
const answers = (...list: readonly Answered<string>[]) => {
  const ids: string[] = [];
  return {
    ids,
    ask: async (id: string) => list[ids.push(id) - 1] ?? list.at(-1) ?? { kind: 'offline' as const },
  };
};
const settled = () => new Promise((resolve) => setImmediate(resolve));
const refused: Answered<string> = {
  kind: 'refused',
  code: 'slotFull',
  refusal: refuse('slotFull', { time: '9:00', alternatives: '-' }),
  alternatives: [],
};

describe('a wish', () => {
  it('is sent once for two presses, and again with the same id after silence', async () => {
    const { engine, visit } = pageWith();
    const hub = answers({ kind: 'offline' }, { kind: 'ok', value: 'booked' });
    const heard: string[] = [];
    engine.send('book A', hub.ask, (value) => heard.push(value));
    engine.send('book A', hub.ask, (value) => heard.push(value));
    await settled();
    expect(hub.ids).toHaveLength(1);
    expect(visit().trouble).toBe('offline');
    engine.retry();
    await settled();
    expect(hub.ids[1]).toBe(hub.ids[0]);
    expect(heard).toEqual(['booked']);
  });

  it('that was refused is a new one when it is pressed again', async () => {
    const { engine, visit } = pageWith();
    const hub = answers(refused);
    engine.send('hold 9:00', hub.ask, () => {});
    await settled();
    expect(visit()).toMatchObject({ trouble: 'slotFull', busy: false });
    engine.send('hold 9:00', hub.ask, () => {});
    await settled();
    expect(hub.ids[1]).not.toBe(hub.ids[0]);
  });

  it('is another one when something else is wished after silence', async () => {
    const { engine } = pageWith();
    const hub = answers({ kind: 'offline' });
    engine.send('hold 9:00', hub.ask, () => {});
    await settled();
    engine.send('hold 9:15', hub.ask, () => {});
    await settled();
    expect(new Set(hub.ids).size).toBe(2);
  });
});

describe('the history of the browser', () => {
  const choice = {
    ...nothingChosen,
    procedure: ProcedureId.parse('renewal'),
    site: SiteId.parse('centre'),
    slotAtMs: 9,
  };
  it('leads back to a step with what was chosen', () => {
    expect(markOf({ step: 'day', choice })).toEqual({ step: 'day', choice });
  });
  it('begins anew from anything that is not ours', () => {
    for (const state of [null, 7, { step: 'day' }, { step: 'x', choice }])
      expect(markOf(state)).toEqual({ step: 'start', choice: nothingChosen });
  });
  it('does not open a form without a place, nor a reservation that is not there', () => {
    const has = { held: false, mine: false };
    expect(reopened({ step: 'form', choice }, has)).toEqual({
      step: 'day',
      choice: { ...choice, slotAtMs: null },
    });
    expect(reopened({ step: 'form', choice }, { ...has, held: true }).step).toBe('form');
    expect(reopened({ step: 'mine', choice }, has).step).toBe('start');
  });
});
