// Starts what the settings want published; nothing where they say nothing.
import { resolve } from 'node:path';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Language } from '../../protocol/ids.ts';
import type { PublishingSettings } from '../../protocol/publishing-settings.ts';
import type { Clock } from '../base/clock.ts';
import type { NowSource } from '../now/source.ts';
import { publishedFiles } from './files.ts';
import { writeFiles } from './folder.ts';
import { createPublishFigures, type Outlet, startOutlet } from './publisher.ts';
import { pushFiles } from './push.ts';

/** Resolves at once; `close` ends it. */
export const openPublishing = (parts: {
  readonly settings: PublishingSettings;
  readonly languages: readonly Language[];
  readonly now: NowSource;
  readonly dataFolder: string;
  readonly token: string | null;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly logger: Logger;
}): { readonly close: () => Promise<void> } => {
  const { settings, languages, now, dataFolder, token, registry, clock, logger } = parts;
  const { folder, push, everySeconds, oldAfterMinutes } = settings;
  const stopping = new AbortController();
  const files = () => publishedFiles(now().view, { languages, everySeconds, oldAfterMinutes });
  const outlets: Outlet[] = [];
  if (folder !== undefined)
    outlets.push({ name: 'folder', send: () => writeFiles(resolve(dataFolder, folder), files()) });
  if (push !== undefined)
    outlets.push({ name: 'push', send: () => pushFiles({ ...push, token }, files(), stopping.signal) });
  if (push !== undefined && token === null)
    logger.warn('the now page is pushed without a token: JUNBAN_PUSH_TOKEN_FILE is not set');
  if (outlets.length === 0) return { close: async () => {} };
  const figures = createPublishFigures(
    registry,
    outlets.map(({ name }) => name),
  );
  const closers = outlets.map((outlet) =>
    startOutlet({ outlet, everyMs: everySeconds * 1_000, clock, logger, figures }),
  );
  return {
    close: async () => {
      stopping.abort();
      await Promise.all(closers.map((close) => close()));
    },
  };
};
