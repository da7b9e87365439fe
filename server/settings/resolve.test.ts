// Which layer of the settings a site's rules and procedures come from.
import { describe, expect, it } from 'vitest';
import { ProcedureId, SiteId, StaffId } from '../../protocol/ids.ts';
import { defaultRules } from '../../protocol/settings.ts';
import { parseSettings } from './parse.ts';
import { resolveSite, resolveSites } from './resolve.ts';
import { cityWith } from './test-support.ts';

const centre = SiteId.parse('centre');
const cardIssue = ProcedureId.parse('card-issue');
const renewal = ProcedureId.parse('renewal');

describe('a resolved site', () => {
  it('has the built-in rules where nobody says otherwise', () => {
    const site = resolveSite(parseSettings(cityWith()), centre);
    expect(site.rules).toEqual(defaultRules);
    expect(site.procedures.get(cardIssue)?.resolvedRules).toEqual(defaultRules);
    expect(site.publicUrl).toBeNull();
  });

  it('takes each rule from the layer nearest to it', () => {
    const document = {
      ...cityWith({
        procedure: { rules: { reservationGraceMinutes: 3, reservationEarliestMinutes: 3 } },
        site: {
          rules: {
            returnCreditMinutes: 2,
            reservationGraceMinutes: 2,
            reservationEarliestMinutes: 2,
            overrunMinutes: 0,
          },
          procedures: [
            { procedure: 'card-issue', rules: { reservationEarliestMinutes: 4 } },
            { procedure: 'renewal' },
          ],
        },
      }),
      rules: {
        reservationLeadMinutes: 1,
        returnCreditMinutes: 1,
        reservationGraceMinutes: 1,
        reservationEarliestMinutes: 1,
        overrunMinutes: 60,
      },
    };
    const site = resolveSite(parseSettings(document), centre);
    expect(site.rules).toEqual({
      ...defaultRules,
      reservationLeadMinutes: 1,
      returnCreditMinutes: 2,
      reservationGraceMinutes: 2,
      reservationEarliestMinutes: 2,
      overrunMinutes: 0,
    });
    expect(site.procedures.get(cardIssue)?.resolvedRules).toEqual({
      ...site.rules,
      reservationGraceMinutes: 3,
      reservationEarliestMinutes: 4,
    });
    expect(site.procedures.get(renewal)?.resolvedRules).toEqual(site.rules);
  });

  it("offers a procedure with the site's minutes, walk-ins and numbers before the organisation's", () => {
    const numbers = { first: 100, last: 199, skip: [] };
    const procedures = [
      { procedure: 'renewal', plannedMinutes: 6, walkIn: false, numbers },
      { procedure: 'card-issue' },
    ];
    const site = resolveSite(parseSettings(cityWith({ site: { procedures } })), centre);
    expect([...site.procedures.keys()]).toEqual(['renewal', 'card-issue']);
    expect(site.procedures.get(renewal)).toMatchObject({
      letter: 'B',
      plannedMinutes: 6,
      walkIn: false,
      numbers,
    });
    expect(site.procedures.get(cardIssue)).toMatchObject({ letter: 'A', plannedMinutes: 15, walkIn: true });
  });

  it('finds booths, marks and staff by their names', () => {
    const settings = parseSettings(cityWith({ priorityMarks: [{ id: 'age', names: { ja: '高齢' } }] }));
    const sato = { id: StaffId.parse('sato'), name: '佐藤' };
    const site = resolveSites(settings, new Map([[sato.id, sato]])).get(centre);
    expect(site?.booths.get(1)?.procedures).toHaveLength(2);
    expect(site?.marks.get('age')?.minutes).toBe(15);
    expect(site?.staff.get('sato')?.name).toBe('佐藤');
  });

  it('that is not in the settings is an error', () => {
    expect(() => resolveSite(parseSettings(cityWith()), SiteId.parse('nowhere'))).toThrow(RangeError);
  });
});
