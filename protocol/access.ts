// Who may do what, in the words of the wire: roles of people and of integrators' keys, purposes of devices.
import { z } from 'zod';
import { DeviceId, SiteId, StaffId } from './ids.ts';

export const roles = ['receptionist', 'booth', 'supervisor', 'planner', 'administrator'] as const;
export const Role = z.enum(roles);
/** What a person or an integrator may do: receptionist 受付, booth 窓口, supervisor 責任者, planner 企画・統計担当, administrator 管理者. */
export type Role = z.infer<typeof Role>;

export const purposes = ['wall', 'agent', 'kiosk'] as const;
export const Purpose = z.enum(purposes);
/** What a device is for. wall: a lobby screen; agent: buttons and printers; kiosk: a touch screen that gives tickets. */
export type Purpose = z.infer<typeof Purpose>;

export const Grant = z.strictObject({
  role: Role.describe('What it may do'),
  site: SiteId.nullable().describe('null: at every site of the organisation'),
});
/** One role at one site, or everywhere. */
export type Grant = z.infer<typeof Grant>;

export const Grants = z
  .array(Grant)
  .min(1, 'must name at least one role')
  .max(200, 'must be at most 200 roles')
  .refine((grants) => grants.every(({ role, site }) => role !== 'administrator' || site === null), {
    message: 'an administrator is one for every site: site must be null',
  });

/** The name a person reads on screens, in lists and in the audit. */
export const PersonName = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(60, 'must be at most 60 characters');

export const AccountView = z.strictObject({
  id: StaffId.describe('What the person types to sign in'),
  name: PersonName,
  grants: z.array(Grant),
  closed: z.boolean(),
  sso: z.boolean().describe('true: signs in at the organisation’s own sign-in service'),
  hasPassword: z.boolean(),
});
export type AccountView = z.infer<typeof AccountView>;

export const DevicePlace = z.strictObject({ site: SiteId, device: DeviceId, purpose: Purpose });
/** Where a device stands and what for; `device` is one of the site's settings for walls and agents. */
export type DevicePlace = z.infer<typeof DevicePlace>;

/** Whether the grants hold one of the roles at the site; site null: anywhere. */
export const holds = (grants: readonly Grant[], wanted: readonly Role[], site: SiteId | null): boolean =>
  grants.some(
    (grant) => wanted.includes(grant.role) && (site === null || grant.site === null || grant.site === site),
  );
