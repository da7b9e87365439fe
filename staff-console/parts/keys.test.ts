// Which key an event means, and typed numbers and times.
import { describe, expect, it } from 'vitest';
import { typedTicket, typedTime } from './format.ts';
import { keyName } from './keys.ts';

type KeyEvent = Parameters<typeof keyName>[0];
const press = (code: string, key: string, change: Partial<KeyEvent> = {}): KeyEvent => ({
  code,
  key,
  repeat: false,
  isComposing: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...change,
});

describe('keyName', () => {
  it('names letters by their place, whatever they type', () => {
    expect(keyName(press('KeyR', 'r'))).toBe('R');
    expect(keyName(press('KeyR', 'ｒ'))).toBe('R');
    expect(keyName(press('KeyA', 'å', { altKey: true }))).toBe('Alt+A');
    expect(keyName(press('KeyH', 'H', { shiftKey: true }))).toBe('Shift+H');
  });

  it('names Space, Enter, digits and signs', () => {
    expect(keyName(press('Space', ' '))).toBe('Space');
    expect(keyName(press('NumpadEnter', 'Enter'))).toBe('Enter');
    expect(keyName(press('Numpad3', '3'))).toBe('3');
    expect(keyName(press('Slash', '?', { shiftKey: true }))).toBe('?');
  });

  it('means nothing when held down, composing, or with Ctrl', () => {
    expect(keyName(press('Space', ' ', { repeat: true }))).toBeNull();
    expect(keyName(press('KeyR', 'r', { isComposing: true }))).toBeNull();
    expect(keyName(press('KeyR', 'r', { ctrlKey: true }))).toBeNull();
  });
});

describe('typed numbers and times', () => {
  it('fills up a ticket number', () => {
    expect(typedTicket('a12')).toBe('A012');
    expect(typedTicket('Ａ１２')).toBe('A012');
    expect(typedTicket(' b-7 ')).toBe('B007');
    expect(typedTicket('12')).toBeNull();
    expect(typedTicket('A1234')).toBeNull();
  });

  it('reads a local time of the business date', () => {
    const expected = Date.parse('2026-11-24T00:05:00Z');
    expect(typedTime('9:05', '2026-11-24')).toBe(expected);
    expect(typedTime('０９：０５', '2026-11-24')).toBe(expected);
    expect(typedTime('0905', '2026-11-24')).toBe(expected);
    expect(typedTime('24:00', '2026-11-24')).toBeNull();
    expect(typedTime('nine', '2026-11-24')).toBeNull();
  });
});
