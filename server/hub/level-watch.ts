// Once a minute: what the forecast says of one more visitor becomes figures, and a level that changes an event. It never holds anything up.
import type { Logger } from 'pino';
import { type Actor, CommandId, type ProcedureId } from '../../protocol/ids.ts';
import type { OverflowFigures } from '../../protocol/overflow.ts';
import type { Clock } from '../base/clock.ts';
import { instantOf } from '../calendar/dates.ts';
import { minutesOf } from '../calendar/hours.ts';
import { levelEvents } from '../day/overflow.ts';
import type { DayState } from '../day/state.ts';
import type { OverflowLook } from '../forecast/simulation/overflow-look.ts';
import { figuresOf, type Limits } from '../overflow/limits.ts';
import type { ResolvedSite } from '../settings/resolved-site.ts';
import type { LivingDay } from './day-aggregate.ts';
import { HubClosing } from './hub-closing.ts';

const everyMs = 60_000;
const forecastActor = { kind: 'system', id: 'forecast' } as Actor;

export type LevelWatch = { close(): void };

/** What the site undertakes on the day of the state; null: the day has no plan yet. */
export const limitsOf = (site: ResolvedSite, state: DayState): Limits | null => {
  const closesAtMs = state.plan?.openings.at(-1)?.toMs;
  if (closesAtMs === undefined) return null;
  const ends = site.reservations?.nationalLinkEnds ?? null;
  return {
    closesAtMs,
    overrunMinutes: site.settings.overflow.overrunMinutes,
    linkEndsAtMs: ends === null ? null : instantOf(state.date, minutesOf(ends)),
    walkInMinutes: site.settings.promise.walkInMinutes,
    reservationMinutes: site.settings.promise.reservationMinutes,
  };
};

/** Off by the settings, it does nothing at all. */
export const createLevelWatch = (parts: {
  readonly site: ResolvedSite;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Null: too little is known. */
  readonly look: (state: DayState, nowMs: number) => Promise<OverflowLook | null>;
  readonly day: () => LivingDay;
}): LevelWatch => {
  const { site, clock, logger } = parts;
  if (site.settings.overflow.mode === 'off') return { close: () => {} };
  let closed = false;
  let cancel = () => {};
  let failed = false;

  const watch = async (): Promise<void> => {
    const day = parts.day();
    const limits = limitsOf(site, day.state());
    if (day.state().phase !== 'open' || limits === null) return;
    const look = await parts.look(day.state(), clock.now());
    if (closed || day.state().phase !== 'open') return;
    const figures = new Map<ProcedureId, OverflowFigures | null>(
      [...site.procedures.keys()].map((id) => {
        const found = look?.procedures.get(id);
        return [id, found === undefined ? null : figuresOf(found, limits)];
      }),
    );
    const events = levelEvents(day.state(), figures, clock.now());
    if (events.length === 0) return;
    const { version, date } = day.state();
    // The version makes it another command each time; a second hub that found the same is refused, and that is right.
    const commandId = CommandId.parse(`level:${date}:${version}`);
    await day.take(commandId, { type: 'noteOverflow', figures }, forecastActor);
  };

  const run = async (): Promise<void> => {
    try {
      await watch();
      failed = false;
    } catch (error) {
      // Once, not every minute: the queue goes on as it would without.
      if (!closed && !failed && !(error instanceof HubClosing))
        logger.error(
          { err: error, site: site.settings.id },
          'levels could not be found; the queue goes on without',
        );
      failed = true;
    }
    if (!closed) cancel = clock.at(clock.now() + everyMs, () => void run());
  };
  cancel = clock.at(clock.now() + everyMs, () => void run());

  return {
    close: () => {
      closed = true;
      cancel();
    },
  };
};
