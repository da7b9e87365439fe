// What the work of signing in and of keeping accounts is done with.
import type { Logger } from 'pino';
import type { SsoSettings } from '../../protocol/people-settings.ts';
import type { Audit } from '../audit/audit.ts';
import type { Notes } from '../expiring/store.ts';
import type { WaysIn } from './accounts.ts';
import type { Browsers } from './browsers.ts';
import type { Credentials } from './credentials.ts';
import type { Guesses } from './guesses.ts';
import type { Links } from './links.ts';
import type { Register } from './register/register.ts';
import type { SecondFactor } from './second-factor.ts';
import type { Sessions } from './sessions.ts';

export type StaffParts = {
  readonly register: Register;
  readonly sessions: Sessions;
  readonly credentials: Credentials;
  readonly second: SecondFactor;
  readonly guesses: Guesses;
  readonly links: Links;
  readonly notes: Notes;
  /** Browsers that are known by their cookie. */
  readonly browsers: Browsers;
  readonly audit: Audit;
  readonly ways: WaysIn;
  readonly sso: SsoSettings | null;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly logger: Logger;
};
