// What each screen is told after things have happened: numbers only for the public, reasons and alarms for staff.
import { beforeAll, describe, expect, it } from 'vitest';
import type { AnyCommand, Command } from '../../protocol/commands.ts';
import {
  BoothNumber,
  CommandId,
  DeviceId,
  ProcedureId,
  SiteId,
  StaffId,
  TicketCode,
  TicketNumber,
} from '../../protocol/ids.ts';
import { BoothView, DeviceView, ReceptionView, WallView } from '../../protocol/views.ts';
import { dayPlan } from '../calendar/day-plan.ts';
import { decide } from '../day/decide.ts';
import { evolve } from '../day/evolve.ts';
import { type DayState, emptyDay } from '../day/state.ts';
import { createDayRecorder } from '../forecast/learning/day-record.ts';
import { learn } from '../forecast/learning/learn.ts';
import { estimatesOf } from '../forecast/shown/estimates.ts';
import { forecast } from '../forecast/simulation/forecast.ts';
import { queueNow } from '../forecast/simulation/queue-now.ts';
import type { AgentPresence, PresenceSnapshot, Snapshot } from '../hub/contract.ts';
import { assumptionsOf } from '../hub/learning.ts';
import { loadSettings } from '../settings/load.ts';
import { resolveSite } from '../settings/resolve.ts';
import type { ResolvedSite } from '../settings/resolved-site.ts';
import { boothView } from './booth.ts';
import { deviceView } from './device.ts';
import { receptionView } from './reception.ts';
import { printStateOf } from './view-parts.ts';
import { wallView } from './wall.ts';

const date = '2026-11-24' as never;
const openedMs = Date.parse('2026-11-24T09:00:00+09:00');
const minuteMs = 60_000;
const printer = DeviceId.parse('printer-1');
const staff = StaffId.parse;
const booth = BoothNumber.parse;
const issueA = ProcedureId.parse('card-issue');
const renewalB = ProcedureId.parse('certificate-renewal');
const nobody: PresenceSnapshot = { walls: [], agents: [], kiosks: [] };

let site: ResolvedSite;
beforeAll(async () => {
  const settings = await loadSettings('examples/demo.yaml');
  const people = new Map(settings.demo?.staff.map((person) => [person.id, person]));
  site = resolveSite(settings, SiteId.parse('centre'), people);
});

const estimatesAt = (state: DayState, nowMs: number) => {
  const recorder = createDayRecorder(date, []);
  const found = forecast(queueNow({ site, state, recorder, nowMs }), learn([], assumptionsOf(site)));
  return {
    tickets: estimatesOf(found.tickets, new Map()),
    procedures: estimatesOf(found.procedures, new Map()),
  };
};

/** A day driven by hand: every command must be accepted. */
const day = () => {
  let state: DayState = emptyDay(site.settings.id, date);
  let count = 0;
  const plan = dayPlan(site, date);
  if (plan === null) throw new Error('closed');
  const take = (command: AnyCommand, nowMs: number): DayState => {
    count += 1;
    const commandId = CommandId.parse(`command-${count}`);
    const actor = { kind: 'system', id: 'test' } as never;
    const newCode = TicketCode.parse(String(count).padStart(16, '0'));
    const decision = decide(state, command, { nowMs, commandId, actor, site, newCode, nextOpening: '-' });
    if (decision.kind === 'refused') throw new Error(JSON.stringify(decision.refusal));
    for (const event of decision.events)
      state = evolve(state, { version: state.version + 1, meta: { atMs: nowMs, actor, commandId }, event });
    return state;
  };
  take({ type: 'openDay', plan }, openedMs);
  const snapshot = (nowMs: number, over: Partial<Snapshot> = {}): Snapshot => ({
    site,
    state,
    plan,
    nextOpeningMs: null,
    nextDate: null,
    nextPlan: null,
    nextState: null,
    estimates: estimatesAt(state, nowMs),
    presence: nobody,
    live: true,
    nowMs,
    ...over,
  });
  return { take, snapshot };
};

const issue = (
  procedure: ProcedureId,
  over: Partial<Extract<Command, { type: 'issueTicket' }>> = {},
): Command => ({
  type: 'issueTicket',
  procedure,
  source: 'reception',
  marks: [],
  language: 'ja',
  partySize: 1,
  note: 'はじめて',
  slotAtMs: null,
  printAt: null,
  ...over,
});

describe('the wall', () => {
  it('shows a call, the recall above it, and takes an undone call off', () => {
    const { take, snapshot } = day();
    take({ type: 'openBooth', booth: booth(1), staff: staff('sato') }, openedMs);
    take(issue(issueA, { language: 'en' }), openedMs);
    take({ type: 'callNext', booth: booth(1) }, openedMs + 1000);
    take({ type: 'recall', booth: booth(1) }, openedMs + 2000);
    const shown = WallView.parse(wallView(snapshot(openedMs + 2500)));
    expect(shown.calls.map((c) => [c.callId, c.recall, c.language, c.over])).toEqual([
      ['A001.2', true, 'en', false],
      ['A001.1', false, 'en', false],
    ]);
    take({ type: 'undoCall', booth: booth(1) }, openedMs + 3000);
    expect(wallView(snapshot(openedMs + 3500)).calls.every((c) => c.withdrawn)).toBe(true);
  });

  it('keeps every fresh call, however many come at once, and the last twelve of the older', () => {
    const { take, snapshot } = day();
    for (const number of [1, 2, 3, 4, 5, 6, 7, 8, 9]) {
      take(
        {
          type: 'openBooth',
          booth: booth(number),
          staff: staff('sato'),
          procedures: [issueA, renewalB].map((procedure) => ({ procedure, delayMinutes: 0 })),
        },
        openedMs,
      );
      for (let i = 0; i < 4; i += 1) {
        take(issue(renewalB), openedMs);
        take(issue(issueA), openedMs);
      }
    }
    for (let round = 0; round < 2; round += 1)
      for (const number of [1, 2, 3, 4, 5, 6, 7, 8, 9])
        take({ type: round === 0 ? 'callNext' : 'finishAndNext', booth: booth(number) }, openedMs + 500);
    expect(wallView(snapshot(openedMs + 1000)).calls).toHaveLength(18);
    expect(wallView(snapshot(openedMs + 10 * minuteMs)).calls).toHaveLength(12);
  });

  it('carries no note, no code and no name', () => {
    const { take, snapshot } = day();
    take({ type: 'openBooth', booth: booth(1), staff: staff('sato') }, openedMs);
    take(issue(issueA), openedMs);
    take({ type: 'callNext', booth: booth(1) }, openedMs);
    const text = JSON.stringify(wallView(snapshot(openedMs + 1000)));
    for (const secret of ['はじめて', '0000000000000', 'sato', site.staff.get('sato')?.name ?? 'sato'])
      expect(text).not.toContain(secret);
  });

  it('tells intake and outage per procedure, with the notice', () => {
    const { take, snapshot } = day();
    const notice = { ja: '復旧まで お待ちください' };
    take({ type: 'stopIntake', procedures: [issueA], notice: null }, openedMs);
    take({ type: 'startOutage', procedures: [renewalB], notice }, openedMs);
    const found = new Map(wallView(snapshot(openedMs + 1000)).procedures.map((p) => [p.id, p]));
    expect(found.get(issueA)?.intake).toBe('stopped');
    expect(found.get(renewalB)).toMatchObject({ intake: 'outage', notice, estimate: null });
  });

  it('shows absent numbers until their time is over', () => {
    const { take, snapshot } = day();
    take({ type: 'openBooth', booth: booth(1), staff: staff('sato') }, openedMs);
    take(issue(issueA), openedMs);
    take({ type: 'callNext', booth: booth(1) }, openedMs);
    take({ type: 'markAbsent', booth: booth(1) }, openedMs + minuteMs);
    expect(wallView(snapshot(openedMs + 2 * minuteMs)).absent).toEqual([{ ticket: 'A001', booth: 1 }]);
    expect(wallView(snapshot(openedMs + 60 * minuteMs)).absent).toEqual([]);
  });
});

describe('the booth console', () => {
  it('shows its ticket, the queue in its own order with reasons, and what it holds', () => {
    const { take, snapshot } = day();
    take(
      {
        type: 'openBooth',
        booth: booth(1),
        staff: staff('sato'),
        procedures: [{ procedure: issueA, delayMinutes: 0 }],
      },
      openedMs,
    );
    take(issue(issueA), openedMs);
    take(issue(issueA), openedMs + minuteMs);
    take(issue(issueA, { marks: ['pregnancy' as never] }), openedMs + 2 * minuteMs);
    take(issue(renewalB), openedMs);
    take({ type: 'callNext', booth: booth(1) }, openedMs + 3 * minuteMs);
    const view = BoothView.parse(boothView(snapshot(openedMs + 4 * minuteMs), booth(1)));
    expect(view.current).toMatchObject({ ticket: 'A003', state: 'called', note: 'はじめて' });
    expect(view.current?.why.due.minutesOff).toBe(15);
    expect(view.queue.map((t) => t.ticket)).toEqual(['A001', 'A002']);
    expect(view.queueLength).toBe(2);
    take({ type: 'startServing', booth: booth(1) }, openedMs + 5 * minuteMs);
    take({ type: 'hold', booth: booth(1), note: '' }, openedMs + 6 * minuteMs);
    expect(boothView(snapshot(openedMs + 7 * minuteMs), booth(1)).held.map((t) => t.ticket)).toEqual([
      'A003',
    ]);
  });

  it('shows a closed booth the queue it could serve', () => {
    const { take, snapshot } = day();
    take(issue(issueA), openedMs);
    const view = boothView(snapshot(openedMs), booth(1));
    expect(view.me.state).toBe('closed');
    expect(view.queue.map((t) => t.ticket)).toEqual(['A001']);
  });
});

describe('reception', () => {
  it('sees live tickets by due time, then those that ended', () => {
    const { take, snapshot } = day();
    take(issue(issueA), openedMs);
    take(issue(issueA), openedMs + minuteMs);
    take(issue(renewalB, { marks: ['pregnancy' as never] }), openedMs + 2 * minuteMs);
    take(
      { type: 'cancelTicket', ticket: 'A001' as never, reason: 'visitorLeft', note: '' },
      openedMs + 3 * minuteMs,
    );
    const view = ReceptionView.parse(receptionView(snapshot(openedMs + 4 * minuteMs)));
    expect(view.tickets.map((t) => t.ticket)).toEqual(['B001', 'A002', 'A001']);
  });

  it('is alarmed by a wall of the settings that is silent, an agent or kiosk that is gone and a print that does not come out', () => {
    const { take, snapshot } = day();
    take(issue(issueA, { printAt: printer }), openedMs);
    const kinds = (nowMs: number, presence = nobody) =>
      receptionView(snapshot(nowMs, { presence })).alarms.map((a) => `${a.kind} ${a.device}`);
    expect(kinds(openedMs + 30_000)).toEqual([
      'wallSilent lobby-1',
      'wallSilent lobby-2',
      'agentOffline printer-1',
      'kioskSilent kiosk-1',
      'printStuck printer-1',
    ]);
    const nowMs = openedMs + 1000;
    const wall = (device: string, behindMs: number, sound: 'on' | 'blocked') =>
      ({
        device: DeviceId.parse(device),
        connected: true,
        sinceMs: openedMs,
        behindMs,
        sound,
        voice: 'unknown',
      }) as const;
    const agent: AgentPresence = {
      device: printer,
      connected: true,
      sinceMs: openedMs,
      buttons: [],
      hid: 'ok',
      printer: { state: 'fault', faults: ['paperOut'], waitingJobs: 1 },
    };
    const kiosk = { device: DeviceId.parse('kiosk-1'), connected: true, sinceMs: openedMs };
    expect(
      kinds(nowMs, {
        walls: [wall('lobby-1', 12_000, 'on'), wall('lobby-2', 0, 'blocked')],
        agents: [agent],
        kiosks: [kiosk],
      }),
    ).toEqual(['wallBehind lobby-1', 'wallMuted lobby-2', 'printer printer-1']);
  });

  it('is alarmed by a kiosk of the settings that is gone for 10 s, not by a stranger', () => {
    const whole = day().snapshot(openedMs + 20_000);
    const device = DeviceId.parse('kiosk-1');
    const settings = { ...whole.site.settings, kiosks: [{ id: device, name: '発券機', printer: null }] };
    const view = (sinceMs: number, connected: boolean, seen = device) =>
      receptionView({
        ...whole,
        site: { ...whole.site, settings },
        presence: { ...nobody, kiosks: [{ device: seen, connected, sinceMs }] },
      });
    const alarms = (...seen: Parameters<typeof view>) =>
      view(...seen).alarms.flatMap(({ kind, name }) => (kind === 'kioskSilent' ? [name] : []));
    expect(alarms(openedMs + 10_000, false)).toEqual(['発券機']);
    expect(alarms(openedMs + 10_001, false)).toEqual([]);
    expect(alarms(openedMs, true)).toEqual([]);
    expect(ReceptionView.parse(view(openedMs, true)).kiosks).toEqual([
      { device, name: '発券機', connected: true, sinceMs: openedMs },
    ]);
    const tab = DeviceId.parse('tab');
    expect(view(openedMs, true, tab).kiosks.map((kiosk) => kiosk.device)).toEqual([device, tab]);
    expect(view(openedMs, false, tab).kiosks.map((kiosk) => kiosk.device)).toEqual([device]);
    expect(alarms(openedMs, false, tab)).toEqual(['発券機']);
  });
});

describe('a range of numbers that runs out', () => {
  it('is told from ten on, and shut on every screen when nothing is left', () => {
    const { take, snapshot } = day();
    // Twelve numbers: 4 and 9 are skipped here.
    const few = { first: 1, last: 14, skip: [4, 9] };
    const procedures = new Map(
      [...site.procedures].map(([id, one]) => [id, id === issueA ? { ...one, numbers: few } : one]),
    );
    const shown = (nowMs: number) => {
      const whole = snapshot(nowMs);
      const at = { ...whole, site: { ...whole.site, procedures } };
      const { intake, numbersLeft } = wallView(at).procedures.find(({ id }) => id === issueA) ?? {};
      return [intake, numbersLeft];
    };
    expect(shown(openedMs)).toEqual(['open', null]);
    for (let i = 0; i < 4; i += 1) take(issue(issueA), openedMs + i);
    expect(shown(openedMs + 10)).toEqual(['open', 8]);
    for (let i = 4; i < 12; i += 1) take(issue(issueA), openedMs + i);
    expect(shown(openedMs + 20)).toEqual(['allGiven', null]);
  });
});

describe('alarms', () => {
  const wall = (device: string, change: object = {}) =>
    ({
      device: DeviceId.parse(device),
      connected: true,
      sinceMs: openedMs,
      behindMs: 0,
      sound: 'on',
      voice: 'unknown',
      ...change,
    }) as const;

  it('count the sheets of a printer that do not come out instead of naming each', () => {
    const { take, snapshot } = day();
    for (let i = 0; i < 5; i += 1) take(issue(issueA, { printAt: printer }), openedMs + i);
    const stuck = receptionView(snapshot(openedMs + 30_000)).alarms.filter(
      ({ kind }) => kind === 'printStuck',
    );
    expect(stuck).toMatchObject([{ device: printer, count: 5, detail: 'A001 A002 A003', sinceMs: openedMs }]);
  });

  it('tell a booth only what it can help with: that nobody sees or hears its calls', () => {
    const { take, snapshot } = day();
    take(issue(issueA, { printAt: printer }), openedMs);
    const kinds = (walls: Snapshot['presence']['walls']) =>
      BoothView.parse(
        boothView(snapshot(openedMs + 30_000, { presence: { ...nobody, walls } }), booth(1)),
      ).alarms.map(({ kind }) => kind);
    expect(kinds([])).toEqual(['callsUnseen']);
    expect(kinds([wall('lobby-1', { behindMs: 12_000 })])).toEqual(['callsUnseen']);
    expect(kinds([wall('lobby-1'), wall('lobby-2', { sound: 'blocked' })])).toEqual([]);
    expect(kinds([wall('lobby-2', { sound: 'blocked' })])).toEqual(['callsUnheard']);
    expect(kinds([wall('lobby-1', { sound: 'off' })])).toEqual([]);
  });
});

describe('the device agent', () => {
  it('gets its own jobs until they are confirmed, and the numbers it holds', () => {
    const { take, snapshot } = day();
    take(issue(issueA), openedMs);
    take(issue(issueA, { printAt: printer }), openedMs + 1000);
    const view = DeviceView.parse(deviceView(snapshot(openedMs + 2000), printer));
    expect(view.jobs).toMatchObject([{ job: 'A002-1', ticket: 'A002', ahead: 1, reprint: false }]);
    expect(deviceView(snapshot(openedMs + 2000), DeviceId.parse('other')).jobs).toEqual([]);
    expect(view.plan?.intakeFromMs).toBeLessThanOrEqual(openedMs);
  });

  it('is told of as printing, not printed, until it says so; a ticket that ended without paper was never printed', () => {
    const { take, snapshot } = day();
    const paperOf = (): string | undefined => {
      const { state, ...rest } = snapshot(openedMs + 9000);
      const ticket = state.tickets.get(a001);
      return ticket === undefined ? undefined : printStateOf({ state, ...rest }, ticket);
    };
    const a001 = TicketNumber.parse('A001');
    take(issue(issueA, { printAt: printer }), openedMs);
    expect(paperOf()).toBe('pending');
    take({ type: 'cancelTicket', ticket: a001, reason: 'visitorLeft', note: '' }, openedMs + 1000);
    expect(paperOf()).toBe('unprinted');
  });

  it('gets no job for a number whose visitor holds a leased one, and nobody is alarmed that it does not come out', () => {
    const { take, snapshot } = day();
    take(issue(issueA, { printAt: printer }), openedMs);
    const asked = snapshot(openedMs + 60_000);
    const pendingPrints = asked.state.pendingPrints.map((print) => ({ ...print, withdrawn: true }));
    const shown = { ...asked, state: { ...asked.state, pendingPrints } };
    const stuck = (of: Snapshot) => receptionView(of).alarms.filter((alarm) => alarm.kind === 'printStuck');
    expect([deviceView(asked, printer).jobs.length, stuck(asked).length]).toEqual([1, 1]);
    expect([deviceView(shown, printer).jobs.length, stuck(shown).length]).toEqual([0, 0]);
  });
});
