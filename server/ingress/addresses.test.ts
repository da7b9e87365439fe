// Whose address counts: that of the connection, and behind a trusted proxy the client's, however it is written.
import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createAddresses } from '../base/addresses.ts';
import { createCounts } from './counts.ts';

const { ofRequest, ofPeer, isTrusted } = createAddresses(['10.0.0.0/24', '192.168.1.9', 'fd00::/8']);
const from = (remoteAddress: string, forwarded?: string) =>
  ofRequest({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  } as unknown as IncomingMessage);

describe('an address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s counts as %s', (address, key) => expect(ofPeer(address)).toBe(key));

  it('that nobody knows counts as one', () => expect(ofPeer(undefined)).toBe('unknown'));
});

describe('a proxy', () => {
  it('that is not trusted is not believed', () => {
    expect(from('192.0.2.7', '198.51.100.1')).toBe('192.0.2.7');
  });
  it('that is trusted is believed, but not what clients wrote before it', () => {
    expect(from('10.0.0.3', '198.51.100.1')).toBe('198.51.100.1');
    expect(from('::ffff:10.0.0.3', '6.6.6.6, 198.51.100.1, 192.168.1.9')).toBe('198.51.100.1');
    expect(from('fd00::5', '2001:db8:1:2::9')).toBe('2001:db8:1:2::/64');
  });
  it('that writes ports is understood, with IPv6 in brackets', () => {
    expect(from('10.0.0.3', '198.51.100.1:50123')).toBe('198.51.100.1');
    expect(from('10.0.0.3', '[2001:db8:1:2::9]:443')).toBe('2001:db8:1:2::/64');
    expect(from('10.0.0.3', '"[2001:db8:1:2::9]", 192.168.1.9:80')).toBe('2001:db8:1:2::/64');
  });
  it('that says nothing, or nonsense, counts as itself', () => {
    expect(from('10.0.0.3')).toBe('10.0.0.3');
    expect(from('10.0.0.3', 'unknown, <script>')).toBe('10.0.0.3');
  });
  it('is known by address and block', () => {
    expect(['10.0.0.255', '10.0.1.1', '192.168.1.9', undefined, 'x'].map(isTrusted)).toEqual([
      true,
      false,
      true,
      false,
      false,
    ]);
  });
});

it('counts forget keys that nobody holds, and count each once', () => {
  const counts = createCounts();
  const leave = counts.add('a');
  counts.add('a');
  leave();
  leave();
  expect([counts.of('a'), counts.of('b'), counts.total()]).toEqual([1, 0, 1]);
});
