// Where a hub keeps things: in files of its own, or in a Redis that hubs share.
import type { LogAddress } from './address.ts';

export type StoreChoice = {
  readonly dataFolder: string;
  readonly hubName: string;
  readonly log: LogAddress;
  readonly logReplicas: number;
  readonly logAcceptsLoss: boolean;
};
