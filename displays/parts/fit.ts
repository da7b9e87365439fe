// Makes a text smaller until it fits its box, so that no name, however long, is cut.

const steps = [1, 0.92, 0.85, 0.78, 0.72, 0.66, 0.6, 0.55, 0.5, 0.45, 0.4, 0.35];

/** By the boxes of its parts; scrollHeight would count the room that faces such as Noto leave above and below. */
const tooBig = (box: HTMLElement): boolean => {
  const outer = box.getBoundingClientRect();
  return [...box.children].some((part) => {
    // What is not drawn has no place that could be too small.
    if (part.getClientRects().length === 0) return false;
    const inner = part.getBoundingClientRect();
    return (
      inner.top < outer.top - 1 ||
      inner.bottom > outer.bottom + 1 ||
      inner.right > outer.right + 1 ||
      inner.left < outer.left - 1 ||
      part.scrollWidth > part.clientWidth + 1
    );
  });
};

/** A box that shrinks can leave another more room, whose type then grows with it: looked at again, but not for ever. */
const mostRounds = steps.length * 2;

/**
 * Sets `--fit` (1 down to 0.35) on every `[data-fit]` under the root; style sheets multiply font sizes by it.
 * All boxes that are too big take a step together, so that the browser lays out once a round and not once a box.
 */
export const fitTexts = (root: ParentNode): void => {
  const boxes = [...root.querySelectorAll<HTMLElement>('[data-fit]')];
  const stepOf = new Map(boxes.map((box) => [box, 0]));
  const set = (box: HTMLElement, step: number) => {
    stepOf.set(box, step);
    box.style.setProperty('--fit', String(steps[step]));
  };
  for (const box of boxes) set(box, 0);
  for (let round = 0; round < mostRounds; round += 1) {
    const tooBigStill = boxes.filter((box) => (stepOf.get(box) ?? 0) < steps.length - 1 && tooBig(box));
    if (tooBigStill.length === 0) return;
    for (const box of tooBigStill) set(box, (stepOf.get(box) ?? 0) + 1);
  }
};
