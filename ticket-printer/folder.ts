// The data folder, made when missing; a place where none can be made is told in one line.
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ConfigError } from './config.ts';

/** The missing folders down to this one, highest first, and what exists above them. */
const missingFrom = (folder: string): { readonly existing: string; readonly missing: readonly string[] } => {
  const missing: string[] = [];
  let at = folder;
  while (!existsSync(at) && dirname(at) !== at) {
    missing.unshift(at);
    at = dirname(at);
  }
  return { existing: at, missing };
};

/** Makes a folder that can be written to; throws ConfigError. */
export const makeFolder = (path: string): void => {
  const folder = resolve(path);
  const { existing, missing } = missingFrom(folder);
  try {
    accessSync(existing, constants.W_OK | constants.X_OK);
    // One by one: a recursive mkdir below /proc never comes back.
    for (const next of missing) mkdirSync(next);
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new ConfigError(
      `data (or --data) ${path}: must be a folder that can be made and written to (${code} at ${existing}), e.g. data/printer`,
    );
  }
};
