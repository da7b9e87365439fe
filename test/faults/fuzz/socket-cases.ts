// Malformed messages of a socket that is connected: broken commands, reports and events, and hellos that must not be taken.
import { VisitorHello } from '../../../protocol/visitor.ts';
import { DeviceStatus, KeyHello, StaffHello } from '../../../protocol/wire.ts';
import { brokenRequest, lawfulId } from './commands.ts';
import type { Dice } from './dice.ts';
import { breakText, type Fields, mutate, toJson } from './json.ts';
import type { SocketLine } from './socket-line.ts';
import { answered, FuzzFailure, type Verdict } from './verdict.ts';

export type SocketCase = {
  readonly text: string;
  /** How its answer begins; the socket may be closed instead. */
  readonly answers: readonly string[];
  readonly lawful: boolean;
  readonly commandId: string | null;
};

const isRight = (schema: { safeParse(value: unknown): { success: boolean } }, json: string): boolean => {
  try {
    return schema.safeParse(JSON.parse(json)).success;
  } catch {
    return false;
  }
};

/** A broken command to the device door, with an acknowledgement asked for. */
export const commandCase = (dice: Dice, id: string): SocketCase => {
  const json = toJson(brokenRequest(dice, id));
  const commandId = lawfulId(json);
  return {
    text: `42/device,7["command",${json}]`,
    answers: ['43/device,7', '44'],
    lawful: commandId !== null,
    commandId,
  };
};

const status: Fields = {
  printer: null,
  buttons: [],
  hid: 'ok',
};
const receipt: Fields = { calls: [{ callId: 'A001.1', shownAtMs: 1, spokenAtMs: null }], sound: 'on' };

const eventNames = [
  '__proto__',
  'constructor',
  'toString',
  'error',
  'newListener',
  'disconnect',
  'disconnecting',
  'connect',
  'view',
  'refused',
  'command ',
  'Command',
  'ＣＯＭＭＡＮＤ',
  '',
];

/** Anything but a command: reports, events that there are none of, arguments of the wrong number and kind. */
export const eventCase = (dice: Dice, id: string): SocketCase => {
  const ack = dice.chance(0.5) ? '7' : '';
  const refusal = (text: string, lawful = false): SocketCase => ({
    text,
    answers: ['43/device,7', '42/device,["refused"', '44'],
    lawful,
    commandId: null,
  });
  const kind = dice.int(6);
  if (kind < 2) {
    const json = toJson(mutate(status, dice));
    // With an acknowledgement, so that one that is right after all is answered too.
    return refusal(`42/device,7["status",${json}]`, isRight(DeviceStatus, json));
  }
  if (kind === 2) return refusal(`42/device,${ack}["receipt",${toJson(mutate(receipt, dice))}]`);
  if (kind === 3) {
    return refusal(
      `42/device,${ack}[${JSON.stringify(dice.pick(eventNames))},${toJson(brokenRequest(dice, id))}]`,
    );
  }
  if (kind === 4)
    return refusal(`42/device,${ack}["command"${dice.pick(['', ',null', ',1,2,3', ',[]', ',"x"'])}]`);
  return refusal(`42/device,${ack}[${dice.pick(['5', '-1', '1e99', '0.5'])},{}]`);
};

const hellos = [
  ['visitor', { code: '0123456789ABCDEF' }, VisitorHello],
  ['wall', { key: 'k'.repeat(43) }, KeyHello],
  ['device', { key: 'k'.repeat(43) }, KeyHello],
  ['kiosk', { key: 'k'.repeat(43) }, KeyHello],
  ['staff', { site: 'centre', page: { kind: 'booth', booth: 1 } }, StaffHello],
] as const;

/** A hello that must not be taken: broken, for another door, or by nobody. */
export const helloCase = (dice: Dice): SocketCase => {
  const [door, right, schema] = dice.pick(hellos);
  const json = toJson(mutate(right as Fields, dice));
  // One that is right after all names a door, so that it is taken, or is refused because nobody is signed in.
  const lawful = isRight(schema, json);
  const name = lawful
    ? 'nowhere'
    : dice.pick([door, door, door, 'moon', '__proto__', 'wall/..', encodeURIComponent(dice.text(5))]);
  const broken = !lawful && dice.chance(0.15) ? breakText(json, dice) : json;
  return { text: `40/${name},${broken}`, answers: ['44'], lawful: false, commandId: null };
};

/** Sends it and says what became of it; throws FuzzFailure for silence, or when it was taken. */
export const deliverMessage = async (one: SocketCase, line: SocketLine): Promise<Verdict> => {
  const asked = line.ask(one.text, (message) => one.answers.some((start) => message.startsWith(start)));
  const answer = await answered(asked, 'socket', one.text);
  if (answer === null) return 'closed';
  if (answer.includes('"code":"internalError"')) throw new FuzzFailure(`answered ${answer}`, one.text);
  if (one.lawful) return 'lawful';
  const refused = answer.includes('"ok":false') || answer.includes('["refused"') || answer.startsWith('44');
  if (!refused) throw new FuzzFailure(`taken: ${answer.slice(0, 300)}`, one.text);
  return 'refused';
};
