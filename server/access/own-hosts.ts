// By which names browsers reach this hub: a name that somebody else made lead here (DNS rebinding) is none of them.
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import type { Settings } from '../../protocol/settings.ts';

/** Whether a Host header names this hub. */
export type OwnHosts = (host: string | undefined) => boolean;

const nameOf = (host: string): string =>
  (URL.parse(`http://${host}`)?.hostname ?? '')
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');

/**
 * What the settings name (`publicUrl`, `hubs`, `hostNames`, the sign-in's `address`), this machine's name, addresses of IP, and names without
 * a dot: of those nobody outside can choose where they lead. Settings that name none leave nothing to compare with: all pass.
 */
export const createOwnHosts = (
  settings: Pick<Settings, 'publicUrl' | 'hubs' | 'hostNames' | 'sso'>,
  machine: string = hostname(),
): OwnHosts => {
  const { publicUrl, hubs, hostNames, sso } = settings;
  if (publicUrl === undefined && hostNames.length === 0) return () => true;
  const urls = [publicUrl, sso?.address, ...hubs].filter((url) => url !== undefined);
  const names = new Set([...urls.map((url) => new URL(url).host), ...hostNames, machine].map(nameOf));
  return (host) => {
    // Programs of HTTP/1.0 send none; a browser always does.
    if (host === undefined) return true;
    const name = nameOf(host);
    return name !== '' && (names.has(name) || isIP(name) !== 0 || !name.includes('.'));
  };
};
