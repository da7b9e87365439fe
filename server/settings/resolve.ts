// One site's settings with the organisation's behind them: what the day, the views and the calendar work with.
import { defaultForecasting, Forecasting } from '../../protocol/forecast-settings.ts';
import type { SiteId } from '../../protocol/ids.ts';
import { defaultRules, Rules, type Settings, type SiteProcedure } from '../../protocol/settings.ts';
import { merged } from './merged.ts';
import { resolveReservations } from './resolve-reservations.ts';
import type { OfferedProcedure, ResolvedSite } from './resolved-site.ts';

type Layer = Readonly<Partial<Record<keyof Rules, number | boolean | undefined>>>;

/** A site with every default and override applied; throws RangeError when there is no such site. `staff`: nobody unless given. */
export const resolveSite = (
  settings: Settings,
  id: SiteId,
  staff: ResolvedSite['staff'] = new Map(),
): ResolvedSite => {
  const site = settings.sites.find((one) => one.id === id);
  if (site === undefined) throw new RangeError(`no site "${id}" in the settings`);
  const siteRules = layered(defaultRules, settings.rules, site.rules);
  return {
    settings: site,
    organisation: settings.organisation,
    procedures: new Map(
      site.procedures.map((offer) => [offer.procedure, offeredProcedure(settings, siteRules, offer)]),
    ),
    booths: new Map(site.booths.map((booth) => [booth.number, booth])),
    marks: new Map(settings.priorityMarks.map((mark) => [mark.id, mark])),
    staff,
    rules: siteRules,
    reservations: resolveReservations(settings, site),
    forecasting: Forecasting.parse(merged(defaultForecasting, settings.forecast, site.forecast)),
    languages: settings.languages,
    groups: settings.procedureGroups,
    kioskRules: settings.kiosk,
    publicUrl: settings.publicUrl ?? null,
    hubs: settings.hubs.map((url) => new URL(url).origin),
  };
};

/** Every site of the organisation, in the order of the settings; `staff` may change while it is looked at. */
export const resolveSites = (
  settings: Settings,
  staff: ResolvedSite['staff'],
): ReadonlyMap<SiteId, ResolvedSite> =>
  new Map(settings.sites.map((site) => [site.id, resolveSite(settings, site.id, staff)]));

const offeredProcedure = (settings: Settings, siteRules: Rules, offer: SiteProcedure): OfferedProcedure => {
  const procedure = settings.procedures.find((one) => one.id === offer.procedure);
  // parseSettings refuses such settings, so this is a fault of ours.
  if (procedure === undefined) throw new RangeError(`no procedure "${offer.procedure}" in the settings`);
  return {
    ...procedure,
    plannedMinutes: offer.plannedMinutes ?? procedure.plannedMinutes,
    walkIn: offer.walkIn ?? procedure.walkIn,
    numbers: offer.numbers ?? procedure.numbers,
    resolvedRules: layered(siteRules, procedure.rules, offer.rules),
  };
};

/** Later layers over earlier ones; a value that is not given hides nothing. */
const layered = (...layers: readonly [Rules, ...Layer[]]): Rules => Rules.parse(merged(...layers));
