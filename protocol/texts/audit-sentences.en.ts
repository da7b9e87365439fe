// Sentences of the audit in English.
import type { AuditSentences, Said } from './audit-sentence-catalogue.ts';
import { countingIn } from './counts.ts';

const { counted } = countingIn('en');
const numbers = counted({ one: '{n} number', other: '{n} numbers' });
const contacts = counted({ one: '{n} contact', other: '{n} contacts' });
const people = counted({ one: '{n} person', other: '{n} people' });
const booth = ({ text }: Said): string => `Booth ${text('booth')}`;
const ticket = ({ text }: Said): string => text('ticket');

export const auditSentencesEn: AuditSentences = {
  dayOpened: (s) => `The business day of ${s.text('date')} began.`,
  dayPlanChanged: () => 'The plan of the business day was changed.',
  dayEnded: () => 'The business day ended.',
  numbersLeased: (s) =>
    `${numbers(s.count('numbers'))} of ${s.procedure} were lent to device “${s.text('device')}”.`,
  ticketIssued: (s) =>
    `Ticket ${ticket(s)} was issued for ${s.procedure} (${s.state('sources', s.text('source'))}, ${people(s.count('partySize'))})${s.note('note')}.`,
  marksSet: (s) => `The priority marks of ${ticket(s)} were changed.`,
  printRequested: (s) => `“${s.text('device')}” was asked to print ${ticket(s)}.`,
  ticketPrinted: (s) => `“${s.text('device')}” printed ${ticket(s)}.`,
  ticketCalled: (s) => `${booth(s)} called ${ticket(s)}${s.has('outOfOrder') ? ' by its number' : ''}.`,
  ticketRecalled: (s) => `${booth(s)} called ${ticket(s)} again.`,
  callUndone: (s) => `${booth(s)} took the call of ${ticket(s)} back.`,
  servingStarted: (s) => `${booth(s)} began to serve ${ticket(s)}.`,
  ticketFinished: (s) => `${booth(s)} finished ${ticket(s)}.`,
  ticketAbsent: (s) => `${booth(s)} marked ${ticket(s)} absent.`,
  ticketReturned: (s) => `${ticket(s)} came back and waits again.`,
  ticketSteppedOut: (s) => `${ticket(s)} stepped out until ${s.time('untilMs')}.`,
  ticketCameBack: (s) => `${ticket(s)} came back from outside.`,
  ticketHeld: (s) => `${booth(s)} put ${ticket(s)} on hold${s.note('note')}.`,
  ticketResumed: (s) =>
    s.has('booth') ? `${booth(s)} went on with ${ticket(s)}.` : `${ticket(s)} was put back in the queue.`,
  ticketTransferred: (s) => `${booth(s)} transferred ${ticket(s)} to ${s.procedure}${s.note('note')}.`,
  ticketCancelled: (s) =>
    `${ticket(s)} was cancelled (${s.state('cancelReasons', s.text('reason'))})${s.note('note')}.`,
  boothOpened: (s) => `${booth(s)} was opened by ${s.text('staff')} for ${s.procedures}.`,
  boothStaffChanged: (s) => `${booth(s)} was taken over by ${s.text('staff')}.`,
  boothPaused: (s) =>
    `${booth(s)} paused${s.has('untilMs') ? ` until ${s.time('untilMs')}` : ''}${s.note('note')}.`,
  boothResumed: (s) => `${booth(s)} went on after its pause.`,
  boothClosed: (s) => `${booth(s)} was closed.`,
  boothProceduresSet: (s) => `${booth(s)} now serves ${s.procedures}.`,
  intakeStopped: (s) => `Intake was stopped for ${s.procedures}${s.notice}.`,
  intakeResumed: (s) => `Intake was resumed for ${s.procedures}.`,
  outageStarted: (s) => `An outage was declared for ${s.procedures}${s.notice}.`,
  outageEnded: (s) => `The outage of ${s.procedures} was ended.`,
  helpAsked: (s) => `A visitor asked for help at kiosk “${s.text('device')}”.`,
  helpAnswered: (s) => `The call from kiosk “${s.text('device')}” was answered.`,
  helpWithdrawn: (s) => `The call from kiosk “${s.text('device')}” was taken back.`,
  placeHeld: (s) =>
    `${people(s.count('partySize'))}: a place for ${s.procedure} was ${s.has('offeredTo') ? 'offered to somebody who waits' : 'held'} until ${s.time('untilMs')}.`,
  holdExtended: (s) => `A held place was kept until ${s.time('untilMs')}.`,
  holdReleased: () => 'A held place was given back.',
  reservationBooked: (s) =>
    `Reservation ${s.text('code')} was booked for ${s.procedure} (${people(s.count('partySize'))}).`,
  reservationLeaving: (s) => `The move of reservation ${s.text('reservation')} began.`,
  reservationMoved: (s) => `Reservation ${s.text('reservation')} was moved to another day or site.`,
  reservationShifted: (s) => `Reservation ${s.text('reservation')} was moved to another time of the day.`,
  moveSettled: (s) => `The move of reservation ${s.text('reservation')} was finished.`,
  reservationCancelled: (s) => `Reservation ${s.text('reservation')} was cancelled${s.note('note')}.`,
  reservationArrived: (s) => `Reservation ${s.text('reservation')} was checked in with ticket ${ticket(s)}.`,
  reservationMissed: (s) => `Nobody came for reservation ${s.text('reservation')}.`,
  reservationReached: (s) => `It was noted whether reservation ${s.text('reservation')} could be reached.`,
  slotsChanged: () => 'Slots were closed, widened or narrowed.',
  slotChangeTakenBack: () => 'A change of slots was taken back.',
  waitJoined: (s) => `Somebody joined the waiting list for ${s.procedure} (${s.text('code')}).`,
  waitLeft: (s) => `${s.text('reservation')} left the waiting list.`,
  accountMade: (s) =>
    `Account “${s.text('account')}” (${s.text('name')}) was made with the roles ${s.roles}.`,
  accountRenamed: (s) => `Account “${s.text('account')}” is now named “${s.text('name')}”.`,
  accountGranted: (s) => `Account “${s.text('account')}” now has the roles ${s.roles}.`,
  accountClosed: (s) => `Account “${s.text('account')}” was closed.`,
  accountReopened: (s) => `Account “${s.text('account')}” was reopened.`,
  passwordSet: (s) =>
    `The password of “${s.text('account')}” was set ${{ owner: 'by its owner', administrator: 'by an administrator’s link', firstLink: 'at the first start' }[s.text('by')] ?? ''}.`,
  passwordRemoved: (s) => `The password of “${s.text('account')}” is no longer taken.`,
  deviceAccepted: (s) => `Device “${s.text('name')}” was registered (${s.place}).`,
  deviceRenamed: (s) => `A device is now named “${s.text('name')}”.`,
  deviceMoved: (s) => `A device was moved (${s.place}).`,
  deviceRevoked: () => 'A device was revoked.',
  apiKeyMade: (s) => `Integrator key “${s.text('name')}” was made with the roles ${s.roles}.`,
  apiKeyRevoked: () => 'An integrator key was revoked.',
  contactAsked: (s) =>
    `The contact of reservation ${s.text('reservation')} was asked for and ${s.text('outcome') === 'denied' ? 'refused' : 'shown'}.`,
  contactErased: (s) => `The contact of reservation ${s.text('reservation')} was erased.`,
  dueContactsErased: (s) => `${contacts(s.count('count'))} whose time was up were erased.`,
  signedIn: (s) =>
    `Signed in ${{ password: 'with a password', sso: 'at the sign-in service', demo: 'as somebody of the demonstration', firstLink: 'by the first link' }[s.text('how')] ?? ''}.`,
  signInRefused: (s) =>
    `A sign-in ${s.has('name') ? `as “${s.text('name')}”` : 'under an unknown name'} was refused (${{ unknown: 'no such account', password: 'wrong password', closed: 'account closed', lockedOut: 'too many wrong ones', sso: 'the sign-in service did not vouch' }[s.text('why')] ?? s.text('why')}).`,
  signedOutByOther: (s) => `“${s.text('account')}” was signed out everywhere.`,
  passwordLinkMade: (s) => `A link for the password of “${s.text('account')}” was made.`,
  signedOut: (s) => (s.has('everywhere') ? 'Signed out everywhere.' : 'Signed out.'),
  sessionLocked: () => 'The screen was locked.',
  sessionUnlocked: () => 'The screen was unlocked.',
  pairingAsked: (s) => `A device asked to be registered (code ${s.text('code')}).`,
  pairingCodeWrong: () => 'A code was typed that no device shows.',
  accessRefused: (s) => `Refused for want of a role: ${s.text('door')}.`,
};
