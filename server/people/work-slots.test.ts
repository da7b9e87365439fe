// Turns for dear computations: few at once, few waiting, and a flood from one address does not keep others waiting.
import { expect, it } from 'vitest';
import { createWorkSlots } from './work-slots.ts';

/** Work that ends when told, and notes its name when it begins. */
const desk = (limits = { atOnce: 2, perAddress: 50, waiting: 80 }) => {
  const slots = createWorkSlots(limits);
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const ask = (address: string, name: string) =>
    slots.run(address, () => {
      begun.push(name);
      return new Promise<string>((resolve) => ends.push(() => resolve(name)));
    });
  const endOne = async (): Promise<void> => {
    ends.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { begun, ask, endOne, slots };
};

it('only so many run at once, and addresses take turns', async () => {
  const { begun, ask, endOne } = desk();
  for (let i = 0; i < 40; i += 1) void ask('flood', `flood-${i}`);
  await new Promise((resolve) => setImmediate(resolve));
  expect(begun).toEqual(['flood-0', 'flood-1']);
  void ask('booth-3', 'colleague');
  void ask('booth-4', 'another');
  for (let i = 0; i < 3; i += 1) await endOne();
  expect(begun.slice(2)).toContain('colleague');
  expect(begun.slice(2)).toContain('another');
});

it('more than may wait are turned away, of one address and of all', async () => {
  const { ask } = desk({ atOnce: 1, perAddress: 3, waiting: 5 });
  void ask('a', 'runs');
  for (let i = 0; i < 3; i += 1) void ask('a', `a-${i}`);
  expect(await ask('a', 'too many of one')).toBeNull();
  for (let i = 0; i < 2; i += 1) void ask('b', `b-${i}`);
  expect(await ask('c', 'too many of all')).toBeNull();
});

it('work that fails leaves its place to the next', async () => {
  const slots = createWorkSlots({ atOnce: 1, perAddress: 3, waiting: 5 });
  const failing = slots.run('a', async () => {
    throw new Error('no');
  });
  const next = slots.run('a', async () => 'yes');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('yes');
});
