// Every page of the house, one row each: what builds, serves, guards, lists, pictures and tests pages reads it here.
import type { Role } from './access.ts';
import { type Language, languages } from './ids.ts';
import { staffLanguages } from './staff-languages.ts';
import type { StaffViewKind } from './staff-views.ts';

/** Screens that pages stand on, CSS pixels. */
export const screens = {
  wall: { width: 1920, height: 1080 },
  portrait: { width: 1080, height: 1920 },
  desk: { width: 1366, height: 768 },
  phone: { width: 390, height: 844 },
  /** The narrowest phone that is still carried. */
  smallPhone: { width: 320, height: 568 },
} as const;
export type ScreenName = keyof typeof screens;

/** What the page is found under on the start page: once for each device or booth of a site, once a site, or once. */
export type ListedAs = 'eachWall' | 'eachKiosk' | 'site' | 'eachBooth' | 'office' | 'more';

export type PageRow = {
  /** Its source, which holds index.html; null: the hub writes the page itself. */
  readonly folder: string | null;
  /** The hub puts what it knows into the built file before it sends it. */
  readonly filled?: true;
  /** Address → what is to be found there. `:site`, `:booth` and `:code` stand for one part; the fullest comes first. */
  readonly addresses: Readonly<Record<`/${string}`, string>>;
  /** lobby: screens of the house; public: residents' own browsers; counter and office: staff at their desks. */
  readonly audience: 'lobby' | 'public' | 'counter' | 'office';
  /** Whose work it is, the first above all; none: nobody signs in. The file itself is open to anyone: it holds no data. */
  readonly roles: readonly Role[];
  /** What it watches by the consoles' socket; whoever it is for is let in there. */
  readonly views: readonly StaffViewKind[];
  readonly names: { readonly ja: string; readonly en: string };
  /** null: one comes there by a link or a code of one's own. */
  readonly listed: ListedAs | null;
  readonly languages: readonly Language[];
  /** The screens it must fit, the usual one first. */
  readonly screens: readonly ScreenName[];
  /** A CSS selector of what stands there once the page is drawn, signed in where that is asked for. */
  readonly drawn: string;
};

const office = {
  audience: 'office',
  roles: ['administrator'],
  views: [],
  listed: 'office',
  languages: staffLanguages,
  screens: ['desk', 'phone'],
} as const;

/** Whose work the figures are: who plans, and who looks after a site. */
export const figuresRoles: readonly Role[] = ['planner', 'supervisor', 'administrator'];

export const pages = {
  start: {
    folder: 'displays/start',
    addresses: { '/': 'The start page: every page of every site' },
    ...{ audience: 'counter', roles: [], views: [], listed: null },
    names: { ja: 'トップページ', en: 'Start page' },
    // Both languages of staff at once.
    ...{ languages: ['ja'], screens: ['desk', 'phone'], drawn: '.site' },
  },
  wall: {
    folder: 'displays/wall',
    addresses: {
      '/wall/:site': 'A lobby screen',
      '/wall': 'A lobby screen, which knows its place by its key',
    },
    ...{ audience: 'lobby', roles: [], views: [], listed: 'eachWall' },
    names: { ja: '案内画面', en: 'Lobby screen' },
    ...{ languages, screens: ['wall', 'portrait'], drawn: 'wall-page' },
  },
  kiosk: {
    folder: 'displays/kiosk',
    addresses: {
      '/kiosk/:site': 'A touch screen at reception',
      '/kiosk': 'A touch screen at reception, which knows its place by its key',
    },
    ...{ audience: 'lobby', roles: [], views: [], listed: 'eachKiosk' },
    names: { ja: '発券機', en: 'Ticket kiosk' },
    ...{ languages, screens: ['portrait', 'wall'], drawn: 'kiosk-page' },
  },
  ticket: {
    folder: 'displays/ticket',
    filled: true,
    addresses: { '/t/:code': 'A visitor’s own ticket, by the code on the paper (80 random bits)' },
    ...{ audience: 'public', roles: [], views: [], listed: null },
    names: { ja: '番号札', en: 'Ticket' },
    ...{ languages, screens: ['phone', 'smallPhone', 'desk'], drawn: '.card' },
  },
  booking: {
    folder: 'displays/booking',
    addresses: { '/booking': 'Where residents reserve, move and cancel' },
    ...{ audience: 'public', roles: [], views: [], listed: 'more' },
    names: { ja: '来庁予約', en: 'Reservations' },
    ...{ languages, screens: ['phone', 'smallPhone', 'desk'], drawn: '.page main .choice' },
  },
  now: {
    folder: null,
    addresses: { '/now': 'How full every site is' },
    ...{ audience: 'public', roles: [], views: [], listed: 'more' },
    names: { ja: '窓口の混雑状況', en: 'Counters now' },
    ...{ languages, screens: ['phone', 'smallPhone', 'desk'], drawn: 'main' },
  },
  reception: {
    folder: 'staff-console/reception',
    addresses: { '/reception/:site': 'The reception console' },
    audience: 'counter',
    roles: ['receptionist', 'booth', 'supervisor'],
    ...{ views: ['reception'], listed: 'site' },
    names: { ja: '受付', en: 'Reception' },
    ...{ languages: staffLanguages, screens: ['desk', 'wall'], drawn: 'main.reception-main' },
  },
  desk: {
    folder: 'staff-console/desk',
    addresses: { '/desk': 'The telephone desk: reservations of every site' },
    ...{ audience: 'counter', roles: ['receptionist', 'supervisor'], views: [], listed: 'more' },
    names: { ja: '電話予約', en: 'Telephone desk' },
    ...{ languages: staffLanguages, screens: ['desk', 'wall'], drawn: 'main.office' },
  },
  booth: {
    folder: 'staff-console/booth',
    addresses: {
      '/booth/:site/:booth': 'A booth console',
      '/booth/:site': 'The choice of booths',
    },
    audience: 'counter',
    roles: ['booth', 'supervisor'],
    // Who chooses a booth looks at what reception sees.
    ...{ views: ['booth', 'reception'], listed: 'eachBooth' },
    names: { ja: '窓口', en: 'Booth' },
    ...{ languages: staffLanguages, screens: ['desk', 'wall'], drawn: 'header.top' },
  },
  accounts: {
    ...office,
    folder: 'staff-console/accounts',
    addresses: { '/accounts': 'People’s accounts' },
    names: { ja: 'アカウント', en: 'Accounts' },
    drawn: 'table',
  },
  devices: {
    ...office,
    folder: 'staff-console/devices',
    addresses: { '/devices': 'Walls, agents and kiosks' },
    names: { ja: '端末', en: 'Devices' },
    drawn: 'main',
  },
  keys: {
    ...office,
    folder: 'staff-console/keys',
    addresses: { '/keys': 'Integrators’ keys' },
    names: { ja: '連携キー', en: 'Integrator keys' },
    drawn: 'main',
  },
  audit: {
    ...office,
    folder: 'staff-console/audit',
    addresses: { '/audit': 'Who did what, when and from where' },
    names: { ja: '操作記録', en: 'Audit' },
    drawn: 'table',
  },
  figures: {
    ...office,
    roles: figuresRoles,
    folder: 'staff-console/figures',
    addresses: { '/figures': 'Arrivals, waits and promises, by day, month and fiscal year' },
    names: { ja: '統計', en: 'Figures' },
    ...{ screens: ['desk', 'wall', 'phone'], drawn: 'table' },
  },
  slots: {
    ...office,
    roles: ['supervisor', 'planner'],
    folder: 'staff-console/slots',
    addresses: { '/slots': 'Places for reservations by day: closed, widened and narrowed by hand' },
    names: { ja: '予約枠', en: 'Slots' },
    ...{ screens: ['desk', 'wall', 'phone'], drawn: 'form.office-form' },
  },
  transfer: {
    ...office,
    roles: ['supervisor'],
    folder: 'staff-console/transfer',
    addresses: { '/transfer': 'Reservations of another system taken over, and one’s own written out' },
    names: { ja: '予約の取込・書出', en: 'Import and export' },
    ...{ screens: ['desk', 'wall', 'phone'], drawn: 'form.office-form' },
  },
  planner: {
    ...office,
    roles: figuresRoles,
    folder: 'staff-console/planner',
    addresses: { '/planner': 'Demand against capacity, by month and fiscal year' },
    names: { ja: '需要と枠', en: 'Demand' },
    ...{ screens: ['desk', 'wall', 'phone'], drawn: 'form.office-form' },
  },
  first: {
    ...office,
    folder: 'staff-console/first',
    addresses: {
      '/first': 'Where the first administrator is made, by the link that the hub printed',
      '/password': 'Where a password is set, by the link that an administrator gave',
    },
    // Whoever holds the link is not signed in yet.
    ...{ roles: [], listed: null, drawn: 'main' },
    names: { ja: 'パスワードの設定', en: 'Setting a password' },
  },
} as const satisfies Readonly<Record<string, PageRow>>;

type Pages = typeof pages;
export type PageName = keyof Pages;
/** Names of the pages that the start page lists there. */
export type PageNameListed<L extends ListedAs> = {
  [N in PageName]: Pages[N]['listed'] extends L ? N : never;
}[PageName];

/** All rows with their names, in the order of the table. */
export const pageRows: readonly (PageRow & { readonly name: PageName })[] = Object.entries<PageRow>(
  pages,
).map(([name, row]) => ({ ...row, name: name as PageName }));

/** The page at a path of this house, e.g. "/booth/centre/3"; null: none. */
export const pageAt = (path: string): (PageRow & { readonly name: PageName }) | null => {
  const parts = path.replace(/\/+$/, '').split('/');
  const isAt = (address: string): boolean => {
    const wanted = address.replace(/\/+$/, '').split('/');
    return (
      wanted.length === parts.length &&
      wanted.every((part, place) => part.startsWith(':') || part === parts[place])
    );
  };
  return pageRows.find((row) => addressesOf(row).some(isAt)) ?? null;
};

/** Rows that the start page lists there. */
export const pagesListed = (where: ListedAs) => pageRows.filter(({ listed }) => listed === where);

/** The page's folder in dist/: the last part of its source's. */
export const builtName = (folder: string): string => folder.slice(folder.lastIndexOf('/') + 1);

/** Addresses of a row, the fullest first. */
export const addressesOf = (row: PageRow): readonly string[] => Object.keys(row.addresses);

export type AddressParts = { readonly site?: string; readonly booth?: number; readonly code?: string };

/** The first of the page's addresses whose parts are all given. Throws when there is none. */
export const pageAddress = (name: PageName, parts: AddressParts = {}): string => {
  const given = new Map<string, string | number | undefined>(Object.entries(parts));
  const whole = addressesOf(pages[name]).find((address) =>
    [...address.matchAll(/:(\w+)/g)].every(([, part = '']) => given.get(part) !== undefined),
  );
  if (whole === undefined) throw new Error(`no address of ${name} by ${JSON.stringify(parts)}`);
  return whole.replace(/:(\w+)/g, (_, part: string) => encodeURIComponent(String(given.get(part))));
};
