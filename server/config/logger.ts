// The log of the process: JSON lines, readable on a terminal; what could be a secret or personal is not written.
import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import pretty from 'pino-pretty';
import type { LogLevel } from './environment.ts';

/** Fields that no line of ours has; should one ever have them, they stay hidden. */
const hidden = [
  ...['authorization', 'cookie', 'headers', 'password', 'secret', 'token', 'pass', 'credential'],
  ...['body', 'contact', 'note', 'privateKey'],
];

const deepest = 3;

/** An error without what libraries hang on it: the body of a request, its headers, options with passwords. */
const plainError = (error: unknown, depth = 0): unknown => {
  if (!(error instanceof Error)) return typeof error;
  const { name, message, stack, cause } = error;
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const because = cause === undefined || depth >= deepest ? {} : { cause: plainError(cause, depth + 1) };
  return { type: name, message, stack, ...code, ...because };
};

/** `destination`: where lines go instead of standard output; never readable then. */
export const createLogger = (level: LogLevel, destination?: DestinationStream): Logger => {
  const options: LoggerOptions = {
    level,
    redact: { paths: hidden.flatMap((name) => [name, `*.${name}`]), censor: '[hidden]' },
    serializers: { err: plainError },
  };
  if (destination !== undefined) return pino(options, destination);
  return process.stdout.isTTY ? pino(options, pretty({ ignore: 'pid,hostname', sync: true })) : pino(options);
};
