// The files of a test run that took longest, so that nobody has to look for where the minutes went.
import { relative } from 'node:path';
import { z } from 'zod';

/** What Vitest's JSON reporter writes of each file, as far as it is read here; times in epoch ms. */
export const FileResult = z.object({ name: z.string(), startTime: z.number(), endTime: z.number() });
export type FileResult = z.infer<typeof FileResult>;

/** A test file that takes longer says why in its first comment, s. */
const longSeconds = 60;

/** One line for each of the `most` slowest files, slowest first; names as seen from `root`. A file that ran in two projects counts each time. */
export const slowestLines = (files: readonly FileResult[], root: string, most = 20): readonly string[] =>
  files
    .map(({ name, startTime, endTime }) => ({ name, seconds: (endTime - startTime) / 1_000 }))
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, most)
    .map(
      ({ name, seconds }) =>
        `${seconds.toFixed(1).padStart(7)} s  ${relative(root, name)}${seconds > longSeconds ? '  (over a minute)' : ''}`,
    );
