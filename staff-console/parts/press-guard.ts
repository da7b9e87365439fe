// One press, one act: says whether a press counts, so that double presses and presses in flight do nothing twice.

/** A second press of the same thing this soon after the first is the same press of a nervous finger. */
export const doublePressMs = 700;

export type PressGuard = {
  /** repeat: the same press again, stay silent; busy: another one waits for its answer, say so. */
  press(action: string): 'go' | 'repeat' | 'busy';
  /** The answer is there and shown. */
  settled(): void;
  pending(): string | null;
};

/** A guard for one console; `nowMs` in milliseconds, any steady clock. */
export const createPressGuard = (nowMs: () => number = () => performance.now()): PressGuard => {
  let last: { readonly action: string; readonly atMs: number } | null = null;
  let pending: string | null = null;
  return {
    press(action) {
      const again = last !== null && last.action === action && nowMs() - last.atMs < doublePressMs;
      if (again || pending === action) return 'repeat';
      if (pending !== null) return 'busy';
      last = { action, atMs: nowMs() };
      pending = action;
      return 'go';
    },
    settled() {
      pending = null;
    },
    pending: () => pending,
  };
};
