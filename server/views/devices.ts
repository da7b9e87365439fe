// Walls, device agents and kiosks as reception sees them: those of the settings first, then any other that is there now.
import type { DeviceId } from '../../protocol/ids.ts';
import type { AgentLine, KioskLine, WallLine } from '../../protocol/views.ts';
import type { KioskPresence, Snapshot } from '../hub/contract.ts';

type Named = { readonly id: DeviceId; readonly name: string };

const withSeen = (settings: readonly Named[], seen: readonly { readonly device: DeviceId }[]): Named[] => {
  const known = new Set(settings.map((device) => device.id));
  return [
    ...settings,
    ...seen.filter((s) => !known.has(s.device)).map((s) => ({ id: s.device, name: s.device })),
  ];
};

/** What is known of every device of a kind, and what was seen of it, if anything. */
const linesOf = <S extends KioskPresence>(settings: readonly Named[], seen: readonly S[]) => {
  const known = new Map(seen.map((one) => [one.device, one]));
  // One that only looked in (a tab closed again) has no place of its own to be missed at.
  const here = seen.filter(({ connected }) => connected);
  return withSeen(settings, here).map(({ id, name }) => {
    const found = known.get(id);
    const connected = found?.connected ?? false;
    return { line: { device: id, name, connected, sinceMs: found?.sinceMs ?? 0 }, found };
  });
};

/** Every device agent with its printer and buttons. */
export const agentLines = ({ site, presence }: Snapshot): AgentLine[] =>
  linesOf(site.settings.printers, presence.agents).map(({ line, found }) => ({
    ...line,
    printer: found?.printer ?? null,
    buttons: [...(found?.buttons ?? [])],
    hid: found?.hid ?? 'unknown',
    ...(found?.hidTrouble === undefined ? {} : { hidTrouble: found.hidTrouble }),
  }));

/** Every wall with its life signs. */
export const wallLines = ({ site, presence }: Snapshot): WallLine[] =>
  linesOf(site.settings.walls, presence.walls).map(({ line, found }) => ({
    ...line,
    behindMs: found?.behindMs ?? 0,
    sound: found?.sound ?? 'unknown',
    voice: found?.voice ?? 'unknown',
  }));

/** Every kiosk, and whether it is there. */
export const kioskLines = ({ site, presence }: Snapshot): KioskLine[] =>
  linesOf(site.settings.kiosks, presence.kiosks).map(({ line }) => line);
