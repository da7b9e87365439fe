// Settings about people: who plays in a demonstration, when a console locks, and the organisation's own sign-in service.
import { z } from 'zod';
import { PersonName, Role } from './access.ts';
import { SiteId, StaffId } from './ids.ts';

/** A role in a settings file; `site` left out: at every site. */
const WrittenGrant = z
  .strictObject({
    role: Role.describe('receptionist, booth, supervisor, planner or administrator'),
    site: SiteId.nullable().default(null).describe('Left out: at every site'),
  })
  .describe('One role at one site, or everywhere');

const onlyEverywhere = {
  message: 'must leave out site for administrators: they are for every site',
};
type Written = { readonly role: string; readonly site: string | null };
const administerEverywhere = (grants: readonly Written[]): boolean =>
  grants.every(({ role, site }) => role !== 'administrator' || site === null);

const WrittenGrants = z
  .array(WrittenGrant)
  .min(1, 'must name at least one role')
  .max(200)
  .refine(administerEverywhere, onlyEverywhere);

export const DemoPerson = z.strictObject({
  id: StaffId.describe('Its name in commands and events'),
  name: PersonName.describe('As colleagues read it'),
  grants: WrittenGrants.describe('What the person may do'),
});
export type DemoPerson = z.infer<typeof DemoPerson>;

export const DemoSettings = z.strictObject({
  staff: z
    .array(DemoPerson)
    .min(1, 'must name at least one person')
    .max(100)
    .describe('Who can be played by one click, without a password'),
});

export const SignInSettings = z.strictObject({
  idleMinutes: z
    .number()
    .min(1, 'must be 1 to 480 minutes')
    .max(480, 'must be 1 to 480 minutes')
    .default(20)
    .describe('After so many minutes without a key press or a command a console locks; its booth stays open'),
  secondFactorFor: z
    .array(Role)
    .max(5)
    .default(['administrator'])
    .describe(
      'Roles whose holders sign in with a password and a code of an app on their phone (TOTP); they set it up at their next sign-in. Whoever has set it up is asked for it, whatever stands here. Not for those who come by the organisation’s own service',
    ),
});

/** Plain http only where nobody can listen: to this machine itself. */
const isSafe = (text: string): boolean => {
  const url = URL.parse(text);
  if (url === null) return false;
  return url.protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
};

export const SsoSettings = z.strictObject({
  issuer: z
    .url({ protocol: /^https?$/, message: 'must be an https address' })
    .refine(isSafe, { message: 'must be an https address (http only for this machine itself)' })
    .describe('The sign-in service, as its /.well-known/openid-configuration names itself'),
  clientId: z.string().trim().min(1).max(200).describe('The name under which Junban is registered there'),
  address: z
    .url({ protocol: /^https?$/, message: 'must be an http(s) address' })
    .optional()
    .describe(
      'Where staff reach Junban, when that is not `publicUrl`. Register this address followed by /sso/callback there',
    ),
  scopes: z
    .array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/, 'must be a scope without spaces'))
    .max(20)
    .default(['profile'])
    .describe('Asked for besides openid, e.g. groups where the service wants that'),
  groupsClaim: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .default('groups')
    .describe('Where the service tells the groups of a person'),
  grants: z
    .array(
      z.strictObject({
        group: z.string().trim().min(1).max(200).describe('As the service names it'),
        role: Role.describe('The role its people have'),
        site: SiteId.nullable().default(null).describe('Left out: at every site'),
      }),
    )
    .min(1, 'must map at least one group')
    .max(200)
    .refine(administerEverywhere, onlyEverywhere)
    .describe('Which group has which role. Nobody comes in without a group named here'),
  label: z.string().trim().min(1).max(60).default('SSO').describe('The words on the button'),
});
export type SsoSettings = z.infer<typeof SsoSettings>;
