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
  dayOpened: (e) => `The business day of ${e.text('date')} began.`,
  dayPlanChanged: () => 'The plan of the business day was changed.',
  dayEnded: () => 'The business day ended.',
  dayReopened: (e) => `The end of the day was taken back, and the day reopened${e.note('note')}.`,
  numbersLeased: (e) =>
    `${numbers(e.count('numbers'))} of ${e.procedure} were lent to device “${e.text('device')}”.`,
  ticketIssued: (e) =>
    `Ticket ${ticket(e)} was issued for ${e.procedure} (${e.state('sources', e.text('source'))}, ${people(e.count('partySize'))})${e.note('note')}.`,
  marksSet: (e) => `The priority marks of ${ticket(e)} were changed.`,
  printRequested: (e) => `“${e.text('device')}” was asked to print ${ticket(e)}.`,
  ticketPrinted: (e) => `“${e.text('device')}” printed ${ticket(e)}.`,
  ticketCalled: (e) => `${booth(e)} called ${ticket(e)}${e.has('outOfOrder') ? ' by its number' : ''}.`,
  ticketRecalled: (e) => `${booth(e)} called ${ticket(e)} again.`,
  callUndone: (e) => `${booth(e)} took the call of ${ticket(e)} back.`,
  servingStarted: (e) => `${booth(e)} began to serve ${ticket(e)}.`,
  finishUndone: (e) => `The finish of ${ticket(e)} was undone.`,
  ticketFinished: (e) => `${booth(e)} finished ${ticket(e)}.`,
  ticketAbsent: (e) => `${booth(e)} marked ${ticket(e)} absent.`,
  ticketReturned: (e) => `${ticket(e)} came back and waits again.`,
  ticketSteppedOut: (e) => `${ticket(e)} stepped out until ${e.time('untilMs')}.`,
  ticketCameBack: (e) => `${ticket(e)} came back from outside.`,
  ticketHeld: (e) => `${booth(e)} put ${ticket(e)} on hold${e.note('note')}.`,
  ticketResumed: (e) =>
    e.has('booth') ? `${booth(e)} went on with ${ticket(e)}.` : `${ticket(e)} was put back in the queue.`,
  ticketTransferred: (e) => `${booth(e)} transferred ${ticket(e)} to ${e.procedure}${e.note('note')}.`,
  ticketRestored: (e) => `${ticket(e)} is valid again.`,
  ticketCancelled: (e) =>
    `${ticket(e)} was cancelled (${e.state('cancelReasons', e.text('reason'))})${e.note('note')}.`,
  boothOpened: (e) => `${booth(e)} was opened by ${e.text('staff')} for ${e.procedures}.`,
  boothStaffChanged: (e) => `${booth(e)} was taken over by ${e.text('staff')}.`,
  boothPaused: (e) =>
    `${booth(e)} paused${e.has('untilMs') ? ` until ${e.time('untilMs')}` : ''}${e.note('note')}.`,
  boothResumed: (e) => `${booth(e)} went on after its pause.`,
  boothClosed: (e) => `${booth(e)} was closed.`,
  boothProceduresSet: (e) => `${booth(e)} now serves ${e.procedures}.`,
  overflowNoted: (e) =>
    `The forecast holds ${e.procedure} to be ${e.state('levels', e.text('level'))}${e.has('figures') ? '' : ' (no figures)'}.`,
  intakeStopped: (e) => `Intake was stopped for ${e.procedures}${e.notice}.`,
  intakeResumed: (e) => `Intake was resumed for ${e.procedures}.`,
  outageStarted: (e) => `An outage was declared for ${e.procedures}${e.notice}.`,
  outageEnded: (e) => `The outage of ${e.procedures} was ended.`,
  helpAsked: (e) => `A visitor asked for help at kiosk “${e.text('device')}”.`,
  helpAnswered: (e) => `The call from kiosk “${e.text('device')}” was answered.`,
  helpWithdrawn: (e) => `The call from kiosk “${e.text('device')}” was taken back.`,
  placeHeld: (e) =>
    `${people(e.count('partySize'))}: a place for ${e.procedure} was ${e.has('offeredTo') ? 'offered to somebody who waits' : 'held'} until ${e.time('untilMs')}.`,
  holdExtended: (e) => `A held place was kept until ${e.time('untilMs')}.`,
  holdReleased: () => 'A held place was given back.',
  reservationBooked: (e) =>
    `Reservation ${e.text('code')} was booked for ${e.procedure} (${people(e.count('partySize'))}).`,
  reservationLeaving: (e) => `The move of reservation ${e.text('reservation')} began.`,
  reservationMoved: (e) => `Reservation ${e.text('reservation')} was moved to another day or site.`,
  reservationShifted: (e) => `Reservation ${e.text('reservation')} was moved to another time of the day.`,
  moveSettled: (e) => `The move of reservation ${e.text('reservation')} was finished.`,
  reservationCancelled: (e) => `Reservation ${e.text('reservation')} was cancelled${e.note('note')}.`,
  reservationArrived: (e) => `Reservation ${e.text('reservation')} was checked in with ticket ${ticket(e)}.`,
  reservationExpected: (e) => `Reservation ${e.text('reservation')} is expected again.`,
  reservationMissed: (e) => `Nobody came for reservation ${e.text('reservation')}.`,
  reservationReached: (e) => `It was noted whether reservation ${e.text('reservation')} could be reached.`,
  slotsChanged: () => 'Slots were closed, widened or narrowed.',
  slotChangeTakenBack: () => 'A change of slots was taken back.',
  waitJoined: (e) => `Somebody joined the waiting list for ${e.procedure} (${e.text('code')}).`,
  waitLeft: (e) => `${e.text('reservation')} left the waiting list.`,
  accountMade: (e) =>
    `Account “${e.text('account')}” (${e.text('name')}) was made with the roles ${e.roles}.`,
  accountRenamed: (e) => `Account “${e.text('account')}” is now named “${e.text('name')}”.`,
  accountGranted: (e) => `Account “${e.text('account')}” now has the roles ${e.roles}.`,
  accountClosed: (e) => `Account “${e.text('account')}” was closed.`,
  accountReopened: (e) => `Account “${e.text('account')}” was reopened.`,
  passwordSet: (e) =>
    `The password of “${e.text('account')}” was set ${{ owner: 'by its owner', administrator: 'by an administrator’s link', firstLink: 'at the first start' }[e.text('by')] ?? ''}.`,
  passwordRemoved: (e) => `The password of “${e.text('account')}” is no longer taken.`,
  deviceAccepted: (e) => `Device “${e.text('name')}” was registered (${e.place}).`,
  deviceRenamed: (e) => `A device is now named “${e.text('name')}”.`,
  deviceMoved: (e) => `A device was moved (${e.place}).`,
  deviceRevoked: () => 'A device was revoked.',
  apiKeyMade: (e) => `Integrator key “${e.text('name')}” was made with the roles ${e.roles}.`,
  apiKeyRevoked: () => 'An integrator key was revoked.',
  contactAsked: (e) =>
    `The contact of reservation ${e.text('reservation')} was asked for and ${e.text('outcome') === 'denied' ? 'refused' : 'shown'}.`,
  contactsSearched: () => 'Reservations were searched by name or telephone number.',
  ticketPageAsked: (e) => `The address of the phone page of ${e.text('ticket')} was asked for.`,
  contactErased: (e) => `The contact of reservation ${e.text('reservation')} was erased.`,
  dueContactsErased: (e) => `${contacts(e.count('count'))} whose time was up were erased.`,
  signedIn: (e) =>
    `Signed in ${{ password: 'with a password', sso: 'at the sign-in service', demo: 'as somebody of the demonstration', firstLink: 'by the first link' }[e.text('how')] ?? ''}.`,
  signInRefused: (e) =>
    `A sign-in ${e.has('name') ? `as “${e.text('name')}”` : 'under an unknown name'} was refused (${{ unknown: 'no such account', password: 'wrong password', closed: 'account closed', lockedOut: 'too many wrong ones', sso: 'the sign-in service did not vouch', second: 'wrong code of the second factor' }[e.text('why')] ?? e.text('why')}).`,
  signedOutByOther: (e) => `“${e.text('account')}” was signed out everywhere.`,
  passwordLinkMade: (e) => `A link for the password of “${e.text('account')}” was made.`,
  signedOut: (e) => (e.has('everywhere') ? 'Signed out everywhere.' : 'Signed out.'),
  secondFactorSet: () => 'The second factor was set up.',
  secondFactorRemoved: (e) => `The second factor of ${e.text('account')} was removed.`,
  recoveryCodeUsed: (e) => `A recovery code was used; ${e.count('left')} are left.`,
  sessionLocked: () => 'The screen was locked.',
  sessionUnlocked: () => 'The screen was unlocked.',
  pairingAsked: (e) => `A device asked to be registered (code ${e.text('code')}).`,
  pairingCodeWrong: () => 'A code was typed that no device shows.',
  refusalsCounted: (e) => `${e.count('count')} more were refused within ten minutes.`,
  accessRefused: (e) => `Refused for want of a role: ${e.text('door')}.`,
};
