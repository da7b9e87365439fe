// Walls, device agents and kiosks as reception sees them: those of the settings first, then any other that was seen.
import type { DeviceId } from '../../protocol/ids.ts';
import type { AgentLine, KioskLine, WallLine } from '../../protocol/views.ts';
import type { Snapshot } from '../hub/contract.ts';

type Named = { readonly id: DeviceId; readonly name: string };

const withSeen = (settings: readonly Named[], seen: readonly { readonly device: DeviceId }[]): Named[] => {
  const known = new Set(settings.map((device) => device.id));
  return [
    ...settings,
    ...seen.filter((s) => !known.has(s.device)).map((s) => ({ id: s.device, name: s.device })),
  ];
};

const byDevice = <D extends { readonly device: DeviceId }>(seen: readonly D[]): ReadonlyMap<DeviceId, D> =>
  new Map(seen.map((one) => [one.device, one]));

/** Every device agent with its printer and buttons. */
export const agentLines = (snapshot: Snapshot): AgentLine[] => {
  const known = byDevice(snapshot.presence.agents);
  return withSeen(snapshot.site.settings.printers, snapshot.presence.agents).map(({ id, name }) => {
    const seen = known.get(id);
    return {
      device: id,
      name,
      connected: seen?.connected ?? false,
      sinceMs: seen?.sinceMs ?? 0,
      printer: seen?.printer ?? null,
      buttons: [...(seen?.buttons ?? [])],
      hid: seen?.hid ?? 'unknown',
    };
  });
};

/** Every wall with its life signs. */
export const wallLines = (snapshot: Snapshot): WallLine[] => {
  const known = byDevice(snapshot.presence.walls);
  return withSeen(snapshot.site.settings.walls, snapshot.presence.walls).map(({ id, name }) => {
    const seen = known.get(id);
    return {
      device: id,
      name,
      connected: seen?.connected ?? false,
      sinceMs: seen?.sinceMs ?? 0,
      behindMs: seen?.behindMs ?? 0,
      sound: seen?.sound ?? 'unknown',
      voice: seen?.voice ?? 'unknown',
    };
  });
};

/** Every kiosk, and whether it is there. */
export const kioskLines = (snapshot: Snapshot): KioskLine[] => {
  const known = byDevice(snapshot.presence.kiosks);
  return withSeen(snapshot.site.settings.kiosks, snapshot.presence.kiosks).map(({ id, name }) => {
    const seen = known.get(id);
    return { device: id, name, connected: seen?.connected ?? false, sinceMs: seen?.sinceMs ?? 0 };
  });
};
