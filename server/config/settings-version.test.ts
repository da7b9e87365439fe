// The settings' history: a version per change, none for a restart, an old one again is a new version.
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { openSqliteLog } from '../log/sqlite-log.ts';
import { loadSettings } from '../settings/load.ts';
import { keepSettingsVersion } from './settings-version.ts';

it('keeps a version when the document changed, and only then', async () => {
  const log = openSqliteLog(':memory:');
  const first = await loadSettings(resolve(import.meta.dirname, '../../examples/demo.yaml'));
  const second = { ...first, publicUrl: 'http://example.org' };
  expect(await keepSettingsVersion(log, first, 1)).toEqual({ version: 1, changed: true });
  expect(await keepSettingsVersion(log, first, 2)).toEqual({ version: 1, changed: false });
  expect(await keepSettingsVersion(log, second, 3)).toEqual({ version: 2, changed: true });
  expect(await keepSettingsVersion(log, first, 4)).toEqual({ version: 3, changed: true });
  const entries = await log.read(`settings:${first.organisation.id}`, 0);
  expect(entries.map((entry) => entry.meta.actor)).toEqual(
    Array.from({ length: 3 }, () => ({ kind: 'system', id: 'settings-file' })),
  );
  await log.close();
});
