// Keys at a booth: the right command for what is at the booth, in order, and nothing kept for later.
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../protocol/answers.ts';
import type { BoothNumber, CommandId, TicketNumber } from '../protocol/ids.ts';
import { refuse } from '../protocol/refusals.ts';
import type { BoothGlance } from '../protocol/views.ts';
import { type BoothAction, boothCommand, createBoothKeys } from './booth-keys.ts';
import type { FeedbackKind } from './buttons/profile.ts';
import { createTestHub } from './test-hub.ts';

const three = 3 as BoothNumber;
const empty = createTestHub().view().booths;
const busy: BoothGlance[] = empty.map((glance) => ({ ...glance, ticket: 'A001' as TicketNumber }));

describe('booth keys', () => {
  it.each<[BoothAction, BoothGlance[], string]>([
    ['next', empty, 'callNext'],
    ['next', busy, 'finishAndNext'],
    ['recall', busy, 'recall'],
    ['finish', busy, 'finish'],
    ['absent', busy, 'markAbsent'],
    ['start', busy, 'startServing'],
  ])('%s', (action, booths, type) => {
    expect(boothCommand(three, action, booths)).toEqual({ type, booth: three });
  });

  const keys = (connected: boolean, answer: Answer | null) => {
    const sent: string[] = [];
    let booths = empty;
    const made = createBoothKeys({
      link: {
        connected: () => connected,
        command: async ({ command }) => {
          sent.push(command.type);
          booths = busy;
          return answer;
        },
      },
      logger: pino({ level: 'silent' }),
      booths: () => booths,
      newCommandId: () => 'command-1' as CommandId,
      answerMs: 100,
    });
    const feedback: FeedbackKind[] = [];
    const press = (action: BoothAction): void => made.press(three, action, (kind) => feedback.push(kind));
    return { sent, feedback, press };
  };

  it('the second press sees what the first has done', async () => {
    const { sent, feedback, press } = keys(true, { ok: true, version: 1 });
    press('next');
    press('next');
    await expect.poll(() => feedback).toEqual(['accepted', 'accepted']);
    expect(sent).toEqual(['callNext', 'finishAndNext']);
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
