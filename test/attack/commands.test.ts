// Every command from everyone, over HTTP and every socket, at both sites: what the table does not allow changes nothing.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Command } from '../../protocol/commands.ts';
import type { SiteId } from '../../protocol/ids.ts';
import { type StaffPage, staffViewKinds } from '../../protocol/staff-views.ts';
import { doors } from '../../protocol/wire.ts';
import { commandOf, commandTypes } from '../../server/access/command-examples.test-support.ts';
import { commandAccess } from '../../server/access/commands.ts';
import { httpDoors } from '../../server/access/doors.ts';
import { viewAccess } from '../../server/access/pages.ts';
import type { TestSocket } from '../../server/test-support.ts';
import { type Attacker, leaked, may, openWorld, sites, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
}, 120_000);
afterAll(() => world?.house.remove());

/** Where somebody without a key tries his luck with one that was never made. */
const noKey = 'k'.repeat(43);
const pages: Readonly<Record<StaffPage['kind'], StaffPage>> = {
  booth: { kind: 'booth', booth: 1 as never },
  reception: { kind: 'reception' },
};

type Way = { readonly name: string; readonly hello: object; readonly in: boolean; readonly site: SiteId };
const byKey =
  (purpose: string) =>
  (attacker: Attacker): readonly Way[] => [
    {
      ...{ name: purpose, hello: { key: attacker.key ?? noKey } },
      ...{ in: attacker.device?.purpose === purpose, site: attacker.device?.site ?? ('centre' as SiteId) },
    },
  ];
/** By namespace, how somebody knocks there and whether he gets in. One that is new does not compile without its own. */
const knocks: Readonly<Record<keyof typeof doors, (attacker: Attacker) => readonly Way[]>> = {
  wall: byKey('wall'),
  device: byKey('agent'),
  kiosk: byKey('kiosk'),
  staff: (attacker) =>
    sites.flatMap((site) =>
      staffViewKinds.map((kind) => ({
        ...{ name: `${kind} of ${site}`, hello: { site, page: pages[kind] }, site },
        in: may(viewAccess[kind], attacker, site),
      })),
    ),
  // No role and no key stands for the code on the paper.
  visitor: () => [
    { name: 'another’s ticket', hello: { code: '0123456789ABCDEF' }, in: false, site: 'centre' as SiteId },
  ],
};

const send = (socket: TestSocket, event: string, message: unknown): Promise<{ ok: boolean; code: string }> =>
  new Promise((resolve) => {
    const refused = (refusal: { code: string }) => resolve({ ok: false, code: refusal.code });
    socket.once('refused', refused);
    socket.once('disconnect', () => resolve({ ok: false, code: 'cut' }));
    socket.emit(event, message, (answer: { ok: boolean; refusal?: { code: string } }) => {
      socket.off('refused', refused);
      resolve({ ok: answer.ok, code: answer.refusal?.code ?? '' });
    });
  });

const requestOf = (type: Command['type']) => ({
  commandId: `attack-${type}-${randomUUID()}`,
  command: commandOf(type, { procedure: 'pin-reset', printAt: 'printer-1' }),
});

describe('over HTTP', () => {
  const door = httpDoors.find(({ path }) => path.endsWith('/commands'));

  it.each(commandTypes)('%s changes nothing for who may not', async (type) => {
    const before = world.written();
    const wrong: unknown[] = [];
    for (const site of sites) {
      for (const attacker of world.attackers) {
        const right =
          may(door?.who ?? { roles: [] }, attacker, site) && may(commandAccess[type], attacker, site);
        if (right) continue;
        const response = await world.house.ask(`/api/sites/${site}/commands`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...attacker.headers },
          body: JSON.stringify(requestOf(type)),
        });
        await response.arrayBuffer();
        if (![401, 403].includes(response.status))
          wrong.push({ attacker: attacker.name, site, status: response.status });
      }
    }
    expect(wrong).toEqual([]);
    expect(world.written()).toEqual(before);
  });
});

describe('over the socket', () => {
  it.each(
    Object.keys(doors) as (keyof typeof doors)[],
  )('%s: only who may is let in, hears his site alone, sends what he may', async (name) => {
    const before = world.written();
    const wrong: unknown[] = [];
    for (const attacker of world.attackers) {
      for (const way of knocks[name](attacker)) {
        const at = `${attacker.name} → ${way.name}`;
        const socket = await world.house
          .connect(doors[name], way.hello, { ...attacker.headers })
          .catch(() => null);
        if ((socket !== null) !== way.in) wrong.push({ at, in: socket !== null });
        if (socket === null) continue;
        for (const type of commandTypes) {
          if (may(commandAccess[type], attacker, way.site)) continue;
          const { ok, code } = await send(socket, 'command', requestOf(type));
          // A wall takes no commands at all.
          if (ok || !['notAllowed', 'malformed'].includes(code)) wrong.push({ at, type, code });
        }
        const others = sites.filter((site) => site !== way.site).flatMap((site) => world.secrets[site] ?? []);
        const found = leaked(JSON.stringify([...socket.heard.values()]), [...others, ...world.personal]);
        if (found.length > 0) wrong.push({ at, found });
        socket.disconnect();
      }
    }
    expect(wrong).toEqual([]);
    expect(world.written()).toEqual(before);
  });

  it('is the one way in: no other namespace answers, whoever asks', async () => {
    for (const attacker of world.attackers) {
      for (const other of ['/', '/admin', '/Staff', '/staff/']) {
        const asked = world.house.connect(
          other,
          { key: attacker.key ?? noKey, site: 'centre', page: pages.reception },
          { ...attacker.headers },
        );
        await expect(asked, `${attacker.name} at ${other}`).rejects.toThrow();
      }
    }
  });
});
