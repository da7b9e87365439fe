// The buttons of a booth, each with its key, always in the same place; an impossible one says why.
import { html, nothing, type TemplateResult } from 'lit';
import type { BoothAction, StaffTexts } from '../../protocol/texts/staff-catalogue.ts';
import { type Actions, actionKeys } from './actions.ts';

const main: readonly BoothAction[] = ['next', 'finishAndNext'];
const usual: readonly BoothAction[] = [
  'recall',
  'start',
  'absent',
  'undo',
  'finish',
  'hold',
  'transfer',
  'callNumber',
];

export type ActionBar = {
  readonly actions: Actions;
  readonly texts: StaffTexts;
  readonly pending: string | null;
  readonly act: (action: BoothAction) => void;
};

/** All buttons; what is not possible keeps its place and the focus (aria-disabled, not disabled). */
export const actionBar = (bar: ActionBar): TemplateResult => {
  const { actions } = bar;
  const rest: readonly BoothAction[] = [
    actions.resume.possible ? 'resume' : 'pause',
    'procedures',
    // Whose booth it is, needs no taking over.
    actions.takeOver.possible ? 'takeOver' : 'undoFinish',
    actions.open.possible ? 'open' : 'close',
  ];
  // What was pressed may have left the bar already: the picture comes before the answer.
  return html`<div class="actions" data-pending=${bar.pending ?? nothing}>
    <div class="actions-main">${main.map((action) => button(action, bar))}</div>
    <div class="actions-usual">${usual.map((action) => button(action, bar))}</div>
    <div class="actions-rest">${rest.map((action) => button(action, bar))}</div>
  </div>`;
};

const button = (action: BoothAction, { actions, texts, pending, act }: ActionBar): TemplateResult => {
  const now = actions[action];
  const isPending = pending === action;
  return html`<button
    type="button"
    class=${`action action-${action} ${isPending ? 'is-pending' : ''}`}
    data-action=${action}
    aria-disabled=${now.possible ? 'false' : 'true'}
    aria-busy=${isPending ? 'true' : 'false'}
    aria-keyshortcuts=${actionKeys[action]}
    @click=${() => act(action)}
  >
    <kbd>${actionKeys[action]}</kbd>
    <span class="action-words">
      <span class="action-name">${texts.actions[action]}</span>
      ${now.possible ? '' : html`<span class="action-why">${texts.notNow[now.why]}</span>`}
    </span>
  </button>`;
};
