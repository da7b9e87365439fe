// Puts the people room together: who is at a door, signing in, accounts, and what happens when those change.
import type { Logger } from 'pino';
import type { LocalText } from '../../protocol/ids.ts';
import { textIn } from '../../protocol/ids.ts';
import type { Settings } from '../../protocol/settings.ts';
import type { Audit } from '../audit/audit.ts';
import type { Notes } from '../expiring/store.ts';
import { watchAccounts } from './account-watch.ts';
import { createPeople, type People } from './actor.ts';
import { type Administration, createAdministration } from './administration.ts';
import { createBrowsers } from './browsers.ts';
import { createCredentials } from './credentials.ts';
import type { StaffParts } from './dependencies.ts';
import { firstLink, makeDemoPeople } from './first-start.ts';
import { createFrontDesk, type FrontDesk } from './front-desk.ts';
import { createGuesses } from './guesses.ts';
import { createIdleWatch } from './idle-watch.ts';
import { createLines, type Lines } from './lines.ts';
import { createLinks } from './links.ts';
import type { Cost } from './passwords.ts';
import type { Register } from './register/register.ts';
import { createSecondFactor } from './second-factor.ts';
import type { Sessions } from './sessions.ts';
import { createSso, type Sso } from './sso.ts';
import { createSsoClient } from './sso-client.ts';
import { createUsed, type Used } from './used.ts';
import { createWorkSlots } from './work-slots.ts';

export type PeopleRoom = {
  readonly people: People;
  readonly staff: StaffParts;
  readonly frontDesk: FrontDesk;
  readonly administration: Administration;
  /** What stays open hangs on its caller's right here. */
  readonly lines: Lines;
  readonly used: Used;
  readonly idleMinutes: number;
  /** null: there is no sign-in service in the settings. */
  readonly ssoRoom: Sso | null;
  /** The token of the link for the first administrator; null: there is one, or this is a demonstration. */
  readonly firstToken: string | null;
  close(): void;
};

export type PeopleRoomParts = {
  readonly settings: Pick<Settings, 'organisation' | 'publicUrl' | 'signIn' | 'sso' | 'demo'>;
  readonly register: Register;
  readonly sessions: Sessions;
  readonly notes: Notes;
  readonly audit: Audit;
  readonly logger: Logger;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Shown to the sign-in service; null: none was given. */
  readonly ssoSecret: string | null;
  /** What a password's hash costs; OWASP's least unless a test makes it cheap. */
  readonly passwordCost?: Cost;
};

const namesOf = ({ id, names }: { readonly id: string; readonly names: LocalText }): readonly string[] => [
  id,
  ...Object.values(names).filter((name) => name !== undefined),
];

const ssoOf = (
  { settings, ssoSecret, now }: PeopleRoomParts,
  staff: StaffParts,
  frontDesk: FrontDesk,
): Sso | null => {
  const { sso, publicUrl } = settings;
  // Settings without an address have a publicUrl.
  const address = sso?.address ?? publicUrl;
  if (sso === undefined || address === undefined) return null;
  return createSso(staff, createSsoClient({ sso, address, secret: ssoSecret, now }), frontDesk);
};

/** Ready when it resolves: the demonstration's people are there, or a link for the first administrator. */
export const openPeople = async (parts: PeopleRoomParts): Promise<PeopleRoom> => {
  const { settings, register, sessions, notes, audit, logger, now } = parts;
  const guesses = createGuesses(notes, now);
  const credentials = createCredentials({
    register,
    notes,
    audit,
    now,
    guesses,
    slots: createWorkSlots(),
    organisation: namesOf(settings.organisation),
    ...(parts.passwordCost === undefined ? {} : { cost: parts.passwordCost }),
  });
  const staff: StaffParts = {
    register,
    sessions,
    credentials,
    guesses,
    second: createSecondFactor({
      notes,
      issuer: textIn(settings.organisation.names, 'ja'),
      roles: settings.signIn.secondFactorFor,
      now,
      ...(parts.passwordCost === undefined ? {} : { cost: parts.passwordCost }),
    }),
    links: createLinks(notes),
    browsers: createBrowsers(notes),
    notes,
    audit,
    ways: {
      sso: settings.sso !== undefined,
      demo: new Set(settings.demo?.staff.map(({ id }) => id)),
    },
    sso: settings.sso ?? null,
    now,
    logger,
  };
  if (settings.demo !== undefined) await makeDemoPeople(staff, settings.demo);
  const frontDesk = createFrontDesk(staff);
  const accountWatch = watchAccounts(register, sessions, logger);
  const idleWatch = createIdleWatch({
    sessions,
    idleMs: settings.signIn.idleMinutes * 60_000,
    now,
    logger,
    onLocked: ({ staff: id, from }) => {
      audit.note({ kind: 'staff', id, from }, { type: 'sessionLocked' }, now()).catch((error: unknown) => {
        logger.warn({ err: error }, 'a lock could not be put on record');
      });
    },
  });
  const lines = createLines({ register, sessions, idleWatch, now, logger });
  return {
    people: createPeople(() => register.state().accounts, sessions),
    staff,
    frontDesk,
    ssoRoom: ssoOf(parts, staff, frontDesk),
    administration: createAdministration(staff),
    lines,
    used: createUsed(sessions, now, logger),
    idleMinutes: settings.signIn.idleMinutes,
    firstToken: settings.demo === undefined ? await firstLink(staff) : null,
    close: () => {
      lines.close();
      idleWatch.close();
      accountWatch.close();
    },
  };
};
