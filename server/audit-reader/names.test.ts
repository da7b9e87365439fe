// Every kind of event has a name on the audit's page, and no name is of an event that does not exist.
import { expect, it } from 'vitest';
import { DayEvent } from '../../protocol/events.ts';
import { auditEventNames } from '../../protocol/texts/audit-events.ts';
import { AuditEvent } from '../audit/events.ts';
import { PeopleEvent } from '../people/register/events.ts';

it('names every event', () => {
  const types = [DayEvent, PeopleEvent, AuditEvent].flatMap((union) =>
    union.options.map((option) => option.shape.type.value),
  );
  expect(Object.keys(auditEventNames).sort()).toEqual(types.sort());
});
