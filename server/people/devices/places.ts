// Where devices may stand: the places of the settings, which are taken, and the changes of the register that follow. Pure.
import type { DevicePlace } from '../../../protocol/access.ts';
import type { DeviceId, KeyId } from '../../../protocol/ids.ts';
import { type Refusal, refuse } from '../../../protocol/refusals.ts';
import type { Settings, SiteSettings } from '../../../protocol/settings.ts';
import type { SitePlaces } from '../../../protocol/wire-devices.ts';
import type { PeopleEvent } from '../register/events.ts';
import type { DeviceKey, PeopleState } from '../register/state.ts';

type Sites = Pick<Settings, 'sites'>;

const samePlace = (a: DevicePlace, b: DevicePlace): boolean =>
  a.site === b.site && a.device === b.device && a.purpose === b.purpose;

/** Good keys, those accepted first coming first. */
export const goodKeys = (state: PeopleState): readonly DeviceKey[] =>
  [...state.deviceKeys.values()].filter(({ revoked }) => !revoked);

/** Who stands there now. */
export const standingAt = (state: PeopleState, place: DevicePlace): readonly DeviceKey[] =>
  goodKeys(state).filter((key) => samePlace(key.place, place));

const placesFor = (site: SiteSettings, purpose: DevicePlace['purpose']) =>
  purpose === 'wall' ? site.walls : purpose === 'agent' ? site.printers : site.kiosks;

/**
 * Why nothing may stand there; null: it may. The settings name the places; where they name no kiosk, one needs a name that
 * nothing else has.
 */
export const placeRefusal = ({ sites }: Sites, place: DevicePlace): Refusal | null => {
  const site = sites.find(({ id }) => id === place.site);
  if (site === undefined) {
    const known = sites.map(({ id }) => id).slice(0, 20);
    return refuse('unknownSite', { site: place.site, known: known.join(', ') });
  }
  const { device } = place;
  const all = [...site.walls, ...site.printers];
  const known = placesFor(site, place.purpose);
  const fits =
    place.purpose === 'kiosk' && known.length === 0
      ? all.every(({ id }) => id !== device)
      : known.some(({ id }) => id === device);
  if (fits) return null;
  return refuse('unknownPlace', {
    site: place.site,
    device,
    known: known.map(({ id }) => id).join(', ') || '–',
  });
};

/** The places of every site with who stands there. */
export const placesOf = ({ sites }: Sites, state: PeopleState): SitePlaces[] => {
  const line = (site: SiteSettings, purpose: DevicePlace['purpose']) =>
    placesFor(site, purpose).map(({ id, name }: { id: DeviceId; name: string }) => {
      const [key] = standingAt(state, { site: site.id, device: id, purpose });
      return { device: id, name, taken: key === undefined ? null : { key: key.id, name: key.name } };
    });
  return sites.map((site) => ({
    site: site.id,
    names: site.names,
    walls: line(site, 'wall'),
    agents: line(site, 'agent'),
    kiosks: line(site, 'kiosk'),
  }));
};

/** Revokes who stands there, when that is wanted; a refusal when it is not. */
const makeRoom = (
  state: PeopleState,
  place: DevicePlace,
  replace: boolean,
  except: KeyId | null,
): readonly PeopleEvent[] | Refusal => {
  const there = standingAt(state, place).filter(({ id }) => id !== except);
  const [first] = there;
  if (first !== undefined && !replace) {
    return refuse('placeTaken', { name: first.name, device: place.device, site: place.site });
  }
  return there.map(({ id }): PeopleEvent => ({ type: 'deviceRevoked', key: id }));
};

const isRefusal = (made: readonly PeopleEvent[] | Refusal): made is Refusal => !Array.isArray(made);

type NewDevice = {
  readonly key: KeyId;
  readonly hash: string;
  readonly name: string;
  readonly place: DevicePlace;
};

/** A device is accepted once: a hash that is in the register already never comes in again. */
const accepted = (
  state: PeopleState,
  device: NewDevice,
  room: readonly PeopleEvent[] | Refusal,
): readonly PeopleEvent[] | Refusal => {
  const known = [...state.deviceKeys.values()].some(({ hash }) => hash === device.hash);
  if (known) return refuse('unknownPairingCode');
  return isRefusal(room) ? room : [...room, { type: 'deviceAccepted', ...device }];
};

export const acceptDevice = (state: PeopleState, device: NewDevice, replace: boolean) =>
  accepted(state, device, makeRoom(state, device.place, replace, null));

/** In the demonstration several browsers may stand at one place; beyond so many the oldest gives way. */
const mostAtDemoPlace = 20;
export const acceptInDemo = (state: PeopleState, device: NewDevice) => {
  const there = standingAt(state, device.place);
  const over = there.slice(0, Math.max(0, there.length + 1 - mostAtDemoPlace));
  return accepted(
    state,
    device,
    over.map(({ id }) => ({ type: 'deviceRevoked', key: id })),
  );
};

const withKey = (
  state: PeopleState,
  id: KeyId,
  change: (key: DeviceKey) => readonly PeopleEvent[] | Refusal,
): readonly PeopleEvent[] | Refusal => {
  const key = state.deviceKeys.get(id);
  return key === undefined || key.revoked ? refuse('unknownDevice') : change(key);
};

export const renameDevice = (state: PeopleState, id: KeyId, name: string) =>
  withKey(state, id, (key) => (key.name === name ? [] : [{ type: 'deviceRenamed', key: id, name }]));

/** A wall stays a wall, wherever it stands. */
export const moveDevice = (state: PeopleState, id: KeyId, place: DevicePlace, replace: boolean) =>
  withKey(state, id, (key) => {
    if (key.place.purpose !== place.purpose) return refuse('purposeDiffers', { purpose: key.place.purpose });
    if (samePlace(key.place, place)) return [];
    const room = makeRoom(state, place, replace, id);
    return isRefusal(room) ? room : [...room, { type: 'deviceMoved', key: id, place }];
  });

export const revokeDevice = (state: PeopleState, id: KeyId) =>
  withKey(state, id, () => [{ type: 'deviceRevoked', key: id }]);
