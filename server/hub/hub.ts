// Every site of the organisation alive in one process, on one log.
import type { SiteId } from '../../protocol/ids.ts';
import type { ResolvedSite } from '../settings/resolved-site.ts';
import type { Hub } from './contract.ts';
import { createForecasts } from './forecasts.ts';
import { noBoard, type PresenceBoard } from './presence-board.ts';
import { openSiteHub, type RunningSite, type SiteHubParts } from './site-hub.ts';

export type HubParts = Omit<SiteHubParts, 'site' | 'board' | 'forecaster'> & {
  readonly sites: ReadonlyMap<SiteId, ResolvedSite>;
  /** Null: this hub is alone. */
  readonly board?: PresenceBoard | null;
  /** In place of the real forecasts, for tests. */
  readonly forecaster?: SiteHubParts['forecaster'];
};

/** Replays each site's days and starts their clocks; ready for commands when it resolves. Does not close the log. */
export const createHub = async (parts: HubParts): Promise<Hub> => {
  const sites = new Map<SiteId, RunningSite>();
  const forecasts = createForecasts(parts);
  const { forecaster = forecasts.forecaster } = parts;
  const closeAll = async () => {
    forecasts.close();
    await Promise.all([...sites.values()].map((site) => site.close()));
  };
  try {
    for (const [id, site] of parts.sites) {
      const board = parts.board?.site(id) ?? noBoard;
      sites.set(id, await openSiteHub({ ...parts, site, board, forecaster }));
    }
    forecasts.begin();
  } catch (error) {
    await closeAll();
    throw error;
  }
  return {
    sites,
    close: async () => void (await closeAll()),
    ready: () => parts.log.check(),
    clockDoubt: () => parts.clock.doubt?.() ?? null,
  };
};
