// Calling somebody from reception: asked for, told, answered, or not to be told, and then where to go.
import { html, nothing, type TemplateResult } from 'lit';
import { warningIcon } from '../../parts/icons.ts';
import { checkIcon, helpIcon } from '../parts/kiosk-icons.ts';
import { isHelpComing } from '../parts/kiosk-state.ts';
import { button, type Scene, type Shown } from '../parts/scene.ts';

type Said = {
  readonly title: string;
  readonly how: string;
  readonly tone: 'soft' | 'good' | 'warn';
  readonly icon: TemplateResult;
};

const saidOf = ({ kiosk, view, say }: Scene): Said => {
  if (kiosk.help === null) return { title: say.helpTitle, how: say.helpHow, tone: 'soft', icon: helpIcon };
  switch (kiosk.help.state) {
    case 'sending':
      return { title: say.helpSending, how: '', tone: 'soft', icon: helpIcon };
    case 'failed':
      return { title: say.helpFailed, how: say.helpFailedHow, tone: 'warn', icon: warningIcon };
    case 'told':
      return isHelpComing(kiosk, view)
        ? { title: say.helpComing, how: say.helpSentHow, tone: 'good', icon: checkIcon }
        : { title: say.helpSent, how: say.helpSentHow, tone: 'good', icon: checkIcon };
  }
};

export const helpStep = (scene: Scene): Shown => {
  const { kiosk, view, say } = scene;
  const { title, how, tone, icon } = saidOf(scene);
  const told = kiosk.help?.state === 'told';
  return {
    title,
    news: { tone, icon },
    ...(how === '' ? {} : { says: html`<p class="why">${how}</p>` }),
    controls: html`<div class="choices wide">
      ${
        kiosk.help === null || kiosk.help.state === 'failed'
          ? button(scene, 'call-now', { type: 'callHelp' }, html`${helpIcon}${say.helpCall}`, 'main')
          : nothing
      }
      ${told && !isHelpComing(kiosk, view) ? button(scene, 'withdraw', { type: 'withdrawHelp' }, say.helpWithdraw) : nothing}
      ${button(scene, 'close-help', { type: 'back' }, say.back, told ? 'main' : 'plain')}
    </div>`,
  };
};
