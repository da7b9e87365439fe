// Keys at a booth: the right command for what is at the booth, in order, and nothing kept for later.
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../protocol/answers.ts';
import type { Command } from '../protocol/commands.ts';
import type { BoothNumber, CommandId, TicketNumber } from '../protocol/ids.ts';
import { refuse } from '../protocol/refusals.ts';
import type { Saw } from '../protocol/saw.ts';
import { type BoothAction, boothCommand, createBoothKeys, servedNotBeforeMs } from './booth-keys.ts';
import type { FeedbackKind } from './buttons/profile.ts';

const three = 3 as BoothNumber;

describe('booth keys', () => {
  const saw = (ticket: string | null): Saw => ({ ticket: ticket as TicketNumber | null, version: 7 });

  it.each<[BoothAction, Saw | null, string]>([
    ['next', saw(null), 'callNext'],
    ['next', saw('A001'), 'finishAndNext'],
    ['next', null, 'callNext'],
    ['recall', saw('A001'), 'recall'],
    ['finish', saw('A001'), 'finish'],
    ['absent', saw('A001'), 'markAbsent'],
    ['start', saw('A001'), 'startServing'],
  ])('%s of %o is %s, and carries what was last told', (action, told, type) => {
    expect(boothCommand(three, action, told)).toEqual({
      type,
      booth: three,
      ...(told === null ? {} : { saw: told }),
    });
  });

  const keys = (connected: boolean, answer: Answer | null, ticketState: 'called' | 'serving' = 'serving') => {
    let now = 0;
    const sent: Command[] = [];
    const made = createBoothKeys({
      link: {
        connected: () => connected,
        command: async ({ command }) => {
          sent.push(command);
          made.told({ version: 2, booths: [{ booth: three, ticket: 'A001' as TicketNumber, ticketState }] });
          return answer;
        },
      },
      logger: pino({ level: 'silent' }),
      newCommandId: () => 'command-1' as CommandId,
      answerMs: 100,
      nowMs: () => now,
    });
    made.told({ version: 1, booths: [{ booth: three, ticket: null, ticketState: null }] });
    const feedback: FeedbackKind[] = [];
    const press = (action: BoothAction): void => made.press(three, action, (kind) => feedback.push(kind));
    const later = (ms: number): void => {
      now += ms;
    };
    return { sent, feedback, press, later };
  };

  it('the second press sees what the first has done', async () => {
    const { sent, feedback, press } = keys(true, { ok: true, version: 1 });
    press('next');
    press('next');
    await expect.poll(() => feedback).toEqual(['accepted', 'accepted']);
    expect(sent).toMatchObject([
      { type: 'callNext', saw: { ticket: null, version: 1 } },
      { type: 'finishAndNext', saw: { ticket: 'A001', version: 2 } },
    ]);
  });

  it('a second press does not finish whom the first has only just called', async () => {
    const { sent, feedback, press, later } = keys(true, { ok: true, version: 1 }, 'called');
    press('next');
    press('next');
    await expect.poll(() => feedback).toEqual(['accepted', 'refused']);
    expect(sent.map(({ type }) => type)).toEqual(['callNext']);
    later(servedNotBeforeMs);
    press('next');
    await expect.poll(() => sent.map(({ type }) => type)).toEqual(['callNext', 'finishAndNext']);
  });

  it('a refusal, no answer and no hub are told, and nothing is sent later', async () => {
    const refused = keys(true, { ok: false, refusal: refuse('nobodyWaiting', { booth: 3 }) });
    const silent = keys(true, null);
    const away = keys(false, { ok: true, version: 1 });
    for (const { press } of [refused, silent, away]) press('next');
    await expect.poll(() => refused.feedback).toEqual(['refused']);
    await expect.poll(() => silent.feedback).toEqual(['failed']);
    await expect.poll(() => away.feedback).toEqual(['failed']);
    expect(away.sent).toEqual([]);
  });
});
