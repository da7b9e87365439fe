// One press, one act.
import { describe, expect, it } from 'vitest';
import { createPressGuard, doublePressMs } from './press-guard.ts';

describe('the press guard', () => {
  it('lets a double press act once, even after a quick answer', () => {
    let now = 0;
    const guard = createPressGuard({ nowMs: () => now });
    expect(guard.press('finishAndNext')).toBe('go');
    expect(guard.press('finishAndNext')).toBe('repeat');
    guard.settled();
    now = doublePressMs - 1;
    expect(guard.press('finishAndNext')).toBe('repeat');
    now = 2 * doublePressMs - 1;
    expect(guard.press('finishAndNext')).toBe('go');
  });

  it('takes four presses half a second apart for one, and a press after a pause for another', () => {
    let now = 0;
    const guard = createPressGuard({ nowMs: () => now });
    const at = (ms: number) => {
      now = ms;
      const verdict = guard.press('issue-b');
      if (verdict === 'go') guard.settled();
      return verdict;
    };
    expect([0, 500, 1000, 1500].map(at)).toEqual(['go', 'repeat', 'repeat', 'repeat']);
    expect(at(1500 + doublePressMs)).toBe('go');
  });

  it('holds another press back while one waits for its answer, and lets it go after', () => {
    const guard = createPressGuard({ nowMs: () => 0 });
    expect(guard.press('start')).toBe('go');
    expect(guard.press('hold')).toBe('busy');
    guard.settled();
    expect(guard.press('hold')).toBe('go');
  });

  it('lets other presses stand in line, each once, as far as there are places', () => {
    let now = 0;
    const guard = createPressGuard({ places: 2, nowMs: () => now });
    expect(['a', 'a', 'b', 'b', 'a', 'c'].map(guard.press)).toEqual([
      'go',
      'repeat',
      'wait',
      'repeat',
      'wait',
      'busy',
    ]);
    expect([guard.pending(), ...guard.inLine()]).toEqual(['a', 'b', 'a']);
    // The last press is not answered yet: however late the finger comes again, it is one press.
    now = doublePressMs * 5;
    expect(guard.press('a')).toBe('repeat');
    guard.settled();
    guard.settled();
    expect([guard.pending(), ...guard.inLine()]).toEqual(['a']);
    guard.settled();
    expect(guard.pending()).toBeNull();
    now = doublePressMs * 6;
    expect(guard.press('a')).toBe('go');
  });
});
