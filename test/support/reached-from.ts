// The demo's districts where a test puts other sites in place of the demo's.
type Reservations = { readonly districts: readonly { readonly minutes: object }[] };

/** The demo's `reservations` with every district five, ten, fifteen … minutes from these sites. */
export const reachedFrom = (reservations: Reservations, sites: readonly string[]): Reservations => ({
  ...reservations,
  districts: reservations.districts.map((district) => ({
    ...district,
    minutes: Object.fromEntries(sites.map((site, place) => [site, 5 * (place + 1)])),
  })),
});
