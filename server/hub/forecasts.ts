// The forecasts of all sites of a hub: one line that runs them, one memory of what past days taught.
import type { Logger } from 'pino';
import type { SiteId } from '../../protocol/ids.ts';
import type { EventLog } from '../log/contract.ts';
import type { ResolvedSite } from '../settings/resolved-site.ts';
import { createForecastLine } from './forecast-line.ts';
import { createLearning } from './learning.ts';
import { createSiteForecaster, type SiteForecaster } from './site-forecaster.ts';

export type Forecasts = {
  forecaster(site: ResolvedSite, onLearned: () => void): SiteForecaster;
  /** Every site is open: past days are as they will stay, and may be learned from. */
  begin(): void;
  close(): void;
};

export const createForecasts = (parts: {
  readonly log: EventLog;
  readonly sites: ReadonlyMap<SiteId, ResolvedSite>;
  readonly logger: Logger;
}): Forecasts => {
  const line = createForecastLine();
  const learning = createLearning(parts);
  return {
    forecaster: (site, onLearned) => createSiteForecaster({ ...parts, site, line, learning, onLearned }),
    begin: learning.begin,
    close: () => {
      learning.close();
      line.close();
    },
  };
};
