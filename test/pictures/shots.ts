// Which pictures there are: every page in every state that it can be in, at the sizes of the screens it stands on.
import type { Role } from '../../protocol/access.ts';
import {
  addressesOf,
  type PageName,
  pageAddress,
  pageRows,
  pages,
  type ScreenName,
} from '../../protocol/pages.ts';
import type { Played } from './day.ts';
import { type State, states } from './settings.ts';

export type Shot = {
  /** Of the file: page, state, size. */
  readonly name: string;
  readonly page: PageName;
  readonly state: string;
  readonly size: ScreenName;
  readonly path: string;
  /** Who is signed in, by the demo's ids; null: nobody. */
  readonly who: string | null;
  /** Stands on the page when it is drawn. */
  readonly ready: string;
  /** Pressed then, e.g. to open a dialog. */
  readonly keys: string | null;
  /** Taken after the hub has gone. */
  readonly offline: boolean;
};

/** People of the demo, by whose work a page is. */
const people: Partial<Readonly<Record<Role, string>>> = {
  receptionist: 'suzuki',
  booth: 'sato',
  administrator: 'silva',
  planner: 'yamada',
};

/** A page of a place; `path` gives null where the state has nothing for it. */
type Placed = {
  readonly page: PageName;
  /** Of the picture, where a page has several. */
  readonly name?: string;
  readonly keys?: string;
  readonly path: (state: State, played: Played) => string | null;
};

const ticketOf = (code: string | null): string | null =>
  code === null ? null : pageAddress('ticket', { code });

/** Pages that show a place's state. */
const ofPlaces: readonly Placed[] = [
  { page: 'wall', path: (state) => `${pageAddress('wall', { site: state })}?device=${state}-wall` },
  { page: 'ticket', name: 'ticket-waiting', path: (_, { waiting }) => ticketOf(waiting) },
  { page: 'ticket', name: 'ticket-called', path: (_, { called }) => ticketOf(called) },
  { page: 'ticket', name: 'ticket-absent', path: (_, { absent }) => ticketOf(absent) },
  { page: 'kiosk', path: (state) => `${pageAddress('kiosk', { site: state })}?device=${state}-kiosk` },
  { page: 'reception', path: (state) => pageAddress('reception', { site: state }) },
  {
    page: 'reception',
    name: 'reception-closing',
    keys: 'Shift+C',
    path: (state) => (state === 'offline' ? null : pageAddress('reception', { site: state })),
  },
  { page: 'booth', path: (state) => pageAddress('booth', { site: state, booth: 3 }) },
];

type Kind = Pick<Shot, 'page' | 'state' | 'path' | 'who' | 'ready' | 'keys'> & { readonly name: string };

const kindOf = (page: PageName, name: string, state: string, path: string): Kind => {
  const [role] = pages[page].roles;
  return {
    page,
    name,
    state,
    path,
    ready: pages[page].drawn,
    keys: null,
    who: role === undefined ? null : (people[role] ?? null),
  };
};

const nothingPlayed: Played = { waiting: null, called: null, absent: null };

/** Every address that names no place: pages of the whole house, and screens that wait to be told theirs. */
const ofTheHouse: readonly Kind[] = pageRows.flatMap((row) =>
  addressesOf(row)
    .filter((address) => !address.includes(':'))
    .map((address) => kindOf(row.name, address.slice(1) || row.name, 'house', address)),
);

const signIn: Kind = {
  ...kindOf('reception', 'sign-in', 'house', pageAddress('reception', { site: 'normal' })),
  ...{ who: null, ready: '.sign-in' },
};

/** A narrower phone shows the same once more. */
const pictured = (page: PageName): readonly ScreenName[] =>
  pages[page].screens.filter((screen) => screen !== 'smallPhone');

/** All pictures, those without a hub last. */
export const shotsOf = (played: ReadonlyMap<State, Played>): readonly Shot[] => {
  const placed = states.flatMap((state) =>
    ofPlaces.flatMap(({ page, name, keys, path }) => {
      const found = path(state, played.get(state) ?? nothingPlayed);
      return found === null ? [] : [{ ...kindOf(page, name ?? page, state, found), keys: keys ?? null }];
    }),
  );
  return [...placed, ...ofTheHouse, signIn]
    .flatMap((kind) =>
      pictured(kind.page).map((size) => ({
        ...kind,
        ...{ size, name: `${kind.name}-${kind.state}-${size}`, offline: kind.state === 'offline' },
      })),
    )
    .sort((a, b) => Number(a.offline) - Number(b.offline));
};
