// Help calls of kiosks: asked for, answered by whoever goes there, or withdrawn by the visitor.
import type { CommandOf } from '../../protocol/commands.ts';
import type { DeviceId } from '../../protocol/ids.ts';
import type { Decision } from './contract.ts';
import { happened, refused } from './decision.ts';
import type { DayState } from './state.ts';

/** Whether somebody at the kiosk waits for a hand still. */
const isOpen = (state: DayState, device: DeviceId): boolean =>
  state.helps.some((help) => help.device === device && help.answeredAtMs === null);

/** A second press is an event too: it rings again. */
export const askHelp = (_state: DayState, { device, language }: CommandOf<'askHelp'>): Decision =>
  happened({ type: 'helpAsked', device, language });

export const answerHelp = (state: DayState, { device }: CommandOf<'answerHelp'>): Decision =>
  isOpen(state, device) ? happened({ type: 'helpAnswered', device }) : refused('noHelpAsked', { device });

export const withdrawHelp = (state: DayState, { device }: CommandOf<'withdrawHelp'>): Decision =>
  isOpen(state, device) ? happened({ type: 'helpWithdrawn', device }) : refused('noHelpAsked', { device });
