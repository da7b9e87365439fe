// What is wrong is told by field, shortly, whatever came in.
import { expect, it } from 'vitest';
import { z } from 'zod';
import { parseAs } from './parse.ts';

const Schema = z.strictObject({ list: z.array(z.strictObject({ n: z.int() })) });
const fieldOf = (input: unknown) => {
  const parsed = parseAs(Schema, input, 'body');
  return parsed.ok ? null : parsed.refusal.params.field;
};

it('names the field', () => {
  expect(fieldOf({ list: [{ n: 1 }] })).toBeNull();
  expect(fieldOf({ list: [{ n: 1 }, { n: 'x' }] })).toBe('list[1].n');
  expect(fieldOf(null)).toBe('body');
  expect(fieldOf({ list: [], extra: 1 })).toBe('body');
});

it('never echoes a long input', () => {
  const parsed = parseAs(Schema, { list: [], ['x'.repeat(5000)]: 1 });
  expect(parsed.ok ? '' : parsed.refusal.message.length).toBeLessThan(500);
});
