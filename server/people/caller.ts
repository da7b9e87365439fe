// Who is at a door, after it was found out: nobody, a person, an integrator's key or a device's, a visitor by the code of his ticket.
import type { DevicePlace, Grant } from '../../protocol/access.ts';
import type { Actor, KeyId, NetworkAddress, SiteId, StaffId, TicketNumber } from '../../protocol/ids.ts';
import type { Session } from './sessions.ts';

type From = { readonly from: NetworkAddress };
export type Caller =
  | ({ readonly kind: 'nobody' } & From)
  | ({
      readonly kind: 'staff';
      readonly id: StaffId;
      readonly name: string;
      readonly grants: readonly Grant[];
      readonly session: Session;
    } & From)
  | ({
      readonly kind: 'integrator';
      readonly key: KeyId;
      /** The name in events: letters, digits and hyphens. */
      readonly id: string;
      readonly grants: readonly Grant[];
    } & From)
  | ({ readonly kind: 'device'; readonly key: KeyId; readonly place: DevicePlace } & From)
  /** Without an address: a visitor's own phone is nobody's business in the log. */
  | { readonly kind: 'visitor'; readonly ticket: TicketNumber; readonly site: SiteId };

export type KnownCaller = Exclude<Caller, { kind: 'nobody' }>;

/** Who stands in the events. */
export const actorOf = (caller: KnownCaller): Actor => {
  switch (caller.kind) {
    case 'staff':
      return { kind: 'staff', id: caller.id, from: caller.from };
    case 'integrator':
      return { kind: 'integrator', id: caller.id, from: caller.from } as Actor;
    case 'device':
      return { kind: 'device', id: caller.place.device, from: caller.from };
    case 'visitor':
      return { kind: 'visitor', id: caller.ticket };
  }
};
