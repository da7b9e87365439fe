// The list of materials names every package that runs, with its version, its hash and its licence, and nothing of the tests.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeBom, materialsIn } from '../../tools/sbom.ts';

const root = resolve(import.meta.dirname, '../..');

describe('the list of materials', () => {
  it('is CycloneDX, complete, and each part can be told from a changed one', () => {
    const bom = makeBom();
    const { name, version, dependencies } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));
    expect(bom.metadata.component).toMatchObject({ name, version });
    const listed = new Set(bom.components.map((one) => `${one.name}@${one.version}`));
    expect([...materialsIn(resolve(root, 'package-lock.json'))].filter((one) => !listed.has(one))).toEqual(
      [],
    );
    for (const [direct, exact] of Object.entries(dependencies))
      expect(listed).toContain(`${direct}@${exact}`);
    for (const dev of ['vitest', 'typescript', 'playwright-core']) {
      expect(bom.components.map((one) => one.name)).not.toContain(dev);
    }
    const refs = new Set([bom.metadata.component['bom-ref'], ...bom.components.map((one) => one['bom-ref'])]);
    expect(
      bom.dependencies
        .flatMap(({ ref, dependsOn = [] }) => [ref, ...dependsOn])
        .filter((ref) => !refs.has(ref)),
    ).toEqual([]);
    const unhashed = bom.components.filter(({ hashes }) => !hashes?.some(({ alg }) => alg === 'SHA-512'));
    expect(unhashed.map((one) => one.name)).toEqual([]);
    expect(bom.components.filter(({ purl }) => !purl?.startsWith('pkg:npm/')).map((one) => one.name)).toEqual(
      [],
    );
    const unlicensed = bom.components.filter(({ licenses }) => (licenses ?? []).length === 0);
    // It says MIT in a form of its package.json that is older than what npm reads.
    expect(unlicensed.map((one) => one.name)).toEqual(['xmlhttprequest-ssl']);
  });
});
