// What the HTTP door is given when it is opened.
import type { Logger } from 'pino';
import type { Language, LocalText } from '../../protocol/ids.ts';
import type { StaffSettings } from '../../protocol/settings.ts';
import type { Addresses } from '../doors/addresses.ts';
import type { LimitBook } from '../doors/limit-book.ts';
import type { Metrics } from '../doors/metrics.ts';
import type { TakeCommand } from '../doors/take-command.ts';
import type { Tickets } from '../doors/tickets.ts';
import type { Hub } from '../hub/contract.ts';
import type { NowSource } from '../now/source.ts';
import type { People } from '../people/actor.ts';
import type { Sessions } from '../people/sessions.ts';

export type WebParts = {
  readonly hub: Hub;
  /** How full every site is. */
  readonly now: NowSource;
  /** Languages of the public pages, the first being the usual one. */
  readonly languages: readonly Language[];
  readonly organisation: { readonly id: string; readonly names: LocalText };
  readonly staff: readonly StaffSettings[];
  readonly people: People;
  readonly sessions: Sessions;
  readonly take: TakeCommand;
  readonly tickets: Tickets;
  readonly metrics: Metrics;
  readonly book: LimitBook;
  readonly addresses: Addresses;
  readonly logger: Logger;
  /** The page of a virtual printer beside the hub; null: none. */
  readonly paperUrl: string | null;
  /** Origins of all hubs, when clients reach several. */
  readonly hubs: readonly string[];
  /** Proxies whose word is believed, as the settings have them. */
  readonly trustedProxies: readonly string[];
  /** Where the built pages lie. */
  readonly pagesFolder: string;
  /** Aborted when the hub stops: open streams end. */
  readonly stopping: AbortSignal;
};
