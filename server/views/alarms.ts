// What at this site needs a hand now, told to those who can give it: to reception devices, prints and visitors at kiosks; to booths only that nobody sees or hears a call.
import type { DeviceId } from '../../protocol/ids.ts';
import type { Alarm, KioskLine } from '../../protocol/views.ts';
import type { Print } from '../day/state.ts';
import type { Snapshot } from '../hub/contract.ts';
import { levelInForce } from '../overflow/levels/levels.ts';
import { agentLines, kioskLines, wallLines } from './devices.ts';
import { helpCalls } from './help.ts';

/** A device that is gone, or a wall behind, for this long is an alarm. */
const devicePatienceMs = 10_000;
/** A device that pressed faster than people do is told of for so long. */
const hurryShownMs = 10 * 60_000;
/** A print asked for this long ago and not confirmed is an alarm. */
const printPatienceMs = 20_000;
/** So many numbers of tickets stand in an alarm; the rest is counted. */
const mostNamed = 3;

/** The alarms of a site; on a day that is not open only that a clock is wrong, which may be the reason. */
export const alarmsOf = (snapshot: Snapshot): Alarm[] =>
  snapshot.state.phase === 'open'
    ? [
        ...clockAlarms(snapshot),
        ...helpAlarms(snapshot),
        ...wallAlarms(snapshot),
        ...agentAlarms(snapshot),
        ...kioskAlarms(snapshot),
        ...hurryAlarms(snapshot),
        ...printAlarms(snapshot),
        ...overflowAlarms(snapshot),
      ]
    : clockAlarms(snapshot);

const clockAlarms = ({ clock }: Snapshot): Alarm[] => {
  const doubt = clock?.doubt ?? null;
  if (doubt === null) return [];
  return [
    {
      kind: 'clock',
      device: doubt.clock as DeviceId,
      name: '',
      sinceMs: doubt.sinceMs,
      detail: doubt.aheadMs > 0 ? 'ahead' : 'behind',
      count: Math.max(1, Math.round(Math.abs(doubt.aheadMs) / 60_000)),
    },
  ];
};

const helpAlarms = (snapshot: Snapshot): Alarm[] =>
  helpCalls(snapshot).map(({ device, name, askedAtMs }) => ({
    kind: 'helpAsked',
    device,
    name,
    sinceMs: askedAtMs,
    detail: '',
  }));

const goneLong = ({ connected, sinceMs }: KioskLine, nowMs: number): boolean =>
  !connected && nowMs - sinceMs >= devicePatienceMs;
const idsOf = (devices: readonly { readonly id: DeviceId }[]): ReadonlySet<DeviceId> =>
  new Set(devices.map(({ id }) => id));

const wallAlarms = (snapshot: Snapshot): Alarm[] => {
  const expected = idsOf(snapshot.site.settings.walls);
  return wallLines(snapshot).flatMap((wall): Alarm[] => {
    const about = { device: wall.device, name: wall.name, sinceMs: wall.sinceMs, detail: '' };
    // A screen that only looked in (a tab closed again) is no alarm; one of the settings is.
    if (expected.has(wall.device) && goneLong(wall, snapshot.nowMs))
      return [{ kind: 'wallSilent', ...about }];
    if (!wall.connected) return [];
    if (wall.behindMs >= devicePatienceMs) return [{ kind: 'wallBehind', ...about }];
    return wall.sound === 'blocked' ? [{ kind: 'wallMuted', ...about }] : [];
  });
};

const agentAlarms = (snapshot: Snapshot): Alarm[] =>
  agentLines(snapshot).flatMap((agent): Alarm[] => {
    const about = { device: agent.device, name: agent.name, sinceMs: agent.sinceMs };
    if (!agent.connected)
      return goneLong(agent, snapshot.nowMs) ? [{ kind: 'agentOffline', ...about, detail: '' }] : [];
    if (agent.printer !== null && agent.printer.state !== 'ready')
      return [{ kind: 'printer', ...about, detail: agent.printer.faults[0] ?? agent.printer.state }];
    return [];
  });

const kioskAlarms = (snapshot: Snapshot): Alarm[] => {
  const expected = idsOf(snapshot.site.settings.kiosks);
  return kioskLines(snapshot).flatMap((kiosk): Alarm[] =>
    expected.has(kiosk.device) && goneLong(kiosk, snapshot.nowMs)
      ? [{ kind: 'kioskSilent', device: kiosk.device, name: kiosk.name, sinceMs: kiosk.sinceMs, detail: '' }]
      : [],
  );
};

const hurryAlarms = ({ site, presence, nowMs }: Snapshot): Alarm[] => {
  const names = new Map(
    [...site.settings.printers, ...site.settings.kiosks].map(({ id, name }) => [id, name]),
  );
  return [...presence.agents, ...presence.kiosks].flatMap(({ device, hurriedAtMs }): Alarm[] =>
    hurriedAtMs === undefined || nowMs - hurriedAtMs >= hurryShownMs
      ? []
      : [
          {
            kind: 'deviceHurried',
            device,
            name: names.get(device) ?? device,
            sinceMs: hurriedAtMs,
            detail: '',
          },
        ],
  );
};

/** One alarm for each printer, however many of its sheets wait: a queue of fifty is one thing to see to. */
const printAlarms = (snapshot: Snapshot): Alarm[] => {
  const byDevice = new Map<DeviceId, Print[]>();
  for (const print of snapshot.state.pendingPrints.values())
    if (!print.withdrawn && snapshot.nowMs - print.requestedAtMs >= printPatienceMs)
      byDevice.set(print.device, [...(byDevice.get(print.device) ?? []), print]);
  return [...byDevice].map(([device, prints]) => ({
    kind: 'printStuck',
    device,
    name: snapshot.site.settings.printers.find(({ id }) => id === device)?.name ?? device,
    sinceMs: Math.min(...prints.map(({ requestedAtMs }) => requestedAtMs)),
    detail: prints
      .slice(0, mostNamed)
      .map(({ ticket }) => ticket)
      .join(' '),
    count: prints.length,
  }));
};

/** What the forecast says of procedures that are strained or full, where it is asked. */
const overflowAlarms = ({ site, state, nowMs }: Snapshot): Alarm[] => {
  if (site.settings.overflow.mode === 'off') return [];
  return [...state.overflow].flatMap(([procedure, known]): Alarm[] => {
    const level = levelInForce(known, nowMs);
    const { figures } = known;
    if (level === 'clear' || figures === null) return [];
    const { atMs: sinceMs, reservation } = figures;
    const about = {
      device: procedure as string as DeviceId,
      name: site.procedures.get(procedure)?.names.ja ?? procedure,
    };
    const whole = (minutes: number) => Math.max(1, Math.round(minutes));
    if (level === 'full') {
      const count = whole((figures.finishP80Ms - figures.mustEndByMs) / 60_000);
      return [{ kind: 'overflowFull', ...about, sinceMs, detail: '', count }];
    }
    // The worse of the two, against what is promised.
    const isLate =
      reservation !== null &&
      reservation.lateP80 / reservation.promiseMinutes > figures.waitP50 / figures.walkInMinutes;
    const count = whole(isLate ? reservation.lateP80 : figures.waitP50);
    return [
      { kind: 'overflowStrained', ...about, sinceMs, detail: isLate ? 'reservation' : 'walkIn', count },
    ];
  });
};

/** What a booth itself can help with: when no screen of the room shows or speaks its calls, it calls out. */
export const boothAlarms = (snapshot: Snapshot): Alarm[] => {
  if (snapshot.state.phase !== 'open') return [];
  const expected = idsOf(snapshot.site.settings.walls);
  const walls = wallLines(snapshot).filter(({ device }) => expected.has(device));
  const seen = walls.filter((wall) => !goneLong(wall, snapshot.nowMs) && wall.behindMs < devicePatienceMs);
  const [first] = walls;
  if (first === undefined) return [];
  const about = { device: first.device, name: first.name, sinceMs: first.sinceMs, detail: '' };
  if (seen.length === 0) return [{ kind: 'callsUnseen', ...about }];
  return seen.every(({ connected, sound }) => connected && sound === 'blocked')
    ? [{ kind: 'callsUnheard', ...about }]
    : [];
};
