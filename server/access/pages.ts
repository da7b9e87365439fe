// Which role opens which console: the pages' sockets show tickets and take commands.
import type { StaffHello } from '../../protocol/wire.ts';
import type { Who } from './who.ts';

export const pageAccess: Readonly<Record<StaffHello['page']['kind'], Who>> = {
  booth: { roles: ['booth', 'supervisor'] },
  // Booth people look at it to choose their booth; what they may send, the table of commands says.
  reception: { roles: ['receptionist', 'booth', 'supervisor'] },
};
