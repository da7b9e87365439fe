// Every kind of address is read as meant, and a password is never shown.
import { describe, expect, it } from 'vitest';
import { hidePassword, readLogAddress } from './address.ts';

const common = {
  tls: false,
  username: null,
  password: null,
  database: 0,
  masterName: null,
  prefix: 'junban',
};

describe('the address of the log', () => {
  it.each([
    ['', { kind: 'sqlite' }],
    ['sqlite', { kind: 'sqlite' }],
    ['redis://store', { ...common, kind: 'single', hosts: [{ host: 'store', port: 6379 }] }],
    [
      'rediss://junban:p%40ss@[::1]:6380/2?prefix=town',
      {
        ...common,
        kind: 'single',
        tls: true,
        hosts: [{ host: '::1', port: 6380 }],
        username: 'junban',
        password: 'p@ss',
        database: 2,
        prefix: 'town',
      },
    ],
    [
      'redis+sentinel://:secret@a:26379,b/mymaster/1',
      {
        ...common,
        kind: 'sentinel',
        hosts: [
          { host: 'a', port: 26_379 },
          { host: 'b', port: 26_379 },
        ],
        password: 'secret',
        database: 1,
        masterName: 'mymaster',
      },
    ],
    [
      'rediss+cluster://a:7000,b:7001',
      {
        ...common,
        kind: 'cluster',
        tls: true,
        hosts: [
          { host: 'a', port: 7000 },
          { host: 'b', port: 7001 },
        ],
      },
    ],
  ])('%s', (text, value) => {
    expect(readLogAddress(text)).toEqual({ ok: true, value });
  });

  it('is shown without its password', () => {
    expect(hidePassword('redis://junban:secret@store/0')).toBe('redis://junban:…@store/0');
    expect(hidePassword('redis+sentinel://:secret@a,b/town')).toBe('redis+sentinel://:…@a,b/town');
    expect(hidePassword('redis://junban:se/cr@et@store/0')).toBe('redis://junban:…@store/0');
    expect(hidePassword('redis://secret@store')).toBe('redis://…@store');
    expect(hidePassword('redis://store:6379')).toBe('redis://store:6379');
  });
});
