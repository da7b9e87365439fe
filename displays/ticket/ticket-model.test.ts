// What a phone may call live, what it tells in its title and aloud, and when it rings.
import { describe, expect, it } from 'vitest';
import { phoneTexts } from '../../protocol/texts/phone/index.ts';
import { VisitorView } from '../../protocol/visitor.ts';
import { callToTell } from './call-bell.ts';
import {
  announcementOf,
  freshnessOf,
  noticesOf,
  outChoices,
  type Phone,
  titleOf,
  trustOf,
} from './ticket-model.ts';

const at = (clock: string): number => Date.parse(`2026-11-24T${clock}:00+09:00`);
const view = (change: Partial<Record<keyof VisitorView, unknown>> = {}): VisitorView =>
  VisitorView.parse({
    site: 'centre',
    names: { ja: 'センター', en: 'Centre' },
    date: '2026-11-24',
    live: true,
    hubs: [],
    phase: 'open',
    closesAtMs: at('17:00'),
    nextOpeningMs: null,
    languages: ['ja', 'en'],
    ticket: 'A012',
    language: 'en',
    procedure: { names: { ja: '交付', en: 'Card issue' }, ready: [] },
    moved: false,
    state: 'waiting',
    sinceMs: at('09:00'),
    booth: null,
    boothNames: null,
    call: null,
    callFreshSeconds: 60,
    over: null,
    ahead: 3,
    wait: { low: 10, high: 20 },
    slotAtMs: null,
    outUntilMs: null,
    may: ['leaveQueue'],
    outMinutes: 30,
    returnCreditMinutes: 5,
    intake: 'open',
    notice: null,
    whereToWait: null,
    pushKey: null,
    ...change,
  });
const called = view({
  state: 'called',
  booth: 3,
  call: { callId: 'A012.1', atMs: at('10:00') },
  ahead: null,
  wait: null,
});
const phone = (change: Partial<Phone> = {}): Phone => ({
  view: view(),
  link: 'live',
  heardAtMs: at('10:00'),
  nowMs: at('10:00'),
  texts: phoneTexts.en,
  language: 'en',
  sound: 'off',
  wake: 'off',
  canVibrate: true,
  push: null,
  dialog: null,
  sending: null,
  outcome: null,
  ...change,
});

describe('what is shown', () => {
  it('is live only while the hub has spoken lately, whatever the line says', () => {
    expect(trustOf(phone())).toBe('live');
    expect(trustOf(phone({ nowMs: at('10:00') + 18_000 }))).toBe('live');
    expect(trustOf(phone({ nowMs: at('10:00') + 18_001 }))).toBe('old');
    expect(trustOf(phone({ link: 'offline' }))).toBe('old');
    expect(trustOf(phone({ heardAtMs: null }))).toBe('old');
  });

  it('says from when it is, with the date when that is not today', () => {
    expect(freshnessOf(phone({ nowMs: at('10:20') }))).toContain('10:00');
    const late = at('23:50');
    const overnight = phone({ heardAtMs: late, nowMs: late + 20 * 60_000 });
    expect(freshnessOf(overnight)).toMatch(/November 24.*23:50/);
  });

  it('is past the next morning, and when the hub knows the ticket no more', () => {
    const morning = { nowMs: at('09:00') + 86_400_000, link: 'offline' } as const;
    expect(trustOf(phone(morning))).toBe('past');
    expect(titleOf(phone(morning))).toBe('A012');
    expect(freshnessOf(phone(morning))).toContain('November 24');
    expect(announcementOf(phone(morning))).toContain('no longer valid');
    expect(trustOf(phone({ link: 'ended' }))).toBe('past');
    expect(trustOf(phone({ link: 'ended', view: null }))).toBe('notFound');
    // A day that runs over midnight is still on while the hub says so.
    expect(trustOf(phone({ nowMs: at('00:30') + 86_400_000, heardAtMs: at('00:30') + 86_400_000 }))).toBe(
      'live',
    );
  });

  it('tells the call first in the title, and marks what is old', () => {
    expect(titleOf(phone())).toBe('A012 · 3 people before you');
    expect(titleOf(phone({ view: called }))).toBe('Called: Counter 3 · A012');
    expect(titleOf(phone({ view: called, link: 'offline' }))).toBe('⚠ Called: Counter 3 · A012');
  });

  it('announces states and not every step of the queue', () => {
    expect(announcementOf(phone())).toBe(announcementOf(phone({ view: view({ ahead: 2 }) })));
    expect(announcementOf(phone({ view: called }))).toContain('Counter 3');
  });

  it('says what to do when absent, by phone only where that is possible', () => {
    const absent = { state: 'absent', ahead: null } as const;
    expect(noticesOf(phone({ view: view({ ...absent, may: ['comeBack', 'leaveQueue'] }) }))[0]).toContain(
      'button below',
    );
    expect(noticesOf(phone({ view: view({ ...absent, may: ['leaveQueue'] }) }))[0]).toContain('reception');
  });
});

describe('the time outside', () => {
  it('is offered in few round steps up to the longest', () => {
    expect(outChoices(0)).toEqual([]);
    expect(outChoices(5)).toEqual([5]);
    expect(outChoices(30)).toEqual([5, 10, 15, 20, 30]);
    expect(outChoices(240)).toEqual([45, 60, 90, 120, 180, 240]);
  });
});

describe('the bell', () => {
  it('rings for a call that holds now, however old, and for none twice', () => {
    const id = '2026-11-24 A012.1';
    expect(callToTell(called, new Set())).toBe(id);
    expect(callToTell(called, new Set([id]))).toBeNull();
    expect(callToTell(view(), new Set())).toBeNull();
    expect(callToTell({ ...called, live: false }, new Set())).toBeNull();
  });
});
