// When a hub does its nightly work: the hubs of one store begin a few minutes apart.
import { createHash } from 'node:crypto';
import { addDays, businessDateAt, instantOf } from '../calendar/dates.ts';

/** Minutes after midnight (Asia/Tokyo) at which the first hub begins. */
const nightMinutes = 180;
/** Hubs begin within so many minutes of that, by their names. */
const spreadMinutes = 60;

/** The last instant (epoch ms) up to now at which this hub's nightly run was due. */
export const lastNight = (hubName: string, nowMs: number): number => {
  const spread = (createHash('sha256').update(hubName).digest()[0] ?? 0) % spreadMinutes;
  const today = businessDateAt(nowMs);
  const atMs = instantOf(today, nightMinutes + spread);
  return atMs <= nowMs ? atMs : instantOf(addDays(today, -1), nightMinutes + spread);
};
