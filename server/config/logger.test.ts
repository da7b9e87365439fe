// What the log would not write, whoever logs it: fields that are secret by name, and what libraries hang on errors.
import { expect, it } from 'vitest';
import { createLogger } from './logger.ts';

const written = (log: (logger: ReturnType<typeof createLogger>) => void): string => {
  const lines: string[] = [];
  log(createLogger('trace', { write: (line) => void lines.push(line) }));
  expect(lines).toHaveLength(1);
  return lines.join('');
};
const secret = 'hush-hush-4711';

it.each([
  'authorization',
  'cookie',
  'headers',
  'password',
  'secret',
  'token',
  'contact',
  'note',
  'body',
])('hides %s, also one level down', (name) => {
  expect(written((logger) => logger.info({ [name]: secret, door: 'x' }, 'line'))).not.toContain(secret);
  const deep = written((logger) => logger.info({ request: { [name]: secret } }, 'line'));
  expect(deep).not.toContain(secret);
  expect(deep).toContain('[hidden]');
});

it('writes type, words, place and code of an error and its cause, and nothing hung on them', () => {
  const cause = Object.assign(new Error('inner'), { code: 'ECONNREFUSED', headers: secret });
  const error = Object.assign(new TypeError('outer', { cause }), { body: secret, request: { url: secret } });
  const line = written((logger) => logger.error({ err: error }, 'failed'));
  expect(JSON.parse(line).err).toMatchObject({
    type: 'TypeError',
    message: 'outer',
    stack: expect.stringContaining('logger.test.ts'),
    cause: { message: 'inner', code: 'ECONNREFUSED' },
  });
  expect(line).not.toContain(secret);
  expect(written((logger) => logger.error({ err: { body: secret } }, 'failed'))).not.toContain(secret);
});
