// Which role opens which console: the pages' sockets show tickets and take commands.
import type { StaffHello } from '../../protocol/wire.ts';
import type { Who } from './who.ts';

export const pageAccess: Readonly<Record<StaffHello['page']['kind'], Who>> = {
  booth: { roles: ['booth', 'supervisor'] },
  reception: { roles: ['receptionist', 'supervisor'] },
};
