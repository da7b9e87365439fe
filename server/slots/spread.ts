// Which places of a day come first when only some of them may: spread over the day, and never taken back.

/** Golden ratio; multiples of it modulo 1 fall evenly into every stretch (Knuth, TAOCP 3, 6.4). */
const golden = (Math.sqrt(5) - 1) / 2;

/**
 * Chooses `totals[i]` of the places and says how many of each slot they are, for every total. A larger total has at
 * least as many in every slot as a smaller one, so that a place that was released, or given back, stays so.
 *
 * @param places per slot, in order of time
 * @param totals how many are chosen; more than there are: all
 */
export const chosen = (
  places: readonly number[],
  totals: readonly number[],
): readonly (readonly number[])[] => {
  const units = places.flatMap((count, slot) => Array.from({ length: count }, () => slot));
  const order = units
    .map((slot, index) => ({ slot, key: ((index + 1) * golden) % 1 }))
    .sort((left, right) => left.key - right.key);
  return totals.map((total) => {
    const counts = places.map(() => 0);
    for (const { slot } of order.slice(0, Math.max(0, total))) counts[slot] = (counts[slot] ?? 0) + 1;
    return counts;
  });
};

/** `count` things put evenly into slots that may have one: how many each gets. */
export const evenly = (count: number, eligible: readonly boolean[]): readonly number[] => {
  const open = eligible.flatMap((yes, slot) => (yes ? [slot] : []));
  const counts = eligible.map(() => 0);
  for (let nth = 0; nth < count && open.length > 0; nth += 1) {
    const slot = open[Math.floor(((nth + 0.5) * open.length) / count)] ?? open[0] ?? 0;
    counts[slot] = (counts[slot] ?? 0) + 1;
  }
  return counts;
};
