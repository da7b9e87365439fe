// Reads single figures from a hub's /metrics.
import { withKey } from './api-key.ts';

/** The value of a figure by its whole name, labels included; NaN when it is not there. */
export const figureOf = async (url: string, name: string): Promise<number> => {
  const text = await (await fetch(`${url}/metrics`, { headers: await withKey(url) })).text();
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return line === undefined ? Number.NaN : Number(line.slice(name.length + 1));
};

/** How often a limit was reached. */
export const reachedOf = (url: string, limit: string): Promise<number> =>
  figureOf(url, `junban_limit_reached_total{limit="${limit}"}`);

/** How much of a limit is used now. */
export const fillOf = (url: string, limit: string): Promise<number> =>
  figureOf(url, `junban_limit_fill{limit="${limit}"}`);
