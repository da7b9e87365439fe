// The demo's command line: which hub, which site, how fast, from which seed.
import { parseArgs } from 'node:util';
import { z } from 'zod';

const Options = z.strictObject({
  hub: z.url({ protocol: /^https?$/ }).default('http://localhost:8620'),
  paper: z.url({ protocol: /^https?$/ }).default('http://localhost:8621'),
  site: z.string().min(1).default('centre'),
  speed: z.coerce.number().min(1).max(3600).default(60),
  seed: z.coerce.number().int().min(0).default(1),
  hours: z.coerce.number().min(0.1).max(24).default(8),
  load: z.coerce.number().min(0.1).max(3).default(1),
});
export type DemoOptions = z.infer<typeof Options>;

export const demoHelp = `npm run demo -- [options]   plays a day of visitors and staff through a running hub
  --hub URL      the hub                               (http://localhost:8620)
  --paper URL    the virtual printer's page, for its buttons (http://localhost:8621)
  --site ID      where                                 (centre)
  --speed N      played minutes per real minute        (60: eight hours in eight minutes)
  --seed N       another day                           (1)
  --hours N      length of the played day              (8)
  --load N       work against what the booths can do   (1)`;

/** The options; throws Error with one line that names the wrong one. */
export const demoOptions = (args: readonly string[]): DemoOptions => {
  const names = Object.keys(Options.shape);
  const { values } = parseArgs({
    args: [...args],
    options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
    strict: true,
  });
  const parsed = Options.safeParse(values);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Error(`--${issue?.path.join('.')}: ${issue?.message}`);
};
