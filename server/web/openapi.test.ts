// The document for integrators names every door that programs and pages speak JSON at, and says of each who may.
import { describe, expect, it } from 'vitest';
import { httpDoors } from '../access/doors.ts';
import { openApiDocument } from './openapi.ts';

type Operation = { readonly operationId: string; readonly security?: unknown };
const document = openApiDocument() as unknown as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};
/** A sound's address is written with its ending there. */
const pathOf = (path: string): string => path.replace(':file', '{address}.wav').replace(/:([a-z]+)/g, '{$1}');
const told = httpDoors.filter(({ path }) => /^\/(?:api|sso|metrics|healthz|readyz)/.test(path));

describe('the OpenAPI document', () => {
  it('lists every door of the table', () => {
    const missing = told.filter(({ method, path }) => {
      return document.paths[pathOf(path)]?.[method.toLowerCase()] === undefined;
    });
    expect(missing.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });

  it('names no door that is not there, and none twice', () => {
    const known = new Set(httpDoors.map(({ method, path }) => `${method.toLowerCase()} ${pathOf(path)}`));
    const named = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(named.filter((name) => !known.has(name))).toEqual([]);
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(ids.length).toBe(new Set(ids).size);
  });
});
