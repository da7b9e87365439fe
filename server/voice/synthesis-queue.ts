// A few jobs at once, the rest in two lines: what somebody waits for goes before what is made ahead.

export type Workshop = {
  /** Does the job when its turn comes; null: too many wait, it is not done. Throws what the job throws. */
  do<T>(job: () => Promise<T>, urgent: boolean): Promise<T> | null;
  waiting(): number;
};

/** `hands` jobs at once, `mostWaiting` in each line. */
export const createWorkshop = (hands: number, mostWaiting: number): Workshop => {
  const urgentLine: (() => void)[] = [];
  const aheadLine: (() => void)[] = [];
  let busy = 0;
  const waiting = (): number => urgentLine.length + aheadLine.length;
  const next = (): void => {
    // One hand stays free for what somebody waits for, where there is more than one.
    const ahead = hands === 1 || busy < hands - 1;
    const begin = urgentLine.shift() ?? (ahead ? aheadLine.shift() : undefined);
    begin?.();
  };
  return {
    waiting,
    do(job, urgent) {
      // What waits to be made ahead takes no place from what somebody waits for.
      if ((urgent ? urgentLine.length : waiting()) >= mostWaiting) return null;
      return new Promise((resolve, reject) => {
        const begin = (): void => {
          busy += 1;
          job()
            .then(resolve, reject)
            .finally(() => {
              busy -= 1;
              next();
            });
        };
        (urgent ? urgentLine : aheadLine).push(begin);
        if (busy < hands) next();
      });
    },
  };
};
