// The limits that the hub itself keeps, and whom it tells when one is reached.
import { defaultLimits, type LimitName, type Limits } from '../../protocol/limits.ts';

export type HubLimits = Pick<
  Limits,
  'changesWaiting' | 'commandsWaiting' | 'eventsPerDay' | 'strangersPerSite'
> & {
  readonly reached: (limit: LimitName) => void;
};

/** Where the settings say nothing and nobody counts. */
export const defaultHubLimits: HubLimits = { ...defaultLimits, reached: () => {} };
