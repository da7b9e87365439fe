// One visitor at the kiosk: what touches do, what a lost answer does, and that it always goes back to the start.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Accepted } from '../../protocol/answers.ts';
import type { CommandId } from '../../protocol/ids.ts';
import { KioskView } from '../../protocol/kiosk-view.ts';
import { refuse } from '../../protocol/refusals.ts';
import { codeCheck } from '../../protocol/reservation-ids.ts';
import { heard, pressOf, touched } from './kiosk-model.ts';
import { renewableOn } from './parts/expiry.ts';
import {
  type Around,
  freshVisit,
  isAtStart,
  isHelpComing,
  type Kiosk,
  paperOf,
  returnsIn,
  type Touch,
  unconfirmedAfterMs,
} from './parts/kiosk-state.ts';
import { offerAt } from './parts/offer.ts';

const procedure = (id: string, over: object = {}) => ({
  ...{ id, letter: 'A', names: { ja: id }, shortNames: null, waiting: 3, intake: 'open', notice: null },
  ...{ estimate: { p20: 5, p50: 10, p80: 20 }, group: null, bring: null, instead: null, renews: null },
  ...{ asksPartySize: false, lastIntakeMs: null, nextIntakeMs: null },
  ...over,
});
const view = KioskView.parse({
  ...{ site: 'centre', names: { ja: 'センター' }, date: '2026-11-24', version: 1, live: true, hubs: [] },
  ...{ phase: 'open', nextOpeningMs: null, closesAtMs: null, groups: [], languages: ['ja', 'en'] },
  procedures: [
    procedure('pickup'),
    procedure('moving', { asksPartySize: true }),
    procedure('pin', { intake: 'stopped' }),
    procedure('renewal', { renews: 'card' }),
  ],
  ...{
    printer: 'ready',
    tickets: [],
    help: null,
    expiringMark: 'expiring',
    publicUrl: null,
    whereToWait: null,
  },
  rules: { returnSeconds: 30, renewalMonths: 3, expiringDays: 30 },
});

let made = 0;
const at = (nowMs: number, over: Partial<Around> = {}): Around => ({
  ...{ view, live: true, today: '2026-11-24', nowMs, clockMs: 1_795_480_000_000 + nowMs },
  newCommandId: () => {
    made += 1;
    return `press-${String(made).padStart(6, '0')}` as CommandId;
  },
  ...over,
});
const go = (kiosk: Kiosk, ...touches: Touch[]): Kiosk =>
  touches.reduce((now, touch) => touched(now, touch, at(0)), kiosk);
const fresh = freshVisit('ja', 0);
const press = (id: string): Touch => ({ type: 'procedure', procedure: id as never });
const accepted = (kiosk: Kiosk, over: object = {}): Kiosk => {
  const commandId = pressOf(kiosk)?.commandId as CommandId;
  const answer = {
    ok: true,
    version: 2,
    ticket: 'A012',
    code: '0123456789ABCDEF',
    job: 'A012-1',
    ...over,
  } as Accepted;
  return heard(kiosk, { type: 'accepted', commandId, answer }, at(0));
};

describe('a touch', () => {
  it('on an open procedure asks for a ticket at once, and a second one changes nothing', () => {
    const once = go(fresh, press('pickup'));
    expect(pressOf(once)).toMatchObject({
      procedure: 'pickup',
      partySize: 1,
      language: 'ja',
      expiring: false,
    });
    expect(go(once, press('pickup'), press('moving'), { type: 'home' })).toEqual({ ...once, touchedAtMs: 0 });
  });

  it('asks for the party where the procedure does', () => {
    const asked = go(fresh, press('moving'));
    expect(asked.step.at).toBe('party');
    expect(pressOf(go(asked, { type: 'party', size: 3 }))).toMatchObject({
      procedure: 'moving',
      partySize: 3,
    });
  });

  it('on a stopped procedure explains, and goes back', () => {
    const stopped = go(fresh, press('pin'));
    expect(stopped.step).toEqual({ at: 'unavailable', procedure: 'pin', refusal: null });
    expect(go(stopped, { type: 'back' }).step.at).toBe('choose');
  });

  it('sends nothing while the hub is away', () => {
    const away = touched(fresh, press('pickup'), at(0, { live: false }));
    expect(pressOf(away)).toBeNull();
  });

  it('leads from the date on a card to its renewal, marked when it ends soon', () => {
    const date = (month: number, day: number): Touch[] => [
      { type: 'expiry' },
      { type: 'expiryWhat', what: 'card' },
      { type: 'expiryYear', year: 2026 },
      { type: 'expiryMonth', month },
      { type: 'expiryDay', day },
    ];
    const soon = go(fresh, ...date(12, 10));
    expect(soon.step).toEqual({
      ...{ at: 'expiryAnswer', what: 'card', ends: { date: '2026-12-10', kind: 'now' }, expiring: true },
    });
    const taken = go(soon, { type: 'take', procedure: 'renewal' as never, expiring: true });
    expect(pressOf(taken)).toMatchObject({ procedure: 'renewal', expiring: true });
    expect(go(fresh, ...date(11, 23)).step).toMatchObject({ ends: { kind: 'over' }, expiring: true });
  });
});

describe('when something may be renewed', () => {
  const rules = { renewalMonths: 3, expiringDays: 30 };
  it.each([
    ['2027-02-23', '2026-11-24', 'now', '2026-11-24'],
    ['2027-02-24', '2026-11-24', 'early', '2026-11-25'],
    ['2026-11-24', '2026-11-24', 'now', '2026-08-25'],
    ['2026-11-23', '2026-11-24', 'over', '2026-08-24'],
    ['2027-05-31', '2027-02-28', 'early', '2027-03-01'],
    ['2027-01-15', '2026-11-24', 'now', '2026-10-16'],
  ])('what ends on %s is on %s: %s, from %s', (ends, today, kind, from) => {
    expect(renewableOn(ends, today, rules)).toMatchObject({ kind, from });
  });
});

describe('an answer', () => {
  it('shows the number; paper is taken when the printer says so, and replaced by the screen when not', () => {
    const { step } = accepted(go(fresh, press('pickup')));
    if (step.at !== 'ticket') throw new Error('no ticket');
    const ticket = { ticket: 'A012', state: 'waiting', ahead: 3, estimate: null } as const;
    const seen = (print: 'pending' | 'printed', printer: KioskView['printer'] = 'ready') =>
      ({ ...view, printer, tickets: [{ ...ticket, print }] }) as KioskView;
    expect(paperOf(step, seen('pending'), 1_000)).toBe('printing');
    expect(paperOf(step, seen('printed'), 1_000)).toBe('printed');
    expect(paperOf(step, seen('pending', 'fault'), 1_000)).toBe('screen');
    expect(paperOf(step, seen('pending'), 12_000)).toBe('screen');
    // It came out after all.
    expect(paperOf(step, seen('printed'), 20_000)).toBe('printed');
  });

  it('that does not come is said to be unconfirmed; one that comes late is shown', () => {
    const waiting = go(fresh, press('pickup'));
    const commandId = pressOf(waiting)?.commandId as CommandId;
    const lost = heard(waiting, { type: 'tick' }, at(unconfirmedAfterMs));
    expect([lost.step.at, pressOf(lost)]).toEqual(['unconfirmed', null]);
    const answer = { ok: true, version: 2, ticket: 'A012' } as Accepted;
    expect(heard(lost, { type: 'accepted', commandId, answer }, at(21_000)).step.at).toBe('ticket');
  });

  it('of an earlier visitor is none of this one’s', () => {
    const waiting = go(fresh, press('pickup'));
    const commandId = pressOf(waiting)?.commandId as CommandId;
    const answer = { ok: true, version: 2, ticket: 'A012' } as Accepted;
    expect(heard(fresh, { type: 'accepted', commandId, answer }, at(0))).toEqual(fresh);
  });

  it('that refuses is explained', () => {
    const waiting = go(fresh, press('pickup'));
    const commandId = pressOf(waiting)?.commandId as CommandId;
    const refusal = refuse('numbersExhausted', { procedure: '交付', range: 'A001–A999' });
    const told = heard(waiting, { type: 'refused', commandId, refusal }, at(0));
    expect(told.step).toEqual({ at: 'unavailable', procedure: 'pickup', refusal });
  });
});

describe('a help call', () => {
  const called = go(fresh, { type: 'callHelp' });
  const commandId = called.help?.commandId as CommandId;
  it('is told, answered, and not answered by an answer to an earlier one', () => {
    const told = heard(called, { type: 'accepted', commandId, answer: { ok: true, version: 1 } }, at(0));
    expect(told.help?.state).toBe('told');
    const answeredAt = (answeredAtMs: number | null) =>
      ({ ...view, help: { askedAtMs: 1, answeredAtMs } }) as KioskView;
    expect(isHelpComing(told, answeredAt(null))).toBe(false);
    expect(isHelpComing(told, answeredAt(5))).toBe(true);
    const again = touched(fresh, { type: 'callHelp' }, at(0, { view: answeredAt(5) }));
    expect(isHelpComing(again, answeredAt(5))).toBe(false);
  });
  it('that cannot be delivered says so, and is told after all when it is', () => {
    const failed = heard(called, { type: 'tick' }, at(6_000));
    expect(failed.help?.state).toBe('failed');
    const told = heard(failed, { type: 'accepted', commandId, answer: { ok: true, version: 1 } }, at(7_000));
    expect(told.help?.state).toBe('told');
  });
});

describe('what is offered', () => {
  const many = (count: number, group: string | null = null) =>
    Array.from({ length: count }, (_, index) => procedure(`p-${group}-${index}`, { group })) as never;
  it('comes at once, by headings, or page by page', () => {
    expect(offerAt({ groups: [], procedures: many(12) }, { group: undefined, page: 0 }, false).kind).toBe(
      'all',
    );
    const pages = offerAt({ groups: [], procedures: many(26) }, { group: undefined, page: 2 }, false);
    expect(pages).toMatchObject({ kind: 'list', page: 2, pages: 3, shown: { length: 2 } });
    const groups = [
      { id: 'a', names: { ja: 'あ' } },
      { id: 'b', names: { ja: 'い' } },
    ] as never;
    const both = {
      groups,
      procedures: [...(many(4, 'a') as never[]), ...(many(9, 'b') as never[])] as never,
    };
    expect(offerAt(both, { group: undefined, page: 0 }, false).kind).toBe('groups');
    expect(offerAt(both, { group: 'b' as never, page: 9 }, true)).toMatchObject({ pages: 2, page: 1 });
  });
});

const touches = fc.oneof(
  fc.constantFrom<Touch>(
    ...(['touch', 'home', 'back', 'toggleLow', 'openHelp', 'callHelp', 'withdrawHelp'] as const).map(
      (type) => ({ type }),
    ),
    { type: 'expiry' },
    { type: 'expiryWhat', what: 'card' },
    { type: 'expiryYear', year: 2026 },
    { type: 'expiryYear', year: 'earlier' },
    { type: 'expiryMonth', month: 12 },
    { type: 'expiryDay', day: 3 },
    { type: 'party', size: 2 },
    { type: 'take', procedure: 'renewal' as never, expiring: true },
    { type: 'language', language: 'en' },
    { type: 'page', page: 1 },
  ),
  fc.constantFrom('pickup', 'moving', 'pin', 'renewal').map(press),
);
/** What leads to tickets, and to lost ones, comes often. */
const wanted = fc.constantFrom<Touch>(press('pickup'), {
  type: 'take',
  procedure: 'renewal' as never,
  expiring: true,
});
const happenings = fc.array(
  fc.oneof(
    { arbitrary: wanted.map((touch) => ({ kind: 'touch', touch }) as const), weight: 5 },
    { arbitrary: fc.constant({ kind: 'deliver' } as const), weight: 4 },
    { arbitrary: fc.constant({ kind: 'wait', ms: unconfirmedAfterMs } as const), weight: 2 },
    { arbitrary: touches.map((touch) => ({ kind: 'touch', touch }) as const), weight: 6 },
    {
      arbitrary: fc
        .constantFrom('deliver', 'hear', 'loseAnswer', 'refuse', 'flip')
        .map((kind) => ({ kind }) as const),
      weight: 3,
    },
    {
      arbitrary: fc.integer({ min: 100, max: 25_000 }).map((ms) => ({ kind: 'wait', ms }) as const),
      weight: 2,
    },
  ),
  { maxLength: 80 },
);

describe('whatever is touched and lost', () => {
  it('a visit has one ticket at most, and the screen goes back to the start by itself', () => {
    fc.assert(
      fc.property(happenings, (all) => {
        let nowMs = 0;
        let live = true;
        let kiosk = fresh;
        let visit = 0;
        /** The hub: each press once, whatever is sent again. */
        const tickets = new Map<CommandId, number>();
        const unheard: CommandId[] = [];
        const become = (next: Kiosk): void => {
          if (isAtStart(next, 'ja') && !isAtStart(kiosk, 'ja')) visit += 1;
          kiosk = next;
        };
        for (const one of all) {
          const around = at(nowMs, { live });
          const sent = pressOf(kiosk);
          if (one.kind === 'touch') become(touched(kiosk, one.touch, around));
          else if (one.kind === 'wait') {
            nowMs += one.ms;
            become(heard(kiosk, { type: 'tick' }, at(nowMs, { live })));
          } else if (one.kind === 'flip') live = !live;
          else if (one.kind === 'loseAnswer') unheard.shift();
          else if (one.kind === 'deliver' && live && sent !== null) {
            if (!tickets.has(sent.commandId)) tickets.set(sent.commandId, visit);
            unheard.push(sent.commandId);
          } else if (one.kind === 'hear') {
            const commandId = unheard.shift();
            const answer = { ok: true, version: 1, ticket: 'A001', job: 'A001-1' } as Accepted;
            if (commandId !== undefined)
              become(heard(kiosk, { type: 'accepted', commandId, answer }, around));
          } else if (one.kind === 'refuse' && sent !== null && !tickets.has(sent.commandId)) {
            const refusal = refuse('intakeStopped', { procedure: 'x', marks: '-' });
            become(heard(kiosk, { type: 'refused', commandId: sent.commandId, refusal }, around));
          }
        }
        const visits = [...tickets.values()];
        expect(new Set(visits).size).toBe(visits.length);
        // Nobody touches it any more.
        for (let step = 0; step < 500; step += 1) {
          nowMs += 250;
          become(heard(kiosk, { type: 'tick' }, at(nowMs, { live })));
        }
        expect([isAtStart(kiosk, 'ja'), returnsIn(kiosk, at(nowMs, { live }))]).toEqual([true, null]);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a reservation', () => {
  const code = `7KQM2XWP${codeCheck('7KQM2XWP')}`;
  const keys = (text: string): Touch[] => [...text].map((key) => ({ type: 'codeKey', key }));
  const pad = go(fresh, { type: 'reserved' });

  it('is typed on the pad, small letters and all, nine characters and no more, and sent with when it was pressed', () => {
    const typed = go(pad, ...keys(code.toLowerCase()), ...keys('XX-'));
    expect(typed.step).toEqual({ at: 'code', typed: code, wrong: false });
    const sent = go(typed, { type: 'codeSend' });
    expect(pressOf(sent)).toMatchObject({
      kind: 'checkIn',
      code,
      date: '2026-11-24',
      language: null,
      pressedAtMs: 1_795_480_000_000,
      moveHere: false,
    });
  });

  it('with a wrong character is said to be wrong before anything is sent, and can be mended', () => {
    const wrong = `${code.slice(0, 8)}${code[8] === 'A' ? 'B' : 'A'}`;
    const told = go(pad, ...keys(wrong), { type: 'codeSend' });
    expect(told.step).toEqual({ at: 'code', typed: wrong, wrong: true });
    expect(go(told, { type: 'codeErase' }).step).toEqual({
      at: 'code',
      typed: wrong.slice(0, 8),
      wrong: false,
    });
  });

  it('is scanned from wherever the screen is, in the language chosen there, but not over a press that may count', () => {
    const scan: Touch = { type: 'scanned', text: `https://a.jp/booking#${code}.0123456789ABCDEF` };
    const sent = go(fresh, { type: 'language', language: 'en' }, scan);
    expect(pressOf(sent)).toMatchObject({ kind: 'checkIn', code, language: 'en' });
    expect(go(sent, scan)).toEqual({ ...sent, touchedAtMs: 0 });
    expect(go(fresh, { type: 'scanned', text: 'HELLO-WORLD' }).step).toMatchObject({
      at: 'code',
      wrong: true,
    });
  });

  it('of another place is moved here when its visitor says so, under an id of its own', () => {
    const sent = go(fresh, { type: 'scanned', text: code });
    const first = pressOf(sent)?.commandId as CommandId;
    const refusal = refuse('checkInOtherSite', { place: '青葉', date: '2026-11-24', time: '11:00' }, [
      'checkIn',
    ]);
    const told = heard(sent, { type: 'refused', commandId: first, refusal }, at(1_000));
    expect(told.step).toMatchObject({ at: 'notCheckedIn', refusal: { code: 'checkInOtherSite' } });
    const again = touched(told, { type: 'moveHere' }, at(2_000));
    expect(pressOf(again)).toMatchObject({ code, moveHere: true });
    expect(pressOf(again)?.commandId).not.toBe(first);
  });

  it('becomes a ticket that knows how its visitor came', () => {
    const sent = go(fresh, { type: 'scanned', text: code });
    const commandId = pressOf(sent)?.commandId as CommandId;
    const answer = { ok: true, version: 4, ticket: 'A001', procedure: 'pickup', arrival: 'late' } as never;
    const given = heard(sent, { type: 'accepted', commandId, answer }, at(500));
    expect(given.step).toMatchObject({
      at: 'ticket',
      given: { ticket: 'A001', procedure: 'pickup', arrival: 'late' },
    });
  });
});
