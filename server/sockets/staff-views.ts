// What consoles watch, a row for each view: which room its sockets stand in, how it is made, and what a site may lack for it.
import type { SiteId } from '../../protocol/ids.ts';
import { type Refusal, refuse } from '../../protocol/refusals.ts';
import {
  type StaffPage,
  type StaffView,
  type StaffViewKind,
  staffViewKinds,
  staffViews,
} from '../../protocol/staff-views.ts';
import type { Sent, StaffHello } from '../../protocol/wire.ts';
import type { SiteHub, Snapshot } from '../hub/contract.ts';
import { boothView } from '../views/booth.ts';
import { receptionView } from '../views/reception.ts';
import type { DoorParts } from './dependencies.ts';
import { type Line, type Rooms, roomsOf, type ViewDoor } from './rooms.ts';

type Watched<K extends StaffViewKind> = {
  /** Who names the same room is shown the same. */
  readonly room: (site: SiteId, page: StaffPage<K>) => string;
  readonly build: (snapshot: Snapshot, page: StaffPage<K>) => StaffView<K>;
  /** Why there is no such page at the site; null: there is. */
  readonly missing: (siteHub: SiteHub, page: StaffPage<K>) => Refusal | null;
  /** Hears that somebody watches; what it gives is called when they no longer do. */
  readonly opened?: (siteHub: SiteHub, page: StaffPage<K>) => () => void;
};

const watched: { readonly [K in StaffViewKind]: Watched<K> } = {
  booth: {
    room: (site, { booth }) => `booth:${site}:${booth}`,
    build: (snapshot, { booth }) => boothView(snapshot, booth),
    missing: ({ site: { booths } }, { booth }) =>
      booths.has(booth) ? null : refuse('unknownBooth', { booth, known: [...booths.keys()].join(', ') }),
    opened: ({ presence }, { booth }) => presence.boothPage(booth),
  },
  reception: {
    room: (site) => `reception:${site}`,
    build: receptionView,
    missing: () => null,
  },
};

// The compiler does not see that kind, page and row belong together; the row was found by the page's own kind.
const rowOf = ({ kind }: StaffPage): Watched<StaffViewKind> => watched[kind] as Watched<StaffViewKind>;

/** Why the site has no such page; null: it has. */
export const missingPage = (siteHub: SiteHub, page: StaffPage): Refusal | null =>
  rowOf(page).missing(siteHub, page);

/** A console's socket, as far as views need it. */
type Watcher = {
  readonly id: string;
  readonly conn: Line;
  join(room: string): unknown;
  emit(event: string, sent: Sent<StaffView>): unknown;
};

/** The rooms of all views of the door, in the order in which they are to be refreshed. */
export const openStaffViews = (
  door: ViewDoor<StaffView, string>,
  parts: Pick<DoorParts, 'now' | 'metrics' | 'logger'>,
): {
  readonly rooms: readonly Rooms<StaffView>[];
  /** Shows the socket what its page watches, until the function that it gives is called. */
  watch(socket: Watcher, hello: StaffHello, siteHub: SiteHub): () => void;
} => {
  const byKind = new Map(
    staffViewKinds.map((kind) => [
      kind,
      roomsOf<StaffView, string>(door, staffViews[kind].event, kind, parts),
    ]),
  );
  return {
    rooms: [...byKind.values()],
    watch(socket, { site, page }, siteHub) {
      const { event } = staffViews[page.kind];
      const row = rowOf(page);
      const name = row.room(site, page);
      void socket.join(name);
      const rooms = byKind.get(page.kind);
      if (rooms === undefined) throw new Error(`no rooms for ${page.kind}`);
      const closed = row.opened?.(siteHub, page);
      const left = rooms.join(
        { name, site, build: (snapshot) => row.build(snapshot, page) },
        { id: socket.id, line: socket.conn, send: (sent) => socket.emit(event, sent) },
        siteHub.snapshot,
      );
      return () => {
        left();
        closed?.();
      };
    },
  };
};
