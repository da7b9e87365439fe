// English
import type { PublicTexts } from './catalogue.ts';

export const en: PublicTexts = {
  tag: 'en',
  ownName: 'English',
  wall: {
    nowCalling: 'Now calling',
    recentCalls: 'Called before',
    number: 'Number',
    booth: 'Counter',
    boothShown: (booth) => `Counter ${booth}`,
    waitingPeople: (count) => `${count} waiting`,
    waitingLabel: 'Waiting',
    waitLabel: 'Expected wait',
    range: ({ low, high }) =>
      low === 0 ? `within ${high} min` : low === high ? `about ${low} min` : `about ${low}–${high} min`,
    soon: 'soon',
    absentTitle: 'Called, not seen',
    absentHint: 'Please tell reception',
    intakeStopped: 'No new tickets for now',
    outage: 'System down: calls are suspended',
    outageShort: 'Calls suspended',
    notNow: 'Not open at this hour',
    reservationOnly: 'By reservation only',
    closed: 'Closed today',
    ended: 'Closed for today',
    beforeOpening: 'Not open yet',
    breakTime: 'Break',
    lastServing: 'No more tickets today',
    nextOpening: (when) => `Next opening: ${when}`,
    closesAt: (time) => `until ${time}`,
    offline: 'Connection lost: this may be out of date',
    soundBlocked: 'Sound is off: touch the screen',
    pleaseWait: 'Please take a ticket and wait',
    procedures: 'Procedure',
    booths: 'Counters',
    notices: 'Notice',
    recall: 'Calling again',
    noBooth: 'No counter open',
    boothClosed: 'Closed',
    boothPaused: 'Paused',
    resumesAt: (time) => `Resumes at ${time}`,
    connecting: 'Connecting',
    unknownSite: 'This place is not registered',
  },
  paper: {
    yourNumber: 'Your number',
    issuedAt: (when) => `Issued ${when}`,
    ahead: (count) => (count === 0 ? 'Nobody ahead of you' : `${count} ahead of you`),
    range: ({ low, high }) =>
      low === 0
        ? `Wait: within ${high} min`
        : low === high
          ? `Wait: about ${low} min`
          : `Wait: about ${low}–${high} min`,
    soon: 'You will be called soon',
    slot: (time) => `Reservation ${time}`,
    scan: 'Follow your turn on your phone',
    whereToWait: 'Where to wait',
    bring: 'Please have ready',
    reprint: 'Reprint',
    keep: 'Please wait until your number is shown',
  },
  speech: {
    call: (letter, digits, booth) => `Number ${letter} ${digits}, please come to counter ${booth}.`,
  },
};
