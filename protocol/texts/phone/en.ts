// The phone page in English
import { countingIn } from '../counts.ts';
import { en } from '../en.ts';
import type { PhoneTexts } from './catalogue.ts';

const { counted } = countingIn(en.tag);

export const phone: PhoneTexts = {
  tag: en.tag,
  yourNumber: 'Your number',
  states: {
    waiting: 'Please wait',
    called: 'You are called now',
    serving: 'You are being served',
    absent: 'You were called, but not there',
    held: 'Your visit goes on shortly. Please wait',
    finished: 'Your visit is complete. Thank you',
    cancelled: 'This number is no longer valid',
  },
  called: (booth) => `Called: ${booth}`,
  comeTo: 'Please come now',
  booth: en.wall.boothShown,
  ahead: counted({ zero: 'You are next', one: '{n} person before you', other: '{n} people before you' }),
  waitLabel: en.wall.waitLabel,
  range: en.wall.range,
  soon: en.wall.soon,
  noEstimate: 'Not known at the moment',
  slot: (time) => `Reservation ${time}`,
  moved: 'Your visit goes on with the next procedure. Your number stays the same.',
  absentByPhone: (minutes) =>
    `When you are back, press the button below. You then queue like somebody who came ${minutes} minutes before that.`,
  absentAtDesk: 'When you are back, please tell reception.',
  left: 'You have left the queue. To queue again, please take a new ticket.',
  dayEndedCalled:
    'Today’s service has ended. If your procedure is not finished, please speak to reception. This number is no longer valid.',
  dayEnded:
    'The day is over and we could not call you. We are sorry. This number is no longer valid; please come another day and take a new one.',
  cancelled: 'It was cancelled. If you do not know why, please speak to reception.',
  outage: 'The national system is down, so calls are suspended. You keep your place.',
  intakeStopped: 'No new tickets are given now. Yours stays valid.',
  beforeOpening: (time) => `Opens at ${time}.`,
  afterClosing: 'No new tickets today, but everybody who holds a number is still called.',
  nextOpening: en.wall.nextOpening,
  ready: 'Please have ready',
  whereToWait: 'Where to wait',
  live: (time) => `As of ${time} · updating by itself`,
  connecting: 'Connecting',
  offline: (when) => `No connection. What you see is from ${when} and may have changed.`,
  offlineNever: 'No connection.',
  offlineHint: 'Reconnecting by itself. In the hall, please watch the screens.',
  notFound: 'This ticket was not found. A ticket is valid only on the day it was issued.',
  otherDay: (date) => `This ticket was for ${date}. It is no longer valid.`,
  sound: {
    turnOn: 'Tell me with sound',
    on: 'Sound is on',
    blocked: 'The sound has stopped. Tap once more',
    turnOff: 'Turn sound off',
    keepOpen: 'Keep this page open and the volume up. A locked phone cannot ring.',
    awake: 'The screen is kept awake.',
    notAwake: 'On this phone the screen may turn off by itself. Please set it to stay on.',
    noVibration: 'This phone cannot vibrate for a page.',
  },
  push: {
    turnOn: 'Notify me also when the phone is locked',
    on: 'You will be notified of your call also when the phone is locked',
    denied: 'Notifications are not allowed. Look at the settings of your phone.',
    failed: 'Notifications could not be set up. Please keep this page open.',
  },
  out: {
    open: 'I am going outside',
    title: 'When will you be back?',
    explain:
      'You are not called until then and keep your place. If you are not back by then, you count as absent.',
    minutes: (count) => `${count} min`,
    until: (time) => `Outside until ${time}`,
    untilHint: 'You keep your place and are not called before this time.',
    longer: 'Change the time',
  },
  back: 'I am back',
  leave: {
    open: 'Leave the queue',
    title: 'Leave the queue?',
    explain: 'You give up your place. This cannot be undone: to queue again you need a new ticket.',
    yes: 'Leave',
  },
  cancel: 'Back',
  sending: 'Sending',
  unsent: 'The connection broke, so we do not know whether it got through. Look here again when it is back.',
  refused: 'This is not possible now. Please speak to reception.',
  done: {
    leaveQueue: 'You have left the queue',
    stepOut: 'Noted: you are outside',
    comeBack: 'Noted: you are back',
  },
  language: 'Language',
  renewed: (time) => `As of ${time} (renewed every 20 seconds)`,
};
