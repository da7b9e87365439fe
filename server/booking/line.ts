// The line before a release: who was there before it has a turn drawn at random, who comes later follows in order of coming.
//
// Nothing is kept: a turn is reckoned from a keyed hash of session and release, and what a session carries (its pass) is
// signed. So the order is the same on every hub and after a crash, nobody can choose it, and it costs no write.
import { createHmac, createSecretKey, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto';
import type { BusinessDate, ProcedureId, SiteId } from '../../protocol/ids.ts';
import type { OwnerHash } from '../../protocol/reservation-ids.ts';
import type { KeyRing } from '../contacts/keys.ts';
import type { SiteHub } from '../hub/contract.ts';
import type { Slot } from '../slots/contract.ts';

/** What is released: the day of a group, at an instant. */
export type Release = {
  readonly site: SiteId;
  readonly date: BusinessDate;
  readonly group: string;
  readonly atMs: number;
  /** Turns of those who were there before are spread over so much time. */
  readonly drawMs: number;
};

/** One may stand in line so long before the release. */
export const lineOpensMs = 30 * 60_000;
/** From then on everybody is served as they come. */
export const lineEndsAtMs = ({ atMs, drawMs }: Pick<Release, 'atMs' | 'drawMs'>): number => atMs + 2 * drawMs;

/**
 * When somebody's turn is. Who joined before the release: `share` (0 to 1, drawn) of the time over which turns are
 * spread. Who joined later: behind them, in order of coming, over as much time again: by the cube root, so that the many of
 * the first second are spread widest and nobody's turn is before they came. As they come once the line is over.
 */
export const turnAtMs = (
  release: Pick<Release, 'atMs' | 'drawMs'>,
  joinedAtMs: number,
  share: number,
): number => {
  const { atMs, drawMs } = release;
  if (joinedAtMs < atMs) return atMs + Math.floor(share * drawMs);
  if (joinedAtMs >= lineEndsAtMs(release)) return joinedAtMs;
  return atMs + drawMs + drawMs * Math.cbrt((joinedAtMs - atMs) / (2 * drawMs));
};

/** The last release of a slot that is past; null: none. */
const lastRelease = ({ releases }: Slot, nowMs: number): number | null =>
  releases.findLast(({ fromMs }) => fromMs <= nowMs)?.fromMs ?? null;

export type LinePlace = {
  readonly releaseAtMs: number;
  readonly turnAtMs: number;
  /** Shown with every wish of that session; null: there is no line, it may go on. */
  readonly pass: string | null;
};

type Asked = {
  readonly siteHub: SiteHub;
  readonly date: BusinessDate;
  readonly procedure: ProcedureId;
  readonly owner: OwnerHash;
  readonly pass: string | null;
};

/** `keys`: those of the vault, the same at every hub. Without them a pass is good at the hub that made it. */
export const createLine = ({ keys, now }: { readonly keys: KeyRing | null; readonly now: () => number }) => {
  const own: readonly KeyObject[] = keys?.all.map(({ secret }) => secret) ?? [
    createSecretKey(randomBytes(32)),
  ];
  const newest = keys?.newest.secret ?? (own[0] as KeyObject);
  const mac = (key: KeyObject, ...parts: readonly (string | number)[]): Buffer =>
    createHmac('sha256', key)
      .update(JSON.stringify(['junban line', ...parts]))
      .digest();
  const bound = ({ site, date, group, atMs }: Release, owner: OwnerHash) => [site, date, group, atMs, owner];

  const passOf = (release: Release, owner: OwnerHash, joinedAtMs: number): string =>
    `${joinedAtMs.toString(36)}.${mac(newest, 'pass', joinedAtMs, ...bound(release, owner))
      .toString('base64url')
      .slice(0, 27)}`;

  /** When the session joined, if its pass is one of this release; null: it shows none that is. */
  const joinedBy = (release: Release, owner: OwnerHash, pass: string | null): number | null => {
    const [time = '', sign = ''] = pass?.split('.') ?? [];
    const joinedAtMs = Number.parseInt(time, 36);
    if (!Number.isSafeInteger(joinedAtMs) || joinedAtMs.toString(36) !== time) return null;
    const given = Buffer.from(sign);
    const isGood = own.some((key) => {
      const right = mac(key, 'pass', joinedAtMs, ...bound(release, owner))
        .toString('base64url')
        .slice(0, 27);
      return given.length === right.length && timingSafeEqual(given, Buffer.from(right));
    });
    return isGood ? joinedAtMs : null;
  };
  const placeAt = (release: Release, owner: OwnerHash, joinedAtMs: number): LinePlace => {
    // Of the session, not of when it joined: joining again draws nothing new.
    const share = mac(newest, 'turn', ...bound(release, owner)).readUIntBE(0, 6) / 2 ** 48;
    return {
      releaseAtMs: release.atMs,
      turnAtMs: Math.ceil(turnAtMs(release, joinedAtMs, share)),
      pass: passOf(release, owner, joinedAtMs),
    };
  };
  const placeOf = (release: Release, { owner, pass }: Asked, nowMs: number): LinePlace =>
    placeAt(release, owner, joinedBy(release, owner, pass) ?? nowMs);

  /** The slots of the day, and how a release of theirs is named. */
  const dayOf = async ({ siteHub, date, procedure }: Asked) => {
    const offering = siteHub.books.offering(date);
    const group = offering.groupOf(procedure);
    if (group === null || group.rules.drawSeconds === 0) return null;
    const { changes } = await siteHub.books.vacancy(date);
    const slots = offering.plan(changes).groups.find((one) => one.group === group.id)?.slots ?? [];
    const site = siteHub.site.settings.id;
    const releaseAt = (atMs: number): Release => ({
      ...{ site, date, group: group.id, atMs, drawMs: group.rules.drawSeconds * 1_000 },
    });
    return { slots: slots.filter(({ closed }) => closed === null), releaseAt };
  };

  return {
    /** A place in the line of the day's next release, or of the one that is just being let in. Null: no line now. */
    join: async (asked: Asked): Promise<LinePlace | null> => {
      const day = await dayOf(asked);
      if (day === null) return null;
      const nowMs = now();
      const past = Math.max(...day.slots.map((slot) => lastRelease(slot, nowMs) ?? Number.NEGATIVE_INFINITY));
      if (Number.isFinite(past) && nowMs < lineEndsAtMs(day.releaseAt(past)))
        return placeOf(day.releaseAt(past), asked, nowMs);
      const next = Math.min(
        ...day.slots.flatMap(({ releases }) =>
          releases.map(({ fromMs }) => fromMs).filter((at) => at > nowMs),
        ),
      );
      if (next - nowMs > lineOpensMs) return null;
      return placeOf(day.releaseAt(next), asked, nowMs);
    },
    /** Null: it is the session's turn to have a place of the slot, or there is no line for it. */
    waits: async (asked: Asked & { readonly slotAtMs: number }): Promise<LinePlace | null> => {
      const day = await dayOf(asked);
      const nowMs = now();
      const slot = day?.slots.find(({ startAtMs }) => startAtMs === asked.slotAtMs);
      const atMs = slot === undefined ? null : lastRelease(slot, nowMs);
      if (day === null || atMs === null || nowMs >= lineEndsAtMs(day.releaseAt(atMs))) return null;
      const place = placeOf(day.releaseAt(atMs), asked, nowMs);
      return place.turnAtMs <= nowMs ? null : place;
    },
  };
};
export type Line = ReturnType<typeof createLine>;
