// Where the event log lies, with the password of its store, which may be kept out of the address.
import { hidePassword, type LogAddress, readLogAddress } from '../redis/address.ts';
import { readSecret } from './read-secret.ts';

type Read =
  | { readonly ok: true; readonly value: LogAddress }
  | { readonly ok: false; readonly problem: string };

export type LogVariables = {
  readonly JUNBAN_LOG: string;
  readonly JUNBAN_LOG_PASSWORD: string;
  readonly JUNBAN_LOG_PASSWORD_FILE: string;
};

/** Reads the three; a problem names the variable and never shows a password. */
export const readLogVariables = (given: LogVariables, workingFolder: string): Read => {
  const text = given.JUNBAN_LOG;
  const log = readLogAddress(text);
  if (!log.ok) return { ok: false, problem: `JUNBAN_LOG=${hidePassword(text)}: ${log.problem}` };
  const variable = { value: given.JUNBAN_LOG_PASSWORD, file: given.JUNBAN_LOG_PASSWORD_FILE };
  const password = readSecret('JUNBAN_LOG_PASSWORD', variable, workingFolder);
  if (!password.ok) return password;
  if (password.value === null) return log;
  if (log.value.kind === 'sqlite') {
    const problem = 'JUNBAN_LOG_PASSWORD: is for a Redis; JUNBAN_LOG names none';
    return { ok: false, problem };
  }
  if (log.value.password !== null) {
    const problem = 'JUNBAN_LOG_PASSWORD: must not be set beside a password in JUNBAN_LOG; keep one of them';
    return { ok: false, problem };
  }
  return { ok: true, value: { ...log.value, password: password.value } };
};
