// Makes a text smaller until it fits its box, so that no name, however long, is cut.

const steps = [1, 0.92, 0.85, 0.78, 0.72, 0.66, 0.6, 0.55, 0.5, 0.45, 0.4, 0.35];

const tooBig = (box: HTMLElement) =>
  box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;

/** Sets `--fit` (1 down to 0.35) on every `[data-fit]` under the root; style sheets multiply font sizes by it. */
export const fitTexts = (root: ParentNode): void => {
  for (const box of root.querySelectorAll<HTMLElement>('[data-fit]')) {
    for (const step of steps) {
      box.style.setProperty('--fit', String(step));
      if (!tooBig(box)) break;
    }
  }
};
