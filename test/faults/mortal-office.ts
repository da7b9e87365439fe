// The office of the tests that kill real processes: open today and long past midnight, so that they may run across it.

export const site = 'office';
/** The same seed kills at the same moments of the plan. */
export const seed = Number(process.env.JUNBAN_SEED ?? Date.now() % 1_000_000);

/** The procedure of a letter. */
export const workOf = (letter: string): string => `work-${letter.toLowerCase()}`;

/** Its settings; `boothsOf`: the letters that each booth serves, from booth 1. */
export const settingsFor = (
  date: string,
  letters: readonly string[],
  boothsOf: readonly (readonly string[])[],
  { hubs = [], devices = {} }: { readonly hubs?: readonly string[]; readonly devices?: object } = {},
) => ({
  organisation: { id: 'town', names: { ja: '試験町' } },
  hubs,
  procedures: letters.map((letter) => ({
    id: workOf(letter),
    letter,
    names: { ja: `手続き${letter}` },
    plannedMinutes: 5,
  })),
  demo: { staff: [{ id: 'mori', name: '森', grants: [{ role: 'supervisor' }, { role: 'administrator' }] }] },
  sites: [
    {
      id: site,
      names: { ja: '試験窓口' },
      kind: 'centre',
      calendar: { exceptions: [{ date, openings: [{ from: '00:00', to: '24:00' }] }] },
      rules: { overrunMinutes: 480 },
      procedures: letters.map((letter) => ({ procedure: workOf(letter) })),
      booths: boothsOf.map((served, i) => ({
        number: i + 1,
        procedures: served.map((letter) => ({ procedure: workOf(letter) })),
      })),
      ...devices,
    },
  ],
});
