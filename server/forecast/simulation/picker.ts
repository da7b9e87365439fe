// Whom a booth calls next in a run: the most overdue of those it serves, each with the booth's delay.
import { type Crowd, place } from './queue-in-run.ts';
import type { Scene } from './scene.ts';

export type Picker = {
  /** The entrant that a server calls; -1: nobody. */
  readonly pick: (server: number) => number;
  /** The server's factor on the time of the one picked last. */
  readonly factor: () => number;
  /** Minutes' delay with which a server takes from a lane; NaN: it does not. */
  readonly delay: (server: number, lane: number) => number;
};

export const createPicker = ({ servers, lanes }: Scene, crowd: Crowd): Picker => {
  const delayOf = new Float64Array(servers.count * lanes.count).fill(Number.NaN);
  const factorOf = new Float64Array(servers.count * lanes.count).fill(1);
  for (let s = 0; s < servers.count; s += 1)
    for (let i = servers.laneStart[s] as number; i < (servers.laneStart[s + 1] as number); i += 1) {
      delayOf[s * lanes.count + (servers.lane[i] as number)] = servers.delay[i] as number;
      factorOf[s * lanes.count + (servers.lane[i] as number)] = servers.factor[i] as number;
    }
  const { heads, headDue, sequence: sequences } = crowd;
  const { laneStart, lane: laneList, delay: delayList, factor: factorList } = servers;
  let pickedFactor = 1;

  /** Among those whom a server may call the one most overdue; -1: nobody. Early ones only if nobody else is there. */
  const pick = (server: number): number => {
    let best = -1;
    let bestTurn = Number.POSITIVE_INFINITY;
    const end = laneStart[server + 1] as number;
    for (let i = laneStart[server] as number; i < end; i += 1) {
      const of = laneList[i] as number;
      const turn = (headDue[of] as number) + (delayList[i] as number);
      if (turn > bestTurn || turn === Number.POSITIVE_INFINITY) continue;
      const head = heads[of] as number;
      if (turn === bestTurn && (sequences[head] as number) > (sequences[best] as number)) continue;
      best = head;
      bestTurn = turn;
      pickedFactor = factorList[i] as number;
    }
    return best === -1 ? pickEarly(server) : best;
  };

  const pickEarly = (server: number): number => {
    let best = -1;
    let bestTurn = Number.POSITIVE_INFINITY;
    for (let i = 0; i < crowd.earlyCount(); i += 1) {
      const entrant = crowd.early[i] as number;
      if (crowd.places[entrant] !== place.early) continue;
      const delay = delayOf[server * lanes.count + (crowd.lane[entrant] as number)] as number;
      const turn = (crowd.due[entrant] as number) + delay;
      // A lane the server does not serve gives NaN, which is never smaller.
      if (!(turn < bestTurn)) continue;
      best = entrant;
      bestTurn = turn;
      pickedFactor = factorOf[server * lanes.count + (crowd.lane[entrant] as number)] as number;
    }
    return best;
  };

  return {
    pick,
    factor: () => pickedFactor,
    delay: (server, lane) => delayOf[server * lanes.count + lane] as number,
  };
};
