// The typed Socket.IO maps of the doors (that of phones is in visitor.ts), and the schemas of all that travels on them.
import { z } from 'zod';
import { Answer } from './answers.ts';
import { CommandRequest } from './commands.ts';
import { BoothNumber, CallId, DeviceId, EpochMs, LocalText, OrganisationId, SiteId, StaffId } from './ids.ts';
import { Refusal } from './refusals.ts';
import { PlaceKind } from './settings.ts';
import {
  type BoothView,
  ButtonStatus,
  type DeviceView,
  Phase,
  PrinterStatus,
  type ReceptionView,
  type WallView,
} from './views.ts';
import { visitorDoor } from './visitor.ts';

/** Namespaces, one per kind of client. */
export const doors = { wall: '/wall', staff: '/staff', device: '/device', visitor: visitorDoor } as const;

export { transports } from './hub-line.ts';

/** A view and the hub's clock when it was sent, so that a client can tell age without trusting its own clock. */
export type Sent<V> = { readonly sentAtMs: number; readonly view: V };

// --- /wall -----------------------------------------------------------------------------------------------
export const WallHello = z.strictObject({ site: SiteId, device: DeviceId });
export type WallHello = z.infer<typeof WallHello>;

export const Receipt = z.strictObject({
  calls: z
    .array(z.strictObject({ callId: CallId, shownAtMs: EpochMs.nullable(), spokenAtMs: EpochMs.nullable() }))
    .max(200),
  sound: z
    .enum(['on', 'blocked', 'off'])
    .describe('blocked: the browser forbids sound; off: the site is silent'),
});
/** What the wall has shown and spoken, by the hub's clock; calls [] is a plain sign of life (every 5 s). */
export type Receipt = z.infer<typeof Receipt>;

/** Answered at once: a client that knows several hubs leaves one that no longer answers. */
export type Beat = { beat: (ack: () => void) => void };

export type WallToHub = Beat & { receipt: (receipt: Receipt) => void };
/** Sent instead of an answer when a message that wants none is refused. */
type Refuses = { refused: (refusal: Refusal) => void };

export type HubToWall = Refuses & { view: (sent: Sent<WallView>) => void };

// --- /staff ----------------------------------------------------------------------------------------------
export const StaffHello = z.strictObject({
  site: SiteId,
  page: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('booth'), booth: BoothNumber }),
    z.strictObject({ kind: z.literal('reception') }),
  ]),
  pass: z
    .string()
    .max(400)
    .exactOptional()
    .describe('At a hub of another address, where no cookie comes along'),
});
/** What a console watches; who it is comes from the session cookie. */
export type StaffHello = z.infer<typeof StaffHello>;

export type StaffToHub = Beat & { command: (request: CommandRequest, ack: (answer: Answer) => void) => void };
export type HubToStaff = Refuses & {
  boothView: (sent: Sent<BoothView>) => void;
  receptionView: (sent: Sent<ReceptionView>) => void;
  /** The session ended or the name changed elsewhere: reload the sign-in. */
  signedOut: () => void;
};

// --- /device ---------------------------------------------------------------------------------------------
export const DeviceHello = z.strictObject({ site: SiteId, device: DeviceId });
export type DeviceHello = z.infer<typeof DeviceHello>;

export const DeviceStatus = z.strictObject({
  printer: PrinterStatus.nullable(),
  buttons: z.array(ButtonStatus).max(50),
  hid: z.enum(['ok', 'missing', 'unknown']),
});
export type DeviceStatus = z.infer<typeof DeviceStatus>;

export type DeviceToHub = Beat & {
  command: (request: CommandRequest, ack: (answer: Answer) => void) => void;
  status: (status: DeviceStatus) => void;
};
export type HubToDevice = Refuses & { view: (sent: Sent<DeviceView>) => void };

/** Why a connection was refused, in the `data` of Socket.IO's connect_error. */
export const ConnectRefusal = z.strictObject({ refusal: Refusal });

// --- session and start page (HTTP) -----------------------------------------------------------------------
export const SessionRequest = z.strictObject({ staff: StaffId });
export const SessionState = z.strictObject({
  staff: z.strictObject({ id: StaffId, name: z.string() }).nullable(),
  choices: z.array(z.strictObject({ id: StaffId, name: z.string() })),
  pass: z.string().nullable().describe('Shown to the other hubs of the list; null: there are none'),
});
/** GET /api/session: who is signed in on this browser, and whom to choose from. */
export type SessionState = z.infer<typeof SessionState>;

const NamedDevice = z.strictObject({ id: DeviceId, name: z.string() });

export const SiteSummary = z.strictObject({
  id: SiteId,
  names: LocalText,
  kind: PlaceKind,
  phase: Phase,
  boothNumbers: z.array(BoothNumber).describe('In ascending order'),
  printers: z.array(NamedDevice).describe('The first prints what reception issues'),
  walls: z.array(NamedDevice),
});
export type SiteSummary = z.infer<typeof SiteSummary>;

export const SiteList = z.strictObject({
  organisation: z.strictObject({ id: OrganisationId, names: LocalText }),
  sites: z.array(SiteSummary),
  paperUrl: z.url().optional().describe('The page of a virtual printer, when one runs beside the hub'),
});
/** GET /api/sites: what the start page and the consoles offer to choose from. */
export type SiteList = z.infer<typeof SiteList>;

export { Answer, CommandRequest };
