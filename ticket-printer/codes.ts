// Codes for tickets given without the hub, unguessable like the hub's own.
import { randomBytes } from 'node:crypto';
import { TicketCode } from '../protocol/ids.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 80 random bits as 16 characters of Crockford base 32. */
export const newTicketCode = (): TicketCode =>
  TicketCode.parse([...randomBytes(16)].map((byte) => alphabet[byte % 32]).join(''));
