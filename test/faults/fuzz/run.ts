// The run of the fuzzer: so many malformed messages from one seed against a hub, over many lines at once, each judged.

import { pairDevice } from '../../support/pair.ts';
import { type Dice, diceFor } from './dice.ts';
import { deliverFrame, frameCase } from './frame-cases.ts';
import { bodyCase, deliverHttp, requestCase } from './http-cases.ts';
import { type HttpLine, openHttpLine } from './http-line.ts';
import { deliverPolling, pollingCase } from './polling-cases.ts';
import { deliverRaw, rawCase } from './raw-cases.ts';
import { commandCase, deliverMessage, eventCase, helloCase } from './socket-cases.ts';
import { openSocketLine, type SocketLine } from './socket-line.ts';
import type { Verdict } from './verdict.ts';

/** Kinds of messages with their share of a thousand. */
const shares = [
  ['socketCommand', 480],
  ['socketEvent', 60],
  ['hello', 40],
  ['httpBody', 220],
  ['httpRequest', 140],
  ['bytes', 30],
  ['frame', 20],
  ['polling', 10],
] as const;
type Kind = (typeof shares)[number][0];

export type FuzzCount = {
  readonly verdicts: Record<Verdict, number>;
  readonly kinds: Record<Kind, number>;
  /** Command ids that may stand in the event log. */
  readonly lawfulIds: ReadonlySet<string>;
  readonly milliseconds: number;
};

type Lane = {
  readonly http: HttpLine;
  readonly device: SocketLine;
  readonly stranger: SocketLine;
  readonly port: number;
  readonly wallKey: string;
};

type Keys = { readonly wall: string; readonly agents: readonly string[] };

/** Few names: each has a room of its own, whose view is made after every change. */
const pairAll = async (port: number): Promise<Keys> => {
  const hub = `http://127.0.0.1:${port}`;
  const names = ['fuzz-0', 'fuzz-1', 'fuzz-2', 'fuzz-3'];
  return {
    wall: await pairDevice(hub, 'wall', 'centre', 'fuzz-frames'),
    agents: await Promise.all(names.map((name) => pairDevice(hub, 'agent', 'centre', name))),
  };
};

const openLane = (port: number, number: number, keys: Keys): Lane => {
  const hello = JSON.stringify({ key: keys.agents[number % keys.agents.length] });
  return {
    port,
    http: openHttpLine(port),
    device: openSocketLine(port, { text: `40/device,${hello}`, taken: '42/device,["view"' }),
    stranger: openSocketLine(port, null),
    wallKey: keys.wall,
  };
};

const kindOf = (dice: Dice): Kind => {
  let place = dice.int(1_000);
  for (const [kind, share] of shares) {
    if (place < share) return kind;
    place -= share;
  }
  return 'httpBody';
};

type Sent = { readonly verdict: Verdict; readonly commandId: string | null };

/** Makes the message of this kind and delivers it. */
const send = async (kind: Kind, dice: Dice, id: string, lane: Lane): Promise<Sent> => {
  const alone = async (verdict: Promise<Verdict>): Promise<Sent> => ({
    verdict: await verdict,
    commandId: null,
  });
  switch (kind) {
    case 'httpBody':
    case 'httpRequest': {
      const one = kind === 'httpBody' ? bodyCase(dice, id) : requestCase(dice, id);
      return { verdict: await deliverHttp(one, lane.http), commandId: one.commandId };
    }
    case 'socketCommand':
    case 'socketEvent': {
      const one = kind === 'socketCommand' ? commandCase(dice, id) : eventCase(dice, id);
      return { verdict: await deliverMessage(one, lane.device), commandId: one.commandId };
    }
    case 'hello':
      return alone(deliverMessage(helloCase(dice), lane.stranger));
    case 'bytes':
      return alone(deliverRaw(rawCase(dice), lane.port));
    case 'frame':
      return alone(deliverFrame(frameCase(dice), lane.port, lane.wallKey));
    case 'polling':
      return alone(deliverPolling(pollingCase(dice), lane.http));
  }
};

/** Sends messages 0 to `messages` − 1 of the seed. Throws FuzzFailure with seed, number and input at the first that is answered wrongly. */
export const fuzz = async (options: {
  readonly port: number;
  readonly seed: number;
  readonly messages: number;
  readonly lanes?: number;
  /** Only this message of the seed, to look at a failure. */
  readonly only?: number;
}): Promise<FuzzCount> => {
  const { port, seed, messages, lanes = 64, only } = options;
  const began = performance.now();
  const verdicts: Record<Verdict, number> = { refused: 0, closed: 0, lawful: 0 };
  const kinds = Object.fromEntries(shares.map(([kind]) => [kind, 0])) as Record<Kind, number>;
  const lawfulIds = new Set<string>();
  let next = only ?? 0;
  const end = only === undefined ? messages : only + 1;

  const work = async (lane: Lane): Promise<void> => {
    for (let index = next++; index < end; index = next++) {
      const dice = diceFor(seed, index);
      const kind = kindOf(dice);
      try {
        const { verdict, commandId } = await send(kind, dice, `fz-${seed}-${index}`, lane);
        if (commandId !== null) lawfulIds.add(commandId);
        verdicts[verdict] += 1;
        kinds[kind] += 1;
      } catch (error) {
        next = end;
        const place = `seed ${seed}, message ${index} (${kind}; npm run fuzz -- --seed ${seed} --only ${index})`;
        if (error instanceof Error) error.message = `${place}: ${error.message}`;
        throw error;
      }
    }
  };
  const keys = await pairAll(port);
  const open = Array.from({ length: lanes }, (_, number) => openLane(port, number, keys));
  try {
    await Promise.all(open.map(work));
  } finally {
    for (const { http, device, stranger } of open) for (const line of [http, device, stranger]) line.close();
  }
  return { verdicts, kinds, lawfulIds, milliseconds: performance.now() - began };
};
