// Help calls of kiosks that nobody has answered, for consoles.
import type { DeviceId } from '../../protocol/ids.ts';
import type { HelpCall } from '../../protocol/views.ts';
import type { Snapshot } from '../hub/contract.ts';

/** The kiosk's name in the settings, or its id. */
export const kioskName = (snapshot: Snapshot, device: DeviceId): string =>
  snapshot.site.settings.kiosks.find(({ id }) => id === device)?.name ?? device;

/** Those who wait for a hand, the oldest call first. */
export const helpCalls = (snapshot: Snapshot): HelpCall[] =>
  snapshot.state.helps
    .filter(({ answeredAtMs }) => answeredAtMs === null)
    .map(({ device, language, askedAtMs, times }) => ({
      device,
      name: kioskName(snapshot, device),
      language,
      askedAtMs,
      times,
    }));
