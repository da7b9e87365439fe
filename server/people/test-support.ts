// For tests of the people room: the room on stores in memory, with a clock in the test's hands and cheap passwords.
import { pino } from 'pino';
import type { NetworkAddress, StaffId } from '../../protocol/ids.ts';
import { type Audit, createAudit } from '../audit/audit.ts';
import { type AuditEvent, auditStream, parseAuditEntry } from '../audit/events.ts';
import { openSqliteNotes } from '../expiring/sqlite-store.ts';
import type { Notes } from '../expiring/store.ts';
import { openSqliteLog } from '../log/sqlite-log.ts';
import { parseSettings } from '../settings/parse.ts';
import { cityWith } from '../settings/test-support.ts';
import { openPeople, type PeopleRoom } from './open-people.ts';
import type { Cost } from './passwords.ts';
import { openRegister, type Register } from './register/register.ts';
import type { Sessions } from './sessions.ts';
import { openSqliteSessions } from './sqlite-sessions.ts';

/** So cheap that a test may guess a thousand times. */
export const cheap: Cost = { memoryKiB: 8, passes: 1, parallelism: 1 };
export const booth3 = '10.1.0.3' as NetworkAddress;
export const elsewhere = '10.9.9.9' as NetworkAddress;
export const goodPassword = 'correct horse battery';

export type TestRoom = PeopleRoom & {
  readonly register: Register;
  readonly sessions: Sessions;
  readonly notes: Notes;
  readonly audit: Audit;
  /** Lets so many ms pass. */
  pass(ms: number): void;
  now(): number;
  /** The audit of the month so far, in order. */
  noted(): Promise<readonly AuditEvent[]>;
  /** An open account with a password. */
  employ(id: string, password?: string, role?: 'booth' | 'administrator'): Promise<StaffId>;
  end(): Promise<void>;
};

/** `document` is added to the settings of a small city. */
export const openTestRoom = async (document: object = {}, cost: Cost = cheap): Promise<TestRoom> => {
  let nowMs = Date.parse('2026-11-24T09:00:00+09:00');
  const now = () => nowMs;
  const log = openSqliteLog(':memory:');
  const notes = openSqliteNotes(':memory:', now);
  const settings = parseSettings({ ...cityWith(), ...document });
  const idleMs = settings.signIn.idleMinutes * 60_000;
  const sessions = openSqliteSessions(':memory:', now, { mostPerPerson: 10, onTooMany: () => {}, idleMs });
  const audit = createAudit(log, 'city', 'hub');
  const logger = pino({ level: 'silent' });
  const register = await openRegister({ log, organisation: 'city', hubName: 'hub', now, logger });
  const room = await openPeople({
    ...{ settings, register, sessions, notes, audit, logger, now },
    ssoSecret: null,
    passwordCost: cost,
  });
  return {
    ...{ ...room, register, sessions, notes, audit, now },
    pass: (ms) => {
      nowMs += ms;
    },
    noted: async () =>
      (await log.read(auditStream('city', nowMs), 0)).map((entry) => parseAuditEntry(entry).event),
    employ: async (name, password = goodPassword, role = 'booth') => {
      const id = name as StaffId;
      const grants = [{ role, site: null }];
      const done = await register.change({ kind: 'system', id: 'test' }, () => [
        { type: 'accountMade', account: id, name, grants, sso: null },
        { type: 'passwordSet', account: id, by: 'administrator' },
      ]);
      if (!done.ok) throw new Error(done.refusal.message);
      const problem = await room.staff.credentials.keep({ id, name }, password, booth3);
      if (problem !== null) throw new Error(problem.message);
      return id;
    },
    end: async () => {
      room.close();
      register.close();
      notes.close();
      sessions.close();
      await log.close();
    },
  };
};
