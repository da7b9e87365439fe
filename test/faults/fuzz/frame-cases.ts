// What is no websocket frame, no Engine.IO packet or no Socket.IO packet: each on a connection of its own, which must be closed.
import { connect } from 'node:net';
import { frameOf, websocketRequest } from '../../support/raw-http.ts';
import type { Dice } from './dice.ts';
import { answered, FuzzFailure, type Verdict } from './verdict.ts';

export type FrameCase = {
  readonly bytes: Buffer;
  /** Sent after the wall's hello was taken, not before. */
  readonly afterHello: boolean;
};

const helloWith = (key: string): string => `40/wall,${JSON.stringify({ key })}`;

const brokenFrame = (dice: Dice): Buffer => {
  const junk = dice.bytes(1 + dice.int(60));
  const text = frameOf('42/wall,["receipt",{}]');
  return dice.pick([
    () => Buffer.concat([Buffer.from([0x81, 5]), Buffer.from('2hell')]),
    () => frameOf(junk, 0x81 | (16 << dice.int(3))),
    () => frameOf(junk, 0x80 | (3 + dice.int(5))),
    () => frameOf(junk, 0x80 | (11 + dice.int(5))),
    () => frameOf(junk, 0x80),
    () => Buffer.concat([frameOf('42', 0x01), frameOf('43', 0x81)]),
    () =>
      Buffer.concat([
        frameOf('4'.repeat(1_000), 0x01),
        ...Array.from({ length: 70 }, () => frameOf('x'.repeat(1_000), 0x00)),
      ]),
    () => frameOf('x'.repeat(126), 0x89),
    () => frameOf('x', 0x09),
    () => frameOf(Buffer.from([0xc3, 0x28, 0xa0, 0xff])),
    () => frameOf(Buffer.from([0x34, 0x32, 0xed, 0xa0, 0x80])),
    () => frameOf(Buffer.from([0x03, 0xe7]), 0x88),
    () => frameOf(Buffer.from([0x03]), 0x88),
    () => Buffer.concat([Buffer.from([0x81, 0xff, 0, 0, 1, 0, 0, 0, 0, 0]), junk]),
    () => Buffer.concat([Buffer.from([0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]), junk]),
    () => Buffer.concat([Buffer.from([0x81, 0xff, 0, 0, 0, 0, 0, 2, 0, 0]), junk]),
    () => frameOf('4'.repeat(70_000)),
    () => text.fill(0xff, 0, 2 + dice.int(4)),
  ])();
};

const brokenPacket = (dice: Dice): Buffer => {
  const junk = dice.text(1 + dice.int(20));
  const text = dice.pick([
    () => '',
    () => dice.pick(['0', '1', '2', '5', '6', '7', '8', '9', 'b', 'x', '\u0000', '2probe', '５']),
    () => `x${junk}`,
    () => `4`,
    () => `4${dice.pick(['3', '4', '5', '6', '7', '8', '9', 'x', '-', ' '])}${junk}`,
    () => '43/wall,1[]',
    () => '44/wall,{"message":"x"}',
    () => '451-/wall,["receipt",{"_placeholder":true,"num":0}]',
    () => '4599999-/wall,["receipt"]',
    () => '45-/wall,["receipt"]',
    () => '461-/wall,1["x"]',
    () => `42/wall,${junk}`,
    () => '42/wall,[]',
    () => '42/wall,{}',
    () => '42/wall,"receipt"',
    () => '42/wall,[null]',
    () => '42/wall,[{"toString":1}]',
    () => '42/wall,99999999999999999999999["receipt"',
    () => '42/wall,["receipt",{]',
    () => '42/wall,["disconnect"]',
    () => '42/wall,["newListener",1]',
    () => '42["receipt",{}]',
    () => '42/staff,["command",{}]',
    () => `42/${'n'.repeat(300)},["x"]`,
    () => '40/wall,"text"',
    () => '40/wall,[1]',
    () => '40/wall,{"site":',
    () => `42/wall,[${'['.repeat(5_000)}`,
  ])();
  return frameOf(text);
};

/** Any of these, before or after the hello. */
export const frameCase = (dice: Dice): FrameCase => {
  const kind = dice.int(100);
  const afterHello = dice.chance(0.5);
  if (kind < 35) return { bytes: brokenFrame(dice), afterHello };
  if (kind < 40) return { bytes: frameOf(dice.bytes(1 + dice.int(100)), 0x82), afterHello };
  // A message that is never finished: closed when no door was named in time.
  if (kind === 40 && dice.chance(0.1)) return { bytes: frameOf('40', 0x01), afterHello: false };
  return { bytes: brokenPacket(dice), afterHello };
};

/** Sends it after the handshake; throws FuzzFailure when the connection is not closed. */
export const deliverFrame = async (one: FrameCase, port: number, wallKey: string): Promise<Verdict> => {
  const input = one.bytes.toString('latin1');
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  let heard = '';
  let wake = () => {};
  let isClosed = false;
  socket.on('error', () => {});
  // The hub's half is enough: it says goodbye and waits for ours.
  for (const event of ['close', 'end'] as const)
    socket.on(event, () => {
      isClosed = true;
      wake();
    });
  socket.on('data', (chunk) => {
    heard += chunk.toString('latin1');
    wake();
  });
  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition() && !isClosed)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
  };
  const run = async (): Promise<void> => {
    socket.write(websocketRequest);
    await until(() => heard.includes('"sid"'));
    if (one.afterHello) {
      socket.write(frameOf(helloWith(wallKey)));
      await until(() => heard.includes('42/wall,["view"'));
    }
    if (isClosed) throw new FuzzFailure(`no handshake: ${heard.slice(0, 300)}`, input);
    heard = '';
    socket.write(one.bytes);
    // A closing frame, or an error packet of Socket.IO for a hello that was not taken.
    await until(() => /\x88|44\/?/.test(heard));
  };
  try {
    await answered(run(), 'frame', input);
  } finally {
    socket.destroy();
  }
  return heard.includes('44') ? 'refused' : 'closed';
};
