// What the HTTP door is given when it is opened.
import type { Logger } from 'pino';
import type { LocalText, SiteId } from '../../protocol/ids.ts';
import type { Settings } from '../../protocol/settings.ts';
import type { HttpDoor } from '../access/doors.ts';
import type { OwnHosts } from '../access/own-hosts.ts';
import type { Rates } from '../access/rates.ts';
import type { TakeCommand } from '../access/take-command.ts';
import type { Tickets } from '../access/tickets.ts';
import type { Addresses } from '../base/addresses.ts';
import type { LimitBook } from '../base/limit-book.ts';
import type { Booking } from '../booking/open-booking.ts';
import type { Vault } from '../contacts/vault.ts';
import type { FiguresRoom } from '../figures/open-figures.ts';
import type { Hub } from '../hub/contract.ts';
import type { Metrics } from '../ingress/metrics.ts';
import type { EventLog } from '../log/contract.ts';
import type { NowSource } from '../now/source.ts';
import type { Administration } from '../people/administration.ts';
import type { KnownCaller } from '../people/caller.ts';
import type { CallerOf } from '../people/callers.ts';
import type { StaffParts } from '../people/dependencies.ts';
import type { Devices } from '../people/devices/devices.ts';
import type { Heard } from '../people/devices/heard.ts';
import type { FrontDesk } from '../people/front-desk.ts';
import type { Lines } from '../people/lines.ts';
import type { Register } from '../people/register/register.ts';
import type { Sso } from '../people/sso.ts';
import type { Used } from '../people/used.ts';
import type { HubVoice } from '../voice/voice.ts';

/** What doors about people need. */
export type PeopleParts = {
  readonly hub: Hub;
  readonly staff: StaffParts;
  readonly frontDesk: FrontDesk;
  /** The organisation's own sign-in service; null: none. */
  readonly ssoRoom: Sso | null;
  readonly administration: Administration;
  /** What stays open hangs on its caller's right here. */
  readonly lines: Lines;
  readonly used: Used;
  /** Minutes after which an unused session locks. */
  readonly idleMinutes: number;
  readonly addresses: Addresses;
};

export type WebParts = PeopleParts & {
  readonly organisation: { readonly id: string; readonly names: LocalText };
  readonly settings: Settings;
  readonly register: Register;
  readonly log: EventLog;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly callerOf: CallerOf;
  /** Notes that somebody known wanted what he may not. */
  readonly onRefused: (caller: KnownCaller, door: HttpDoor, site: SiteId | null) => void;
  readonly devices: Devices;
  readonly heard: Pick<Heard, 'all'>;
  readonly take: TakeCommand;
  readonly booking: Booking;
  /** The personal data of reservations. */
  readonly contacts: Vault;
  readonly tickets: Tickets;
  /** How full every site is. */
  readonly fullness: NowSource;
  /** The tallies of past and present days. */
  readonly figures: FiguresRoom;
  readonly metrics: Metrics;
  readonly book: LimitBook;
  readonly rates: Rates;
  readonly logger: Logger;
  readonly voice: HubVoice;
  /** The page of a virtual printer beside the hub; null: none. */
  readonly paperUrl: string | null;
  readonly ownHosts: OwnHosts;
  /** Origins of all hubs, when clients reach several. */
  readonly hubs: readonly string[];
  /** Proxies whose word is believed, as the settings have them. */
  readonly trustedProxies: readonly string[];
  /** How long browsers that came by TLS insist on it, in days; 0: not told. */
  readonly hstsDays: number;
  /** Where the built pages lie. */
  readonly pagesFolder: string;
  /** Aborted when the hub stops: open streams end. */
  readonly stopping: AbortSignal;
};
