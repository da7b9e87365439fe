// The version of Junban, as files that it writes name it.
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const packageFile = new URL('../../package.json', import.meta.url);

/** From package.json, e.g. "0.1.0". */
export const junbanVersion = (): string =>
  z.looseObject({ version: z.string() }).parse(JSON.parse(readFileSync(packageFile, 'utf8'))).version;
