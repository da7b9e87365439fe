// Keeps each version of the settings document as an event, so that one can say later what held when.
import { createHash } from 'node:crypto';
import type { Settings } from '../../protocol/settings.ts';
import type { EventLog } from '../log/contract.ts';

const hashOf = (settings: Settings): string =>
  createHash('sha256').update(JSON.stringify(settings)).digest('hex');

/** Appends the document to `settings:{organisation}` unless it is the last version already; gives its version. */
export const keepSettingsVersion = async (
  log: EventLog,
  settings: Settings,
  atMs: number,
): Promise<{ readonly version: number; readonly changed: boolean }> => {
  const stream = `settings:${settings.organisation.id}`;
  const hash = hashOf(settings);
  for (;;) {
    const version = await log.version(stream);
    const [last] = version === 0 ? [] : await log.read(stream, version - 1, 1);
    if (last !== undefined && 'hash' in last.event && last.event.hash === hash) {
      return { version, changed: false };
    }
    const event = { type: 'settingsChanged', hash, settings };
    const commandId = `settings:${version + 1}:${hash.slice(0, 16)}`;
    const meta = { atMs, actor: { kind: 'system', id: 'settings-file' }, commandId };
    const result = await log.append(stream, version, [{ schema: 1, meta, event }]);
    // Another hub that started at the same moment wrote first: look again.
    if (result.kind === 'appended') return { version: result.version, changed: true };
  }
};
