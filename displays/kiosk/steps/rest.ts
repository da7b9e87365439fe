// The screens on which nothing can be chosen: closed, out of order, or connecting still.
import { html, nothing } from 'lit';
import type { KioskView } from '../../../protocol/kiosk-view.ts';
import type { PublicTexts } from '../../../protocol/texts/index.ts';
import { openingOf } from '../../parts/civil-time.ts';
import { clockIcon, unplugIcon } from '../../parts/icons.ts';
import type { Scene, Shown } from '../parts/scene.ts';

/** Outside the opening hours, and nothing gives tickets yet or still. */
export const isResting = ({ phase, procedures }: KioskView): boolean =>
  phase !== 'open' && procedures.every(({ intake }) => intake !== 'open');

const words = ({ wall }: PublicTexts): Readonly<Record<KioskView['phase'], string>> => ({
  closed: wall.closed,
  before: wall.beforeOpening,
  open: '',
  break: wall.breakTime,
  after: wall.lastServing,
  ended: wall.ended,
});

export const restStep = ({ view, pub, clockMs }: Scene): Shown => ({
  title: words(pub)[view.phase],
  news: { tone: 'soft', icon: clockIcon },
  says: html`${
    view.nextOpeningMs === null
      ? nothing
      : html`<p class="from">${pub.wall.nextOpening(openingOf(view.nextOpeningMs, clockMs, pub.tag))}</p>`
  }`,
  controls: html``,
});

export const outOfOrderStep = ({ say }: Pick<Scene, 'say'>): Shown => ({
  title: say.outOfOrder,
  news: { tone: 'warn', icon: unplugIcon },
  says: html`<p class="why">${say.outOfOrderHow}</p>
    <p class="quiet">${say.worksAgain}</p>`,
  controls: html``,
});
