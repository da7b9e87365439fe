// Keys that act: which key an event means, and when a page may act on it at all.

type KeyEventLike = Pick<
  KeyboardEvent,
  'key' | 'code' | 'repeat' | 'isComposing' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'
>;

/**
 * The name of the key pressed: "Space", "Enter", "R", "Shift+H", "Alt+A", "3", "/"; null when it must not act:
 * held down (repeat), while composing Japanese, or with Ctrl or Meta. Letters go by `code`, so that
 * full-width input and other layouts of the same key act alike.
 */
export const keyName = (event: KeyEventLike): string | null => {
  if (event.repeat || event.isComposing || event.ctrlKey || event.metaKey) return null;
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
  if (letter !== undefined) return `${event.altKey ? 'Alt+' : ''}${event.shiftKey ? 'Shift+' : ''}${letter}`;
  if (event.altKey) return null;
  if (digit !== undefined && !event.shiftKey) return digit;
  if (event.code === 'Space') return 'Space';
  if (event.code === 'NumpadEnter') return 'Enter';
  return event.key;
};

const fields = 'input, textarea, select, [contenteditable="true"]';
const pressables = 'button, a[href], summary, [role="tab"]';

/** True while the focus is where letters are text. */
export const isTyping = (target: Element | null): boolean => target?.closest(fields) != null;

/**
 * Whether a page-wide key may act: not in a field, not under an open dialog, and Space and Enter not
 * when the focus stands on something they would press.
 */
export const mayAct = (name: string, focused: Element | null, dialogOpen: boolean): boolean => {
  if (dialogOpen) return false;
  if (isTyping(focused)) return name.startsWith('Alt+') && name.length > 4;
  if (name === 'Space' || name === 'Enter') return focused?.closest(pressables) == null;
  return true;
};

/**
 * Where the focus is for whoever looks: a field of a dialog that has just closed keeps the focus until the browser
 * draws the next picture, and a key pressed in between must not be taken for text.
 */
const focusSeen = (): Element | null => {
  const { activeElement } = document;
  return activeElement?.closest('dialog:not([open])') == null ? activeElement : null;
};

/** Calls `act` for keys pressed on the page; it returns true when the key was its own. Returns a function that ends it. */
export const listenToKeys = (act: (name: string) => boolean): (() => void) => {
  const onKeyDown = (event: KeyboardEvent): void => {
    const name = keyName(event);
    const held = event.repeat && (event.code === 'Space' || event.code === 'Enter');
    const focused = focusSeen();
    const dialogOpen = document.querySelector('dialog[open]') !== null;
    // A held Space or Enter neither acts again nor scrolls the page or presses the focused button again.
    if (held && !isTyping(focused)) event.preventDefault();
    // Esc leaves a field, so that keys act again; in a dialog it closes, as browsers do.
    const leaves = name === 'Escape' && !dialogOpen && isTyping(focused);
    if (leaves && focused instanceof HTMLElement) focused.blur();
    if (name !== null && (leaves || mayAct(name, focused, dialogOpen)) && act(name)) event.preventDefault();
  };
  // The mouse presses buttons without taking the focus, so that Space stays "next" after a click.
  const onMouseDown = (event: MouseEvent): void => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest('button') != null && target.closest('dialog') === null) event.preventDefault();
  };
  window.addEventListener('keydown', onKeyDown);
  window.addEventListener('mousedown', onMouseDown);
  return () => {
    window.removeEventListener('keydown', onKeyDown);
    window.removeEventListener('mousedown', onMouseDown);
  };
};

/** The character that a key's name stands for ("Shift+K" → "K"); the name itself where it is none. */
export const normaliseKey = (name: string): string => /^Shift\+([A-Z])$/.exec(name)?.[1] ?? name;
