// What is made ready before it is called: the next tickets of open booths, in their languages, then in brief; nothing at a silent site.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SiteId } from '../../protocol/ids.ts';
import type { Snapshot } from '../hub/contract.ts';
import { openTestHouse, type TestHouse } from '../test-support.ts';
import { likelyCalls } from './likely-calls.ts';

let house: TestHouse;
const ask = async (command: object): Promise<void> => {
  const { answer } = await house.command(command);
  if (!answer.ok) throw new Error(answer.refusal.message);
};
const snapshot = (): Snapshot => {
  const hub = house.hub.sites.get('centre' as SiteId);
  if (hub === undefined) throw new Error('no such site');
  return hub.snapshot();
};
const inWords = (now: Snapshot): readonly string[] =>
  likelyCalls(now).map(({ language, form, letter, number, booth }) =>
    [`${letter}${number}`, booth, language, ...(form === 'brief' ? ['brief'] : [])].join(' '),
  );

beforeAll(async () => {
  house = await openTestHouse();
  for (const language of ['en', 'ja', 'ja'])
    await ask({ type: 'issueTicket', procedure: 'card-issue', source: 'integrator', language });
});
afterAll(() => house.remove());

it('nothing while no booth is open', () => {
  expect(likelyCalls(snapshot())).toEqual([]);
});

it('the next two tickets at each open booth, the likeliest first, then the same in brief', async () => {
  await ask({ type: 'openBooth', booth: 1, staff: 'sato' });
  expect(inWords(snapshot())).toEqual([
    ...['A1 1 ja', 'A1 1 en', 'A2 1 ja'],
    ...['A1 1 ja brief', 'A2 1 ja brief'],
  ]);
});

it.each([{ volume: 0 }, { speech: false }])('nothing at a silent site: %j', (silent) => {
  const now = snapshot();
  const { settings } = now.site;
  const site = { ...now.site, settings: { ...settings, sound: { ...settings.sound, ...silent } } };
  expect(likelyCalls({ ...now, site })).toEqual([]);
});
