// Looks at a page in the browser: texts that are cut, run out of their boxes or the screen, or lie over one another.
import type { Page } from 'playwright-core';

export type TextChecks = {
  /** The page may be longer than the screen, as on phones and consoles; it may never be wider. Default: it may not. */
  readonly mayScroll?: boolean;
  /** No text is smaller, px; default 11. */
  readonly smallestPx?: number;
};

/** Runs inside the page; must not refer to anything outside itself. */
const findTextFaults = ({ mayScroll = false, smallestPx = 11 }: TextChecks): string[] => {
  type Seen = { text: string; top: number; bottom: number; left: number; right: number };
  const seen: Seen[] = [];
  const faults: string[] = [];
  const pen = document.createElement('canvas').getContext('2d');
  if (pen === null) throw new Error('no canvas to measure by');
  const root = document.documentElement;
  const slack = 2;

  /** Said to screen readers only: a dot on the screen, or cut away whole. */
  const unseen = (element: Element, style: CSSStyleDeclaration): boolean =>
    style.visibility !== 'visible' ||
    style.opacity === '0' ||
    /^inset\(50%/.test(style.clipPath) ||
    (element.clientWidth <= 1 && element.clientHeight <= 1 && style.overflow !== 'visible');
  const parentOf = (element: Element): Element | null => {
    if (element.assignedSlot !== null) return element.assignedSlot;
    const parent = element.parentNode;
    return parent instanceof ShadowRoot ? parent.host : parent instanceof Element ? parent : null;
  };

  /** What cuts a text: the screen, and each box around it that neither shows nor scrolls what runs out of it. */
  const clipOf = (element: Element) => {
    const clip = {
      top: mayScroll ? -Infinity : 0,
      bottom: mayScroll ? Infinity : innerHeight,
      left: 0,
      right: innerWidth,
    };
    for (let at: Element | null = element; at !== null && at !== root; at = parentOf(at)) {
      const { overflowX, overflowY, position } = getComputedStyle(at);
      const box = at.getBoundingClientRect();
      // What scrolls is reached by scrolling: its own frame cuts nothing, nor does anything around it.
      if (overflowX === 'auto' || overflowX === 'scroll' || overflowY === 'auto' || overflowY === 'scroll')
        return {
          ...clip,
          top: -Infinity,
          bottom: Infinity,
          ...(overflowX === 'hidden' ? {} : { left: -Infinity, right: Infinity }),
        };
      if (overflowY !== 'visible') {
        clip.top = Math.max(clip.top, box.top);
        clip.bottom = Math.min(clip.bottom, box.bottom);
      }
      if (overflowX !== 'visible') {
        clip.left = Math.max(clip.left, box.left);
        clip.right = Math.min(clip.right, box.right);
      }
      if (position === 'fixed') return clip;
    }
    return clip;
  };

  /** The part of a text that shows in the frame in which it scrolls; null: none of it. */
  const inFrame = (rect: Seen, element: Element): Seen | null => {
    for (let at: Element | null = element; at !== null && at !== root; at = parentOf(at)) {
      const { overflowX, overflowY } = getComputedStyle(at);
      if (![overflowX, overflowY].some((one) => one === 'auto' || one === 'scroll')) continue;
      const box = at.getBoundingClientRect();
      const shown = {
        text: rect.text,
        top: Math.max(rect.top, box.top),
        bottom: Math.min(rect.bottom, box.bottom),
        left: Math.max(rect.left, box.left),
        right: Math.min(rect.right, box.right),
      };
      return shown.top < shown.bottom && shown.left < shown.right ? shown : null;
    }
    return rect;
  };

  const lookAtText = (node: Text, parent: Element): void => {
    const style = getComputedStyle(parent);
    const size = Number.parseFloat(style.fontSize);
    const text = node.data.trim().replaceAll(/\s+/g, ' ');
    if (size < smallestPx) faults.push(`tiny (${size}px): ${text}`);
    // Ink, not line boxes: some faces carry much white, others reach far above and below their letters.
    pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const ink = pen.measureText(text);
    const clip = clipOf(parent);
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const line of range.getClientRects()) {
      const baseline = line.top + ink.fontBoundingBoxAscent;
      const rect = {
        top: baseline - ink.actualBoundingBoxAscent,
        bottom: baseline + ink.actualBoundingBoxDescent,
        left: line.left,
        right: line.right,
      };
      if (rect.top < clip.top - slack || rect.bottom > clip.bottom + slack)
        faults.push(`cut in height: ${text}`);
      if (rect.left < clip.left - slack || rect.right > clip.right + slack)
        faults.push(`cut in width: ${text}`);
      const shown = inFrame({ text, ...rect }, parent);
      if (shown !== null) seen.push(shown);
    }
  };

  /** Boxes that are too small for what is in them, whether it is hidden, runs out, or ends in dots. */
  const lookAtBox = (element: Element, style: CSSStyleDeclaration): void => {
    const holdsText = [...element.childNodes].some(
      (child) => child instanceof Text && child.data.trim() !== '',
    );
    if (!holdsText || element.clientWidth === 0 || style.display === 'inline') return;
    if (style.overflowX === 'auto' || style.overflowX === 'scroll') return;
    const text = (element.textContent ?? '').trim().replaceAll(/\s+/g, ' ');
    if (element.scrollWidth > element.clientWidth + 1)
      faults.push(
        style.textOverflow === 'ellipsis' ? `ends in dots: ${text}` : `wider than its box: ${text}`,
      );
    if (style.webkitLineClamp !== 'none' && element.scrollHeight > element.clientHeight + 1)
      faults.push(`lines left out: ${text}`);
  };

  const look = (node: Node): void => {
    if (node instanceof Element) {
      if (['STYLE', 'SCRIPT', 'NOSCRIPT', 'OPTION', 'SVG', 'svg'].includes(node.tagName)) return;
      const style = getComputedStyle(node);
      if (style.display === 'none' || unseen(node, style)) return;
      lookAtBox(node, style);
      if (node.shadowRoot) look(node.shadowRoot);
    }
    for (const child of node.childNodes) {
      if (!(child instanceof Text)) look(child);
      else if (child.data.trim() !== '') {
        const parent =
          child.parentElement ?? (child.parentNode instanceof ShadowRoot ? child.parentNode.host : null);
        if (parent !== null) lookAtText(child, parent);
      }
    }
  };
  /** A dialog that lies over everything: what is below it is not to be read. */
  const dialogIn = (of: Document | ShadowRoot): Element | null => {
    const open = of.querySelector('dialog:modal');
    if (open !== null) return open;
    for (const { shadowRoot } of of.querySelectorAll('*')) {
      const found = shadowRoot === null ? null : dialogIn(shadowRoot);
      if (found !== null) return found;
    }
    return null;
  };
  look(dialogIn(document) ?? document.body);
  for (const [index, a] of seen.entries())
    for (const b of seen.slice(index + 1)) {
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 2 && down > 3 && a.text !== b.text) faults.push(`over one another: ${a.text} | ${b.text}`);
    }
  if (root.scrollWidth > root.clientWidth) faults.push('the page is wider than the screen');
  if (!mayScroll && root.scrollHeight > root.clientHeight) faults.push('the page scrolls');
  return [...new Set(faults)];
};

/** What is wrong with the texts on the page now, a line each; [] when nothing is. Await the page's fonts first. */
export const textFaults = (page: Page, checks: TextChecks = {}): Promise<string[]> =>
  page.evaluate(findTextFaults, checks);

/** Runs inside the page: resolves when every face that the page asks for as it stands has come. */
const waitForFaces = async (): Promise<void> => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const sheets = () => [...document.querySelectorAll<HTMLLinkElement>('link[data-faces]')];
  // Drawing asks for faces, a sheet that comes lets it ask for more: at rest when two frames in a row asked for none.
  for (let calm = 0; calm < 2; ) {
    await frame();
    await document.fonts.ready;
    const resting = document.fonts.status === 'loaded' && sheets().every((link) => link.sheet !== null);
    calm = resting ? calm + 1 : 0;
  }
};

/** Resolves when every face that the page asks for as it stands has come. */
export const facesLoaded = (page: Page): Promise<void> => page.evaluate(waitForFaces);
