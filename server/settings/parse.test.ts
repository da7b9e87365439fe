// Every kind of mistake in a settings document, and the one line that tells it.
import { describe, expect, it } from 'vitest';
import { languages } from '../../protocol/ids.ts';
import { parseSettings } from './parse.ts';
import { SettingsError } from './settings-error.ts';
import { cityWith } from './test-support.ts';

const linesOf = (document: unknown): readonly string[] => {
  try {
    parseSettings(document);
  } catch (error) {
    if (error instanceof SettingsError) return error.message.split('\n');
    throw error;
  }
  return [];
};

describe('settings that are right', () => {
  it('get their defaults', () => {
    const settings = parseSettings(cityWith());
    expect(settings.languages).toEqual(languages);
    expect(settings.procedures[0]?.numbers).toEqual({ first: 1, last: 999, skip: [] });
    expect(settings.sites[0]?.calendar.holidays).toBe('closed');
  });
});

describe('a mistake of shape', () => {
  it.each<[string, Parameters<typeof cityWith>[0], string]>([
    [
      'a wrong kind',
      { site: { kind: 'center' } },
      'settings: sites[0].kind is "center", must be one of centre, wardOffice, branch, satellite, corner, temporary, touring',
    ],
    [
      'a number in quotes',
      { procedure: { plannedMinutes: '10' } },
      'settings: procedures[0].plannedMinutes is "10", must be a number without quotes',
    ],
    [
      'a number out of range',
      { procedure: { plannedMinutes: 0 } },
      'settings: procedures[0].plannedMinutes is 0, must be 1 to 240 minutes',
    ],
    [
      'a missing field',
      { procedure: { names: undefined } },
      'settings: procedures[0].names is missing, must be a group of fields',
    ],
    [
      'an unknown field',
      { site: { boots: [] } },
      'settings: sites[0].boots is an empty list, unknown here: must be one of id, names, kind, address, calendar, procedures, booths, rules, forecast, promise, overflow, reservations, walls, printers, kiosks, sound, notices, whereToWait',
    ],
    [
      'an unknown weekday',
      { calendar: { weekly: { monday: [] } } },
      'settings: sites[0].calendar.weekly.monday is an empty list, unknown here: must be one of mon, tue, wed, thu, fri, sat, sun',
    ],
    [
      'hours that end before they begin',
      { calendar: { weekly: { mon: [{ from: '17:00', to: '09:00' }] } } },
      'settings: sites[0].calendar.weekly.mon[0].to is "09:00", must be later than from',
    ],
    [
      'hours of a holiday that are wrong',
      { calendar: { holidays: [{ from: '9:00', to: '17:00' }] } },
      'settings: sites[0].calendar.holidays[0].from is "9:00", must be a time from 00:00 to 24:00, e.g. "09:00"',
    ],
    [
      'a day that no year has',
      { calendar: { closedYearly: [{ from: '02-30', to: '03-01' }] } },
      'settings: sites[0].calendar.closedYearly[0].from is "02-30", must be month and day, e.g. "12-29"',
    ],
    [
      'a date that its year has not',
      { calendar: { since: '2027-02-29' } },
      'settings: sites[0].calendar.since is "2027-02-29", must be a date, e.g. "2026-11-24"',
    ],
    [
      'a text that is too long',
      { site: { address: 'あ'.repeat(201) } },
      `settings: sites[0].address is "${'あ'.repeat(59)}…, must have at most 200 characters`,
    ],
    [
      'too many entries',
      { site: { walls: Array.from({ length: 51 }, (_, index) => ({ id: `w-${index}`, name: 'x' })) } },
      'settings: sites[0].walls is a list of 51, must have at most 50 entries',
    ],
  ])('%s is told with path, value and what would be right', (_what, change, line) => {
    expect(linesOf(cityWith(change))).toEqual([line]);
  });

  it.each([null, 7, 'text', []])('a document that is %j is refused', (document) => {
    expect(linesOf(document)).toHaveLength(1);
    expect(linesOf(document)[0]).toMatch(/^settings: document is .*, must be a group of fields$/);
  });

  it('does not hide the others', () => {
    expect(linesOf(cityWith({ procedure: { letter: 'AB' }, site: { kind: 'x' } }))).toHaveLength(2);
  });

  it('is told on one line, whatever the value holds', () => {
    expect(linesOf(cityWith({ site: { kind: 'a\nb' } }))).toHaveLength(1);
  });
});

describe('one typing error', () => {
  it('in what a site offers is told once, there, with what was meant', () => {
    const lines = linesOf(
      cityWith({
        site: {
          procedures: [{ procedure: 'card-isue' }, { procedure: 'renewal' }],
          booths: [{ number: 1, procedures: [{ procedure: 'card-issue' }, { procedure: 'renewal' }] }],
        },
      }),
    );
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('sites[0].procedures[0].procedure is "card-isue"');
    expect(lines[0]).toContain('(probably card-issue)');
  });

  it('where a procedure is defined is told once, there, and not at every site that names it rightly', () => {
    expect(linesOf(cityWith({ procedure: { id: 'card-isue' } }))).toEqual([
      'settings: procedures[0].id is "card-isue", must be the name by which sites offer it: probably card-issue',
    ]);
  });

  it('in a field does not hide what the parts say of each other: all is told in one round', () => {
    const city = cityWith({ site: { procedures: [{ procedure: 'passport' }], colour: 'red' } });
    const lines = linesOf(city);
    expect(lines[0]).toContain('sites[0].colour');
    expect(lines.slice(1).join()).toContain('"passport", must be a procedure of the organisation');
  });
});

describe('a contradiction', () => {
  it('between a site and the organisation is told', () => {
    expect(linesOf(cityWith({ site: { procedures: [{ procedure: 'card-isue' }] } }))).toContain(
      'settings: sites[0].procedures[0].procedure is "card-isue", must be a procedure of the organisation: card-issue, renewal (probably card-issue)',
    );
  });

  it('between a booth and its site is told', () => {
    const booths = [
      { number: 1, procedures: [{ procedure: 'card-issue' }, { procedure: 'renewal' }] },
      { number: 2, procedures: [{ procedure: 'moving' }] },
    ];
    expect(linesOf(cityWith({ site: { booths } }))).toEqual([
      'settings: sites[0].booths[1].procedures[0].procedure is "moving", must be a procedure of the site: card-issue, renewal',
    ]);
  });

  it.each([
    [
      'weekly',
      { weekly: { sat: [{ from: '15:00', to: '18:00', procedures: ['moving'] }] } },
      'weekly.sat[0].procedures[0]',
    ],
    [
      'holidays',
      { holidays: [{ from: '15:00', to: '18:00', procedures: ['moving'] }] },
      'holidays[0].procedures[0]',
    ],
    [
      'openDays',
      {
        openDays: [
          {
            rule: { weekday: 'sat', nth: [2] },
            openings: [{ from: '15:00', to: '18:00', procedures: ['renewal', 'moving'] }],
          },
        ],
      },
      'openDays[0].openings[0].procedures[1]',
    ],
    [
      'exceptions',
      {
        exceptions: [
          { date: '2026-12-01', openings: [{ from: '15:00', to: '18:00', procedures: ['moving'] }] },
        ],
      },
      'exceptions[0].openings[0].procedures[0]',
    ],
    [
      'extra',
      {
        extra: [
          {
            since: '2026-12-01',
            until: '2026-12-31',
            openings: [{ from: '15:00', to: '18:00', procedures: ['moving'] }],
          },
        ],
      },
      'extra[0].openings[0].procedures[0]',
    ],
  ])('between the hours of %s and the site is told', (_where, calendar, path) => {
    expect(linesOf(cityWith({ calendar }))).toEqual([
      `settings: sites[0].calendar.${path} is "moving", must be a procedure of the site: card-issue, renewal`,
    ]);
  });

  it('is a procedure planned for a booth that the site does not offer, or hours that end before they begin', () => {
    const withHours = (hours: object) =>
      cityWith({
        site: {
          booths: [
            {
              number: 1,
              procedures: [{ procedure: 'card-issue' }, { procedure: 'renewal' }],
              planned: [{ from: '09:00', to: '12:00', ...hours }],
            },
          ],
        },
      });
    expect(linesOf(withHours({}))).toEqual([]);
    expect(linesOf(withHours({ procedures: [{ procedure: 'moving' }] }))).toEqual([
      'settings: sites[0].booths[0].planned[0].procedures[0].procedure is "moving", must be a procedure of the site: card-issue, renewal',
    ]);
    expect(linesOf(withHours({ to: '08:00' }))).toEqual([
      'settings: sites[0].booths[0].planned[0].to is "08:00", must be later than from',
    ]);
  });

  it('is a procedure that no booth serves', () => {
    const booths = [{ number: 1, procedures: [{ procedure: 'card-issue' }] }];
    expect(linesOf(cityWith({ site: { booths } }))).toEqual([
      'settings: sites[0].procedures[1].procedure is "renewal", must be served by at least one booth of the site',
    ]);
  });

  it.each<[string, Parameters<typeof cityWith>[0], string]>([
    [
      'a booth number',
      {
        site: {
          booths: [1, 1].map((number) => ({
            number,
            procedures: [{ procedure: 'card-issue' }, { procedure: 'renewal' }],
          })),
        },
      },
      'sites[0].booths[1].number is 1',
    ],
    [
      'a procedure of a booth',
      {
        site: {
          booths: [
            {
              number: 1,
              procedures: ['card-issue', 'renewal', 'renewal'].map((procedure) => ({ procedure })),
            },
          ],
        },
      },
      'sites[0].booths[0].procedures[2].procedure is "renewal"',
    ],
    [
      'a procedure of a site',
      { site: { procedures: ['card-issue', 'renewal', 'renewal'].map((procedure) => ({ procedure })) } },
      'sites[0].procedures[2].procedure is "renewal"',
    ],
    [
      'a mark',
      { priorityMarks: ['age', 'age'].map((id) => ({ id, names: { ja: id } })) },
      'priorityMarks[1].id is "age"',
    ],
    [
      'a date',
      { calendar: { exceptions: [{ date: '2026-12-01' }, { date: '2026-12-01' }] } },
      'sites[0].calendar.exceptions[1].date is "2026-12-01"',
    ],
    [
      'a device',
      { site: { walls: [{ id: 'lobby', name: 'x' }], printers: [{ id: 'lobby', name: 'y' }] } },
      'sites[0].printers[0].id is "lobby"',
    ],
  ])('is %s that is there twice', (_what, change, start) => {
    const lines = linesOf(cityWith(change));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`settings: ${start}, must be there once`);
  });

  it('is a period that ends before it begins', () => {
    expect(linesOf(cityWith({ calendar: { since: '2026-04-02', until: '2026-04-01' } }))).toEqual([
      'settings: sites[0].calendar.until is "2026-04-01", must not be before since (2026-04-02)',
    ]);
  });
});

describe('ticket numbers', () => {
  const twoWithLetterA = (first: object, second: object) => ({
    ...cityWith(),
    procedures: [
      { id: 'card-issue', letter: 'A', names: { ja: 'x' }, plannedMinutes: 5, numbers: first },
      { id: 'renewal', letter: 'A', names: { ja: 'y' }, plannedMinutes: 5, numbers: second },
    ],
  });

  it('of one letter may be shared out between procedures', () => {
    expect(linesOf(twoWithLetterA({ last: 499 }, { first: 500 }))).toEqual([]);
  });

  it('may not belong to two procedures of a site', () => {
    expect(linesOf(twoWithLetterA({ last: 500 }, { first: 500 }))).toEqual([
      'settings: sites[0].procedures[1].numbers is "A500–A999", must share no number with A001–A500 of "card-issue": give other numbers or another letter',
    ]);
  });

  it('that are skipped belong to nobody', () => {
    expect(linesOf(twoWithLetterA({ last: 500, skip: [500] }, { first: 500 }))).toEqual([]);
  });

  it('must not all be skipped', () => {
    expect(linesOf(cityWith({ procedure: { numbers: { first: 4, last: 4, skip: [4] } } }))).toEqual([
      'settings: procedures[0].numbers.skip is a list of 1, must leave at least one number between first and last',
    ]);
  });

  it('must not run backwards', () => {
    expect(linesOf(cityWith({ procedure: { numbers: { first: 9, last: 3 } } }))).toEqual([
      'settings: procedures[0].numbers.last is 3, must not be smaller than first',
    ]);
  });
});

describe('people in settings', () => {
  const demo = (staff: object[]) => ({ ...cityWith(), demo: { staff } });
  const sato = { id: 'sato', name: '佐藤', grants: [{ role: 'booth', site: 'centre' }] };
  const sso = {
    issuer: 'https://login.example',
    clientId: 'junban',
    grants: [{ group: 'counter', role: 'booth' }],
  };

  it('are told where accounts are made now', () => {
    expect(linesOf({ ...cityWith(), staff: [] })).toEqual([
      expect.stringMatching(
        /^settings: staff is .*, must be taken out: accounts are made on the page \/accounts/,
      ),
    ]);
  });

  it('play a demonstration: once each, at sites that there are, administrators everywhere', () => {
    expect(linesOf(demo([sato]))).toEqual([]);
    expect(linesOf(demo([sato, { ...sato, grants: [{ role: 'planner' }] }]))).toEqual([
      'settings: demo.staff[1].id is "sato", must be there once: entry 0 has it already',
    ]);
    expect(linesOf(demo([{ ...sato, grants: [{ role: 'booth', site: 'moon' }] }]))).toEqual([
      'settings: demo.staff[0].grants[0].site is "moon", must be one of the sites: centre',
    ]);
    expect(linesOf(demo([{ ...sato, grants: [{ role: 'administrator', site: 'centre' }] }]))).toEqual([
      expect.stringMatching(/must leave out site for administrators/),
    ]);
  });

  it('name a safe sign-in service and where to come back to', () => {
    expect(linesOf({ ...cityWith(), publicUrl: 'https://q.example', sso })).toEqual([]);
    expect(linesOf({ ...cityWith(), sso })).toEqual([
      'settings: sso.address is missing, must be given, as there is no publicUrl to come back to',
    ]);
    const bad = { ...sso, address: 'https://q.example', issuer: 'http://login.example' };
    expect(linesOf({ ...cityWith(), sso: bad })).toEqual([
      expect.stringMatching(/^settings: sso\.issuer is "http:.*must be an https address/),
    ]);
    expect(linesOf({ ...demo([sato]), publicUrl: 'https://q.example', sso })).toEqual([
      expect.stringMatching(/must not stand beside sso/),
    ]);
  });
});
