// What the hub reads from environment variables; a wrong value is told in one line and the hub does not start.
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, resolve } from 'node:path';
import type { KeyRing } from '../contacts/keys.ts';
import { readKeyVariables } from '../contacts/read-keys.ts';
import type { TlsFiles } from '../ingress/tls/certificate.ts';
import type { LogAddress } from '../redis/address.ts';
import type { EnginePlaces } from '../voice/find-engines.ts';
import type { WebPushKey } from '../web-push/key.ts';
import { readHookKeyVariables } from './read-hook-key.ts';
import { readLogVariables } from './read-log.ts';
import { readSecret } from './read-secret.ts';
import { readTlsVariables } from './read-tls.ts';
import { readTokenVariables } from './read-token.ts';
import { bad, good, type Read } from './read-value.ts';
import { readWebPushKeyVariables } from './read-web-push-key.ts';
import { readVoice } from './voice-places.ts';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export type Environment = {
  /** 0: any free port. */
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  readonly settingsFile: string;
  readonly logLevel: LogLevel;
  /** The page of a virtual printer, for the start page to link; null: none. */
  readonly paperUrl: string | null;
  /** Noted with every event this hub writes. */
  readonly hubName: string;
  readonly log: LogAddress;
  /** Replicas of Redis that must have an event before it is acknowledged. */
  readonly logReplicas: number;
  /** Start even on a Redis that may lose what it acknowledged. */
  readonly logAcceptsLoss: boolean;
  /** Keys of the vault of personal data; null: it stays closed. */
  readonly keys: KeyRing | null;
  /** Shown to push services; null: none. */
  readonly webPushKey: WebPushKey | null;
  /** Shown to the organisation's sign-in service; null: none. */
  readonly ssoSecret: string | null;
  /** Certificate and key; null: plain HTTP. */
  readonly tls: TlsFiles | null;
  /** How long browsers that came by TLS insist on it, in days; 0: they are not told. */
  readonly hstsDays: number;
  /** Which speech engines are used, and where their files lie. */
  readonly voice: EnginePlaces;
  /** Shown to the web server that the now page is pushed to; null: none. */
  readonly pushToken: string | null;
  /** Signs in at the mail server; null: none. */
  readonly smtpPassword: string | null;
  /** Signs what is posted to the web hook of messages; null: none. */
  readonly messageHookKey: Buffer | null;
};

/** Every variable the hub knows, with its default; Dockerfile and docs are checked against it. */
export const variables = {
  JUNBAN_PORT: '8620',
  JUNBAN_HOST: '0.0.0.0',
  JUNBAN_DATA: 'data',
  JUNBAN_SETTINGS: 'examples/demo.yaml',
  JUNBAN_LOG_LEVEL: 'info',
  JUNBAN_PAPER_URL: '',
  JUNBAN_HUB: '',
  JUNBAN_LOG: 'sqlite',
  JUNBAN_LOG_PASSWORD: '',
  JUNBAN_LOG_PASSWORD_FILE: '',
  JUNBAN_LOG_REPLICAS: '0',
  JUNBAN_LOG_ACCEPT_LOSS: 'no',
  JUNBAN_KEY_FILE: '',
  JUNBAN_KEY: '',
  JUNBAN_SSO_SECRET_FILE: '',
  JUNBAN_SSO_SECRET: '',
  JUNBAN_WEB_PUSH_KEY_FILE: '',
  JUNBAN_WEB_PUSH_KEY: '',
  JUNBAN_TLS_CERT: '',
  JUNBAN_TLS_KEY: '',
  JUNBAN_HSTS_DAYS: '0',
  JUNBAN_VOICE: 'yes',
  JUNBAN_VOICE_FILE: '',
  JUNBAN_VOICE_DICTIONARY: '',
  JUNBAN_PUSH_TOKEN_FILE: '',
  JUNBAN_PUSH_TOKEN: '',
  JUNBAN_SMTP_PASSWORD_FILE: '',
  JUNBAN_SMTP_PASSWORD: '',
  JUNBAN_MESSAGE_HOOK_KEY_FILE: '',
  JUNBAN_MESSAGE_HOOK_KEY: '',
} as const;
export type Variable = keyof typeof variables;

/** Variables that hold, or may hold, a secret of the hub: nothing that the hub's machine starts beside it gets them. */
export const secretVariables = [
  'JUNBAN_KEY',
  'JUNBAN_LOG',
  'JUNBAN_LOG_PASSWORD',
  'JUNBAN_MESSAGE_HOOK_KEY',
  'JUNBAN_PUSH_TOKEN',
  'JUNBAN_SMTP_PASSWORD',
  'JUNBAN_SSO_SECRET',
  'JUNBAN_WEB_PUSH_KEY',
] as const satisfies Variable[];

const readPort = (text: string): Read<number> =>
  /^\d{1,5}$/.test(text) && Number(text) <= 65_535
    ? good(Number(text))
    : bad('JUNBAN_PORT', text, 'must be a port number 0 to 65535, e.g. 8620 (0: any free port)');

const readHost = (text: string): Read<string> =>
  /^[A-Za-z0-9_.:%-]{1,253}$/.test(text)
    ? good(text)
    : bad('JUNBAN_HOST', text, 'must be a host name or address of this machine, e.g. 0.0.0.0 or 127.0.0.1');

/** The folder itself, or the nearest one above it that exists. */
const nearestExisting = (folder: string): string =>
  existsSync(folder) || dirname(folder) === folder ? folder : nearestExisting(dirname(folder));

const readDataFolder = (text: string, base: string): Read<string> => {
  const folder = resolve(base, text);
  try {
    // Asked first, because a recursive mkdir below /proc never comes back.
    accessSync(nearestExisting(folder), constants.W_OK | constants.X_OK);
    if (folder.startsWith('/proc/')) throw Object.assign(new Error('not a disk'), { code: 'ENOENT' });
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
    return good(folder);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    return bad(
      'JUNBAN_DATA',
      text,
      `must be a folder that the hub can make and write to (${code}), e.g. ./data`,
    );
  }
};

const readSettingsFile = (text: string, base: string): Read<string> => {
  const file = resolve(base, text);
  try {
    accessSync(file, constants.R_OK);
    if (statSync(file).isFile()) return good(file);
  } catch {
    // told below, with everything else that is not a readable file
  }
  return bad('JUNBAN_SETTINGS', text, `must be a readable YAML file, e.g. ${variables.JUNBAN_SETTINGS}`);
};

const readLogLevel = (text: string): Read<LogLevel> => {
  const level = logLevels.find((known) => known === text);
  return level === undefined
    ? bad('JUNBAN_LOG_LEVEL', text, `must be one of ${logLevels.join(', ')}`)
    : good(level);
};

const readPaperUrl = (text: string): Read<string | null> => {
  if (text === '') return good(null);
  const url = URL.parse(text);
  return url !== null && ['http:', 'https:'].includes(url.protocol)
    ? good(url.href)
    : bad('JUNBAN_PAPER_URL', text, 'must be an http(s) address, e.g. http://localhost:8621/');
};

const readHubName = (text: string): Read<string> => {
  const name =
    text === ''
      ? hostname()
          .slice(0, 40)
          .replaceAll(/[^A-Za-z0-9._-]/g, '-')
      : text;
  return /^[A-Za-z0-9._-]{1,40}$/.test(name)
    ? good(name)
    : bad('JUNBAN_HUB', text, 'must be a name of up to 40 letters, digits, ., _ or -, e.g. hub-1');
};

const readReplicas = (text: string): Read<number> =>
  /^\d$/.test(text)
    ? good(Number(text))
    : bad('JUNBAN_LOG_REPLICAS', text, 'must be how many replicas an event waits for, 0 to 9');

const readAcceptsLoss = (text: string): Read<boolean> =>
  text === 'yes' || text === 'no'
    ? good(text === 'yes')
    : bad('JUNBAN_LOG_ACCEPT_LOSS', text, 'must be yes or no');

const readHstsDays = (text: string): Read<number> =>
  /^\d{1,3}$/.test(text) && Number(text) <= 730
    ? good(Number(text))
    : bad('JUNBAN_HSTS_DAYS', text, 'must be a number of days, 0 to 730 (0: browsers are not told)');

/**
 * Reads the variables. A relative path starts at `workingFolder`, a default one at `home`, where Junban is installed.
 * The first problem names variable, value and what is right.
 */
export const readEnvironment = (
  env: Readonly<Record<string, string | undefined>>,
  workingFolder: string,
  home = workingFolder,
): Read<Environment> => {
  const base = (name: Variable): string => (env[name] ? workingFolder : home);
  // An empty variable counts as not set, as compose files and unit files like to leave them.
  const text = (name: Variable): string => (env[name] || variables[name]).replaceAll(/[\r\n]/g, ' ');
  const port = readPort(text('JUNBAN_PORT'));
  if (!port.ok) return port;
  const host = readHost(text('JUNBAN_HOST'));
  if (!host.ok) return host;
  const logLevel = readLogLevel(text('JUNBAN_LOG_LEVEL'));
  if (!logLevel.ok) return logLevel;
  const settingsFile = readSettingsFile(text('JUNBAN_SETTINGS'), base('JUNBAN_SETTINGS'));
  if (!settingsFile.ok) return settingsFile;
  const paperUrl = readPaperUrl(text('JUNBAN_PAPER_URL'));
  if (!paperUrl.ok) return paperUrl;
  const hubName = readHubName(text('JUNBAN_HUB'));
  if (!hubName.ok) return hubName;
  const log = readLogVariables(
    {
      JUNBAN_LOG: text('JUNBAN_LOG'),
      JUNBAN_LOG_PASSWORD: text('JUNBAN_LOG_PASSWORD'),
      JUNBAN_LOG_PASSWORD_FILE: text('JUNBAN_LOG_PASSWORD_FILE'),
    },
    workingFolder,
  );
  if (!log.ok) return log;
  const logReplicas = readReplicas(text('JUNBAN_LOG_REPLICAS'));
  if (!logReplicas.ok) return logReplicas;
  const logAcceptsLoss = readAcceptsLoss(text('JUNBAN_LOG_ACCEPT_LOSS'));
  if (!logAcceptsLoss.ok) return logAcceptsLoss;
  const keys = readKeyVariables(text('JUNBAN_KEY_FILE'), text('JUNBAN_KEY'), workingFolder);
  if (!keys.ok) return keys;
  const ssoSecret = readSecret(
    'JUNBAN_SSO_SECRET',
    { value: env.JUNBAN_SSO_SECRET ?? '', file: text('JUNBAN_SSO_SECRET_FILE') },
    workingFolder,
  );
  if (!ssoSecret.ok) return ssoSecret;
  const webPushKey = readWebPushKeyVariables(
    text('JUNBAN_WEB_PUSH_KEY_FILE'),
    env.JUNBAN_WEB_PUSH_KEY ?? '',
    workingFolder,
  );
  if (!webPushKey.ok) return webPushKey;
  const tls = readTlsVariables(text('JUNBAN_TLS_CERT'), text('JUNBAN_TLS_KEY'), workingFolder);
  if (!tls.ok) return tls;
  const hstsDays = readHstsDays(text('JUNBAN_HSTS_DAYS'));
  if (!hstsDays.ok) return hstsDays;
  const voice = readVoice(
    text('JUNBAN_VOICE'),
    text('JUNBAN_VOICE_FILE'),
    text('JUNBAN_VOICE_DICTIONARY'),
    workingFolder,
  );
  if (!voice.ok) return voice;
  const pushToken = readTokenVariables(
    text('JUNBAN_PUSH_TOKEN_FILE'),
    env.JUNBAN_PUSH_TOKEN ?? '',
    workingFolder,
  );
  if (!pushToken.ok) return pushToken;
  const smtpPassword = readSecret(
    'JUNBAN_SMTP_PASSWORD',
    { value: env.JUNBAN_SMTP_PASSWORD ?? '', file: text('JUNBAN_SMTP_PASSWORD_FILE') },
    workingFolder,
  );
  if (!smtpPassword.ok) return smtpPassword;
  const messageHookKey = readHookKeyVariables(
    text('JUNBAN_MESSAGE_HOOK_KEY_FILE'),
    env.JUNBAN_MESSAGE_HOOK_KEY ?? '',
    workingFolder,
  );
  if (!messageHookKey.ok) return messageHookKey;
  const dataFolder = readDataFolder(text('JUNBAN_DATA'), base('JUNBAN_DATA'));
  if (!dataFolder.ok) return dataFolder;
  return good({
    port: port.value,
    host: host.value,
    dataFolder: dataFolder.value,
    settingsFile: settingsFile.value,
    logLevel: logLevel.value,
    paperUrl: paperUrl.value,
    hubName: hubName.value,
    log: log.value,
    logReplicas: logReplicas.value,
    logAcceptsLoss: logAcceptsLoss.value,
    keys: keys.value,
    ssoSecret: ssoSecret.value,
    webPushKey: webPushKey.value,
    tls: tls.value,
    hstsDays: hstsDays.value,
    voice: voice.value,
    pushToken: pushToken.value,
    smtpPassword: smtpPassword.value,
    messageHookKey: messageHookKey.value,
  });
};

/** The line for a port or host that cannot be listened on. */
export const listenProblem = (error: NodeJS.ErrnoException, environment: Environment): string => {
  if (error.code === 'EADDRINUSE') {
    return `JUNBAN_PORT=${environment.port}: another program uses this port; stop it or choose a free one, e.g. ${environment.port + 1}`;
  }
  if (error.code === 'EACCES') {
    return `JUNBAN_PORT=${environment.port}: this user may not listen there; choose a port above 1023, e.g. ${variables.JUNBAN_PORT}`;
  }
  return `JUNBAN_HOST=${environment.host}: must be an address of this machine (${error.code ?? error.message}), e.g. ${variables.JUNBAN_HOST}`;
};
