// `npm run keys -- new|status|rotate`: makes keys for the vault of personal data, tells which are needed, seals all with the newest.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Registry } from 'prom-client';
import { ArchiveRefused } from '../server/archive/format.ts';
import { createContactFigures } from '../server/contacts/figures.ts';
import { addKey } from '../server/contacts/key-file.ts';
import { makeKey } from '../server/contacts/keys.ts';
import { openContacts } from '../server/contacts/open-contacts.ts';
import { countByKey, createRotation } from '../server/contacts/rotation.ts';
import { makeWebPushKey } from '../server/web-push/key.ts';
import { environmentOf, runTool, storeOptions, storeUsage, toolLogger } from './store-tool.ts';

const usage = `Usage: npm run keys -- new [--file FILE] [--last] [--print] | web-push | status | rotate ${storeUsage}`;

const options = {
  ...storeOptions,
  file: { type: 'string' },
  last: { type: 'boolean' },
  print: { type: 'boolean' },
} as const;
type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

const makeNew = ({ file, last, print }: Values): number => {
  if (print === true) {
    console.log(makeKey().line);
    return 0;
  }
  const path = file ?? process.env.JUNBAN_KEY_FILE ?? '';
  if (path === '')
    throw new ArchiveRefused('Name the key file with --file or JUNBAN_KEY_FILE, or use --print.');
  const added = addKey(resolve(path), last === true ? 'last' : 'first');
  if ('problem' in added) throw new ArchiveRefused(added.problem);
  const next = added.isFirst
    ? 'Restart the hub: it seals with it.'
    : 'It only opens until it is the first line.';
  console.log(
    `Key ${added.id} written to ${path}. ${next} Keep a copy of the file apart from backups of the data.`,
  );
  return 0;
};

/** To a file of its own, which must not be there yet, or with --print to the terminal. */
const makeWebPush = ({ file, print }: Values): number => {
  const { privateKey } = makeWebPushKey();
  if (print === true) {
    console.log(privateKey);
    return 0;
  }
  const path = file ?? process.env.JUNBAN_WEB_PUSH_KEY_FILE ?? '';
  if (path === '')
    throw new ArchiveRefused('Name the key file with --file or JUNBAN_WEB_PUSH_KEY_FILE, or use --print.');
  try {
    writeFileSync(resolve(path), `${privateKey}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const right =
      code === 'EEXIST' ? 'must not be there yet: phones know the key in it' : `cannot be written (${code})`;
    throw new ArchiveRefused(`${path}: ${right}`);
  }
  console.log(
    `Key for Web Push written to ${path}. Set JUNBAN_WEB_PUSH_KEY_FILE, the same at every hub, and restart.`,
  );
  return 0;
};

const withStore = async (
  values: Values,
  work: (parts: Awaited<ReturnType<typeof openParts>>) => Promise<number>,
): Promise<number> => {
  const parts = await openParts(values);
  try {
    return await work(parts);
  } finally {
    await parts.store.close();
  }
};

const openParts = async (values: Values) => {
  if (values.file !== undefined) process.env.JUNBAN_KEY_FILE = values.file;
  const environment = environmentOf(values);
  const { keys } = environment;
  if (keys === null)
    throw new ArchiveRefused('JUNBAN_KEY_FILE: must be set; npm run keys -- new makes a key.');
  return { store: await openContacts(environment), keys };
};

/** Lists the keys and what they seal; 1 when records need a key that is not there. */
const status = (values: Values): Promise<number> =>
  withStore(values, async ({ store, keys }) => {
    const counts = await countByKey(store);
    for (const [place, { id }] of keys.all.entries()) {
      const count = counts.get(id) ?? 0;
      const role = place === 0 ? 'newest: seals' : count === 0 ? 'not needed' : 'needed: opens';
      console.log(`${id} ${count} records (${role})`);
    }
    const missing = [...counts].filter(([id]) => keys.of(id) === null);
    for (const [id, count] of missing)
      console.error(`${id} ${count} records (MISSING: they cannot be opened)`);
    return missing.length === 0 ? 0 : 1;
  });

/** Does at once what the hub does at its start and every night. */
const rotate = (values: Values): Promise<number> =>
  withStore(values, async ({ store, keys }) => {
    const figures = createContactFigures(new Registry());
    const turn = createRotation({ store, keys, logger: toolLogger(), figures, nowMs: Date.now });
    let [resealed, unreadable] = [0, 0];
    for (let done = false; !done; ) {
      const one = await turn();
      resealed += one.resealed;
      unreadable += one.unreadable;
      ({ done } = one);
    }
    const swept = await store.sweep();
    const rest = swept ? '' : ' The hub sweeps the files tonight.';
    console.log(`Sealed with key ${keys.newest.id}: ${resealed}; cannot be opened: ${unreadable}.${rest}`);
    return unreadable === 0 ? 0 : 1;
  });

const main = async (): Promise<number> => {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [what, ...more] = positionals;
  if (more.length === 0 && what === 'new') return makeNew(values);
  if (more.length === 0 && what === 'web-push') return makeWebPush(values);
  if (more.length === 0 && what === 'status') return status(values);
  if (more.length === 0 && what === 'rotate') return rotate(values);
  throw new ArchiveRefused(usage);
};

await runTool(main);
