// Which role, and which device, may send which command. A refusal of the rules (a booth that is closed) comes after this.
import type { Purpose, Role } from '../../protocol/access.ts';
import type { CommandType } from '../../protocol/commands.ts';

type WhoMay = {
  readonly roles: readonly Role[];
  readonly purposes?: readonly Purpose[];
  readonly visitors?: true;
};

const atBooth: WhoMay = { roles: ['booth', 'supervisor'] };
/** A call button at a booth hangs on a device agent. */
const atBoothOrButton: WhoMay = { ...atBooth, purposes: ['agent'] };
const withVisitor: WhoMay = { roles: ['receptionist', 'booth', 'supervisor'] };
/** For one without a phone staff say it. */
const visitorHimself: WhoMay = { ...withVisitor, visitors: true };
const atReception: WhoMay = { roles: ['receptionist', 'supervisor'] };
const givesTickets: WhoMay = { ...atReception, purposes: ['agent', 'kiosk'] };
/** Only an agent gives numbers without the hub, and says what its printer did. */
const byAgents: WhoMay = { roles: [], purposes: ['agent'] };
const atKiosk: WhoMay = { roles: [], purposes: ['kiosk'] };

export const commandAccess: Readonly<Record<CommandType, WhoMay>> = {
  issueTicket: givesTickets,
  recordTicket: { ...atReception, purposes: ['agent'] },
  leaseNumbers: byAgents,
  checkIn: givesTickets,
  confirmPrint: byAgents,
  reprintTicket: atReception,
  callNext: atBoothOrButton,
  callNumber: atBooth,
  recall: atBoothOrButton,
  startServing: atBoothOrButton,
  finish: atBoothOrButton,
  finishAndNext: atBoothOrButton,
  undoFinish: withVisitor,
  markAbsent: atBoothOrButton,
  undoCall: atBooth,
  hold: atBooth,
  resume: withVisitor,
  transfer: atBooth,
  returnTicket: withVisitor,
  cancelTicket: withVisitor,
  stepOut: visitorHimself,
  comeBack: visitorHimself,
  leaveQueue: visitorHimself,
  setMarks: withVisitor,
  openBooth: atBooth,
  changeBoothStaff: atBooth,
  pauseBooth: atBooth,
  resumeBooth: atBooth,
  closeBooth: atBooth,
  setBoothProcedures: atBooth,
  stopIntake: atReception,
  resumeIntake: atReception,
  startOutage: withVisitor,
  endOutage: withVisitor,
  reopenDay: { roles: ['supervisor'] },
  askHelp: atKiosk,
  answerHelp: withVisitor,
  withdrawHelp: atKiosk,
};
