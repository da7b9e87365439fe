// Tells that the person is there, by key and pointer, at most once a minute.

const everyMs = 60_000;
const signs = ['keydown', 'pointerdown', 'wheel'] as const;

/** Calls `tell` at the first sign and then at most once a minute; returns a function that stops it. */
export const watchActivity = (
  tell: () => void,
  nowMs: () => number = () => performance.now(),
): (() => void) => {
  let toldMs = Number.NEGATIVE_INFINITY;
  const seen = (): void => {
    if (nowMs() - toldMs < everyMs) return;
    toldMs = nowMs();
    tell();
  };
  const options = { capture: true, passive: true } as const;
  for (const sign of signs) document.addEventListener?.(sign, seen, options);
  return () => {
    for (const sign of signs) document.removeEventListener?.(sign, seen, options);
  };
};
