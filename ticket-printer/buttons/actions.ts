// What the keys of the configuration, and those drawn on the paper page, stand for.
import type { ProcedureId } from '../../protocol/ids.ts';
import type { KeyAction } from '../agent.ts';
import type { ButtonSettings } from '../config.ts';
import { emulatedKeys } from './emulated.ts';
import { profileOf } from './profiles.ts';
import type { ButtonBinding } from './watch.ts';

export type BoundButtons = ButtonBinding & {
  /** What a key stands for; null: nothing. */
  readonly actionOf: (key: string) => KeyAction | null;
};

/** The button devices of the configuration. */
export const boundButtons = (settings: readonly ButtonSettings[]): readonly BoundButtons[] =>
  settings.flatMap(({ profile: id, debounceMs, keys, ...device }): BoundButtons[] => {
    const profile = profileOf(id);
    if (profile === undefined) return [];
    const actionOf = (key: string): KeyAction | null => {
      const bound = keys[key];
      if (bound === undefined) return null;
      if ('procedure' in bound)
        return { kind: 'ticket', procedure: bound.procedure, language: bound.language };
      return { kind: 'booth', booth: bound.booth, action: bound.action };
    };
    return [{ profile, device, debounceMs, actionOf }];
  });

/** The buttons of the paper page: one key per procedure of the site, in its order. */
export const onScreenButtons = (
  debounceMs: number,
  procedures: () => readonly { readonly id: ProcedureId }[],
): BoundButtons => {
  const profile = profileOf('keyboard');
  if (profile === undefined) throw new Error('the keyboard profile is missing');
  return {
    profile,
    device: { path: 'emulated' },
    debounceMs,
    actionOf: (key) => {
      const procedure = procedures()[emulatedKeys.indexOf(key)];
      return procedure === undefined ? null : { kind: 'ticket', procedure: procedure.id, language: 'ja' };
    },
  };
};

/** Procedures that a key of the configuration gives tickets for. */
export const boundProcedures = (settings: readonly ButtonSettings[]): readonly ProcedureId[] => [
  ...new Set(
    settings.flatMap(({ keys }) =>
      Object.values(keys).flatMap((bound) => ('procedure' in bound ? [bound.procedure] : [])),
    ),
  ),
];
