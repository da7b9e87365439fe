// The HTTP doors under attack, from the table: nobody without the right reads or changes anything, whatever they show.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SiteId } from '../../protocol/ids.ts';
import { type HttpDoor, httpDoors } from '../../server/access/doors.ts';
import { addressOf, harmAt } from './harm.ts';
import { type Attacker, leaked, may, openWorld, sites, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
}, 120_000);
afterAll(() => world?.house.remove());

const nameOf = ({ method, path }: HttpDoor): string => `${method} ${path}`;
const guarded = httpDoors.filter(({ who }) => !('anyone' in who));
const placesOf = ({ path }: HttpDoor): readonly SiteId[] =>
  path.includes(':site') ? sites : sites.slice(0, 1);
/** What of a site may be shown to whom: a role held there, or nothing. */
const foreign = ({ grants }: Attacker): readonly string[] =>
  sites.filter((site) => !grants.some((grant) => grant.site === null || grant.site === site));

const ask = async (
  door: HttpDoor,
  attacker: Attacker,
  site: SiteId,
  address = addressOf(door, world, site),
) => {
  const reads = door.method === 'GET';
  const response = await world.house.ask(address, {
    method: door.method,
    redirect: 'manual',
    headers: { 'content-type': 'application/json', ...attacker.headers },
    ...(reads ? {} : { body: JSON.stringify(harmAt(door, world, site) ?? {}) }),
  });
  return { status: response.status, text: await response.text() };
};

describe('every guarded door', () => {
  it.each(guarded.map((door) => [nameOf(door), door] as const))('%s', async (_name, door) => {
    const before = world.written();
    const everything = [...Object.values(world.secrets).flat(), ...world.personal];
    const wrong: unknown[] = [];
    for (const site of placesOf(door)) {
      for (const attacker of world.attackers) {
        const right = may(door.who, attacker, door.path.includes(':site') ? site : null);
        // Who may change something does no harm by it; what they may not read is looked for all the same.
        if (right && door.method !== 'GET') continue;
        const keys = door.path.startsWith('/api/reservations') ? [] : world.codes;
        const own = [
          ...foreign(attacker).flatMap((place) => world.secrets[place] ?? []),
          ...world.personal,
          ...keys,
        ];
        for (const query of right ? ['', `?date=${world.victims.date}`] : ['']) {
          const address = `${addressOf(door, world, site)}${query}`;
          const { status, text } = await ask(door, attacker, site, address);
          const found = leaked(text, right ? own : everything);
          const refused = [401, 403].includes(status);
          if (found.length > 0 || refused === right)
            wrong.push({ attacker: attacker.name, address, status, found });
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(world.written()).toEqual(before);
  });
});

describe('every door that is open to anyone', () => {
  const open = httpDoors.filter(({ method, who }) => 'anyone' in who && method === 'GET');
  it.each(open.map((door) => [nameOf(door), door] as const))('%s tells no secret', async (_name, door) => {
    const nobody = world.attackers.find(({ name }) => name === 'nobody') as Attacker;
    const hidden = [...Object.values(world.secrets).flat(), ...world.personal];
    for (const site of placesOf(door)) {
      for (const query of ['', `?date=${world.victims.date}`, '?procedure=certificate-renewal']) {
        const { text } = await ask(door, nobody, site, `${addressOf(door, world, site)}${query}`);
        expect([door.path, leaked(text, hidden)]).toEqual([door.path, []]);
      }
    }
  });
});

describe('what is sent to harm', () => {
  const changing = guarded.filter(({ method, who }) => method !== 'GET' && 'roles' in who);

  it('is known for every door that changes something', () => {
    const unknown = changing.filter((door) => harmAt(door, world, sites[0] as SiteId) === null);
    expect(unknown.map(nameOf), 'give it a body in test/attack/harm.ts').toEqual([]);
  });

  it('would work for whoever may: none is refused for its form', async () => {
    const before = world.written();
    // The last ones take away what the others need.
    const lastly = ['DELETE', '/close', '/contact/change'];
    const order = [...changing].sort(
      (a, b) =>
        lastly.filter((end) => nameOf(a).includes(end)).length -
        lastly.filter((end) => nameOf(b).includes(end)).length,
    );
    for (const door of order) {
      const chief = { name: 'chief', headers: world.house.asIntegrator } as unknown as Attacker;
      const { status, text } = await ask(door, chief, sites[0] as SiteId);
      expect([nameOf(door), status, text.includes('"malformed"')]).toEqual([nameOf(door), status, false]);
    }
    expect(world.written()).not.toEqual(before);
  });
});
