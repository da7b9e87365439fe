// Whose address a connection or request counts for: its own, or that of the client behind a proxy that is trusted.
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

export type Addresses = {
  /** The key to count by; IPv6 by its /64 network, because one machine has all of it. */
  ofRequest(request: IncomingMessage): string;
  /** The key of a bare connection. */
  ofPeer(address: string | undefined): string;
  /** The host that a trusted proxy says the browser asked for; null: nothing is said. */
  forwardedHost(request: IncomingMessage): string | null;
  /** Whether the browser came over TLS, to us or to a proxy that says so. */
  isSecure(request: IncomingMessage): boolean;
  /** True for a proxy whose word on its clients is believed. */
  isTrusted(address: string | undefined): boolean;
};

const family = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** An IPv4 address in IPv6 clothes is an IPv4 address. */
const plain = (address: string): string =>
  /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address.replace(/%.*$/, '');

/** The first four groups of an IPv6 address. */
const networkOf = (address: string): string => {
  const [head = '', tail] = address.split('::', 2);
  const groups = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - groups.length - last.length;
  const all = [...groups, ...Array.from({ length: Math.max(0, zeros) }, () => '0'), ...last];
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
};

const keyOf = (address: string): string => (isIP(address) === 6 ? networkOf(address) : address);

const blockListOf = (proxies: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const proxy of proxies) {
    const [address = '', bits] = proxy.split('/');
    if (bits === undefined) list.addAddress(address, family(address));
    else list.addSubnet(address, Number(bits), family(address));
  }
  return list;
};

/** Where no proxy is named: this machine and private networks may say which protocol the browser used; as Express has them. */
const near = [
  ...['127.0.0.0/8', '::1', '169.254.0.0/16', 'fe80::/10'],
  ...['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
];

const checkerOf = (proxies: readonly string[]): ((address: string | undefined) => boolean) => {
  const list = blockListOf(proxies);
  return (address) => {
    const one = plain(address ?? '');
    return isIP(one) !== 0 && list.check(one, family(one));
  };
};

/** The address of a hop, as proxies write it: some add the port, and IPv6 then stands in brackets (RFC 7239 has both). */
const hopOf = (part: string): string => {
  const text = part.trim().replace(/^"(.*)"$/, '$1');
  const bare = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(text)?.[1] ?? /^([\d.]+):\d{1,5}$/.exec(text)?.[1] ?? text;
  return plain(bare);
};

/** `trustedProxies` are addresses or blocks, as the settings have them. */
export const createAddresses = (trustedProxies: readonly string[]): Addresses => {
  const isTrusted = checkerOf(trustedProxies);
  const saysProtocol = trustedProxies.length > 0 ? isTrusted : checkerOf(near);
  const ofPeer = (address: string | undefined): string => keyOf(plain(address ?? 'unknown'));
  return {
    isTrusted,
    ofPeer,
    isSecure: ({ socket, headers }) => {
      if ('encrypted' in socket && socket.encrypted === true) return true;
      // The first is what the browser used.
      const [told = ''] = String(headers['x-forwarded-proto'] ?? '').split(',');
      return saysProtocol(socket.remoteAddress) && told.trim().toLowerCase() === 'https';
    },
    forwardedHost: (request) =>
      isTrusted(request.socket.remoteAddress)
        ? String(request.headers['x-forwarded-host'] ?? '') || null
        : null,
    ofRequest: (request) => {
      const peer = request.socket.remoteAddress;
      if (!isTrusted(peer)) return ofPeer(peer);
      // Each proxy adds on the right whom it heard; only what trusted ones have added is true.
      const heard = String(request.headers['x-forwarded-for'] ?? '')
        .split(',')
        .map(hopOf)
        .filter((part) => isIP(part) !== 0);
      return ofPeer(heard.findLast((address) => !isTrusted(address)) ?? heard[0] ?? peer);
    },
  };
};
