// A kiosk's request as the hub takes it: printer, source and place are the hub's to say, and a mark only the settings' own.
import type { Command } from '../../protocol/commands.ts';
import { CommandRequest } from '../../protocol/commands.ts';
import type { DeviceId } from '../../protocol/ids.ts';
import type { SiteHub } from '../hub/contract.ts';
import { printsAt } from '../views/kiosk.ts';

const completed = (command: Command, siteHub: SiteHub, device: DeviceId): Command => {
  switch (command.type) {
    case 'issueTicket': {
      const { expiringMark } = siteHub.site.kioskRules;
      return {
        ...command,
        source: 'kiosk',
        printAt: printsAt(siteHub.snapshot(), device),
        marks: expiringMark !== undefined && command.marks.includes(expiringMark) ? [expiringMark] : [],
        slotAtMs: null,
        note: '',
      };
    }
    case 'checkIn':
      return { ...command, source: 'kiosk', printAt: printsAt(siteHub.snapshot(), device), marks: [] };
    case 'askHelp':
    case 'withdrawHelp':
      return { ...command, device };
    default:
      // What a kiosk may not ask, the table of access refuses.
      return command;
  }
};

/** Completes a request of the kiosk; one that is no request stays as it is, to be refused with the field that is wrong. */
export const kioskRequest =
  (siteHub: SiteHub, device: DeviceId) =>
  (request: unknown): unknown => {
    const parsed = CommandRequest.safeParse(request);
    if (!parsed.success) return request;
    return { ...parsed.data, command: completed(parsed.data.command, siteHub, device) };
  };
