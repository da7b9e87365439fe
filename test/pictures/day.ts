// Brings each place of the pictures into the state that it is named after, by the commands that staff would send.
import type { Command } from '../../protocol/commands.ts';
import type { BoothNumber, ProcedureId, StaffId, TicketNumber } from '../../protocol/ids.ts';
import { type HubProcess, postCommand } from '../support/hub-process.ts';
import type { State } from './settings.ts';

const staff = 'sato' as StaffId;
const booth = (number: number) => number as BoothNumber;
const procedure = (id: string) => id as ProcedureId;
const demo = [
  'card-issue',
  'certificate-renewal',
  'card-renewal',
  'pin-reset',
  'address-change',
  'application-help',
];
const further = ['express-issue', 'lost-card', 'moved-in', 'card-return', 'residence-papers'];
const languages = ['ja', 'ja', 'en', 'ja', 'vi', 'ja', 'zh-Hans', 'ja', 'pt', 'ja-easy'] as const;
const outageNotice = {
  ja: '全国システムの障害のため、カード交付の呼び出しを止めています。番号札はそのままお持ちください。',
  en: 'The national system is down. Card issue is not being called for the moment. Please keep your ticket.',
};
const stopNotice = {
  ja: '本日の受付は終了しました。明日以降にお越しいただくか、予約をご利用ください。',
  en: 'No more tickets today. Please come another day, or make a reservation.',
};

type Send = (command: Command) => Promise<void>;

/** Tickets whose pages are to be seen, by their codes. */
export type Played = {
  /** The last one issued: it waits longest. */
  readonly waiting: string | null;
  readonly called: string | null;
  readonly absent: string | null;
};

const watch = (hub: HubProcess, site: string) => {
  const codes = new Map<TicketNumber, string>();
  const at = new Map<number, TicketNumber>();
  const seen: { -readonly [K in keyof Played]: Played[K] } = { waiting: null, called: null, absent: null };
  const codeAt = (number: number): string | null => codes.get(at.get(number) ?? ('' as TicketNumber)) ?? null;
  const send: Send = async (command) => {
    const answer = await postCommand(hub.url, site, command, crypto.randomUUID());
    if (!answer.ok) {
      if (answer.refusal.code === 'nobodyWaiting') return;
      throw new Error(`${site}: ${JSON.stringify(command)} was refused: ${answer.refusal.message}`);
    }
    if (command.type === 'issueTicket' && answer.ticket && answer.code) {
      codes.set(answer.ticket, answer.code);
      seen.waiting = answer.code;
    }
    if (command.type === 'callNext' && answer.ticket) at.set(command.booth, answer.ticket);
    if (command.type === 'markAbsent') seen.absent = codeAt(command.booth);
    if (command.type === 'callNext') seen.called = codeAt(command.booth);
  };
  return { send, seen };
};

const issue = async (send: Send, ids: readonly string[], count: number): Promise<void> => {
  for (let i = 0; i < count; i += 1)
    await send({
      type: 'issueTicket',
      procedure: procedure(ids[i % ids.length] ?? ''),
      source: 'reception',
      marks: i % 9 === 4 ? (['infants'] as never) : [],
      language: languages[i % languages.length] ?? 'ja',
      partySize: 1 + (i % 3 === 2 ? 1 : 0),
      note: '',
      slotAtMs: null,
      printAt: null,
    });
};

const openBooths = async (send: Send, numbers: readonly number[]): Promise<void> => {
  for (const number of numbers) await send({ type: 'openBooth', booth: booth(number), staff });
};

/** Calls at each; at every other the visitor has come. The last one stays called. */
const callAt = async (send: Send, numbers: readonly number[]): Promise<void> => {
  for (const [place, number] of numbers.entries()) {
    await send({ type: 'callNext', booth: booth(number) });
    if (place % 2 === 0 && place < numbers.length - 1)
      await send({ type: 'startServing', booth: booth(number) });
  }
};

/** What an ordinary morning looks like: some booths open, a few calls, some who wait. */
const morning = async (send: Send, ids: readonly string[], waiting: number): Promise<void> => {
  const open = [1, 3, 4, 6, 7, 8, 10];
  await openBooths(send, open);
  await issue(send, ids, waiting + open.length);
  await callAt(send, open);
};

const play: Readonly<Record<State, (send: Send) => Promise<void>>> = {
  normal: (send) => morning(send, demo, 12),
  offline: (send) => morning(send, demo, 12),
  strained: (send) => morning(send, demo, 110),
  stopped: async (send) => {
    await morning(send, demo, 30);
    await send({
      type: 'stopIntake',
      procedures: [procedure('card-issue'), procedure('application-help')],
      notice: stopNotice,
    });
  },
  outage: async (send) => {
    await morning(send, demo, 24);
    await send({
      type: 'startOutage',
      procedures: [procedure('card-issue'), procedure('card-renewal')],
      notice: outageNotice,
    });
  },
  absent: async (send) => {
    await morning(send, demo, 20);
    for (const number of [3, 6, 8]) await send({ type: 'markAbsent', booth: booth(number) });
    await callAt(send, [3, 6]);
  },
  closed: async () => {},
  twelve: async (send) => {
    await morning(send, [...demo, ...further], 40);
    await openBooths(send, [11, 12, 13, 14]);
    await callAt(send, [11, 12, 13, 14]);
  },
  'long-names': async (send) => {
    await openBooths(send, [1, 4, 11, 12]);
    await issue(send, ['long-issue', 'long-certificate', 'card-issue', 'certificate-renewal'], 18);
    await callAt(send, [11, 12, 1, 4]);
  },
};

/** Plays one place's state at the hub. Throws what the hub refused. */
export const playState = async (hub: HubProcess, state: State): Promise<Played> => {
  const { send, seen } = watch(hub, state);
  await play[state](send);
  return seen;
};
