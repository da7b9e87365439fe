// Looks at a page in the browser: texts that are cut, hang out of the screen, or lie over one another.
import type { Page } from 'playwright-core';

/** Runs inside the page; must not refer to anything outside itself. */
const findTextFaults = (): string[] => {
  type Seen = { text: string; top: number; bottom: number; left: number; right: number };
  const seen: Seen[] = [];
  const faults: string[] = [];
  const clipOf = (element: Element) => {
    const clip = { top: 0, left: 0, right: innerWidth, bottom: innerHeight };
    for (let at: Element | null = element; at !== null; at = at.parentElement) {
      if (getComputedStyle(at).overflow === 'visible') continue;
      const box = at.getBoundingClientRect();
      clip.top = Math.max(clip.top, box.top);
      clip.left = Math.max(clip.left, box.left);
      clip.right = Math.min(clip.right, box.right);
      clip.bottom = Math.min(clip.bottom, box.bottom);
    }
    return clip;
  };
  const look = (node: Node) => {
    if (node instanceof Element) {
      if (node.classList.contains('hidden') || ['STYLE', 'SCRIPT'].includes(node.tagName)) return;
      if (node.shadowRoot) look(node.shadowRoot);
    }
    for (const child of node.childNodes) {
      if (!(child instanceof Text)) look(child);
      else if (child.data.trim() !== '' && child.parentElement !== null) {
        const range = document.createRange();
        range.selectNodeContents(child);
        const size = Number.parseFloat(getComputedStyle(child.parentElement).fontSize);
        const clip = clipOf(child.parentElement);
        for (const line of range.getClientRects()) {
          // A line's box is taller than its letters; the letters are about 0.8 of the size.
          const middle = (line.top + line.bottom) / 2;
          const rect = {
            top: middle - size * 0.4,
            bottom: middle + size * 0.4,
            left: line.left,
            right: line.right,
          };
          const text = child.data.trim();
          if (size < 11) faults.push(`tiny (${size}px): ${text}`);
          if (rect.top < clip.top - 2 || rect.bottom > clip.bottom + 2) faults.push(`cut in height: ${text}`);
          if (rect.left < clip.left - 2 || rect.right > clip.right + 2) faults.push(`cut in width: ${text}`);
          seen.push({ text, ...rect });
        }
      }
    }
  };
  look(document.body);
  for (const [index, a] of seen.entries())
    for (const b of seen.slice(index + 1)) {
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 2 && down > 3 && a.text !== b.text) faults.push(`over one another: ${a.text} | ${b.text}`);
    }
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth || root.scrollHeight > root.clientHeight)
    faults.push('the page scrolls');
  return [...new Set(faults)];
};

/** What is wrong with the texts on the page now; [] when nothing is. */
export const textFaults = (page: Page): Promise<string[]> => page.evaluate(findTextFaults);
