// The demo's settings for a crowd of walls that one machine registers within a minute, which a hub would else take for guessing.
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

const demo = resolve(import.meta.dirname, '../../examples/demo.yaml');

/** Writes them to `path`; `further`: YAML of more top-level fields. */
export const writeCrowdSettings = async (path: string, further = ''): Promise<void> => {
  const limits = 'limits: { pairingsAsked: 1000000 }';
  await writeFile(path, `${await readFile(demo, 'utf8')}\n${limits}\n${further}\n`);
};
