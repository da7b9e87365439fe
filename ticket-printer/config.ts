// The agent's configuration: a YAML file, the command line over it, every field checked with a one-line error.
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { BoothNumber, DeviceId, Language, ProcedureId, SiteId } from '../protocol/ids.ts';
import { boothActions } from './booth-keys.ts';
import { profiles } from './buttons/profiles.ts';
import { narrowestDots, widestDots } from './paper/width.ts';
import { modelNamed, modelNames } from './printers/models.ts';

const hubUrl = z.url({
  protocol: /^https?$/,
  message: 'must be an http(s) address, e.g. http://hub.local:8620',
});
const port = z.int().min(0, 'must be 0 to 65535').max(65_535, 'must be 0 to 65535');
const usbId = z.int().min(0).max(0xffff, 'must be a USB number, e.g. 0x1234');

const KeyBinding = z.union(
  [
    z.strictObject({ procedure: ProcedureId, language: Language.default('ja') }),
    z.strictObject({ booth: BoothNumber, action: z.enum(boothActions) }),
  ],
  `must be { procedure: … } or { booth: …, action: ${boothActions.join('|')} }`,
);
export type KeyBinding = z.infer<typeof KeyBinding>;

const profileIds = profiles.map((profile) => profile.id) as [string, ...string[]];
const namesVendor = new Set(profiles.filter((p) => p.match.vendorId !== undefined).map((p) => p.id));

const ButtonSettings = z
  .strictObject({
    profile: z.enum(profileIds, `must be one of: ${profileIds.join(', ')}`),
    vendorId: usbId.optional(),
    productId: usbId.optional(),
    serial: z.string().min(1).max(200).optional(),
    path: z.string().min(1).max(200).optional(),
    debounceMs: z.int().min(0).max(10_000, 'must be 0 to 10000').default(300),
    keys: z.record(z.string().min(1).max(20), KeyBinding),
  })
  .refine(
    ({ profile, vendorId, productId, path }) =>
      namesVendor.has(profile) || path !== undefined || (vendorId !== undefined && productId !== undefined),
    {
      path: ['vendorId'],
      message: 'and productId must be given for this profile, so that the desk’s own keyboard is left alone',
    },
  );
export type ButtonSettings = z.infer<typeof ButtonSettings>;

const paperWidth = z.union([z.literal(80), z.literal(58)], 'must be 80 or 58').default(80);
const dotsError = `must be a multiple of 8 from ${narrowestDots} to ${widestDots}: the longest whole line of the sheet that --test-sheet prints`;
const headDots = z
  .int(dotsError)
  .min(narrowestDots, dotsError)
  .max(widestDots, dotsError)
  .multipleOf(8, dotsError)
  .optional()
  .describe('Dots a row of the head; left out: as the model, else 576 on 80 mm and 384 on 58 mm');
const printerModel = z
  .string()
  .transform((text, context) => {
    const name = modelNamed(text);
    if (name !== null) return name;
    context.addIssue({
      code: 'custom',
      message: `“${text.slice(0, 40)}” is not known: must be one of ${modelNames.join(', ')}; for any other, epson or star, with dots`,
    });
    return z.NEVER;
  })
  .default('epson');

export const AgentConfig = z
  .strictObject({
    hub: z.preprocess(
      (hub) => (typeof hub === 'string' ? [hub] : hub),
      z.array(hubUrl).min(1, 'must name at least one address').max(10),
    ),
    site: SiteId.optional().describe('Where it would like to stand; an administrator decides'),
    device: DeviceId.optional(),
    data: z.string().min(1).default('data/printer').describe('Folder of key and journal'),
    answerMs: z
      .int()
      .min(200, 'must be 200 to 10000')
      .max(10_000, 'must be 200 to 10000')
      .default(1_500)
      .describe('After so long without the hub’s answer a number of the lease is given'),
    printer: z
      .strictObject({
        address: z
          .string()
          .regex(
            /^(?:tcp:\/\/[^/\s]+:\d+|file:\/\S+|cups:\S+)$/,
            'must be tcp://host:9100, file:/dev/usb/lp0 or cups:NAME',
          ),
        widthMm: paperWidth,
        dots: headDots,
        model: printerModel,
        answers: z
          .enum(['expected', 'none'], 'must be expected or none')
          .default('expected')
          .describe('none: a printer that never answers prints all the same'),
      })
      .optional()
      .describe('Left out: this agent only has buttons'),
    virtual: z
      .strictObject({
        port: port.default(9100),
        pagePort: port.default(8621),
        host: z.string().min(1).default('127.0.0.1'),
        widthMm: paperWidth,
        dots: headDots,
      })
      .optional()
      .describe('A printer one can see, instead of a real one, with reception buttons on its page'),
    buttons: z.array(ButtonSettings).max(50).default([]),
  })
  .refine(({ site, device }) => (site === undefined) === (device === undefined), {
    path: ['device'],
    message: 'must be given together with site, or neither',
  });
export type AgentConfig = z.infer<typeof AgentConfig>;

/** What the user got wrong, in one line. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

export const help = `Usage: npm run printer -- --hub URL[,URL2] [options]

It shows a code, on paper and in the log; an administrator types it on the hub's devices page and says where it stands.

  --hub URL[,URL2]     hub address; more than one are tried in turn
  --site ID            where it would like to stand: site of the settings, e.g. centre
  --device ID          and which of the site's "printers" it is, e.g. printer-1
  --printer ADDRESS    tcp://host:9100, file:/dev/usb/lp0 or cups:NAME
  --width 80|58        paper width in mm (80)
  --dots N             dots a row of its head, where the model is not known: see --test-sheet
  --model NAME         its model, e.g. tm-t88vii, or the language it speaks: epson or star (epson)
  --answers none       it never answers: print all the same (only when --test-sheet came out)
  --test-sheet         print a sheet that tells what to set, and stop; needs no hub
  --virtual            a printer on screen instead, with reception buttons
  --virtual-port N     its port for printer bytes (9100; 0: any free one)
  --page-port N        its page (8621; 0: any free one)
  --config FILE        YAML file, see examples/printer.yaml; options above win over it
  --data FOLDER        folder of key and journal (data/printer)
  --help               this text
`;

const options = {
  hub: { type: 'string' },
  site: { type: 'string' },
  device: { type: 'string' },
  printer: { type: 'string' },
  width: { type: 'string' },
  dots: { type: 'string' },
  answers: { type: 'string' },
  'test-sheet': { type: 'boolean' },
  model: { type: 'string' },
  virtual: { type: 'boolean' },
  'virtual-port': { type: 'string' },
  'page-port': { type: 'string' },
  config: { type: 'string' },
  data: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Parses the command line and the file it names; 'help' when that is asked for; throws ConfigError. */
export const readConfig = (args: readonly string[]): AgentConfig | 'help' => {
  const read = readArguments(args);
  return read === 'help' ? 'help' : read.config;
};

/** As above, and whether only a test sheet is wanted (then no hub need be named). */
export const readArguments = (
  args: readonly string[],
): { readonly config: AgentConfig; readonly testSheet: boolean } | 'help' => {
  let values: ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];
  try {
    ({ values } = parseArgs({ args: [...args], options, allowPositionals: false }));
  } catch (error) {
    throw new ConfigError(`${error instanceof Error ? error.message : String(error)} (see --help)`);
  }
  if (values.help === true) return 'help';
  const file = values.config === undefined ? {} : readYaml(values.config);
  const number = (text: string): number | string => (/^\d+$/.test(text) ? Number(text) : text);
  const set = (name: string, value: unknown) => (value === undefined ? {} : { [name]: value });
  const printer = {
    ...section(file.printer),
    ...set('address', values.printer),
    ...set('widthMm', values.width === undefined ? undefined : number(values.width)),
    ...set('dots', values.dots === undefined ? undefined : number(values.dots)),
    ...set('model', values.model),
    ...set('answers', values.answers),
  };
  const testSheet = values['test-sheet'] === true;
  const virtual = {
    ...section(file.virtual),
    ...set('port', values['virtual-port'] === undefined ? undefined : number(values['virtual-port'])),
    ...set('pagePort', values['page-port'] === undefined ? undefined : number(values['page-port'])),
  };
  const isVirtual = values.virtual === true || (file.virtual !== undefined && values.printer === undefined);
  const virtualWidth = {
    ...set('widthMm', values.width === undefined ? undefined : number(values.width)),
    ...set('dots', values.dots === undefined ? undefined : number(values.dots)),
  };
  const merged = {
    ...file,
    ...(testSheet && file.hub === undefined ? { hub: 'http://localhost:8620' } : {}),
    ...set('hub', values.hub?.split(',')),
    ...set('site', values.site),
    ...set('device', values.device),
    ...set('data', values.data),
    printer: isVirtual || !('address' in printer) ? undefined : printer,
    virtual: isVirtual ? { ...virtual, ...virtualWidth } : undefined,
  };
  const parsed = AgentConfig.safeParse(merged);
  if (parsed.success) {
    const { data } = parsed;
    if (testSheet && data.printer === undefined)
      throw new ConfigError('--test-sheet: say which printer, e.g. --printer tcp://192.168.10.31:9100');
    return { config: data, testSheet };
  }
  throw new ConfigError(firstProblem(parsed.error, values.config));
};

const section = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const readYaml = (path: string): Record<string, unknown> => {
  if (!existsSync(path)) throw new ConfigError(`--config: there is no file ${path}`);
  try {
    const parsed: unknown = parseYaml(readFileSync(path, 'utf8'));
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
  } catch (error) {
    const text = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new ConfigError(`${path}: ${text}`);
  }
  throw new ConfigError(`${path}: must be a list of fields, e.g. “site: centre”`);
};

/** Names the option that sets the field as well, because that is where a newcomer looks. */
const firstProblem = (error: z.ZodError, file: string | undefined): string => {
  const issue = error.issues[0];
  if (issue === undefined) return 'the configuration is not understood';
  const field = issue.path.join('.');
  const missing = issue.code === 'invalid_type' && issue.message.includes('undefined');
  const top = String(issue.path[0] ?? '');
  const option = ['hub', 'site', 'device', 'data', 'printer'].includes(top) ? ` (or --${top})` : '';
  const unknown = issue.code === 'unrecognized_keys' ? `: there is no field ${issue.keys.join(', ')}` : '';
  const text = unknown !== '' ? unknown.slice(2) : missing ? `must be given${option}` : issue.message;
  return `${file === undefined ? '' : `${file}: `}${field === '' ? '' : `${field}: `}${text}`;
};
