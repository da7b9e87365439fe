// A name that is nearly another: what was probably meant, so that one typing error is told once and not at every place it touches.

/** Letters to be added, left out, changed or swapped with their neighbour (optimal string alignment distance). */
const lettersApart = (a: string, b: string): number => {
  const rows: number[][] = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  for (let j = 0; j <= b.length; j += 1) (rows[0] as number[])[j] = j;
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i += 1)
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, at(i - 2, j - 2) + 1);
      (rows[i] as number[])[j] = least;
    }
  return at(a.length, b.length);
};

/** More letters apart are another name; a short name has fewer to spare. */
const mostApart = (name: string): number => (name.length < 5 ? 1 : 2);

/** The one of `names` that `name` was probably meant to be; null: it is one of them, none is near, or two are as near. */
export const meantBy = <Name extends string>(name: string, names: readonly Name[]): Name | null => {
  const near = names
    .map((known) => ({ known, apart: lettersApart(name, known) }))
    .filter(({ apart }) => apart <= mostApart(name))
    .sort((a, b) => a.apart - b.apart);
  const [first, second] = near;
  if (first === undefined || first.apart === 0 || first.apart === second?.apart) return null;
  return first.known;
};
