// Draws that belong to somebody: the same ticket meets the same luck in every refresh and under every "what if".
// Stratified per batch of 64 runs (Latin hypercube: McKay, Beckman & Conover 1979), so that few runs say much.

/** Runs of a batch; every entity sees each 64th of its distribution once in it. */
export const batchRuns = 64;
/** Steps of a quantile table. */
export const tableSize = 1024;

/** Scrambles 32 bits (finaliser of MurmurHash3, Austin Appleby, public domain). */
export const mix = (value: number): number => {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};

/** A key of 32 bits from a name (FNV-1a, Fowler, Noll & Vo). */
export const keyOf = (name: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i += 1) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return mix(hash);
};

const shuffles = (): Uint8Array => {
  const all = new Uint8Array(batchRuns * batchRuns);
  let state = 1;
  for (let row = 0; row < batchRuns; row += 1) {
    const start = row * batchRuns;
    for (let i = 0; i < batchRuns; i += 1) {
      // Inside-out shuffle (Fisher & Yates).
      state = mix(state + 0x9e3779b9);
      const j = state % (i + 1);
      all[start + i] = all[start + j] ?? 0;
      all[start + j] = i;
    }
  }
  return all;
};
const permutations = shuffles();
const at = (row: number, column: number): number => permutations[(row << 6) | column] as number;

/**
 * A step 0 to 1,023 of a quantile table for an entity in a run (0 to 63) of a batch. Over the 64 runs of a batch each
 * group of 16 steps comes once, in an order of the entity's own.
 */
export const drawStep = (key: number, batch: number, run: number): number => {
  const h = mix(key ^ Math.imul(batch + 1, 0x9e3779b1));
  const stratum = at(h & 63, at((h >>> 6) & 63, run) ^ ((h >>> 12) & 63));
  const within = at((h >>> 18) & 63, (run + (h >>> 24)) & 63) >> 2;
  return (stratum << 4) | within;
};

/** As a share, in the middle of its step: above 0, below 1. */
export const drawShare = (key: number, batch: number, run: number): number =>
  (drawStep(key, batch, run) + 0.5) / tableSize;
