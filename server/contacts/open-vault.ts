// The personal data of reservations as a running hub has it: the vault, its figures, and who keeps it clean.
import type { Registry } from 'prom-client';
import type { Clock } from '../base/clock.ts';
import { createContactFigures, watchVault } from './figures.ts';
import { type Keeper, startKeeper } from './keeper.ts';
import { createVault, type Vault, type VaultParts } from './vault.ts';

export type OpenVaultParts = Omit<VaultParts, 'nowMs' | 'figures'> & {
  readonly hubName: string;
  readonly registry: Registry;
  readonly clock: Clock;
};

/** Opens the vault and starts its keeper, who is to be closed. */
export const openVault = (
  parts: OpenVaultParts,
): { readonly contacts: Vault; readonly keeper: Pick<Keeper, 'close'> } => {
  const { registry, clock, logger, hubName } = parts;
  const figures = createContactFigures(registry);
  const contacts = createVault({ ...parts, nowMs: clock.now, figures });
  if (!contacts.isOpen) logger.info('the vault of personal data is closed: JUNBAN_KEY_FILE is not set');
  watchVault(registry, contacts);
  return { contacts, keeper: startKeeper({ vault: contacts, hubName, clock, logger, figures }) };
};
