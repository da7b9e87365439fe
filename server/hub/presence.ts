// Who is there at a site: walls with what they have shown, device agents with their printers, kiosks. In memory only.
import { clockAgreementMs } from '../../protocol/fresh.ts';
import type { CallId, DeviceId } from '../../protocol/ids.ts';
import type { DeviceStatus, Receipt } from '../../protocol/wire.ts';
import type { Clock } from '../base/clock.ts';
import { defaultHubLimits, type HubLimits } from '../base/hub-limits.ts';
import type { Call, DayState } from '../day/state.ts';
import type { ResolvedSite } from '../settings/resolved-site.ts';
import { createBoothPages } from './booth-pages.ts';
import type {
  AgentPresence,
  KioskPresence,
  PresenceSnapshot,
  SitePresence,
  WallPresence,
} from './contract.ts';
import { createKnownDevices, type Known } from './known-devices.ts';
import { mergePresence, noBoard, type SiteBoard } from './presence-board.ts';

/** A wall that is silent, or behind with a call, for so long is worth an alarm; it gives a sign of life every 5 s. */
export const patienceMs = 10_000;

/**
 * Changes are looked at together, within a moment that grows with the number of devices: 20 ms for four hundred, 250 ms
 * for five thousand. A look takes time for each of them, so that a crowd that arrives would else cost its square.
 */
const shortestMomentMs = 20;
const devicesPerMs = 20;

type Wall = Known & {
  heardMs: number;
  sound: WallPresence['sound'];
  voice: WallPresence['voice'];
  shown: Set<CallId>;
};
type Agent = Known & { status: DeviceStatus | null };

export type Presence = SitePresence & {
  snapshot(): PresenceSnapshot;
  /** There may be new calls to be shown. */
  stateChanged(): void;
  close(): void;
};

/** `onChange` is called when what the consoles should know of devices has changed, by time alone too. */
export const createPresence = (parts: {
  readonly site: ResolvedSite;
  readonly clock: Clock;
  readonly state: () => DayState;
  /** When a call was made (epoch ms) as far as this hub's clock goes; left out: as the event says. */
  readonly callAtMs?: (call: Call) => number;
  readonly onChange: () => void;
  /** Where other hubs tell who is there. */
  readonly board?: SiteBoard;
  readonly limits?: HubLimits;
}): Presence => {
  const { site, clock, state, board = noBoard, callAtMs = ({ atMs }: Call) => atMs } = parts;
  const { strangersPerSite, reached } = parts.limits ?? defaultHubLimits;
  const startedMs = clock.now();
  const freshMs = site.rules.callFreshSeconds * 1_000;
  const newWall = (): Wall => ({
    connections: 0,
    sinceMs: startedMs,
    heardMs: 0,
    sound: 'unknown',
    voice: 'unknown',
    shown: new Set(),
  });
  const newAgent = (): Agent => ({ connections: 0, sinceMs: startedMs, status: null });
  const newKiosk = (): Known => ({ connections: 0, sinceMs: startedMs });
  const kept = {
    clock,
    mostGone: strangersPerSite,
    onForgotten: () => reached('strangersPerSite'),
    onChange: () => lookSoon(),
  };
  const idsOf = (devices: readonly { readonly id: DeviceId }[]) => devices.map(({ id }) => id);
  const walls = createKnownDevices({ ...kept, expected: idsOf(site.settings.walls), make: newWall });
  const agents = createKnownDevices({ ...kept, expected: idsOf(site.settings.printers), make: newAgent });
  const kiosks = createKnownDevices({ ...kept, expected: idsOf(site.settings.kiosks), make: newKiosk });
  const pages = createBoothPages(() => lookSoon());
  let told = '';
  let cancel = () => {};
  /** The day's calls at the last look: nothing else of the day matters here. */
  let calls: DayState['calls'] | null = null;
  /** Since when a look is to come soon. */
  let awaitedMs: number | null = null;
  let cancelAwaited = () => {};

  const isHeard = (wall: Wall, nowMs: number): boolean =>
    wall.connections > 0 && nowMs - wall.heardMs < patienceMs;
  const goneSince = (wall: Wall): number => (wall.connections > 0 ? wall.heardMs : wall.sinceMs);

  /** Calls that a wall should have shown, newest first. Those before this hub's start were another's to watch. */
  const freshCalls = (nowMs: number): readonly Call[] => {
    const fresh: Call[] = [];
    for (const call of state().calls.toReversed()) {
      if (callAtMs(call) < startedMs || nowMs - callAtMs(call) >= freshMs) break;
      // From the future: the clock was put back since, and no wall takes it for new.
      if (!call.withdrawn && callAtMs(call) - nowMs <= clockAgreementMs) fresh.push(call);
    }
    return fresh;
  };

  /** Since when the wall could have shown the oldest call that it has not; null: it has shown all. */
  const behindSince = (wall: Wall, calls: readonly Call[], heard: boolean): number | null => {
    const missing = calls.findLast((call) => !wall.shown.has(call.callId));
    if (missing === undefined) return null;
    // A wall that has just come gets the time to draw what it finds.
    return heard ? Math.max(callAtMs(missing), wall.sinceMs) : callAtMs(missing);
  };

  /** What was heard at this hub. */
  const ownSnapshot = (): PresenceSnapshot => {
    const nowMs = clock.now();
    const calls = freshCalls(nowMs);
    return {
      walls: [...walls.entries()].map(([device, wall]): WallPresence => {
        const connected = isHeard(wall, nowMs);
        const since = behindSince(wall, calls, connected);
        return {
          device,
          connected,
          sinceMs: connected ? wall.sinceMs : goneSince(wall),
          sound: wall.sound,
          voice: wall.voice,
          behindMs: since === null ? 0 : Math.max(0, nowMs - since),
        };
      }),
      agents: [...agents.entries()].map(
        ([device, { connections, sinceMs, status, hurriedAtMs }]): AgentPresence => ({
          device,
          connected: connections > 0,
          sinceMs,
          printer: status?.printer ?? null,
          buttons: status?.buttons ?? [],
          hid: status?.hid ?? 'unknown',
          ...(status?.hidTrouble === undefined ? {} : { hidTrouble: status.hidTrouble }),
          ...(status?.kept === undefined ? {} : { kept: status.kept }),
          ...(hurriedAtMs === undefined ? {} : { hurriedAtMs }),
        }),
      ),
      kiosks: [...kiosks.entries()].map(
        ([device, { connections, sinceMs, hurriedAtMs }]): KioskPresence => ({
          device,
          connected: connections > 0,
          sinceMs,
          ...(hurriedAtMs === undefined ? {} : { hurriedAtMs }),
        }),
      ),
      booths: pages.list(),
    };
  };

  const withOthers = (own: PresenceSnapshot): PresenceSnapshot => mergePresence([own, ...board.others()]);

  /** What is worth telling: ages count only once they pass the patience. */
  const digest = (now: PresenceSnapshot, nowMs: number): string => {
    const late = (sinceMs: number) => nowMs - sinceMs >= patienceMs;
    return JSON.stringify([
      now.walls.map(
        (w) =>
          `${w.device} ${w.connected} ${w.sound} ${w.voice} ${w.behindMs >= patienceMs} ${!w.connected && late(w.sinceMs)}`,
      ),
      now.agents.map((a) => [a, !a.connected && late(a.sinceMs)]),
      now.kiosks.map(
        (k) => `${k.device} ${k.connected} ${!k.connected && late(k.sinceMs)} ${k.hurriedAtMs ?? ''}`,
      ),
      now.booths,
    ]);
  };

  /** The first instant at which time alone will change the digest. */
  const nextTurningPoint = (nowMs: number): number => {
    const calls = freshCalls(nowMs);
    const oldest = calls.at(-1);
    let next = oldest === undefined ? Number.POSITIVE_INFINITY : callAtMs(oldest) + freshMs;
    const consider = (atMs: number): void => {
      if (atMs > nowMs && atMs < next) next = atMs;
    };
    for (const wall of walls.values()) {
      const heard = isHeard(wall, nowMs);
      consider((heard ? wall.heardMs : goneSince(wall)) + patienceMs);
      const behind = behindSince(wall, calls, heard);
      if (behind !== null) consider(behind + patienceMs);
    }
    for (const device of [...agents.values(), ...kiosks.values()]) consider(device.sinceMs + patienceMs);
    return next;
  };

  const look = (): void => {
    cancelAwaited();
    awaitedMs = null;
    calls = state().calls;
    const nowMs = clock.now();
    const own = ownSnapshot();
    const next = digest(withOthers(own), nowMs);
    const changed = next !== told;
    told = next;
    cancel();
    const turnsAtMs = nextTurningPoint(nowMs);
    cancel = turnsAtMs === Number.POSITIVE_INFINITY ? () => {} : clock.at(turnsAtMs, look);
    if (changed) {
      board.tell(own);
      parts.onChange();
    }
  };

  const lookSoon = (): void => {
    const nowMs = clock.now();
    // A clock that was set back meanwhile must not hold it up.
    if (awaitedMs !== null && nowMs >= awaitedMs) return;
    awaitedMs = nowMs;
    cancelAwaited();
    const momentMs = Math.max(
      shortestMomentMs,
      (walls.size() + agents.size() + kiosks.size()) / devicesPerMs,
    );
    cancelAwaited = clock.at(nowMs + momentMs, look);
  };

  const hear = (wall: Wall): void => {
    const nowMs = clock.now();
    if (!isHeard(wall, nowMs)) wall.sinceMs = nowMs;
    wall.heardMs = nowMs;
  };
  /** Keeps only calls that the day still lists, at most 200. */
  const noteShown = (wall: Wall, receipt: Receipt): void => {
    for (const call of receipt.calls) if (call.shownAtMs !== null) wall.shown.add(call.callId);
    if (wall.shown.size <= 400) return;
    const listed = new Set(state().calls.map((call) => call.callId));
    wall.shown = new Set([...wall.shown].filter((callId) => listed.has(callId)));
  };

  const unwatch = board.onChange(lookSoon);
  look();
  return {
    snapshot: () => withOthers(ownSnapshot()),
    stateChanged: () => {
      if (state().calls !== calls) lookSoon();
    },
    close: () => {
      unwatch();
      cancel();
      cancelAwaited();
    },
    wallConnected: (device) => hear(walls.arrive(device)),
    wallReceipt: (device, receipt) => {
      const wall = walls.get(device);
      if (wall === undefined) return;
      hear(wall);
      wall.sound = receipt.sound;
      wall.voice = receipt.voice ?? wall.voice;
      noteShown(wall, receipt);
      lookSoon();
    },
    wallGone: walls.leave,
    agentConnected: agents.arrive,
    agentStatus: (device, status) => {
      const agent = agents.get(device);
      if (agent === undefined) return;
      agent.status = status;
      lookSoon();
    },
    agentGone: agents.leave,
    deviceHurried: (id) => {
      const device = agents.get(id) ?? kiosks.get(id);
      // Told once in a while, not with every press.
      if (device === undefined || clock.now() - (device.hurriedAtMs ?? 0) < patienceMs) return;
      device.hurriedAtMs = clock.now();
      lookSoon();
    },
    kioskConnected: kiosks.arrive,
    kioskGone: kiosks.leave,
    boothPage: pages.open,
  };
};
