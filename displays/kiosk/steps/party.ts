// How many people the visit is for.
import { html } from 'lit';
import { button, local, type Scene, type Shown } from '../parts/scene.ts';

/** Large families go on by word of mouth: the last button stands for this many and more. */
const most = 8;

export const partyStep = (scene: Scene): Shown => {
  const { kiosk, view, say } = scene;
  const { step } = kiosk;
  const chosen = step.at === 'party' ? view.procedures.find(({ id }) => id === step.procedure) : undefined;
  return {
    title: say.partyTitle,
    ...(chosen === undefined ? {} : { says: html`<p class="lead">${local(scene, chosen.names)}</p>` }),
    controls: html`<div class="choices party">
      ${Array.from({ length: most }, (_, index) => index + 1).map((size) =>
        button(
          scene,
          `party-${size}`,
          { type: 'party', size },
          size === most ? say.peopleOrMore(size) : say.people(size),
        ),
      )}
    </div>`,
  };
};
