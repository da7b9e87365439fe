// The door to the address of a ticket's phone page: codes stand in no event that others read, and whoever gives one out is noted.
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { TicketCode, TicketNumber } from '../../protocol/ids.ts';
import { parseAs } from '../../protocol/parse.ts';
import { refuse } from '../../protocol/refusals.ts';
import { callerAt, paramAt } from '../access/guard.ts';
import { siteOf } from '../ingress/site-of.ts';
import { actorOf } from '../people/caller.ts';
import type { WebParts } from './dependencies.ts';
import { sendRefusal } from './refusals.ts';

export const TicketAddress = z.strictObject({
  ticket: TicketNumber,
  code: TicketCode,
  path: z.string().describe('Of the page on this hub: /t/{code}'),
  url: z
    .url()
    .nullable()
    .describe('Where phones reach it (publicUrl of the settings); null: no such address is set'),
});
export type TicketAddress = z.infer<typeof TicketAddress>;

/** POST /api/sites/{site}/tickets/{number}/page: for a ticket of today. Refuses with `unknownTicket`; nothing is told that could not be noted. */
export const openTicketAddress = (parts: WebParts): RequestHandler => {
  const { hub, staff, now } = parts;
  return async (_request, response) => {
    const siteHub = siteOf(hub, paramAt(response, 'site'));
    if (!siteHub.ok) return sendRefusal(response, siteHub.refusal);
    const number = parseAs(TicketNumber, paramAt(response, 'number'), 'number');
    if (!number.ok) return sendRefusal(response, number.refusal);
    const ticket = siteHub.value.snapshot().state.tickets.get(number.value);
    if (ticket === undefined) return sendRefusal(response, refuse('unknownTicket', { ticket: number.value }));
    const { id } = siteHub.value.site.settings;
    const asked = { type: 'ticketPageAsked', site: id, ticket: ticket.number } as const;
    await staff.audit.note(actorOf(callerAt(response)), asked, now());
    const path = `/t/${ticket.code}`;
    const { publicUrl } = siteHub.value.site;
    const url = publicUrl === null ? null : new URL(path, publicUrl).href;
    response.json({ ticket: ticket.number, code: ticket.code, path, url } satisfies TicketAddress);
  };
};
