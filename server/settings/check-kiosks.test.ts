// Mistakes about kiosks in a settings document, each told in one line that names the field.
import { describe, expect, it } from 'vitest';
import { parseSettings } from './parse.ts';
import { SettingsError } from './settings-error.ts';
import { cityWith } from './test-support.ts';

const lineOf = (change: Parameters<typeof cityWith>[0]): string => {
  try {
    parseSettings(cityWith(change));
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  return 'right';
};

describe('kiosks in settings', () => {
  it.each<[string, Parameters<typeof cityWith>[0], string]>([
    [
      'a heading that there is none of',
      { procedure: { group: 'cards' } },
      'settings: procedures[0].group is "cards", must be one of procedureGroups: there are none',
    ],
    [
      'a printer of another place',
      { site: { kiosks: [{ id: 'kiosk-1', name: '発券機', printer: 'nowhere' }] } },
      'settings: sites[0].kiosks[0].printer is "nowhere", must be a printer of the site, or null:',
    ],
    [
      'a mark that there is none of',
      { document: { kiosk: { expiringMark: 'soon' } } },
      'settings: kiosk.expiringMark is "soon", must be one of priorityMarks:',
    ],
    [
      'too short a patience',
      { document: { kiosk: { returnSeconds: 5 } } },
      'settings: kiosk.returnSeconds is 5, must be 20 to 300 seconds',
    ],
    [
      'another kind of renewal',
      { procedure: { renews: 'passport' } },
      'settings: procedures[0].renews is "passport", must be one of card, certificate',
    ],
  ])('%s', (_name, change, line) => {
    expect(lineOf(change)).toContain(line);
  });

  it('that prints nothing is right', () => {
    expect(lineOf({ site: { kiosks: [{ id: 'kiosk-1', name: '発券機', printer: null }] } })).toBe('right');
  });
});
