// Who is there at a site: walls with what they have shown, device agents with their printers. In memory only.
import { isDeepStrictEqual } from 'node:util';
import type { CallId, DeviceId } from '../../protocol/ids.ts';
import type { DeviceStatus, Receipt } from '../../protocol/wire.ts';
import type { ResolvedSite } from '../day/contract.ts';
import type { Call, DayState } from '../day/state.ts';
import type { AgentPresence, Clock, PresenceSnapshot, SitePresence, WallPresence } from './contract.ts';
import { defaultHubLimits, type HubLimits } from './limits.ts';
import { mergePresence, noBoard, type SiteBoard } from './presence-board.ts';

/** A wall that is silent, or behind with a call, for so long is worth an alarm; it gives a sign of life every 5 s. */
export const patienceMs = 10_000;

type Wall = {
  connections: number;
  sinceMs: number;
  heardMs: number;
  sound: WallPresence['sound'];
  voice: WallPresence['voice'];
  shown: Set<CallId>;
};
type Agent = { connections: number; sinceMs: number; status: DeviceStatus | null };

export type Presence = SitePresence & {
  snapshot(): PresenceSnapshot;
  /** There may be new calls to be shown. */
  stateChanged(): void;
  close(): void;
};

/** `onChange` is called when what the consoles should know of walls and agents has changed, by time alone too. */
export const createPresence = (parts: {
  readonly site: ResolvedSite;
  readonly clock: Clock;
  readonly state: () => DayState;
  readonly onChange: () => void;
  /** Where other hubs tell who is there. */
  readonly board?: SiteBoard;
  readonly limits?: HubLimits;
}): Presence => {
  const { site, clock, state, board = noBoard } = parts;
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
  const walls = new Map<DeviceId, Wall>(site.settings.walls.map(({ id }) => [id, newWall()]));
  const agents = new Map<DeviceId, Agent>(site.settings.printers.map(({ id }) => [id, newAgent()]));
  const expected = new Set<DeviceId>([...walls.keys(), ...agents.keys()]);
  let told: unknown = null;
  let cancel = () => {};

  const isHeard = (wall: Wall, nowMs: number): boolean =>
    wall.connections > 0 && nowMs - wall.heardMs < patienceMs;
  const goneSince = (wall: Wall): number => (wall.connections > 0 ? wall.heardMs : wall.sinceMs);

  /** Calls that a wall should have shown, newest first. Those before this hub's start were another's to watch. */
  const freshCalls = (nowMs: number): readonly Call[] => {
    const fresh: Call[] = [];
    for (const call of state().calls.toReversed()) {
      if (call.atMs < startedMs || nowMs - call.atMs >= freshMs) break;
      if (!call.withdrawn) fresh.push(call);
    }
    return fresh;
  };

  /** Since when the wall could have shown the oldest call that it has not; null: it has shown all. */
  const behindSince = (wall: Wall, calls: readonly Call[], heard: boolean): number | null => {
    const missing = calls.findLast((call) => !wall.shown.has(call.callId));
    if (missing === undefined) return null;
    // A wall that has just come gets the time to draw what it finds.
    return heard ? Math.max(missing.atMs, wall.sinceMs) : missing.atMs;
  };

  /** What was heard at this hub. */
  const ownSnapshot = (): PresenceSnapshot => {
    const nowMs = clock.now();
    const calls = freshCalls(nowMs);
    return {
      walls: [...walls].map(([device, wall]): WallPresence => {
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
      agents: [...agents].map(
        ([device, { connections, sinceMs, status }]): AgentPresence => ({
          device,
          connected: connections > 0,
          sinceMs,
          printer: status?.printer ?? null,
          buttons: status?.buttons ?? [],
          hid: status?.hid ?? 'unknown',
        }),
      ),
    };
  };

  const snapshot = (): PresenceSnapshot => mergePresence([ownSnapshot(), ...board.others()]);

  /** What is worth telling: ages count only once they pass the patience. */
  const digest = (nowMs: number): unknown => {
    const { walls: wallsNow, agents: agentsNow } = snapshot();
    const late = (sinceMs: number) => nowMs - sinceMs >= patienceMs;
    return [
      wallsNow.map((w) => [
        w.device,
        w.connected,
        w.sound,
        w.voice,
        w.behindMs >= patienceMs,
        !w.connected && late(w.sinceMs),
      ]),
      agentsNow.map((a) => [a, !a.connected && late(a.sinceMs)]),
    ];
  };

  /** Instants at which time alone will change the digest. */
  const turningPoints = (nowMs: number): readonly number[] => {
    const calls = freshCalls(nowMs);
    const ofWalls = [...walls.values()].flatMap((wall) => {
      const heard = isHeard(wall, nowMs);
      const behind = behindSince(wall, calls, heard);
      const oldest = calls.at(-1);
      return [
        (heard ? wall.heardMs : goneSince(wall)) + patienceMs,
        ...(behind === null ? [] : [behind + patienceMs]),
        ...(oldest === undefined ? [] : [oldest.atMs + freshMs]),
      ];
    });
    return [...ofWalls, ...[...agents.values()].map((agent) => agent.sinceMs + patienceMs)];
  };

  const look = (): void => {
    const nowMs = clock.now();
    const next = digest(nowMs);
    const changed = !isDeepStrictEqual(next, told);
    told = next;
    cancel();
    const ahead = turningPoints(nowMs).filter((atMs) => atMs > nowMs);
    cancel = ahead.length === 0 ? () => {} : clock.at(Math.min(...ahead), look);
    if (changed) {
      board.tell(ownSnapshot());
      parts.onChange();
    }
  };

  /** Finds a device, or takes it in; forgets the longest gone of those that the settings do not know. */
  const find = <D extends Wall | Agent>(devices: Map<DeviceId, D>, id: DeviceId, make: () => D): D => {
    const known = devices.get(id);
    if (known !== undefined) return known;
    const gone = [...devices].filter(([other, device]) => !expected.has(other) && device.connections === 0);
    if (gone.length >= strangersPerSite) {
      reached('strangersPerSite');
      const longest = gone.reduce((a, b) => (a[1].sinceMs <= b[1].sinceMs ? a : b));
      devices.delete(longest[0]);
    }
    const made = make();
    devices.set(id, made);
    return made;
  };

  const arrive = (device: Wall | Agent): void => {
    if (device.connections === 0) device.sinceMs = clock.now();
    device.connections += 1;
  };
  const leave = (device: Wall | Agent | undefined): void => {
    if (device === undefined || device.connections === 0) return;
    device.connections -= 1;
    if (device.connections === 0) device.sinceMs = clock.now();
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

  const unwatch = board.onChange(() => look());
  look();
  return {
    snapshot,
    stateChanged: look,
    close: () => {
      unwatch();
      cancel();
    },
    wallConnected: (device) => {
      const wall = find(walls, device, newWall);
      arrive(wall);
      hear(wall);
      look();
    },
    wallReceipt: (device, receipt) => {
      const wall = walls.get(device);
      if (wall === undefined) return;
      hear(wall);
      wall.sound = receipt.sound;
      wall.voice = receipt.voice ?? wall.voice;
      noteShown(wall, receipt);
      look();
    },
    wallGone: (device) => {
      leave(walls.get(device));
      look();
    },
    agentConnected: (device) => {
      arrive(find(agents, device, newAgent));
      look();
    },
    agentStatus: (device, status) => {
      const agent = agents.get(device);
      if (agent === undefined) return;
      agent.status = status;
      look();
    },
    agentGone: (device) => {
      leave(agents.get(device));
      look();
    },
  };
};
