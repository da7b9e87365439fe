// Keys at a booth without a screen: next, recall, finish, absent, start. Never kept for later: a late call is worse than none.
import type { Logger } from 'pino';
import type { CommandOf } from '../protocol/commands.ts';
import type { BoothNumber, CommandId } from '../protocol/ids.ts';
import { createSight, type Saw, type Sight } from '../protocol/saw.ts';
import { type ButtonAction, buttonActions } from '../protocol/site-settings.ts';
import type { BoothGlance, DeviceView } from '../protocol/views.ts';
import type { FeedbackKind } from './buttons/profile.ts';
import type { HubLink } from './hub-link.ts';

export const boothActions = buttonActions;
export type BoothAction = ButtonAction;

type BoothCommand = CommandOf<
  'callNext' | 'finishAndNext' | 'recall' | 'finish' | 'markAbsent' | 'startServing'
>;

/**
 * The command a key means: `next` finishes the ticket at the booth first, if there is one. `saw`: what was last told of
 * the booth, for it has no screen; null: nothing yet, and the hub judges alone.
 */
export const boothCommand = (booth: BoothNumber, action: BoothAction, saw: Saw | null): BoothCommand => {
  const at = saw === null ? { booth } : { booth, saw };
  switch (action) {
    case 'next':
      return { type: saw === null || saw.ticket === null ? 'callNext' : 'finishAndNext', ...at };
    case 'recall':
      return { type: 'recall', ...at };
    case 'finish':
      return { type: 'finish', ...at };
    case 'absent':
      return { type: 'markAbsent', ...at };
    case 'start':
      return { type: 'startServing', ...at };
  }
};

/** Nobody is called and served within this, ms: a key that would finish them was pressed twice. */
export const servedNotBeforeMs = 5_000;

type BoothKeyOptions = {
  readonly link: Pick<HubLink, 'connected' | 'command'>;
  readonly logger: Logger;
  readonly newCommandId: () => CommandId;
  readonly answerMs: number;
  /** Milliseconds of any steady clock. */
  readonly nowMs?: () => number;
};

/** What is told of the booths. */
export type BoothsTold = Pick<DeviceView, 'version'> & {
  readonly booths: readonly Pick<BoothGlance, 'booth' | 'ticket' | 'ticketState'>[];
};

export type BoothKeys = {
  /** The hub told how the booths stand. */
  told(view: BoothsTold): void;
  press(booth: BoothNumber, action: BoothAction, feedback: (kind: FeedbackKind) => void): void;
};

/** A key answered by the hub beeps as accepted or refused; one that is not, as failed. */
export const createBoothKeys = (options: BoothKeyOptions): BoothKeys => {
  const { link, logger, newCommandId, answerMs, nowMs = () => performance.now() } = options;
  // A booth's keys wait for each other, so that the second sees what the first has done.
  const lines = new Map<BoothNumber, Promise<void>>();
  const sights = new Map<BoothNumber, Sight>();
  /** Booths whose visitor is called and not served yet, and since when. */
  const called = new Map<BoothNumber, { readonly ticket: string; readonly sinceMs: number }>();

  const isTooSoon = (booth: BoothNumber, action: BoothAction): boolean => {
    const since = called.get(booth)?.sinceMs;
    if (action !== 'next' && action !== 'finish') return false;
    return since !== undefined && nowMs() - since < servedNotBeforeMs;
  };

  const send = async (
    booth: BoothNumber,
    action: BoothAction,
    feedback: (kind: FeedbackKind) => void,
  ): Promise<void> => {
    if (isTooSoon(booth, action)) {
      logger.info({ booth, action }, 'booth key ignored: called a moment ago, nobody can have been served');
      feedback('refused');
      return;
    }
    const command = boothCommand(booth, action, sights.get(booth)?.saw() ?? null);
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
    if (answer.ok) sights.get(booth)?.own();
    feedback(answer.ok ? 'accepted' : 'refused');
  };

  return {
    told: ({ version, booths }) => {
      for (const { booth, ticket, ticketState } of booths) {
        if (ticket === null || ticketState !== 'called') called.delete(booth);
        else if (called.get(booth)?.ticket !== ticket) called.set(booth, { ticket, sinceMs: nowMs() });
        const sight = sights.get(booth) ?? createSight();
        sights.set(booth, sight);
        sight.shows({ ticket, version });
      }
    },
    press: (booth, action, feedback) => {
      const before = lines.get(booth) ?? Promise.resolve();
      lines.set(
        booth,
        before.then(() => send(booth, action, feedback)),
      );
    },
  };
};
