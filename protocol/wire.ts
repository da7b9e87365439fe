// The typed Socket.IO maps of the doors (that of phones is in visitor.ts), and the schemas of all that travels on them.
import { z } from 'zod';
import { Answer } from './answers.ts';
import { CommandRequest } from './commands.ts';
import {
  BoothNumber,
  CallId,
  DeviceId,
  EpochMs,
  Language,
  LocalText,
  OrganisationId,
  SiteId,
} from './ids.ts';
import type { KioskView } from './kiosk-view.ts';
import { Refusal } from './refusals.ts';
import { PlaceKind } from './settings.ts';
import { StaffPage, type StaffView, type StaffViewKind, type staffViews } from './staff-views.ts';
import { ButtonStatus, type DeviceView, Phase, PrinterStatus, type WallView } from './views.ts';
import { visitorDoor } from './visitor.ts';
import { KeptElsewhere, type Placed, SecretKey } from './wire-devices.ts';

/** Namespaces, one per kind of client. */
export const doors = {
  wall: '/wall',
  staff: '/staff',
  device: '/device',
  visitor: visitorDoor,
  kiosk: '/kiosk',
} as const;

export { socketOptions } from './hub-line.ts';
export type { Ways } from './line-ways.ts';

/** A view and the hub's clock when it was sent, so that a client can tell age without trusting its own clock. */
export type Sent<V> = { readonly sentAtMs: number; readonly view: V };

/** What a wall or an agent says of itself; its key tells the hub site, device and purpose. */
export const KeyHello = z.strictObject({ key: SecretKey });
export type KeyHello = z.infer<typeof KeyHello>;

/** What a device with a key hears besides its views. */
type Keyed = {
  /** Before the first view of each connection. */
  placed: (placed: Placed) => void;
  /** Its key is good no more: it forgets it and pairs again. The connection is cut. */
  deviceRevoked: () => void;
};

// --- /wall -----------------------------------------------------------------------------------------------

export const Receipt = z.strictObject({
  calls: z
    .array(z.strictObject({ callId: CallId, shownAtMs: EpochMs.nullable(), spokenAtMs: EpochMs.nullable() }))
    .max(200),
  sound: z
    .enum(['on', 'blocked', 'off'])
    .describe(
      'blocked: the browser forbids sound; off: the site or this screen is silent, or it is outside its hours',
    ),
  voice: z
    .enum(['hub', 'browser', 'none'])
    .optional()
    .describe('Whose voice was heard last; none: calls are not spoken; left out: none was yet'),
});
/** What the wall has shown and spoken, by the hub's clock; calls [] is a plain sign of life (every 5 s). */
export type Receipt = z.infer<typeof Receipt>;

/** Sent all the time by a hub of several; a client that hears nothing asks for a beat. */
type Pulses = { pulse: () => void };
/** Answered at once: a client that knows several hubs leaves one that no longer answers. */
export type Beat = { beat: (ack: () => void) => void };

export type WallToHub = Beat & { receipt: (receipt: Receipt) => void };
/** Sent instead of an answer when a message that wants none is refused. */
type Refuses = { refused: (refusal: Refusal) => void };

export type HubToWall = Refuses & Pulses & Keyed & { view: (sent: Sent<WallView>) => void };

// --- /staff ----------------------------------------------------------------------------------------------
export const StaffHello = z.strictObject({
  site: SiteId,
  page: StaffPage,
  pass: z
    .string()
    .max(400)
    .exactOptional()
    .describe('At a hub of another address, where no cookie comes along'),
});
/** What a console watches; who it is comes from the session cookie. */
export type StaffHello = z.infer<typeof StaffHello>;

export type StaffToHub = Beat & {
  command: (request: CommandRequest, ack: (answer: Answer) => void) => void;
  /** The person is there: a key was pressed, a pointer moved. Told at most once a minute. */
  used: () => void;
};
/** One event for each view in the table. */
type StaffViewEvents = {
  [K in StaffViewKind as (typeof staffViews)[K]['event']]: (sent: Sent<StaffView<K>>) => void;
};
export type HubToStaff = Refuses &
  Pulses &
  StaffViewEvents & {
    /** The session ended or the name changed elsewhere: reload the sign-in. */
    signedOut: () => void;
    /** Nobody used the console for a while, or it was locked by hand: hide everything and ask for the password. */
    locked: () => void;
  };

// --- /device ---------------------------------------------------------------------------------------------
export const DeviceStatus = z.strictObject({
  printer: PrinterStatus.nullable(),
  buttons: z.array(ButtonStatus).max(50),
  hid: z.enum(['ok', 'missing', 'unknown']),
  hidTrouble: z.string().max(300).exactOptional(),
  kept: z
    .array(KeptElsewhere)
    .max(20)
    .exactOptional()
    .describe('What it recorded at other places and could not tell there'),
});
export type DeviceStatus = z.infer<typeof DeviceStatus>;

export type DeviceToHub = Beat & {
  command: (request: CommandRequest, ack: (answer: Answer) => void) => void;
  status: (status: DeviceStatus) => void;
};
export type HubToDevice = Refuses & Pulses & Keyed & { view: (sent: Sent<DeviceView>) => void };

// --- /kiosk ----------------------------------------------------------------------------------------------
/** `command`: issueTicket, askHelp and withdrawHelp; what is the hub's to say (printer, source, place) the hub puts in. */
export type KioskToHub = Beat & {
  command: (request: CommandRequest, ack: (answer: Answer) => void) => void;
};
export type HubToKiosk = Refuses & Pulses & Keyed & { view: (sent: Sent<KioskView>) => void };

/** Why a connection was refused, in the `data` of Socket.IO's connect_error. */
export const ConnectRefusal = z.strictObject({ refusal: Refusal });

// --- start page (HTTP) -----------------------------------------------------------------------------------
const NamedDevice = z.strictObject({ id: DeviceId, name: z.string() });

export const SiteSummary = z.strictObject({
  id: SiteId,
  names: LocalText,
  kind: PlaceKind,
  phase: Phase,
  boothNumbers: z.array(BoothNumber).describe('In ascending order'),
  printers: z.array(NamedDevice).describe('The first prints what reception issues'),
  walls: z.array(NamedDevice),
  kiosks: z.array(NamedDevice).default([]),
});
export type SiteSummary = z.infer<typeof SiteSummary>;

export const SiteList = z.strictObject({
  organisation: z.strictObject({ id: OrganisationId, names: LocalText }),
  sites: z.array(SiteSummary),
  voices: z
    .array(z.strictObject({ language: Language, engine: z.string() }))
    .default([])
    .describe('Languages that the hub itself speaks; others are spoken by the screens'),
  paperUrl: z.url().optional().describe('The page of a virtual printer, when one runs beside the hub'),
});
/** GET /api/sites: what the start page and the consoles offer to choose from. */
export type SiteList = z.infer<typeof SiteList>;

export { Answer, CommandRequest };
