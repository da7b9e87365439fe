// For tests of the doors: of each type of command the smallest one that its schema takes.
import { type Command, CommandRequest } from '../../protocol/commands.ts';
import { commandAccess } from './commands.ts';

export const commandTypes = Object.keys(commandAccess) as readonly Command['type'][];

/** The smallest command of a type that its schema takes; `more` replaces fields. Throws when a field has no example yet. */
export const commandOf = (type: Command['type'], more: Readonly<Record<string, unknown>> = {}): Command => {
  const all: Record<string, unknown> = {
    type,
    procedure: 'card-issue',
    source: 'reception',
    number: 'A001',
    ticket: 'A001',
    issuedAtMs: 0,
    how: 'handwritten',
    count: 1,
    minutes: 5,
    booth: 1,
    reason: type === 'cancelTicket' ? 'other' : 'why',
    marks: [],
    printAt: 'desk',
    device: 'kiosk-1',
    job: 'A001-1',
    reservation: 'centre.2026-11-24.0123456789ABCDEF',
    staff: 'nobody-here',
    procedures: ['setBoothProcedures', 'openBooth'].includes(type)
      ? [{ procedure: 'card-issue', delayMinutes: 0 }]
      : ['card-issue'],
    ...more,
  };
  // A strict schema names the fields it does not know: those are left out.
  for (;;) {
    const parsed = CommandRequest.safeParse({ commandId: 'access-0001', command: all });
    if (parsed.success) return parsed.data.command;
    const strange = parsed.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys' ? issue.keys : [],
    );
    if (strange.length === 0) throw new Error(`${type}: ${parsed.error.message}`);
    for (const key of strange) delete all[key];
  }
};
