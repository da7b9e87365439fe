// One press, one act: says whether a press counts, so that double presses do nothing twice and no meant press is lost.

/** A press of the same thing this soon after the last one is the same press of a nervous finger, however often it comes. */
export const doublePressMs = 700;

export type PressGuard = {
  /**
   * go: send it now; wait: send it when `settled` calls its turn; repeat: the same press again;
   * busy: another one waits for its answer and there is no place behind it, say so.
   */
  press(action: string): 'go' | 'wait' | 'repeat' | 'busy';
  /** Whether this press is the same press again: asked once for each press, as the next is measured from it. */
  repeats(action: string): boolean;
  /** The answer is there and shown: the first press in line, if any, becomes the pending one. */
  settled(): void;
  pending(): string | null;
  /** The presses in line behind it, first come first. */
  inLine(): readonly string[];
};

export type GuardOptions = {
  /** Presses that may stand in line behind the pending one; 0: none, each is judged on what is seen. */
  readonly places?: number;
  /** Milliseconds of any steady clock. */
  readonly nowMs?: () => number;
};

/** A guard for one console. */
export const createPressGuard = (options: GuardOptions = {}): PressGuard => {
  const { places = 0, nowMs = () => performance.now() } = options;
  let last: { readonly action: string; readonly atMs: number } | null = null;
  let pending: string | null = null;
  let line: readonly string[] = [];
  const repeats: PressGuard['repeats'] = (action) => {
    if (last?.action !== action) return false;
    // A finger that sees no answer yet presses again; that is no second visitor either.
    const unanswered = (line.at(-1) ?? pending) === action;
    const again = unanswered || nowMs() - last.atMs < doublePressMs;
    // Four presses half a second apart are one finger that wonders, not two visitors.
    if (again) last = { action, atMs: nowMs() };
    return again;
  };
  return {
    repeats,
    press(action) {
      if (repeats(action)) return 'repeat';
      if (pending !== null && line.length >= places) return 'busy';
      last = { action, atMs: nowMs() };
      if (pending !== null) {
        line = [...line, action];
        return 'wait';
      }
      pending = action;
      return 'go';
    },
    settled() {
      pending = line[0] ?? null;
      line = line.slice(1);
    },
    pending: () => pending,
    inLine: () => line,
  };
};
