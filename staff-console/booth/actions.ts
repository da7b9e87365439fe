// What a booth can do now, and if not, why: pure, judged from the view alone; the hub judges again.
import type { BoothAction, NotNow } from '../../protocol/texts/staff-catalogue.ts';
import type { BoothView } from '../../protocol/views.ts';

export type Availability = { readonly possible: true } | { readonly possible: false; readonly why: NotNow };
export type Actions = Readonly<Record<BoothAction, Availability>>;

const yes: Availability = { possible: true };
const no = (why: NotNow): Availability => ({ possible: false, why });

/** The key of each action, as written on its button. */
export const actionKeys: Readonly<Record<BoothAction, string>> = {
  next: 'Space',
  finishAndNext: 'Enter',
  recall: 'R',
  start: 'S',
  absent: 'A',
  undo: 'U',
  finish: 'F',
  hold: 'H',
  transfer: 'T',
  callNumber: 'N',
  pause: 'P',
  resume: 'P',
  procedures: 'D',
  takeOver: 'K',
  open: 'O',
  close: 'C',
  undoFinish: 'Z',
};

/** Every action with whether it is possible for `staff` (an id; null: nobody signed in); none while offline. */
export const actionsFor = (view: BoothView, staff: string | null, online = true): Actions => {
  if (!online) return all(no('offline'));
  const over = view.phase === 'closed' || view.phase === 'ended';
  if (over) return all(no('dayOver'));
  const { me } = view;
  if (me.state === 'closed') return { ...all(no('boothClosed')), open: yes, procedures: no('boothClosed') };
  const paused = me.state === 'paused';
  const ticket = view.current?.state ?? null;
  const called = ticket === 'called' ? yes : no(ticket === null ? 'noTicket' : 'notCalled');
  const serving = ticket === 'serving' ? yes : no(ticket === null ? 'noTicket' : 'notServing');
  const anyTicket = ticket === null ? no('noTicket') : yes;
  const empty = ticket === null ? yes : no('ticketHere');
  const ready = paused ? no('boothPaused') : empty;
  return {
    next: ready.possible ? someoneFor(view) : ready,
    finishAndNext: paused ? no('boothPaused') : anyTicket,
    recall: called,
    start: called,
    absent: called,
    undo: called,
    finish: anyTicket,
    hold: serving,
    transfer: serving,
    callNumber: ready,
    pause: paused ? no('boothPaused') : yes,
    resume: paused ? yes : no('boothOpen'),
    procedures: yes,
    takeOver: me.staff !== null && me.staff.id === staff ? no('alreadyYours') : yes,
    open: no('boothOpen'),
    close: empty,
    undoFinish: view.finished.length > 0 ? yes : no('nothingFinished'),
  };
};

const someoneFor = (view: BoothView): Availability => {
  if (view.queueLength === 0) return no('nobodyWaiting');
  if (view.queue.every(({ why }) => why.frozen)) return no('allFrozen');
  return view.queue.every(({ why }) => why.frozen || why.outUntilMs !== null) ? no('allOutside') : yes;
};

const all = (what: Availability): Actions => ({
  next: what,
  finishAndNext: what,
  recall: what,
  start: what,
  absent: what,
  undo: what,
  finish: what,
  hold: what,
  transfer: what,
  callNumber: what,
  pause: what,
  resume: what,
  procedures: what,
  takeOver: what,
  open: what,
  close: what,
  undoFinish: what,
});

/** The action a key means now; P and O/C mean what the booth's state leaves possible. Null: none. */
export const actionOfKey = (key: string, actions: Actions): BoothAction | null => {
  if (key === 'P') return actions.resume.possible ? 'resume' : 'pause';
  const found = (Object.keys(actionKeys) as BoothAction[]).find((action) => actionKeys[action] === key);
  return found ?? null;
};
