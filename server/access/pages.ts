// Who is let in to what consoles watch, by the table of pages: their sockets show tickets and take commands.
import { type Role, roles } from '../../protocol/access.ts';
import { pageRows } from '../../protocol/pages.ts';
import { type StaffViewKind, staffViewKinds } from '../../protocol/staff-views.ts';

/** Whose work any page with the view is. What they may send, the table of commands says. */
const rolesWith = (view: StaffViewKind): readonly Role[] => {
  const wanted = pageRows.filter(({ views }) => views.includes(view)).flatMap((row) => row.roles);
  return roles.filter((role) => wanted.includes(role));
};

export const viewAccess = Object.fromEntries(
  staffViewKinds.map((kind) => [kind, { roles: rolesWith(kind) }]),
) as Readonly<Record<StaffViewKind, { readonly roles: readonly Role[] }>>;
