// `npm run second-factor -- --remove ACCOUNT`: for the last administrator, whose phone and recovery codes are lost, while the hub is stopped.
import { parseArgs } from 'node:util';
import { StaffId } from '../protocol/ids.ts';
import { ArchiveRefused } from '../server/archive/format.ts';
import { createAudit } from '../server/audit/audit.ts';
import { openStores } from '../server/composition/stores.ts';
import { createSecondFactor } from '../server/people/second-factor.ts';
import { loadSettings } from '../server/settings/load.ts';
import { environmentOf, runTool, storeOptions, storeUsage, toolLogger } from './store-tool.ts';

const usage = `Usage: npm run second-factor -- --remove ACCOUNT [--settings FILE] ${storeUsage}`;

const main = async (): Promise<number> => {
  const options = { ...storeOptions, settings: { type: 'string' }, remove: { type: 'string' } } as const;
  const { values } = parseArgs({ options });
  const account = StaffId.safeParse(values.remove);
  if (!account.success) throw new ArchiveRefused(usage);
  const environment = environmentOf(values);
  const { organisation } = await loadSettings(environment.settingsFile);
  const stores = await openStores(environment, Date.now, toolLogger());
  try {
    const second = createSecondFactor({ notes: stores.notes, issuer: '', roles: [], now: Date.now });
    if (!(await second.has(account.data)))
      throw new ArchiveRefused(`${account.data} has no second factor here.`);
    // On record before it is done.
    const audit = createAudit(stores.log, organisation.id, environment.hubName);
    const event = { type: 'secondFactorRemoved', account: account.data } as const;
    await audit.note({ kind: 'system', id: 'second-factor-tool' }, event, Date.now());
    await second.remove(account.data);
    await stores.sessions.endAllOf(account.data, null);
    console.log(
      `${account.data} signs in by password alone, or sets up another second factor where the settings ask for one.`,
    );
    return 0;
  } finally {
    await stores.close();
  }
};

await runTool(main);
