// The figures of the vault for Prometheus: how much is kept, asked for, erased, and what does not open.
import { Counter, Gauge, type Registry } from 'prom-client';

export type ContactFigures = {
  asked(outcome: 'allowed' | 'denied'): void;
  erased(count: number): void;
  resealed(): void;
  unreadable(): void;
  /** A run of erasure or rotation broke off, or could not clean the files. */
  runFailed(): void;
};

/** Registers them. */
export const createContactFigures = (registry: Registry): ContactFigures => {
  const registers = [registry];
  const asked = new Counter({
    name: 'junban_contact_reads_total',
    help: 'Reads of personal data by outcome (allowed, denied)',
    labelNames: ['outcome'],
    registers,
  });
  const counter = (name: string, help: string) => new Counter({ name, help, registers });
  const erased = counter('junban_contacts_erased_total', 'Personal data erased: time was up, or on request');
  const resealed = counter('junban_contacts_resealed_total', 'Records brought under a newer key');
  const unreadable = counter('junban_contacts_unreadable_total', 'Times that a record did not open');
  const failed = counter(
    'junban_contact_keeper_failures_total',
    'Runs of erasure or rotation that broke off',
  );
  return {
    asked: (outcome) => asked.inc({ outcome }),
    erased: (count) => erased.inc(count),
    resealed: () => resealed.inc(),
    unreadable: () => unreadable.inc(),
    runFailed: () => failed.inc(),
  };
};

/** Shows how many records are kept, and whether there is a key; the count stays as it was while the store is away. */
export const watchVault = (
  registry: Registry,
  vault: { readonly isOpen: boolean; count(): Promise<number> },
): void => {
  const registers = [registry];
  new Gauge({ name: 'junban_vault_open', help: '1: the vault has a key', registers }).set(
    vault.isOpen ? 1 : 0,
  );
  const kept = new Gauge({
    name: 'junban_contacts',
    help: 'Reservations whose personal data is kept',
    registers,
    collect: async () => {
      const count = await vault.count().catch(() => null);
      if (count !== null) kept.set(count);
    },
  });
};
