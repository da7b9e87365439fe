// A hub to be attacked: two sites with something to steal at each, and everyone who might try: roles, devices, and what used to be right.
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Grant, type Purpose, purposes, type Role, roles } from '../../protocol/access.ts';
import type { Actor, DeviceId, SiteId, StaffId } from '../../protocol/ids.ts';
import type { Who } from '../../server/access/who.ts';
import { ringOf } from '../../server/contacts/contacts.test-support.ts';
import { makeApiKey, revokeApiKey } from '../../server/people/api-keys.ts';
import { hashOfKey, newKey, newKeyId } from '../../server/people/bearer.ts';
import { cookieName } from '../../server/people/cookie.ts';
import { openTestHouse, type TestHouse } from '../../server/test-support.ts';

export const sites = ['centre', 'aoba'] as unknown as readonly SiteId[];
const chief: Actor = { kind: 'system', id: 'test' } as Actor;

export type Attacker = {
  readonly name: string;
  /** What goes along with a request. */
  readonly headers: Readonly<Record<string, string>>;
  /** What a device shows in its hello. */
  readonly key: string | null;
  readonly grants: readonly Grant[];
  readonly device: { readonly purpose: Purpose; readonly site: SiteId } | null;
  /** It is a browser with a session, locked or not: its own it may end or unlock. */
  readonly ownSession?: boolean;
};

export type World = {
  readonly house: TestHouse;
  readonly attackers: readonly Attacker[];
  /** What is worth stealing at a site: must not stand in any answer to somebody without a role there. */
  readonly secrets: Readonly<Record<string, readonly string[]>>;
  /** What opens somebody's ticket or reservation: read nowhere but on the desk's own sheets, whatever the role. */
  readonly codes: readonly string[];
  /** Names and numbers of those who reserved: personal data, apart from the log. */
  readonly personal: readonly string[];
  /** Ids of what can be harmed: a person, a key, a device, reservations and their day. */
  readonly victims: {
    readonly account: string;
    readonly key: string;
    readonly device: string;
    readonly reservation: string;
    readonly date: string;
    readonly slotAtMs: number;
  };
  /** Every event that somebody caused and that is no note of the audit, counted by stream. */
  written(): Readonly<Record<string, number>>;
};

const placesOf = (role: Role): readonly (SiteId | null)[] =>
  role === 'administrator' ? [null] : [null, ...sites];
const personOf = (role: Role, site: SiteId | null): string => `${role}-${site ?? 'everywhere'}`;
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

const integrator = async (house: TestHouse, name: string, grants: readonly Grant[]) => {
  const [key, id] = [newKey('ji'), newKeyId()];
  const made = makeApiKey({ key: id, hash: hashOfKey(key), name, grants: [...grants] }, new Set(sites));
  const done = await house.register.change(chief, made);
  if (!done.ok) throw new Error(done.refusal.message);
  return { id, attacker: { name: `key of ${name}`, headers: bearer(key), key, grants, device: null } };
};

/** With a key as a device makes one for its socket, and one of the form that HTTP knows. */
const device = async (house: TestHouse, purpose: Purpose, site: SiteId) => {
  const [key, bearing, id] = [randomBytes(32).toString('base64url'), newKey('jd'), newKeyId()];
  const accepted = {
    place: { site, device: `${purpose}-1` as DeviceId, purpose },
    name: `${purpose} ${site}`,
  };
  await house.register.change(chief, () => [
    { type: 'deviceAccepted', key: id, hash: hashOfKey(key), ...accepted },
    { type: 'deviceAccepted', key: newKeyId(), hash: hashOfKey(bearing), ...accepted },
  ]);
  const name = `${purpose} at ${site}`;
  return { id, attacker: { name, headers: bearer(bearing), key, grants: [], device: { purpose, site } } };
};

/** Whoever has no right, or has none any more, or shows the right thing at the wrong place. */
const powerless = async (house: TestHouse, chiefKey: string): Promise<readonly Attacker[]> => {
  const nothing = { key: null, grants: [], device: null };
  const post = (path: string, cookie: string, method = 'POST') =>
    house.ask(path, { method, headers: { cookie, 'content-type': 'application/json' }, body: '{}' });
  const [left, shut, gone] = [
    await house.signIn('left'),
    await house.signIn('shut'),
    await house.signIn('gone'),
  ];
  await post('/api/session', left, 'DELETE');
  await post('/api/session/lock', shut);
  await house.register.change(chief, () => [{ type: 'accountClosed', account: 'gone' as StaffId }]);
  const everything = roles.map((role) => ({ role, site: null }));
  const old = await integrator(house, 'revoked', everything);
  await house.register.change(chief, revokeApiKey(old.id));
  const thrown = await device(house, 'agent', 'centre' as SiteId);
  await house.register.change(chief, () => [{ type: 'deviceRevoked', key: thrown.id }]);
  const forged = newKey('ji');
  return [
    { ...nothing, name: 'nobody', headers: {} },
    { ...nothing, name: 'a session that was ended', headers: { cookie: left } },
    { ...nothing, name: 'a session that is locked', headers: { cookie: shut }, ownSession: true },
    { ...nothing, name: 'a session of a closed account', headers: { cookie: gone } },
    { ...nothing, name: 'a revoked key', headers: old.attacker.headers, key: old.attacker.key },
    { ...nothing, name: 'a revoked device', headers: thrown.attacker.headers, key: thrown.attacker.key },
    { ...nothing, name: 'a key that was made up', headers: bearer(forged), key: forged },
    { ...nothing, name: 'a key as a cookie', headers: { cookie: `${cookieName}=${chiefKey}` } },
    { ...nothing, name: 'a key in capitals', headers: bearer(chiefKey.toUpperCase()) },
    { ...nothing, name: 'a key by the wrong scheme', headers: { authorization: `Basic ${chiefKey}` } },
    { ...nothing, name: 'a session as a key', headers: bearer(shut.split('=')[1] ?? '') },
  ];
};

/** Puts a ticket with a note and a reservation with a name at the site, and tells what of it is a secret. */
const plant = async (house: TestHouse, site: SiteId, n: number) => {
  const json = { 'content-type': 'application/json', ...house.asIntegrator };
  const post = async (path: string, body: object, headers: Record<string, string> = json) => {
    const response = await house.ask(path, { method: 'POST', headers, body: JSON.stringify(body) });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`);
    return answer;
  };
  const note = `secret-note-of-${site}`;
  const issue = {
    type: 'issueTicket',
    procedure: 'certificate-renewal',
    source: 'reception',
    note,
    printAt: null,
  };
  const command = { commandId: randomUUID(), command: issue };
  const ticket = await post(`/api/sites/${site}/commands`, command);
  const asked = `/api/booking/${site}`;
  const { days } = await (await house.ask(`${asked}/days?procedure=certificate-renewal`)).json();
  const date: string = days.filter((day: { free: number }) => day.free > 0)[1]?.date;
  const { slots } = await (
    await house.ask(`${asked}/slots?procedure=certificate-renewal&date=${date}`)
  ).json();
  const slotAtMs: number = slots.find((slot: { state: string }) => slot.state === 'free')?.atMs;
  const name = `秘密の名前${n}`;
  const booked = await post('/api/booking/reservations', {
    ...{ commandId: randomUUID(), session: `session-${randomUUID()}`, site, date, slotAtMs },
    ...{ procedure: 'certificate-renewal', contact: { name, kana: 'ヒミツ', phone: `0901234567${n}` } },
  });
  const { reservation, code } = booked.reservation;
  const codes = [ticket.code as string, code as string];
  return { secrets: [note, ...codes], codes, name, reservation, date, slotAtMs };
};

const addPeople = (staff: readonly { id: string; grants: readonly Grant[] }[]) =>
  staff.map(({ id, grants }) => ({ id: id as StaffId, name: id, grants: [...grants] }));

/** Opens it; whoever attacks is there with a fresh session or key. */
export const openWorld = async (): Promise<World> => {
  const people = roles.flatMap((role) =>
    placesOf(role).map((site) => ({ id: personOf(role, site), grants: [{ role, site }] })),
  );
  const everything = roles.map((role) => ({ role, site: null }));
  const formers = ['left', 'shut', 'gone', 'victim'].map((id) => ({ id, grants: everything }));
  const many = 1_000_000;
  const limits = { requestsPerMinute: many, wrongKeys: many, signIns: many, links: many, lookups: many };
  const house = await openTestHouse(
    undefined,
    { ...limits, bookings: many, codesTried: many, unlocks: many },
    {
      environment: { keys: ringOf() },
      change: (settings) => ({ ...settings, demo: { staff: addPeople([...people, ...formers]) } }),
    },
  );
  const attackers: Attacker[] = [];
  for (const { id, grants } of people) {
    attackers.push((await integrator(house, id, grants)).attacker);
    const cookie = await house.signIn(id);
    attackers.push({
      name: `session of ${id}`,
      headers: { cookie },
      key: null,
      grants,
      device: null,
      ownSession: true,
    });
  }
  for (const purpose of purposes) {
    for (const site of sites) attackers.push((await device(house, purpose, site)).attacker);
  }
  attackers.push(...(await powerless(house, house.asIntegrator.authorization.slice('Bearer '.length))));
  const [first, second] = [
    await plant(house, 'centre' as SiteId, 1),
    await plant(house, 'aoba' as SiteId, 2),
  ];
  const victimKey = await integrator(house, 'victim', everything);
  const victimDevice = await device(house, 'wall', 'centre' as SiteId);
  return {
    house,
    attackers,
    secrets: { centre: first.secrets, aoba: second.secrets },
    codes: [...first.codes, ...second.codes],
    personal: [first.name, second.name, '09012345671', '09012345672'],
    victims: {
      ...{ account: 'victim', key: victimKey.id, device: victimDevice.id },
      ...{ reservation: first.reservation, date: first.date, slotAtMs: first.slotAtMs },
    },
    written: () => {
      const file = new DatabaseSync(join(house.folder, 'junban.sqlite'), { readOnly: true });
      try {
        const rows = file
          .prepare(
            `SELECT name, count(*) AS n FROM events JOIN streams ON streams.id = events.stream
             WHERE name NOT LIKE 'audit:%' AND actor NOT LIKE '%"system"%' GROUP BY name`,
          )
          .all();
        return Object.fromEntries(rows.map(({ name, n }) => [String(name), Number(n)]));
      } finally {
        file.close();
      }
    },
  };
};

/** Whether somebody may, worked out in other words than the guard's; `site` null: at no one site. */
export const may = (
  who: Who,
  { grants, device: stands, ownSession = false }: Attacker,
  site: SiteId | null,
): boolean => {
  if ('anyone' in who) return true;
  if ('ownSession' in who) return ownSession;
  if ('signedIn' in who) return grants.length > 0;
  if (stands !== null) {
    return (who.purposes ?? []).includes(stands.purpose) && (site === null || site === stands.site);
  }
  if (who.inPerson === true && !ownSession) return false;
  return who.roles.some((role) =>
    grants.some((grant) => grant.role === role && (site === null || [null, site].includes(grant.site))),
  );
};

/** Which of the texts stand in an answer, whatever way it is written. */
export const leaked = (answer: string, texts: readonly string[]): readonly string[] => {
  const plain = answer.replaceAll(/\\u([0-9a-f]{4})/gi, (_all, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return texts.filter((text) => plain.includes(text) || plain.includes(encodeURIComponent(text)));
};
