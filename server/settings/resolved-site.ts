// One site as the rules see it: its settings with every default, override and name filled in.
import type { Forecasting } from '../../protocol/forecast-settings.ts';
import type { Language, ProcedureId, SlotGroupId, StaffId } from '../../protocol/ids.ts';
import type { KioskRules, ProcedureGroup } from '../../protocol/kiosk-settings.ts';
import type { ResolvedReservationRules } from '../../protocol/reservation-rules.ts';
import type {
  Eligibility,
  NoShowPrior,
  PlannedClosure,
  SlotGroup,
  StaffingRow,
  TerminalSettings,
} from '../../protocol/reservation-settings.ts';
import type {
  BoothSettings,
  MarkSettings,
  ProcedureSettings,
  Rules,
  SiteSettings,
} from '../../protocol/settings.ts';

/** A procedure as one site offers it: the organisation's settings with the site's own over them. */
export type OfferedProcedure = ProcedureSettings & { readonly resolvedRules: Rules };

/** A member of staff as colleagues read it. */
export type StaffName = { readonly id: StaffId; readonly name: string };

/** A group of procedures that are reserved together, with every rule filled in. */
export type ResolvedGroup = {
  readonly id: SlotGroupId;
  readonly names: SlotGroup['names'];
  readonly procedures: readonly ProcedureId[];
  /** Booth minutes that one place takes. */
  readonly minutesPerPlace: number;
  readonly hours: SlotGroup['hours'];
  readonly shareByHour: SlotGroup['shareByHour'];
  readonly eligibility: Eligibility | null;
  readonly rules: ResolvedReservationRules;
};

/** What a site takes reservations for. */
export type ResolvedReservations = {
  /** In the order of the settings. */
  readonly groups: ReadonlyMap<SlotGroupId, ResolvedGroup>;
  readonly staffingPlan: readonly StaffingRow[];
  readonly terminals: TerminalSettings | null;
  /** "20:00"; null: not before the site closes. */
  readonly nationalLinkEnds: string | null;
  readonly closures: readonly PlannedClosure[];
  readonly noShow: NoShowPrior;
};

/** One site's settings with every default and override resolved; made by server/settings. */
export type ResolvedSite = {
  readonly settings: SiteSettings;
  readonly organisation: { readonly id: string; readonly names: SiteSettings['names'] };
  readonly procedures: ReadonlyMap<ProcedureId, OfferedProcedure>;
  readonly booths: ReadonlyMap<number, BoothSettings>;
  readonly marks: ReadonlyMap<string, MarkSettings>;
  /** Everybody who has or had an account, as it is now: names on screens come from here. */
  readonly staff: ReadonlyMap<string, StaffName>;
  readonly rules: Rules;
  /** null: the site takes none. */
  readonly reservations: ResolvedReservations | null;
  readonly forecasting: Forecasting;
  readonly languages: readonly Language[];
  /** Headings of kiosks, in their order. */
  readonly groups: readonly ProcedureGroup[];
  readonly kioskRules: KioskRules;
  readonly publicUrl: string | null;
  /** Origins of all hubs, when clients reach several. */
  readonly hubs: readonly string[];
};
