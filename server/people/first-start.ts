// What a hub does about people when it starts: those of a demonstration are made, or a link for the first administrator.

import type { z } from 'zod';
import type { DemoSettings } from '../../protocol/people-settings.ts';
import { administrators, makeAccount } from './accounts.ts';
import type { StaffParts } from './dependencies.ts';

/** The link for the first administrator is good for so long, ms. */
export const firstLinkMs = 3_600_000;

/** Administrators whose password is said to be there, but is not: the file of notes was lost. */
export const lostPasswords = async ({
  register,
  credentials,
  ways,
}: Pick<StaffParts, 'register' | 'credentials' | 'ways'>): Promise<ReadonlySet<string>> => {
  const lost = new Set<string>();
  for (const { id, hasPassword, sso } of administrators(register.state(), ways)) {
    if (sso === null && hasPassword && !(await credentials.has(id))) lost.add(id);
  }
  return lost;
};

/** The token of a fresh link when nobody can sign in and administer; null: somebody can. */
export const firstLink = async (parts: StaffParts): Promise<string | null> => {
  const lost = await lostPasswords(parts);
  const { register, ways, links } = parts;
  if (administrators(register.state(), ways).some(({ id }) => !lost.has(id))) return null;
  return links.make('first', 'first', firstLinkMs);
};

/** Makes the people of the demonstration who are not there yet; those who are stay as they are. */
export const makeDemoPeople = async (
  { register, logger }: Pick<StaffParts, 'register' | 'logger'>,
  demo: z.infer<typeof DemoSettings>,
): Promise<void> => {
  logger.warn('this is a demonstration: everybody can sign in without a password (settings: demo)');
  const changed = await register.change({ kind: 'system', id: 'demo' }, (state) =>
    demo.staff.flatMap((person) => {
      const made = state.accounts.has(person.id) ? [] : makeAccount(state, person);
      return Array.isArray(made) ? made : [];
    }),
  );
  if (!changed.ok) throw new Error(`the people of the demonstration: ${changed.refusal.message}`);
};
