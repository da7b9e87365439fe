// Who may do what is imported into an empty store, or with a head that a trusted hub signed; and verify says what is vouched for.
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chainHash, chainStart } from '../log/chain.ts';
import type { EventLog, StoredEntry } from '../log/contract.ts';
import { openSqliteLog } from '../log/sqlite-log.ts';
import { peopleSchema, peopleStream } from '../people/register/events.ts';
import {
  contentsOf,
  exportSigned,
  exportTo,
  inFolder,
  keepQuietDay,
  nowMs,
  verified,
} from './archive.test-support.ts';
import { createVouching, headKeyFile, openHeadKey, publicHeadKeyFile, readHeadKey } from './head-key.ts';
import { importFiles } from './import-files.ts';

const people = peopleStream('city');
const made = (account: string, role: string) => ({
  ...{ type: 'accountMade', account, name: account, sso: null },
  grants: [{ role, site: null }],
});
const keepPerson = async (log: EventLog, account: string, role: string): Promise<void> => {
  const meta = {
    atMs: nowMs,
    actor: { kind: 'system', id: 'test' },
    commandId: `make-${account}`,
    hub: 'hub',
  };
  await log.append(people, await log.version(people), [
    { schema: peopleSchema, meta, event: made(account, role) },
  ]);
};
const store = async (): Promise<EventLog> => {
  const log = openSqliteLog(':memory:');
  await keepQuietDay(log, '2026-11-20');
  await keepPerson(log, 'sato', 'booth');
  return log;
};

/** An export of the people with one event more, whose hashes are right: what anybody with an export can make. */
const forge = (file: string): void => {
  const [header, ...entries] = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const hash: string = entries.at(-1)?.hash ?? chainStart(people);
  const version = entries.length + 1;
  const meta = { atMs: nowMs, actor: { kind: 'system', id: 'test' }, commandId: 'make-mallory', hub: 'hub' };
  const entry = { version, schema: peopleSchema, meta, event: made('mallory', 'administrator') };
  const added = {
    ...entry,
    hash: chainHash(hash, version, { ...entry, stream: people } as unknown as StoredEntry),
  };
  const lines = [{ ...header, count: version, head: added.hash }, ...entries, added];
  writeFileSync(file, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
};

const nobody = () => false;
const bring = (log: EventLog, file: string, vouches = createVouching(null)) =>
  importFiles(log, [file], nowMs, () => {}, vouches);

describe('accounts and keys in a file', () => {
  it('are refused by a store that has people, when one event was added, signed by nobody or with a signature kept from before', () =>
    inFolder(async (folder) => {
      const [log, signer] = [await store(), openHeadKey(folder)];
      const before = await contentsOf(log);
      for (const key of [null, signer]) {
        const file = join(folder, `people-${key?.id ?? 'unsigned'}.jsonl`);
        await exportSigned(log, file, key, people);
        forge(file);
        await expect(bring(log, file, createVouching(folder))).rejects.toThrow(
          /people:city says who may do what/,
        );
        expect(await contentsOf(log)).toEqual(before);
      }
      await log.close();
    }));

  it('come into an empty store; into one with other streams only when a trusted key signed their end', () =>
    inFolder(async (folder) => {
      const [from, signer] = [await store(), openHeadKey(folder)];
      const [plain, signed] = [join(folder, 'plain.jsonl'), join(folder, 'signed.jsonl')];
      await exportTo(from, plain, people);
      await exportSigned(from, signed, signer, people);

      const empty = openSqliteLog(':memory:');
      await bring(empty, plain);
      expect(await empty.version(people)).toBe(1);
      // There already: nothing is added, so nothing is asked.
      await bring(empty, plain);

      const used = openSqliteLog(':memory:');
      await keepQuietDay(used, '2026-11-21');
      await expect(bring(used, plain, createVouching(folder))).rejects.toThrow(
        /not signed by a key that is trusted/,
      );
      await expect(bring(used, signed, nobody)).rejects.toThrow(/not signed/);
      await bring(used, signed, createVouching(null, [join(folder, publicHeadKeyFile)]));
      expect(await used.version(people)).toBe(1);
      await Promise.all([from, empty, used].map((log) => log.close()));
    }));

  it('of a whole store come with the rest, also when the import was interrupted before them', () =>
    inFolder(async (folder) => {
      const [from, to] = [await store(), openSqliteLog(':memory:')];
      const [day, all] = [join(folder, 'day.jsonl'), join(folder, 'all.jsonl')];
      await exportTo(from, day, 'day:office:2026-11-20');
      await exportTo(from, all, 'day:office:2026-11-20', people);
      await bring(to, day);
      await bring(to, all);
      expect(await contentsOf(to)).toEqual(await contentsOf(from));
      await Promise.all([from, to].map((log) => log.close()));
    }));
});

describe('verify', () => {
  it('says up to which entry a trusted key vouches', () =>
    inFolder(async (folder) => {
      const [log, signer] = [await store(), openHeadKey(folder)];
      const [last] = await log.read(people, 0, 1);
      const head = { stream: people, version: 1, head: last?.hash ?? '' };
      const heads = [{ ...head, signature: signer.sign(head) }];
      await keepPerson(log, 'mallory', 'administrator');
      const to = async (more: object) => {
        const { right, findings } = await verified({ log, heads, ...more });
        expect(right).toBe(true);
        return findings.flatMap((one) =>
          one.ok && one.stream === people ? [one.vouchedTo, one.version] : [],
        );
      };
      expect(await to({ vouches: createVouching(folder) })).toEqual([1, 2]);
      expect(await to({})).toEqual([0, 2]);
      // A signature is for one place of one stream.
      const moved = [{ ...head, signature: signer.sign({ ...head, version: 2 }) }];
      expect(await to({ heads: moved, vouches: createVouching(folder) })).toEqual([0, 2]);
      await log.close();
    }));
});

describe('the key', () => {
  it('is made once, for its owner alone, and refused when others can read it', () =>
    inFolder(async (folder) => {
      expect(readHeadKey(folder)).toBeNull();
      const { id } = openHeadKey(folder);
      expect(openHeadKey(folder).id).toBe(id);
      const file = join(folder, headKeyFile);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      chmodSync(file, 0o640);
      expect(() => openHeadKey(folder)).toThrow(/chmod 600/);
      chmodSync(file, 0o600);
      writeFileSync(file, 'nonsense');
      expect(() => openHeadKey(folder)).toThrow(/cannot be read/);
    }));
});
