// The booths: opened by somebody, handed over, paused, resumed, and what they serve.
import type { CommandOf } from '../../protocol/commands.ts';
import { allowedAtBooth } from './allowed.ts';
import { findCallingBooth, findOpenBooth } from './at-booth.ts';
import type { DecideContext, Decision } from './contract.ts';
import { happened, isRefused, refused } from './decision.ts';
import { findBooth, findServed, findStaff } from './known.ts';
import type { DayState } from './state.ts';

export const openBooth = (
  state: DayState,
  command: CommandOf<'openBooth'>,
  context: DecideContext,
): Decision => {
  const booth = findBooth(state, context, command.booth);
  if (isRefused(booth)) return booth;
  const staff = findStaff(context, command.staff);
  if (isRefused(staff)) return staff;
  if (booth.state !== 'closed') {
    const present = booth.staff === null ? undefined : context.site.staff.get(booth.staff);
    const allowed = ['changeBoothStaff', ...allowedAtBooth(state, booth, context.nowMs)];
    return refused(
      'boothAlreadyOpen',
      { booth: booth.number, staff: present?.name ?? booth.staff ?? '-' },
      allowed,
    );
  }
  const usual = context.site.booths.get(command.booth)?.procedures ?? [];
  const procedures = findServed(context, command.procedures ?? usual);
  if (isRefused(procedures)) return procedures;
  return happened({
    type: 'boothOpened',
    booth: command.booth,
    staff: command.staff,
    procedures: [...procedures],
  });
};

export const changeBoothStaff = (
  state: DayState,
  command: CommandOf<'changeBoothStaff'>,
  context: DecideContext,
): Decision => {
  const booth = findOpenBooth(state, context, command.booth);
  if (isRefused(booth)) return booth;
  const staff = findStaff(context, command.staff);
  if (isRefused(staff)) return staff;
  return happened({ type: 'boothStaffChanged', booth: command.booth, staff: command.staff });
};

/** A booth may pause in the middle of a visit: the visit goes on, and nobody is called after it. */
export const pauseBooth = (
  state: DayState,
  command: CommandOf<'pauseBooth'>,
  context: DecideContext,
): Decision => {
  const booth = findCallingBooth(state, context, command.booth);
  if (isRefused(booth)) return booth;
  const { note, untilMs } = command;
  return happened({ type: 'boothPaused', booth: command.booth, note, untilMs });
};

export const resumeBooth = (
  state: DayState,
  command: CommandOf<'resumeBooth'>,
  context: DecideContext,
): Decision => {
  const booth = findOpenBooth(state, context, command.booth);
  if (isRefused(booth)) return booth;
  if (booth.state !== 'paused') {
    const allowed = allowedAtBooth(state, booth, context.nowMs);
    return refused('boothNotPaused', { booth: booth.number }, allowed);
  }
  return happened({ type: 'boothResumed', booth: command.booth });
};

export const setBoothProcedures = (
  state: DayState,
  command: CommandOf<'setBoothProcedures'>,
  context: DecideContext,
): Decision => {
  const booth = findOpenBooth(state, context, command.booth);
  if (isRefused(booth)) return booth;
  const procedures = findServed(context, command.procedures);
  if (isRefused(procedures)) return procedures;
  return happened({ type: 'boothProceduresSet', booth: command.booth, procedures: [...procedures] });
};
