// Mistakes about reservations in a settings document, each told in one line that names the field and what would be right.
import { describe, expect, it } from 'vitest';
import { parseSettings } from './parse.ts';
import { SettingsError } from './settings-error.ts';
import { cityWith } from './test-support.ts';

const group = { id: 'card', names: { ja: 'カード' }, procedures: ['card-issue'] };
const row = { from: '09:00', to: '17:00', booths: 1 };

const lineOf = (
  reservations: object,
  change: { group?: object; row?: object; document?: object } = {},
): string => {
  try {
    parseSettings(
      cityWith({
        site: {
          reservations: {
            groups: [{ ...group, ...change.group }],
            staffingPlan: [{ ...row, ...change.row }],
            ...reservations,
          },
        },
        document: change.document ?? {},
      }),
    );
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  return 'right';
};
const at = 'settings: sites[0].reservations.';

describe('reservations in settings', () => {
  it.each<[string, string, string]>([
    ['nothing wrong', lineOf({}), 'right'],
    [
      'a procedure that the site has not',
      lineOf({}, { group: { procedures: ['passport'] } }),
      `${at}groups[0].procedures[0] is "passport", must be a procedure of the site: card-issue, renewal`,
    ],
    [
      'a procedure in two groups',
      lineOf({ groups: [group, { ...group, id: 'other' }] }),
      `${at}groups[1].procedures[0] is "card-issue", must be in one group only, and there once`,
    ],
    [
      'hours in which the site is closed',
      lineOf({}, { group: { hours: [{ from: '18:00', to: '20:00' }] } }),
      `${at}groups[0].hours[0] is "18:00–20:00", must meet hours in which the site is open: 09:00–17:00`,
    ],
    [
      'a grid that is too fine',
      lineOf({}, { group: { gridMinutes: 3 } }),
      `${at}groups[0].gridMinutes is 3, must be 5 to 60 minutes`,
    ],
    [
      'a share as a double',
      lineOf({}, { group: { share: 0.6 } }),
      `${at}groups[0].share is 0.6, must be a share: whole per cent`,
    ],
    [
      'portions that do not make the whole',
      lineOf(
        {},
        {
          group: {
            releases: [
              { share: 60, daysBefore: 30 },
              { share: '0.3', daysBefore: 7 },
            ],
          },
        },
      ),
      `${at}groups[0].releases is "60 + 0.3", must have shares that make 100 per cent together`,
    ],
    [
      'a closing before the release',
      lineOf({}, { group: { closes: { daysBefore: 40 } } }),
      `${at}groups[0].closes is 40, must be later than the release, which is 30 days before`,
    ],
    [
      'overbooking beyond the cap',
      lineOf({}, { group: { overbooking: { on: true, mostPercent: 10 } } }),
      `${at}groups[0].overbooking.mostPercent is 10, must be 0 to 5 per cent`,
    ],
    [
      'eligibility of what is not renewed there',
      lineOf({}, { group: { eligibility: { renews: 'card' } } }),
      `${at}groups[0].eligibility.renews is "card", must be what a procedure of the group renews`,
    ],
    [
      'more booths than there are',
      lineOf({}, { row: { booths: 2 } }),
      `${at}staffingPlan[0].booths is 2, must be at most 1 together with other rows at 09:00`,
    ],
    [
      'a booth that is not there',
      lineOf({}, { row: { booths: [7] } }),
      `${at}staffingPlan[0].booths[0] is 7, must be a booth of the site: 1`,
    ],
    [
      'a break outside its row',
      lineOf({}, { row: { breaks: [{ from: '08:00', to: '09:30' }] } }),
      `${at}staffingPlan[0].breaks[0] is "08:00–09:30", must lie in 09:00–17:00`,
    ],
    [
      'a procedure without a row',
      lineOf({
        groups: [{ ...group, procedures: ['card-issue', 'renewal'] }],
        staffingPlan: [{ ...row, procedures: ['renewal'] }],
      }),
      'must have a row that serves card-issue, which can be reserved',
    ],
    [
      'terminals of no group',
      lineOf({ terminals: { count: 2, groups: ['cards'] } }),
      `${at}terminals.groups[0] is "cards", must be one of groups: card`,
    ],
    [
      'a district with a site that is none',
      lineOf(
        {},
        {
          document: {
            reservations: { districts: [{ id: 'north', names: { ja: '北' }, minutes: { nowhere: 5 } }] },
          },
        },
      ),
      'settings: reservations.districts[0].minutes.nowhere is "nowhere", must be one of the sites: centre',
    ],
  ])('%s', (_name, line, expected) => {
    expect(line).toContain(expected);
  });
});
