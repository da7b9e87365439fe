// The names of everybody who has or had an account, as they are now: a map over the register, for the day and its views.
import type { StaffName } from '../settings/resolved-site.ts';
import type { Register } from './register/register.ts';

/** Always the register's present state; closed accounts keep their names, because old events speak of them. */
export const staffBook = (register: Pick<Register, 'state'>): ReadonlyMap<string, StaffName> => {
  const now = (): ReadonlyMap<string, StaffName> => register.state().accounts;
  return {
    get: (id) => now().get(id),
    has: (id) => now().has(id),
    get size() {
      return now().size;
    },
    keys: () => now().keys(),
    values: () => now().values(),
    entries: () => now().entries(),
    forEach: (each) => now().forEach(each),
    [Symbol.iterator]: () => now()[Symbol.iterator](),
  };
};
