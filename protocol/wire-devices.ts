// How devices come to a key and are kept in order: pairing, and what administrators see and send.
import { z } from 'zod';
import { DevicePlace, PersonName, Purpose } from './access.ts';
import { DeviceId, EpochMs, KeyId, LocalText, NetworkAddress, SiteId } from './ids.ts';

/** Letters and digits that nobody takes for another, across a lobby or on thermal paper. */
export const codeAlphabet = 'ACDEFHJKMNPRTVWXY3479';
export const codeLength = 6;

/** What was typed as a code, in any case and width, with or without its hyphen, as the six characters; anything else stays wrong. */
export const plainCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s‐-―−ー-]/g, '');

export const PairingCode = z
  .string()
  .max(40, 'must be six letters and digits as the screen shows them, e.g. "ACD-347"')
  .transform(plainCode)
  .refine((code) => new RegExp(`^[${codeAlphabet}]{${codeLength}}$`).test(code), {
    message: 'must be six letters and digits as the screen shows them, e.g. "ACD-347"',
  });

/** As screens and paper show it: `ACD-347`. */
export const shownCode = (code: string): string => `${code.slice(0, 3)}-${code.slice(3)}`;

/** 256 random bits that the device makes itself, as base64url. */
export const SecretKey = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/, 'must be a device’s key: 43 characters of base64url');
/** SHA-256 of the key's text: all of it that the hub keeps. */
export const KeyHash = z.string().regex(/^[0-9a-f]{64}$/, 'must be the SHA-256 of the key in lower-case hex');

/** The header that carries the secret of a pairing; never the address, which lies in logs. */
export const pairingHeader = 'junban-pairing';

/** A wall or an agent that knows where it wants to stand. */
export const Wish = z.strictObject({ site: SiteId, device: DeviceId });
export type Wish = z.infer<typeof Wish>;

export const PairingRequest = z.strictObject({
  purpose: Purpose,
  hash: KeyHash.describe('Of the key that the device has made and keeps to itself'),
  wanted: Wish.exactOptional().describe('Where it would like to stand; an administrator decides'),
  about: z
    .string()
    .trim()
    .max(100, 'must be at most 100 characters')
    .exactOptional()
    .describe('What the administrator may know it by, e.g. "1920×1080"'),
});
export type PairingRequest = z.infer<typeof PairingRequest>;

export const PairingState = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('waiting'),
    code: z.string().length(codeLength),
    secret: z.string().max(200).exactOptional().describe('To ask with; given once, with the code'),
    expiresAtMs: EpochMs.describe('Unless the device asks again before'),
    changesAtMs: EpochMs.describe('From then on there is another code'),
  }),
  z.strictObject({ state: z.literal('accepted'), place: DevicePlace, name: PersonName }),
]);
/** What becomes of a pairing; answer of POST and GET /api/pairing. */
export type PairingState = z.infer<typeof PairingState>;

/** Said to a wall or an agent first of all when it connects. */
export const Placed = z.strictObject({ place: DevicePlace, name: PersonName });
export type Placed = z.infer<typeof Placed>;

// --- for administrators ----------------------------------------------------------------------------------
export const CodeTyped = z.strictObject({ code: PairingCode });
export const PairingFound = z.strictObject({
  purpose: Purpose,
  wanted: Wish.nullable(),
  about: z.string().nullable(),
  from: NetworkAddress,
  askedAtMs: EpochMs,
});
/** POST /api/devices/code: what shows the code. */
export type PairingFound = z.infer<typeof PairingFound>;

const replace = z
  .boolean()
  .default(false)
  .describe('true: the key of whatever stands at the place now is revoked');
export const DeviceAccept = z.strictObject({
  code: PairingCode,
  name: PersonName,
  place: DevicePlace,
  replace,
});
/** POST /api/devices. */
export type DeviceAccept = z.infer<typeof DeviceAccept>;

export const DeviceChange = z.union([
  z.strictObject({ name: PersonName }),
  z.strictObject({ place: DevicePlace, replace }),
]);
/** PATCH /api/devices/{key}: a new name, or a new place. */
export type DeviceChange = z.infer<typeof DeviceChange>;

export const KeptElsewhere = z.strictObject({
  site: SiteId,
  device: DeviceId,
  untold: z.int().min(1).describe('Tickets given there that the hub was not told of'),
});
/** What an agent keeps of a place where it no longer stands. */
export type KeptElsewhere = z.infer<typeof KeptElsewhere>;

export const DeviceLine = z.strictObject({
  key: KeyId,
  name: PersonName,
  place: DevicePlace,
  acceptedAtMs: EpochMs,
  online: z.boolean(),
  heardAtMs: EpochMs.nullable().describe('When it last came, went or gave a sign; null: never'),
  kept: z.array(KeptElsewhere),
});
export type DeviceLine = z.infer<typeof DeviceLine>;

const Place = z.strictObject({
  device: DeviceId,
  name: z.string(),
  taken: z.strictObject({ key: KeyId, name: PersonName }).nullable(),
});
export const SitePlaces = z.strictObject({
  site: SiteId,
  names: LocalText,
  walls: z.array(Place),
  agents: z.array(Place),
  kiosks: z.array(Place).describe('None: a kiosk may stand anywhere, under a name of its own'),
});
/** The places of a site's settings, free and taken. */
export type SitePlaces = z.infer<typeof SitePlaces>;

export const DeviceList = z.strictObject({ devices: z.array(DeviceLine), sites: z.array(SitePlaces) });
/** GET /api/devices; never the codes that wait: the administrator types what he sees on the screen. */
export type DeviceList = z.infer<typeof DeviceList>;
