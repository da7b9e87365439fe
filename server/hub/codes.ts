// Codes that cannot be guessed, for the address of a visitor's page.
import { randomBytes } from 'node:crypto';
import type { TicketCode } from '../../protocol/ids.ts';

/** Crockford's base 32: no I, L, O, U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 16 characters, 80 random bits. */
export const newCode = (): TicketCode =>
  Array.from(randomBytes(16), (byte) => alphabet.charAt(byte % 32)).join('') as TicketCode;
