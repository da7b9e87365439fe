// A device asks for its own buttons only, and no faster than people press: what a stolen key is worth.
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Command, CommandRequest } from '../../protocol/commands.ts';
import { defaultLimits } from '../../protocol/limits.ts';
import { refuse } from '../../protocol/refusals.ts';
import type { SiteHub } from '../hub/contract.ts';
import { createDeviceRights, type DeviceRights } from './device-rights.ts';
import { createPace } from './pace.ts';

let nowMs = 0;
let beyond: string[] = [];
let rights: DeviceRights;
let ids = 0;

const siteHub = {
  site: {
    settings: {
      id: 'centre',
      printers: [
        {
          id: 'desk',
          name: '受付',
          procedures: ['renewal'],
          booths: [{ booth: 3, actions: ['next', 'recall'] }],
        },
        { id: 'hall', name: 'ロビー', booths: [] },
      ],
    },
  },
} as unknown as SiteHub;
const deviceAt = (device: string, purpose = 'agent') =>
  ({
    kind: 'device',
    key: 'aaaaaaaaaaaa',
    place: { site: 'centre', device, purpose },
    from: '10.0.0.1',
  }) as never;

const ask = (command: object, device = 'desk', commandId = `press-of-${ids++}`, purpose = 'agent') =>
  rights.judge(siteHub, CommandRequest.parse({ commandId, command }), deviceAt(device, purpose));
const codeOf = (asked: ReturnType<typeof ask>): string => (asked.ok ? 'ok' : asked.refusal.code);
const issue = (procedure = 'renewal', more: object = {}) => ({
  ...{ type: 'issueTicket', procedure, source: 'button', printAt: 'desk' },
  ...more,
});
const record = {
  ...{ type: 'recordTicket', procedure: 'renewal', source: 'button', number: 'A900' },
  ...{ issuedAtMs: 1, how: 'leased', code: 'Z'.repeat(16) },
};

beforeEach(() => {
  nowMs = 1_000_000;
  beyond = [];
  rights = createDeviceRights({
    book: { of: defaultLimits, refuse: (_name, more) => refuse('tooManyAttempts', { limit: 'x', ...more }) },
    now: () => nowMs,
    onBeyond: (_siteHub, device, limit) => void beyond.push(`${device} ${limit}`),
  });
});

describe('an agent', () => {
  it.each([
    ['next at its booth', { type: 'callNext', booth: 3 }, 'ok'],
    ['next that finishes', { type: 'finishAndNext', booth: 3 }, 'ok'],
    ['recall at its booth', { type: 'recall', booth: 3 }, 'ok'],
    ['what no key of it does', { type: 'markAbsent', booth: 3 }, 'notAllowed'],
    ['finish without its key', { type: 'finish', booth: 3 }, 'notAllowed'],
    ['another booth', { type: 'callNext', booth: 1 }, 'notAllowed'],
    ['a ticket of its buttons', issue(), 'ok'],
    ['a ticket of others', issue('pickup'), 'notAllowed'],
    ['numbers of others', { type: 'leaseNumbers', procedure: 'pickup', count: 3 }, 'notAllowed'],
    ['a leased number', record, 'ok'],
    ['what is written by hand', { ...record, how: 'handwritten', source: 'handwritten' }, 'notAllowed'],
  ])('%s: %s is %s', (_name, command, expected) => {
    expect(codeOf(ask(command))).toBe(expected);
  });

  it('without buttons at booths calls nobody, and gives what the site offers', () => {
    for (const type of ['callNext', 'finish', 'recall', 'startServing', 'markAbsent', 'finishAndNext']) {
      expect(codeOf(ask({ type, booth: 3 }, 'hall'))).toBe('notAllowed');
    }
    expect(codeOf(ask(issue('pickup', { printAt: 'hall' }), 'hall'))).toBe('ok');
    expect(codeOf(ask(issue(), 'nobody-set-it'))).toBe('notAllowed');
  });

  it('has no say in marks, slot, note, party and printer', () => {
    const more = {
      marks: ['infant'],
      slotAtMs: 5,
      note: 'VIP',
      partySize: 9,
      printAt: 'hall',
      source: 'reception',
    };
    for (const command of [
      issue('renewal', more),
      { ...record, marks: ['infant'], slotAtMs: 5, note: 'VIP' },
    ]) {
      const asked = ask(command);
      const given = asked.ok ? (asked.value.command as Extract<Command, { type: 'issueTicket' }>) : null;
      expect(given).toMatchObject({ marks: [], slotAtMs: null, note: '', partySize: 1, source: 'button' });
      if (command.type === 'issueTicket') expect(given?.printAt).toBe('desk');
    }
  });

  it('with its key in wrong hands does not empty the lobby: a booth’s keys go as fast as somebody serves', () => {
    const done = Array.from({ length: 100 }, () => codeOf(ask({ type: 'callNext', booth: 3 })));
    expect(done.filter((code) => code === 'ok')).toHaveLength(defaultLimits.buttonPresses);
    expect(beyond).toContain('desk buttonPresses');
    nowMs += 60_000 / defaultLimits.buttonPresses;
    expect(codeOf(ask({ type: 'callNext', booth: 3 }))).toBe('ok');
    expect(codeOf(ask({ type: 'callNext', booth: 3 }))).toBe('tooManyAttempts');
  });
});

describe('a kiosk', () => {
  it('does not use up the numbers of a procedure: eleven seconds give what visitors could press', () => {
    let given = 0;
    for (let i = 0; i < 1_100; i += 1) {
      nowMs += 10;
      if (codeOf(ask(issue(), 'kiosk-1', `press-of-${ids++}`, 'kiosk')) === 'ok') given += 1;
    }
    expect(given).toBeLessThanOrEqual(defaultLimits.deviceTickets + 12);
    expect(beyond).toContain('kiosk-1 deviceTickets');
  });

  it('that asks the same again, because no answer came, is not told to wait', () => {
    const first = Array.from({ length: defaultLimits.deviceTickets }, (_, i) =>
      codeOf(ask(issue(), 'kiosk-1', `visitor-no-${i}`, 'kiosk')),
    );
    expect(new Set(first)).toEqual(new Set(['ok']));
    expect(codeOf(ask(issue(), 'kiosk-1', 'visitor-no-new', 'kiosk'))).toBe('tooManyAttempts');
    for (let i = 0; i < 5; i += 1)
      expect(codeOf(ask(issue(), 'kiosk-1', 'visitor-no-3', 'kiosk'))).toBe('ok');
  });
});

it('a pace lets through in any span no more than it holds and what comes back meanwhile, whatever the clock does', () => {
  const steps = fc.array(fc.tuple(fc.integer({ min: -5_000, max: 20_000 }), fc.nat(9)), { maxLength: 200 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), steps, (perMinute, asked) => {
      let atMs = 1_000_000;
      let forwardMs = 0;
      let taken = 0;
      const pace = createPace(perMinute, () => atMs);
      for (const [i, [ms, times]] of asked.entries()) {
        atMs += ms;
        forwardMs += Math.max(0, ms);
        for (let n = 0; n < times; n += 1) if (pace.spend('k', `${i}-${n}`) === 0) taken += 1;
      }
      expect(taken).toBeLessThanOrEqual(perMinute + (forwardMs / 60_000) * perMinute + 1e-6);
    }),
  );
});
