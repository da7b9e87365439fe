// Keys at a booth without a screen: next, recall, finish, absent, start. Never kept for later: a late call is worse than none.
import type { Logger } from 'pino';
import type { CommandOf } from '../protocol/commands.ts';
import type { BoothNumber, CommandId } from '../protocol/ids.ts';
import type { BoothGlance } from '../protocol/views.ts';
import type { FeedbackKind } from './buttons/profile.ts';
import type { HubLink } from './hub-link.ts';

export const boothActions = ['next', 'recall', 'finish', 'absent', 'start'] as const;
export type BoothAction = (typeof boothActions)[number];

type BoothCommand = CommandOf<
  'callNext' | 'finishAndNext' | 'recall' | 'finish' | 'markAbsent' | 'startServing'
>;

/** The command a key means now: `next` finishes the ticket at the booth first, if there is one. */
export const boothCommand = (
  booth: BoothNumber,
  action: BoothAction,
  booths: readonly BoothGlance[],
): BoothCommand => {
  switch (action) {
    case 'next': {
      const busy = booths.some((glance) => glance.booth === booth && glance.ticket !== null);
      return { type: busy ? 'finishAndNext' : 'callNext', booth };
    }
    case 'recall':
      return { type: 'recall', booth };
    case 'finish':
      return { type: 'finish', booth };
    case 'absent':
      return { type: 'markAbsent', booth };
    case 'start':
      return { type: 'startServing', booth };
  }
};

type BoothKeyOptions = {
  readonly link: Pick<HubLink, 'connected' | 'command'>;
  readonly logger: Logger;
  readonly booths: () => readonly BoothGlance[];
  readonly newCommandId: () => CommandId;
  readonly answerMs: number;
};

export type BoothKeys = {
  press(booth: BoothNumber, action: BoothAction, feedback: (kind: FeedbackKind) => void): void;
};

/** A key answered by the hub beeps as accepted or refused; one that is not, as failed. */
export const createBoothKeys = ({
  link,
  logger,
  booths,
  newCommandId,
  answerMs,
}: BoothKeyOptions): BoothKeys => {
  // A booth's keys wait for each other, so that the second sees what the first has done.
  const lines = new Map<BoothNumber, Promise<void>>();

  const send = async (
    booth: BoothNumber,
    action: BoothAction,
    feedback: (kind: FeedbackKind) => void,
  ): Promise<void> => {
    const command = boothCommand(booth, action, booths());
    const answer = link.connected()
      ? await link.command({ commandId: newCommandId(), command }, answerMs)
      : null;
    if (answer === null) {
      logger.warn({ booth, action }, 'hub not reached: key ignored');
      feedback('failed');
      return;
    }
    const outcome = answer.ok ? (answer.ticket ?? 'done') : answer.refusal.code;
    logger.info({ booth, action, command: command.type, outcome }, 'booth key');
    feedback(answer.ok ? 'accepted' : 'refused');
  };

  return {
    press: (booth, action, feedback) => {
      const before = lines.get(booth) ?? Promise.resolve();
      lines.set(
        booth,
        before.then(() => send(booth, action, feedback)),
      );
    },
  };
};
