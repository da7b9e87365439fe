// What each screen shows: whole views, sent each time they change, parsed again by the screen.
import { z } from 'zod';
import { TicketSource } from './commands.ts';
import { Due } from './events.ts';
import {
  BoothNumber,
  BusinessDate,
  CallId,
  DeviceId,
  EpochMs,
  JobId,
  Language,
  LocalText,
  MarkId,
  ProcedureId,
  SiteId,
  StaffId,
  TicketCode,
  TicketNumber,
} from './ids.ts';
import { ComingReservation } from './reservation-views.ts';
import { BoothProcedure, Rules, Sound } from './settings.ts';
import { IntakeState, Phase, TicketState } from './states.ts';

export { IntakeState, Phase, TicketState };

export const Estimate = z.strictObject({
  p20: z.number().describe('minutes'),
  p50: z.number().describe('minutes'),
  p80: z.number().describe('minutes'),
  shown: z
    .strictObject({ low: z.int().min(0), high: z.int().min(0) })
    .optional()
    .describe(
      'The range that people are told, in minutes; it moves only when it is no longer right. high 0: soon',
    ),
});
/** How long until the call, in minutes from now: one in five sooner than p20, half by p50, four in five by p80. */
export type Estimate = z.infer<typeof Estimate>;

const head = {
  site: SiteId,
  names: LocalText,
  date: BusinessDate,
  version: z.int().min(0).describe('Version of the business day that this view shows'),
  live: z.boolean().describe('false: the hub cannot reach its store; this is the last it knew'),
  hubs: z.array(z.url()).describe('Where the hubs are, when there are several'),
  phase: Phase,
  nextOpeningMs: EpochMs.nullable(),
  closesAtMs: EpochMs.nullable().describe('End of the last opening today'),
};

const procedureHead = {
  id: ProcedureId,
  letter: z.string(),
  names: LocalText,
  shortNames: LocalText.nullable(),
};

const procedureNow = {
  ...procedureHead,
  waiting: z.int(),
  estimate: Estimate.nullable().describe('Wait of one more walk-in; null: no booth serves it now'),
  intake: IntakeState,
  numbersLeft: z
    .int()
    .min(0)
    .nullable()
    .default(null)
    .describe('Numbers that can still be given today, when they are few; null: enough'),
  notice: LocalText.nullable(),
};
export const ProcedureNow = z.strictObject(procedureNow);
export type ProcedureNow = z.infer<typeof ProcedureNow>;

export const WallCall = z.strictObject({
  callId: CallId,
  ticket: TicketNumber,
  booth: BoothNumber,
  boothNames: LocalText.nullable(),
  procedure: ProcedureId,
  language: Language,
  atMs: EpochMs,
  recall: z.boolean(),
  withdrawn: z.boolean().describe('Undone by staff: take it off, do not speak it'),
  over: z.boolean().describe('The visit at that booth has ended or moved on'),
});
export type WallCall = z.infer<typeof WallCall>;

export const WallView = z.strictObject({
  ...head,
  procedures: z.array(ProcedureNow),
  calls: z.array(WallCall).describe('Newest first: all still fresh, and the last ones of the day'),
  absent: z
    .array(z.strictObject({ ticket: TicketNumber, booth: BoothNumber }))
    .describe('Called, nobody came; newest first'),
  booths: z.array(
    z.strictObject({
      booth: BoothNumber,
      names: LocalText.nullable(),
      state: z.enum(['closed', 'open', 'paused']),
      ticket: TicketNumber.nullable(),
    }),
  ),
  notices: z.array(LocalText),
  languages: z.array(Language),
  sound: Sound,
  callFreshSeconds: z.number(),
});
export type WallView = z.infer<typeof WallView>;

/** Why this ticket is where it is in the queue; turned into a sentence by protocol/texts. */
export const Why = z.strictObject({
  due: Due,
  markNames: LocalText.nullable(),
  delayMinutes: z.number().describe('This booth helps out and takes it so much later'),
  onlyBooth: BoothNumber.nullable(),
  notBeforeMs: EpochMs.nullable().describe(
    'Early for its slot: callable from then, or if the booth would idle',
  ),
  outUntilMs: EpochMs.nullable().describe('The visitor is outside: not called before this, unless by number'),
  frozen: z.boolean().describe('Its procedure is in outage'),
});
export type Why = z.infer<typeof Why>;

export const PrintState = z
  .enum(['none', 'pending', 'printed', 'unprinted', 'unconfirmed'])
  .describe(
    'Of its last sheet. printed: its device said so; unprinted: asked for, and never came out while the ticket was live; unconfirmed: the device gave the number itself while the hub was away',
  );
export const TicketLine = z.strictObject({
  ticket: TicketNumber,
  procedure: ProcedureId,
  state: TicketState,
  source: TicketSource,
  language: Language,
  marks: z.array(MarkId),
  partySize: z.int(),
  note: z.string(),
  issuedAtMs: EpochMs,
  booth: BoothNumber.nullable(),
  sinceMs: EpochMs.describe('When it came into this state'),
  calls: z.int().describe('Calls and recalls so far'),
  slotAtMs: EpochMs.nullable(),
  why: Why,
  estimate: Estimate.nullable(),
  print: PrintState,
});
export type TicketLine = z.infer<typeof TicketLine>;

const boothHead = {
  booth: BoothNumber,
  names: LocalText.nullable(),
  state: z.enum(['closed', 'open', 'paused']),
  staff: z.strictObject({ id: StaffId, name: z.string() }).nullable(),
  procedures: z.array(BoothProcedure),
  pauseNote: z.string(),
  pausedUntilMs: EpochMs.nullable(),
};
export const BoothGlance = z.strictObject({
  ...boothHead,
  ticket: TicketNumber.nullable(),
  procedure: ProcedureId.nullable(),
  ticketState: z.enum(['called', 'serving']).nullable(),
  sinceMs: EpochMs.nullable(),
});
export type BoothGlance = z.infer<typeof BoothGlance>;

export const Alarm = z.strictObject({
  kind: z.enum([
    'wallSilent',
    'wallBehind',
    'wallMuted',
    'agentOffline',
    'kioskSilent',
    'printer',
    'printStuck',
    'helpAsked',
    'callsUnseen',
    'callsUnheard',
    'deviceHurried',
    'clock',
    'overflowStrained',
    'overflowFull',
  ]),
  device: DeviceId.describe('clock: own or store; overflow: the procedure'),
  name: z.string(),
  sinceMs: EpochMs,
  detail: z
    .string()
    .describe(
      'printer: its first fault; printStuck: the first ticket numbers, between spaces; clock: ahead or behind; overflowStrained: walkIn or reservation',
    ),
  count: z
    .int()
    .min(1)
    .optional()
    .describe(
      'printStuck: how many tickets; clock: by how many minutes; overflowStrained: minutes of the wait, or late; overflowFull: minutes past the end',
    ),
});
/** Something at this site needs a hand. */
export type Alarm = z.infer<typeof Alarm>;

export const HelpCall = z.strictObject({
  device: DeviceId,
  name: z.string(),
  language: Language,
  askedAtMs: EpochMs,
  times: z.int().min(1).describe('How often the visitor pressed'),
});
/** A visitor at a kiosk asks for a hand, and nobody has answered yet. */
export type HelpCall = z.infer<typeof HelpCall>;

const signedIn = z.strictObject({ id: StaffId, name: z.string() }).nullable();

export const BoothView = z.strictObject({
  ...head,
  me: BoothGlance,
  pages: z
    .int()
    .min(0)
    .default(1)
    .describe('Console pages open at this booth, at all hubs; 2: somebody else may act here'),
  current: TicketLine.nullable(),
  queue: z.array(TicketLine).max(30).describe('What this booth can serve, in its order; the first is next'),
  queueLength: z.int(),
  held: z.array(TicketLine).describe('Held at this booth'),
  absent: z.array(TicketLine).max(20),
  finished: z
    .array(TicketLine)
    .max(5)
    .default([])
    .describe('Finished at this booth so lately that it can be undone, newest first'),
  booths: z.array(BoothGlance),
  procedures: z.array(ProcedureNow),
  marks: z.array(z.strictObject({ id: MarkId, names: LocalText, minutes: z.number(), exempt: z.boolean() })),
  alarms: z.array(Alarm),
  rules: Rules,
});
export type BoothView = z.infer<typeof BoothView>;

export const PrinterFault = z
  .enum(['offline', 'paperOut', 'coverOpen', 'cutterError', 'error', 'unknown', 'silent'])
  .describe('unknown: it answered before and does not now; silent: it never answered');
export const PrinterBlindSpot = z
  .enum(['line', 'paper', 'cover', 'cutter', 'printed'])
  .describe('line: nothing at all, its cable works one way; printed: whether a sheet is out');
export type PrinterBlindSpot = z.infer<typeof PrinterBlindSpot>;
export const PrinterStatus = z.strictObject({
  state: z.enum(['ready', 'paperNearEnd', 'fault']),
  faults: z.array(PrinterFault).max(7),
  waitingJobs: z.int().min(0).max(100_000),
  cannotTell: z
    .array(PrinterBlindSpot)
    .max(5)
    .exactOptional()
    .describe('What this printer does not report; left out: it reports all'),
});
export type PrinterStatus = z.infer<typeof PrinterStatus>;

export const ButtonStatus = z.strictObject({
  profile: z.string().max(60),
  name: z.string().max(120),
  connected: z.boolean(),
  last: z
    .strictObject({
      atMs: EpochMs,
      report: z.string().max(120).describe('Bytes received, as 00 00 59 …'),
      keys: z.array(z.string().max(20)).max(10).nullable().describe('null: not taken for keys'),
    })
    .nullable()
    .exactOptional()
    .describe(
      'What came from it last; null: nothing since it was plugged in; left out: not connected, or an older agent',
    ),
});
export type ButtonStatus = z.infer<typeof ButtonStatus>;

export const AgentLine = z.strictObject({
  device: DeviceId,
  name: z.string(),
  connected: z.boolean(),
  sinceMs: EpochMs,
  printer: PrinterStatus.nullable(),
  buttons: z.array(ButtonStatus),
  hid: z.enum(['ok', 'missing', 'unknown']).describe('missing: the agent’s machine offers no HID at all'),
  hidTrouble: z.string().max(300).exactOptional().describe('Why not, for whoever mends it'),
});
export type AgentLine = z.infer<typeof AgentLine>;

export const WallLine = z.strictObject({
  device: DeviceId,
  name: z.string(),
  connected: z.boolean(),
  sinceMs: EpochMs,
  behindMs: z.int().min(0).describe('Age of the oldest call it has not shown; 0: up to date'),
  sound: z.enum(['on', 'blocked', 'off', 'unknown']),
  voice: z.enum(['hub', 'browser', 'none', 'unknown']).describe('Whose voice was heard last'),
});
export type WallLine = z.infer<typeof WallLine>;

export const KioskLine = z.strictObject({
  device: DeviceId,
  name: z.string(),
  connected: z.boolean(),
  sinceMs: EpochMs,
});
export type KioskLine = z.infer<typeof KioskLine>;

export const ReceptionView = z.strictObject({
  ...head,
  procedures: z.array(ProcedureNow),
  marks: BoothView.shape.marks,
  languages: z.array(Language),
  coming: z
    .array(ComingReservation)
    .max(200)
    .default([])
    .describe('Expected within two hours and not there yet, in order of their slots'),
  tickets: z
    .array(TicketLine)
    .max(1000)
    .describe('All that is not over, in order of due time, then the last 50 that ended'),
  booths: z.array(BoothGlance),
  agents: z.array(AgentLine),
  walls: z.array(WallLine),
  kiosks: z.array(KioskLine),
  help: z.array(HelpCall).describe('Oldest first'),
  alarms: z.array(Alarm),
  reopenUntilMs: EpochMs.nullable()
    .default(null)
    .describe(
      'The day has ended before its planned end: until then a supervisor may reopen it; null: there is nothing to reopen',
    ),
  rules: Rules,
});
export type ReceptionView = z.infer<typeof ReceptionView>;

export const PrintJob = z.strictObject({
  job: JobId,
  ticket: TicketNumber,
  code: TicketCode,
  procedure: ProcedureId,
  language: Language,
  issuedAtMs: EpochMs,
  slotAtMs: EpochMs.nullable(),
  ahead: z.int().describe('Waiting before it when it was asked for'),
  estimate: Estimate.nullable(),
  reprint: z.boolean(),
});
/** One sheet that a device agent should print. */
export type PrintJob = z.infer<typeof PrintJob>;

export const DeviceView = z.strictObject({
  ...head,
  procedures: z.array(z.strictObject({ ...procedureNow, bring: LocalText.nullable() })),
  jobs: z.array(PrintJob).max(200).describe('Asked of this device and not confirmed yet, oldest first'),
  leases: z
    .array(z.strictObject({ date: BusinessDate, procedure: ProcedureId, numbers: z.array(TicketNumber) }))
    .describe('Unused numbers that this device holds, today and on the next business day'),
  nextDate: BusinessDate.nullable().describe('The next business day after today'),
  nextPlan: z
    .strictObject({ intakeFromMs: EpochMs, intakeUntilMs: EpochMs })
    .nullable()
    .describe('When leased numbers of nextDate may be given'),
  plan: z.strictObject({ intakeFromMs: EpochMs, intakeUntilMs: EpochMs }).nullable(),
  booths: z.array(BoothGlance),
  leasedNumbers: z.int().describe('How many numbers per procedure to hold'),
  publicUrl: z.string().nullable(),
  whereToWait: LocalText.nullable(),
});
export type DeviceView = z.infer<typeof DeviceView>;

/** The public board for integrators: what the wall knows. */
export const Board = WallView;
export type Board = WallView;

export { signedIn as SignedIn };
