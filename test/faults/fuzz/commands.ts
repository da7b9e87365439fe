// Commands made from the schema that the hub parses with: a right one of each kind, to be broken in every field.
import { z } from 'zod';
import { CommandRequest } from '../../../protocol/commands.ts';
import type { Dice } from './dice.ts';
import { type Fields, mutate } from './json.ts';

type Schema = z.core.JSONSchema.JSONSchema;

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;

const commandSchemas = (): readonly Schema[] => {
  const command = z.toJSONSchema(CommandRequest, { io: 'input' }).properties?.command;
  const kinds = isSchema(command) ? (command.oneOf ?? command.anyOf ?? []).filter(isSchema) : [];
  if (kinds.length === 0) throw new Error('the schema of commands lists no kinds');
  return kinds;
};
const kinds = commandSchemas();

/** Right values by the name of a field, for those that a schema alone cannot tell. */
const known: Readonly<Record<string, readonly unknown[]>> = {
  procedure: ['card-issue', 'certificate-renewal'],
  procedures: [['card-issue']],
  source: ['reception', 'integrator'],
  booth: [1, 2, 3],
  toBooth: [null, 2],
  ticket: ['A001', 'A002', 'B001'],
  number: ['A010'],
  issuedAtMs: [1_700_000_000_000],
  slotAtMs: [null],
  untilMs: [null],
  code: ['0123456789ABCDEF'],
  supersedes: ['command-0001'],
  printAt: ['printer-1'],
  staff: ['sato'],
  job: ['A001-1'],
  reason: ['visitorLeft'],
  note: ['', '書類待ち'],
  notice: [null, { ja: 'お待ちください', en: 'Please wait' }],
  marks: [[]],
  language: ['ja', 'en'],
  count: [5],
  partySize: [1],
  how: ['handwritten'],
  device: ['kiosk-1'],
};

const rightValue = (name: string, schema: Schema, dice: Dice): unknown => {
  if (schema.const !== undefined) return schema.const;
  if (name === 'procedures' && isSchema(schema.items) && (schema.items as Schema).type === 'object') {
    return [{ procedure: 'card-issue', delayMinutes: 0 }];
  }
  const values = known[name];
  // A field that nobody has told of here yet is left out, or wrong: it is refused either way.
  return values === undefined ? 0 : dice.pick(values);
};

/** A right command of any kind, with an id that names its place in the run. */
const rightRequest = (dice: Dice, id: string): Fields => {
  const schema = dice.pick(kinds);
  const required = new Set(schema.required ?? []);
  const command = Object.fromEntries(
    Object.entries(schema.properties ?? {})
      .filter(([name]) => required.has(name) || dice.chance(0.5))
      .map(([name, field]) => [name, rightValue(name, isSchema(field) ? field : {}, dice)]),
  );
  return { commandId: id, command };
};

/** The same request with something broken in it. */
export const brokenRequest = (dice: Dice, id: string): Fields => {
  const request = rightRequest(dice, id);
  if (dice.chance(0.05)) request.date = dice.pick(['2026-01-01', '2026-02-30', 'today', '２０２６-01-01']);
  return mutate(request, dice);
};

/** The command id of a text that is a lawful request after all; null: it is not. */
export const lawfulId = (json: string): string | null => {
  try {
    const parsed = CommandRequest.safeParse(JSON.parse(json));
    return parsed.success ? parsed.data.commandId : null;
  } catch {
    return null;
  }
};
