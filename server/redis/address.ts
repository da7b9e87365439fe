// Where the event log lies, read from one line: the embedded file, or a Redis alone, behind Sentinels or as a Cluster.

export type RedisAddress = {
  readonly kind: 'single' | 'sentinel' | 'cluster';
  readonly tls: boolean;
  /** Of the server, the Sentinels, or some nodes of the Cluster. */
  readonly hosts: readonly { readonly host: string; readonly port: number }[];
  readonly username: string | null;
  readonly password: string | null;
  readonly database: number;
  /** What Sentinels call the master; null for the other kinds. */
  readonly masterName: string | null;
  /** All keys begin with it, so that several organisations may share one Redis. */
  readonly prefix: string;
};

export type LogAddress = { readonly kind: 'sqlite' } | RedisAddress;

export const addressExamples =
  'must be sqlite, redis://HOST:6379, rediss://HOST:6379, redis+sentinel://HOST:26379,HOST:26379/NAME or redis+cluster://HOST:6379,HOST:6379';

const shape =
  /^(?<scheme>rediss?)(?:\+(?<kind>sentinel|cluster))?:\/\/(?:(?<user>[^:@/]*)(?::(?<password>[^@/]*))?@)?(?<hosts>[^/?]+)(?:\/(?<path>[^?]*))?(?:\?(?<query>.*))?$/;
const hostShape = /^(?<host>\[[0-9A-Fa-f:.]+\]|[^:[\]\s]+)(?::(?<port>\d{1,5}))?$/;
const prefixShape = /^[A-Za-z0-9_-]{1,40}$/;

type Read =
  | { readonly ok: true; readonly value: LogAddress }
  | { readonly ok: false; readonly problem: string };
const bad = (problem: string): Read => ({ ok: false, problem });

const decoded = (text: string | undefined): string | null => {
  try {
    return text === undefined || text === '' ? null : decodeURIComponent(text);
  } catch {
    return text ?? null;
  }
};

const readHosts = (text: string, defaultPort: number): RedisAddress['hosts'] | null => {
  const hosts = text.split(',').map((part) => {
    const found = hostShape.exec(part)?.groups;
    const port = Number(found?.port ?? defaultPort);
    if (found?.host === undefined || port < 1 || port > 65_535) return null;
    return { host: found.host.replace(/^\[|\]$/g, ''), port };
  });
  return hosts.every((host) => host !== null) ? hosts : null;
};

/** Reads the line; a problem says what would be right. A password is never part of it. */
export const readLogAddress = (text: string): Read => {
  if (text === '' || text === 'sqlite') return { ok: true, value: { kind: 'sqlite' } };
  const found = shape.exec(text)?.groups;
  if (found === undefined) return bad(addressExamples);
  const kind = found.kind === 'sentinel' || found.kind === 'cluster' ? found.kind : 'single';
  const hosts = readHosts(found.hosts ?? '', kind === 'sentinel' ? 26_379 : 6_379);
  if (hosts === null) return bad('names a host that is not HOST or HOST:PORT');
  if (kind === 'single' && hosts.length > 1) {
    return bad('names several hosts; say redis+sentinel:// or redis+cluster:// for that');
  }
  const path = (found.path ?? '').split('/').filter((part) => part !== '');
  const masterName = kind === 'sentinel' ? (path.shift() ?? '') : null;
  if (masterName === '')
    return bad('must name the master after the Sentinels, e.g. redis+sentinel://HOST:26379/mymaster');
  const database = Number(path[0] ?? 0);
  if (path.length > 1 || !Number.isInteger(database) || database < 0) {
    return bad('must end in the number of a database, e.g. redis://HOST:6379/0');
  }
  if (kind === 'cluster' && database !== 0) return bad('must not name a database: a Cluster has only one');
  const query = new URLSearchParams(found.query ?? '');
  const prefix = query.get('prefix') ?? 'junban';
  if (!prefixShape.test(prefix) || [...query.keys()].some((key) => key !== 'prefix')) {
    return bad('may end in ?prefix=NAME, of up to 40 letters, digits, _ or -, and nothing else');
  }
  const value: RedisAddress = {
    kind,
    tls: found.scheme === 'rediss',
    hosts,
    username: decoded(found.user),
    password: decoded(found.password),
    database,
    masterName,
    prefix,
  };
  return { ok: true, value };
};

/** The line with its password hidden, for messages and logs; also one written without the escapes it needs. */
export const hidePassword = (text: string): string => text.replace(/(:\/\/(?:[^:@/]*:)?).*@/, '$1…@');
