// Which booths have a console page open, and how many: whoever opens a second one is told of the first.
import type { BoothNumber } from '../../protocol/ids.ts';
import type { BoothPages as Pages } from './contract.ts';

export type BoothPages = {
  /** A page was opened; call the result once when it is gone. */
  open(booth: BoothNumber): () => void;
  list(): readonly Pages[];
};

/** Starts with none; `onChange` is called after each change. */
export const createBoothPages = (onChange: () => void): BoothPages => {
  const counts = new Map<BoothNumber, number>();
  const change = (booth: BoothNumber, by: number): void => {
    const pages = (counts.get(booth) ?? 0) + by;
    if (pages > 0) counts.set(booth, pages);
    else counts.delete(booth);
    onChange();
  };
  return {
    open: (booth) => {
      change(booth, 1);
      let gone = false;
      return () => {
        if (!gone) change(booth, -1);
        gone = true;
      };
    },
    list: () => [...counts].map(([booth, pages]) => ({ booth, pages })),
  };
};
