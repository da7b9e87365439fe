// Makes a text smaller until it fits its box, so that no name, however long, is cut.

const steps = [1, 0.92, 0.85, 0.78, 0.72, 0.66, 0.6, 0.55, 0.5, 0.45, 0.4, 0.35];

/** By the boxes of its parts; scrollHeight would count the room that faces such as Noto leave above and below. */
const tooBig = (box: HTMLElement): boolean => {
  const outer = box.getBoundingClientRect();
  return [...box.children].some((part) => {
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

/**
 * Sets `--fit` (1 down to 0.35) on every `[data-fit]` under the root; style sheets multiply font sizes by it.
 * All boxes take a step together, so that the browser lays out once a step and not once a box.
 */
export const fitTexts = (root: ParentNode): void => {
  let tooBigStill = [...root.querySelectorAll<HTMLElement>('[data-fit]')];
  for (const step of steps) {
    for (const box of tooBigStill) box.style.setProperty('--fit', String(step));
    tooBigStill = tooBigStill.filter(tooBig);
    if (tooBigStill.length === 0) return;
  }
};
