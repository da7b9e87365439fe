// Which pictures there are: every page in every state that it can be in, at the sizes of the screens it stands on.
import type { Played } from './day.ts';
import { type State, states } from './settings.ts';

export const sizes = {
  wall: { width: 1920, height: 1080 },
  portrait: { width: 1080, height: 1920 },
  desk: { width: 1366, height: 768 },
  phone: { width: 390, height: 844 },
} as const;
export type Size = keyof typeof sizes;

export type Shot = {
  /** Of the file: page, state, size. */
  readonly name: string;
  readonly page: string;
  readonly state: string;
  readonly size: Size;
  readonly path: string;
  /** Who is signed in, by the demo's ids; null: nobody. */
  readonly who: string | null;
  /** Stands on the page when it is drawn. */
  readonly ready: string;
  /** Taken after the hub has gone. */
  readonly offline: boolean;
};

type Page = {
  readonly page: string;
  readonly sizes: readonly Size[];
  readonly who?: string;
  readonly ready: string;
  readonly path: (state: State, played: Played) => string | null;
};

const ofPlaces: readonly Page[] = [
  {
    page: 'wall',
    sizes: ['wall', 'portrait'],
    ready: 'wall-page',
    path: (state) => `/wall/${state}?device=${state}-wall`,
  },
  {
    page: 'ticket-waiting',
    sizes: ['phone'],
    ready: 'body *',
    path: (_, { waiting }) => (waiting === null ? null : `/t/${waiting}`),
  },
  {
    page: 'ticket-called',
    sizes: ['phone'],
    ready: 'body *',
    path: (_, { called }) => (called === null ? null : `/t/${called}`),
  },
  {
    page: 'ticket-absent',
    sizes: ['phone'],
    ready: 'body *',
    path: (_, { absent }) => (absent === null ? null : `/t/${absent}`),
  },
  {
    page: 'kiosk',
    sizes: ['portrait', 'wall'],
    ready: 'kiosk-page',
    path: (state) => `/kiosk/${state}?device=${state}-kiosk`,
  },
  {
    page: 'reception',
    sizes: ['desk', 'wall'],
    who: 'suzuki',
    ready: 'main.reception-main',
    path: (state) => `/reception/${state}`,
  },
  {
    page: 'booth',
    sizes: ['desk'],
    who: 'sato',
    ready: 'main',
    path: (state) => `/booth/${state}/3`,
  },
];

const ofTheHouse: readonly (Omit<Page, 'path'> & { readonly path: string })[] = [
  { page: 'start', sizes: ['desk', 'phone'], ready: 'start-page', path: '/' },
  { page: 'now', sizes: ['phone', 'desk'], ready: 'main', path: '/now' },
  { page: 'pairing', sizes: ['wall', 'portrait'], ready: 'wall-page', path: '/wall' },
  { page: 'sign-in', sizes: ['desk', 'phone'], ready: '.sign-in', path: '/reception/normal' },
  { page: 'accounts', sizes: ['desk'], who: 'silva', ready: 'main', path: '/accounts' },
  { page: 'devices', sizes: ['desk'], who: 'silva', ready: 'main', path: '/devices' },
  { page: 'keys', sizes: ['desk'], who: 'silva', ready: 'main', path: '/keys' },
  { page: 'audit', sizes: ['desk'], who: 'silva', ready: 'main', path: '/audit' },
];

const shotOf = (page: Omit<Page, 'path'>, state: string, size: Size, path: string): Shot => ({
  ...{ page: page.page, state, size, path, ready: page.ready },
  name: `${page.page}-${state}-${size}`,
  who: page.who ?? null,
  offline: state === 'offline',
});

/** All pictures, those without a hub last. */
export const shotsOf = (played: ReadonlyMap<State, Played>): readonly Shot[] => {
  const shots = states.flatMap((state) =>
    ofPlaces.flatMap((page) => {
      const path = page.path(state, played.get(state) ?? { waiting: null, called: null, absent: null });
      return path === null ? [] : page.sizes.map((size) => shotOf(page, state, size, path));
    }),
  );
  const house = ofTheHouse.flatMap((page) =>
    page.sizes.map((size) => shotOf(page, 'house', size, page.path)),
  );
  return [...shots, ...house].sort((a, b) => Number(a.offline) - Number(b.offline));
};
