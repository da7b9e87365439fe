// What travels between pages and hub about people: signing in, the session, the first administrator, accounts.
import { z } from 'zod';
import { AccountView, Grant, Grants, PersonName, Role } from './access.ts';
import { LocalText, SiteId, StaffId } from './ids.ts';

/** As typed: every text is looked at, so that a wrong one is answered like a wrong password. */
const typedPassword = z.string().max(1_000, 'must be at most 1,000 characters');
/** As typed, too: six digits, or a recovery code with hyphens or without. */
const typedSecond = z.string().max(100, 'must be at most 100 characters');
const token = z.string().max(100, 'must be the token of a link');

export const SignInRequest = z.strictObject({
  id: z.string().trim().max(100, 'must be at most 100 characters').describe('The account'),
  password: typedPassword,
  second: typedSecond
    .exactOptional()
    .describe('Of whoever has a second factor: a code of the app, or a recovery code'),
});
export const DemoSignInRequest = z.strictObject({ id: StaffId });
export const UnlockRequest = z.strictObject({
  password: typedPassword.exactOptional().describe('Left out in a demonstration'),
});
export const PasswordRequest = z.strictObject({ old: typedPassword, next: typedPassword });
export const LinkPasswordRequest = z.strictObject({ token, password: typedPassword });
export const FirstRequest = z.strictObject({
  token,
  id: StaffId,
  name: PersonName,
  password: typedPassword,
});

export const SessionState = z.strictObject({
  staff: z
    .strictObject({ id: StaffId, name: z.string(), grants: z.array(Grant) })
    .nullable()
    .describe('null: nobody is signed in here, or the screen is locked'),
  locked: z.boolean(),
  unlock: z.enum(['password', 'click', 'sso']).nullable().describe('How a locked screen is unlocked'),
  ownPassword: z.boolean().describe('The person has a password here that can be changed'),
  pass: z.string().nullable().describe('Shown to the other hubs of the list; null: there are none'),
  idleMinutes: z.number().describe('After so many minutes without use the screen locks'),
  demo: z
    .array(z.strictObject({ id: StaffId, name: z.string(), roles: z.array(Role) }))
    .nullable()
    .describe('Who can be played by one click; null: this is no demonstration'),
  sso: z.strictObject({ label: z.string() }).nullable().describe('Where /sso/start leads; null: nowhere'),
});
/** GET /api/session: who is signed in on this browser, and how one can. */
export type SessionState = z.infer<typeof SessionState>;

export const NewAccountRequest = z.strictObject({ id: StaffId, name: PersonName, grants: Grants });
export const ChangeAccountRequest = z.strictObject({ name: PersonName, grants: Grants });
export const PasswordLinkRequest = z.strictObject({
  dropOld: z.boolean().default(false).describe('The old password is no longer taken from now on'),
});
export const PasswordLink = z.strictObject({
  path: z.string().describe('Address of the page on this hub; told to the person, shown only once'),
  hours: z.int().describe('How long it is good'),
});

export const SecondStartRequest = SignInRequest;
/** POST /api/session/second/start: what the app on the phone needs. Nothing has changed yet. */
export const SecondStarted = z.strictObject({
  secret: z.string().describe('To be typed where no camera is at hand; base32'),
  uri: z.string().describe('otpauth://…, as it stands in the QR code'),
  qr: z
    .strictObject({
      size: z.int().min(21).max(200).describe('Modules on a side, the white border among them'),
      path: z.string().regex(/^(?:M\d{1,3} \d{1,3}h1v1h-1z)*$/),
    })
    .describe('The code as a path of SVG, one square a dark module'),
});
export type SecondStarted = z.infer<typeof SecondStarted>;
export const SecondConfirmRequest = SignInRequest.required({ second: true });
/** POST /api/session/second/confirm: it is in use, and the person is signed in. */
export const SecondConfirmed = z.strictObject({
  recoveryCodes: z
    .array(z.string())
    .describe('Shown this once; each opens once in place of a code of the app'),
  session: SessionState,
});
export type SecondConfirmed = z.infer<typeof SecondConfirmed>;

export const AccountList = z.strictObject({
  accounts: z.array(AccountView),
  sites: z.array(z.strictObject({ id: SiteId, names: LocalText })),
});
/** GET /api/accounts. */
export type AccountList = z.infer<typeof AccountList>;
