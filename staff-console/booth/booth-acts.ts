// From an action of a booth to the command it sends and the words of its success.
import type { Accepted } from '../../protocol/answers.ts';
import type { Command } from '../../protocol/commands.ts';
import type { StaffId, TicketNumber } from '../../protocol/ids.ts';
import type { Saw } from '../../protocol/saw.ts';
import type { BoothAction, StaffTexts } from '../../protocol/texts/staff-catalogue.ts';
import type { BoothView } from '../../protocol/views.ts';

export type BoothAct = { readonly command: Command; readonly done: (answer: Accepted) => string };

/** What a view shows at its booth now. */
export const sawAtBooth = (view: BoothView): Saw => ({
  ticket: view.current?.ticket ?? null,
  version: view.version,
});

/** What a view shows of a ticket that is not at the booth. */
export const sawOf = (ticket: TicketNumber, view: { readonly version: number }): Saw => ({
  ticket,
  version: view.version,
});

/** The command of an action that needs no question; null for those that open a dialog. `saw`: what the press is about. */
export const actOf = (
  action: BoothAction,
  view: BoothView,
  staff: StaffId,
  texts: StaffTexts,
  saw: Saw = sawAtBooth(view),
): BoothAct | null => {
  const { booth } = view.me;
  const ticket = view.current?.ticket ?? '';
  const did = (): string => texts.done.did(texts.actions[action], ticket);
  const forBooth = (): string => texts.done.booth(texts.actions[action]);
  const called = (answer: Accepted): string =>
    answer.ticket === undefined || answer.ticket === ticket
      ? texts.done.nobodyNext
      : texts.done.called(answer.ticket);
  switch (action) {
    case 'next':
      return { command: { type: 'callNext', booth, saw }, done: called };
    case 'finishAndNext':
      return { command: { type: 'finishAndNext', booth, saw }, done: called };
    case 'recall':
      return { command: { type: 'recall', booth, saw }, done: did };
    case 'start':
      return { command: { type: 'startServing', booth, saw }, done: did };
    case 'absent':
      return { command: { type: 'markAbsent', booth, saw }, done: did };
    case 'undo':
      return { command: { type: 'undoCall', booth, saw }, done: did };
    case 'finish':
      return { command: { type: 'finish', booth, saw }, done: did };
    case 'hold':
      return { command: { type: 'hold', booth, note: '', saw }, done: did };
    case 'pause':
      return { command: { type: 'pauseBooth', booth, note: '', untilMs: null }, done: forBooth };
    case 'resume':
      return { command: { type: 'resumeBooth', booth }, done: forBooth };
    case 'takeOver':
      return { command: { type: 'changeBoothStaff', booth, staff }, done: forBooth };
    case 'open':
      return { command: { type: 'openBooth', booth, staff }, done: forBooth };
    case 'close':
      return { command: { type: 'closeBooth', booth, leaveWaiting: false }, done: forBooth };
    case 'undoFinish':
    case 'transfer':
    case 'callNumber':
    case 'procedures':
      return null;
  }
};
