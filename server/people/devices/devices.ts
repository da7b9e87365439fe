// The devices of the organisation: what administrators do with them, and what a device that pairs is told.
import type { DevicePlace } from '../../../protocol/access.ts';
import type { Actor, KeyId, NetworkAddress } from '../../../protocol/ids.ts';
import type { Parsed } from '../../../protocol/parse.ts';
import { type Refusal, refuse } from '../../../protocol/refusals.ts';
import type { Settings } from '../../../protocol/settings.ts';
import type {
  DeviceAccept,
  DeviceChange,
  PairingFound,
  PairingRequest,
  PairingState,
} from '../../../protocol/wire-devices.ts';
import type { Audit } from '../../audit/audit.ts';
import type { LimitBook } from '../../base/limit-book.ts';
import type { Notes } from '../../expiring/store.ts';
import { isDemo } from '../../settings/is-demo.ts';
import type { Changed, Register } from '../register/register.ts';
import { changesAtMs, createPairings, createWrongCodes, type Pairing } from './pairings.ts';
import {
  acceptDevice,
  acceptInDemo,
  moveDevice,
  placeRefusal,
  renameDevice,
  revokeDevice,
} from './places.ts';
import { newKeyId } from './secrets.ts';

export type Devices = {
  /** A device asks for a code; one whose key is accepted already hears so. Throws LogUnavailable, as all of these. */
  pair(request: PairingRequest, from: NetworkAddress): Promise<Parsed<PairingState>>;
  /** What has become of the pairing of a secret. Waits for the acceptance for up to `waitMs`, or until `gone`. */
  pairing(secret: string, waitMs: number, gone: AbortSignal): Promise<Parsed<PairingState>>;
  /** What shows the code. */
  find(actor: Actor, code: string): Promise<Parsed<PairingFound>>;
  accept(actor: Actor, wanted: DeviceAccept): Promise<Parsed<KeyId>>;
  change(actor: Actor, key: KeyId, change: DeviceChange): Promise<Changed>;
  revoke(actor: Actor, key: KeyId): Promise<Changed>;
};

export type DevicesParts = {
  readonly notes: Notes;
  readonly register: Register;
  readonly audit: Audit;
  readonly settings: Settings;
  readonly book: Pick<LimitBook, 'of' | 'refuse'>;
  /** Epoch milliseconds. */
  readonly nowMs: () => number;
};

const demo = { kind: 'system', id: 'demo' } as Actor;
const asking = { kind: 'system', id: 'pairing' } as Actor;
const refused = (refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } => ({
  ok: false,
  refusal,
});

export const createDevices = (parts: DevicesParts): Devices => {
  const { register, audit, settings, nowMs } = parts;
  const pairings = createPairings(parts);
  const wrongCodes = createWrongCodes(parts);

  /** null: it waits still. */
  const accepted = (hash: string): PairingState | null => {
    const key = register.deviceKey(hash);
    return key === null ? null : { state: 'accepted', place: key.place, name: key.name };
  };
  const wasRevoked = (hash: string): boolean =>
    [...register.state().deviceKeys.values()].some((key) => key.hash === hash && key.revoked);
  const waiting = (pairing: Pairing): PairingState => ({
    state: 'waiting',
    code: pairing.code,
    expiresAtMs: pairing.expiresAtMs,
    changesAtMs: changesAtMs(pairing),
  });

  /** Only in the demonstration: who says where it stands is believed. */
  const acceptedInDemo = async (request: PairingRequest): Promise<Parsed<PairingState> | null> => {
    const { wanted, purpose, hash } = request;
    if (!isDemo(settings) || wanted === undefined) return null;
    const site = settings.sites.find(({ id }) => id === wanted.site);
    if (site === undefined) return null;
    const named = [...site.walls, ...site.printers, ...site.kiosks].find(({ id }) => id === wanted.device);
    const device = {
      key: newKeyId(),
      hash,
      name: named?.name ?? wanted.device,
      place: { ...wanted, purpose },
    };
    const changed = await register.change(demo, (state) => acceptInDemo(state, device));
    if (!changed.ok) return changed;
    return {
      ok: true,
      value: accepted(hash) ?? { state: 'accepted', place: device.place, name: device.name },
    };
  };

  /** Resolves when the key is in the register, when the time is up, or when nobody waits any more. */
  const acceptance = (hash: string, waitMs: number, gone: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        stop();
        gone.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, waitMs);
      const stop = register.onChange(() => {
        if (accepted(hash) !== null) end();
      });
      gone.addEventListener('abort', end);
      if (gone.aborted || accepted(hash) !== null) end();
    });

  /** The pairing of a code that was typed, or why it is not taken; wrong ones are counted and noted. */
  const typed = async (actor: Actor, code: string): Promise<Parsed<Pairing>> => {
    const who = `${actor.kind}:${actor.id}`;
    const tooMany = await wrongCodes.refusal(who);
    if (tooMany !== null) return refused(tooMany);
    const pairing = await pairings.find(code);
    if (pairing !== null) return { ok: true, value: pairing };
    await audit.note(actor, { type: 'pairingCodeWrong' }, nowMs());
    return refused(await wrongCodes.note(who));
  };

  const checkPlace = (purpose: DevicePlace['purpose'], place: DevicePlace): Refusal | null =>
    purpose === place.purpose ? placeRefusal(settings, place) : refuse('purposeDiffers', { purpose });

  return {
    pair: async (request, from) => {
      // Another hub may have accepted it a moment ago.
      await register.refresh();
      const known = accepted(request.hash);
      if (known !== null) return { ok: true, value: known };
      if (wasRevoked(request.hash)) return refused(refuse('unknownKey'));
      const shown = await acceptedInDemo(request);
      if (shown !== null) return shown;
      const pairing = await pairings.ask(request, from);
      if (!pairing.ok) return pairing;
      const { secret, ...asked } = pairing.value;
      await audit.note(asking, { type: 'pairingAsked', code: asked.code, from }, nowMs());
      return { ok: true, value: { ...waiting(asked), secret } as PairingState };
    },
    pairing: async (secret, waitMs, gone) => {
      const pairing = await pairings.renew(secret);
      if (pairing === null) return refused(refuse('unknownPairing'));
      if (accepted(pairing.hash) === null) await acceptance(pairing.hash, waitMs, gone);
      const known = accepted(pairing.hash);
      if (known === null) return { ok: true, value: waiting(pairing) };
      await pairings.forget(pairing);
      return { ok: true, value: known };
    },
    find: async (actor, code) => {
      const pairing = await typed(actor, code);
      if (!pairing.ok) return pairing;
      const { purpose, wanted, about, from, askedAtMs } = pairing.value;
      return { ok: true, value: { purpose, wanted, about, from, askedAtMs } };
    },
    accept: async (actor, { code, name, place, replace }) => {
      const found = await typed(actor, code);
      if (!found.ok) return found;
      const wrong = checkPlace(found.value.purpose, place);
      if (wrong !== null) return refused(wrong);
      const taken = await pairings.take(code);
      if (taken === null) return refused(refuse('unknownPairingCode'));
      const key = newKeyId();
      const device = { key, hash: taken.hash, name, place };
      const changed = await register.change(actor, (state) => acceptDevice(state, device, replace));
      if (changed.ok) return { ok: true, value: key };
      await pairings.giveBack(taken);
      return changed;
    },
    change: async (actor, key, change) => {
      if ('name' in change) return register.change(actor, (state) => renameDevice(state, key, change.name));
      const wrong = placeRefusal(settings, change.place);
      if (wrong !== null) return refused(wrong);
      return register.change(actor, (state) => moveDevice(state, key, change.place, change.replace));
    },
    revoke: (actor, key) => register.change(actor, (state) => revokeDevice(state, key)),
  };
};
