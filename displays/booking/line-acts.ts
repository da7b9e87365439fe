// The line before a release: joined by who looks at a day that opens soon, and left when it is over.
import type { Refusal } from '../../protocol/refusals.ts';
import { LineAnswer } from '../../protocol/reservation-api.ts';
import type { Engine } from './engine.ts';
import { wishOf } from './engine.ts';
import { opensSoonAt, passFor } from './parts/line.ts';
import type { Line } from './parts/visit.ts';
import type { Wish } from './requests.ts';

/** After a turn has come the pass is shown a while longer: the line is over by then. */
const keptMs = 5 * 60_000;

/** A timer of the page: `at` epoch ms by the hub's clock. */
export type AtTime = (atMs: number, act: () => void) => void;

export const lineActs = (engine: Engine, at: AtTime) => {
  const { visit, draw, requests, loadFor } = engine;
  let asking = false;

  const follow = (line: Line): void => {
    draw({ line });
    // Free places are asked for anew when they open, and when the turn has come.
    for (const atMs of new Set([line.releaseAtMs, line.turnAtMs]))
      if (atMs > visit().nowMs)
        at(atMs, () => {
          if (visit().line?.pass === line.pass && visit().step === 'day') loadFor('day');
        });
    at(line.turnAtMs + keptMs, () => {
      if (visit().line?.pass === line.pass) draw({ line: null });
    });
  };

  return {
    /** The hub has said that others come first; when one's own turn is. */
    told: ({ site, date }: Wish, params: Refusal['params']): number | null => {
      const place = { releaseAtMs: params.releaseAtMs, turnAtMs: params.turnAtMs, pass: params.pass };
      const parsed = LineAnswer.shape.line.safeParse(place);
      if (!parsed.success || parsed.data === null) return null;
      follow({ ...parsed.data, site, date });
      return parsed.data.turnAtMs;
    },
    /** To be called whenever the days are known: stands in line where a line is, once. */
    joinIfDue: (): void => {
      const now = visit();
      const wish = wishOf(now);
      if (asking || wish === null || now.step !== 'day' || passFor(now) !== null) return;
      if (opensSoonAt(now) === null) return;
      asking = true;
      void requests.line(wish, null).then((answer) => {
        asking = false;
        const { site, date } = wish;
        if (answer.kind === 'ok' && answer.value.line !== null) follow({ ...answer.value.line, site, date });
      });
    },
  };
};
export type LineActs = ReturnType<typeof lineActs>;
