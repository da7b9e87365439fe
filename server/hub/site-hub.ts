// One site alive: today's business day, the next one's leases, past ones for late tickets, moved on by the clock.
import type { Logger } from 'pino';
import type { Answer } from '../../protocol/answers.ts';
import type { CommandRequest } from '../../protocol/commands.ts';
import { type Actor, type BusinessDate, dayStream, type TicketCode } from '../../protocol/ids.ts';
import { refuse } from '../../protocol/refusals.ts';
import type { Clock } from '../base/clock.ts';
import type { HubLimits } from '../base/hub-limits.ts';
import { instantOf } from '../calendar/dates.ts';
import { dayPlan } from '../calendar/day-plan.ts';
import { archivedDay } from '../log/archived-days.ts';
import type { EventLog } from '../log/contract.ts';
import { parseStored } from '../log/stored-events.ts';
import type { ResolvedSite } from '../settings/resolved-site.ts';
import { createAnnouncer } from './announcer.ts';
import type { PresenceSnapshot, SiteHub, Snapshot } from './contract.ts';
import { type LivingDay, openLivingDay } from './day-aggregate.ts';
import {
  daysLeftOpen,
  isClockCommandId,
  isMissDue,
  logHead,
  type Moved,
  moveOn,
  nextStepAt,
} from './day-clock.ts';
import { createDaysLeft } from './days-left.ts';
import { createEstimator, noForecast } from './estimator.ts';
import { createHeardCalls } from './heard-calls.ts';
import { createLevelWatch } from './level-watch.ts';
import { createOffering } from './offering.ts';
import { createOverbooking } from './overbooking.ts';
import { createPastDays } from './past-days.ts';
import { createPresence } from './presence.ts';
import { noBoard, type SiteBoard } from './presence-board.ts';
import { createSiteBooks } from './site-books.ts';
import { businessDayAt, createAhead, dayOfRequest, edgesOf, rolloverAt } from './site-days.ts';
import type { SiteForecaster } from './site-forecaster.ts';

/** Screens are looked at anew this often for what changes by time alone, e.g. an absent number that grows old. */
const tickMs = 10_000;
/** A step of the clock that did not succeed is tried again after this. */
const retryMs = 1_000;
/** A clock put back by less than this does not bring yesterday back. */
const smallStepMs = 60_000;

export type SiteHubParts = {
  readonly log: EventLog;
  readonly site: ResolvedSite;
  readonly clock: Clock;
  /** Noted with every event; "hub" where there is but one. */
  readonly hubName?: string;
  /** Where other hubs of the site tell who is there. */
  readonly board?: SiteBoard;
  readonly newCode: () => TicketCode;
  readonly logger: Logger;
  readonly limits?: HubLimits;
  /** Makes the site's forecaster; `onLearned` is called when it knows more. */
  readonly forecaster: (site: ResolvedSite, onLearned: () => void) => SiteForecaster;
};

/** A site hub, and how it is stopped. */
export type RunningSite = SiteHub & { close(): Promise<void> };

const refused = (...reason: Parameters<typeof refuse>): Answer => ({ ok: false, refusal: refuse(...reason) });

/** Reads the site's days from the log, ends what was left open, and opens today if its hour has come. */
export const openSiteHub = async (parts: SiteHubParts): Promise<RunningSite> => {
  const { log, site, clock, logger } = parts;
  const ahead = createAhead(site);
  let stopping = false;
  let queueChanged = true;
  /** While days are read, on a store that takes its time, there is nothing to tell and nobody to tell it to. */
  let opened = false;

  const announcer = createAnnouncer(logger, () => {
    presence.stateChanged();
    // Not after every announcement: estimates are announced too, and would ask for themselves for ever.
    if (queueChanged) estimator.stateChanged();
    queueChanged = false;
  });
  const stateChanged = (): void => {
    queueChanged = true;
    if (!opened) return;
    heardCalls.heard(today.state(), clock.now());
    announcer.changed();
  };
  const forecaster = parts.forecaster(site, () => estimator.stateChanged());
  const overbooking = createOverbooking({ site, ahead: forecaster.ahead, logger });
  const openWith = (date: BusinessDate, onChange: () => void): Promise<LivingDay> =>
    openLivingDay({
      ...parts,
      hubName: parts.hubName ?? 'hub',
      date,
      nextOpening: () => ahead.openingInWords(clock.now()),
      // Of today alone; while the days are read nothing is said yet.
      said: (procedure) => (opened && date === today.date ? estimator.said(procedure) : null),
      onChange,
      offering: createOffering(site, date, overbooking),
    });
  const open = (date: BusinessDate): Promise<LivingDay> => openWith(date, stateChanged);
  const openNext = async (after: BusinessDate): Promise<LivingDay | null> => {
    const date = ahead.businessDay(after)?.date;
    return date === undefined ? null : open(date);
  };

  const startDate = businessDayAt(site, clock.now());
  let today = await open(startDate);
  let next = await openNext(startDate);
  const heardCalls = createHeardCalls(today.state());
  const past = createPastDays(clock, open);
  /** Days ahead that somebody books on or looks at; no screen shows them. */
  const later = createPastDays(clock, (date) => openWith(date, () => {}));
  const books = createSiteBooks({
    log,
    site,
    clock,
    logger,
    overbooking,
    stopping: () => stopping,
    dayOf: async (date) => {
      if (date === today.date) return today;
      return date === next?.date ? next : later.get(date);
    },
  });

  const presence = createPresence({
    site,
    clock,
    board: parts.board ?? noBoard,
    state: () => today.state(),
    callAtMs: heardCalls.atMs,
    onChange: announcer.changed,
    ...(parts.limits === undefined ? {} : { limits: parts.limits }),
  });
  const estimator = createEstimator({
    clock,
    logger,
    run: async () => {
      forecaster.lookAt(today.date);
      return today.state().phase === 'open' ? forecaster.run(today.state(), clock.now()) : noForecast;
    },
    onChange: announcer.changed,
  });
  const levelWatch = createLevelWatch({
    site,
    clock,
    logger,
    look: (state, nowMs) => forecaster.look?.(state, nowMs) ?? Promise.resolve(null),
    day: () => today,
  });
  opened = true;

  const rollOver = async (date: BusinessDate): Promise<void> => {
    const [before, planned] = [today, next];
    const fresh = planned?.date === date ? planned : await open(date);
    const following = await openNext(date);
    today = fresh;
    next = following;
    stateChanged();
    logger.info({ site: site.settings.id, date }, 'business day');
    await Promise.all([before, planned].map((day) => (day === null || day === fresh ? null : day.close())));
  };

  /** Now, and from when on (epoch ms) the clock bears what cannot be taken back. */
  const time = () => ({ nowMs: clock.now(), settledAtMs: clock.settledAt?.() ?? Number.NEGATIVE_INFINITY });
  const moveDay = (day: LivingDay): Promise<Moved> => moveOn(site, day, time(), logger);
  const daysLeft = createDaysLeft({ clock, logger, open, moveOn: moveDay });

  /** Brings the site to what the clock says; true when every step due was taken. */
  const moveSite = async (): Promise<boolean> => {
    const moved = await moveDay(today);
    const nowMs = clock.now();
    const date = businessDayAt(site, nowMs);
    // Back only when the hub was in the wrong day: a clock put back by seconds at midnight opens nothing again.
    const isBack = date < today.date && nowMs < notBeforeMs;
    if (date <= today.date && !isBack) return moved !== 'failed';
    if (isBack) logger.warn({ site: site.settings.id, from: today.date, date }, 'back from a day to come');
    // The new day does not wait for one that cannot be ended now; that one is not forgotten either.
    const before = today.date;
    await rollOver(date);
    if (moved !== 'done' && !isBack) void daysLeft.end(before);
    return (await moveDay(today)) !== 'failed';
  };

  let dueMs = Number.NEGATIVE_INFINITY;
  /** Earlier than this it cannot be today: the hub is in a day to come. */
  let notBeforeMs = Number.NEGATIVE_INFINITY;
  let cancelTurn = () => {};
  let turning: Promise<boolean> = Promise.resolve(true);
  /** Takes what is due, one turn after the other, and sets the timer for the next. */
  const turn = (): Promise<boolean> => {
    turning = turning.then(async () => {
      const done = await moveSite().catch((error: unknown) => {
        logger.error({ err: error, site: site.settings.id }, 'the business day could not move on');
        return false;
      });
      const nowMs = clock.now();
      const nextMs = Math.min(nextStepAt(site, today, time()), rolloverAt(site, today.date));
      dueMs = done ? nextMs : nowMs + retryMs;
      notBeforeMs = instantOf(today.date, 0) - smallStepMs;
      cancelTurn();
      if (!stopping) cancelTurn = clock.at(Math.max(dueMs, nowMs + 1), () => void turn());
      return done;
    });
    return turning;
  };

  let cancelTick = () => {};
  const tick = (): void => {
    const nowMs = clock.now();
    announcer.changed();
    if (nowMs < notBeforeMs || isMissDue(site, today, nowMs)) void turn();
    const edge = edgesOf(site, today.date).find((atMs) => atMs > nowMs) ?? Number.POSITIVE_INFINITY;
    cancelTick = clock.at(Math.min(nowMs + tickMs, edge), tick);
  };

  const dayFor = async (request: CommandRequest): Promise<LivingDay | null> => {
    const place = dayOfRequest(request, today.date, next?.date ?? null);
    if (place === 'next') return next;
    if (place === 'past' && request.date !== undefined) return past.get(request.date);
    return place === 'today' ? today : null;
  };

  const answerTo = async (request: CommandRequest, actor: Actor): Promise<Answer> => {
    if (stopping) return refused('hubStopping');
    if (isClockCommandId(request.commandId)) {
      return refused('malformed', {
        field: 'commandId',
        problem: 'must not begin with open:, plan: or end:',
      });
    }
    // A command may overtake the timer that should have opened or ended the day before it.
    const nowMs = clock.now();
    if ((nowMs >= dueMs || nowMs < notBeforeMs) && !(await turn())) return refused('logUnavailable');
    const day = await dayFor(request);
    if (day === null) return refused('dateNotAllowed', { date: request.date ?? '' });
    const answer = await day.take(request.commandId, request.command, actor);
    if (day === today && request.command.type === 'recordTicket') void turn();
    if (answer.ok && day.date < today.date) logHead(logger, site.settings.id, day);
    return answer;
  };

  for (const date of await daysLeftOpen(log, site.settings.id, startDate)) {
    logger.warn({ site: site.settings.id, date }, 'an earlier day had not ended');
    await daysLeft.end(date);
  }
  await turn();
  tick();
  const stopWatching = log.onAvailable(announcer.changed);
  let clockTurns = 0;
  const stopClock =
    clock.onTurn?.(() => {
      clockTurns += 1;
      announcer.changed();
      void turn();
      cancelTick();
      tick();
    }) ?? (() => {});

  return {
    site,
    presence,
    books,
    waiting: () => today.waiting(),
    forecastHealth: () => forecaster.health?.() ?? { lastDay: null, bad: false },
    take: async (request, actor) => {
      const began = performance.now();
      const line = {
        site: site.settings.id,
        command: request.command.type,
        actor: `${actor.kind}:${actor.id}`,
      };
      const ms = () => Math.round((performance.now() - began) * 100) / 100;
      try {
        const answer = await answerTo(request, actor);
        logger.debug({ ...line, outcome: answer.ok ? 'accepted' : answer.refusal.code, ms: ms() }, 'command');
        return answer;
      } catch (error) {
        logger.error({ ...line, outcome: 'error', ms: ms(), err: error }, 'command');
        throw error;
      }
    },
    snapshot: (): Snapshot => {
      const nowMs = clock.now();
      const state = today.state();
      const following = ahead.businessDay(today.date);
      let devices: PresenceSnapshot | null = null;
      return {
        site,
        state,
        plan: state.plan ?? dayPlan(site, today.date),
        nextOpeningMs: ahead.opening(nowMs)?.atMs ?? null,
        nextDate: following?.date ?? null,
        nextPlan: following?.plan ?? null,
        nextState: next !== null && next.state().version > 0 ? next.state() : null,
        estimates: estimator.current(),
        // Few views tell of devices, and there may be thousands.
        get presence() {
          devices ??= presence.snapshot();
          return devices;
        },
        callAtMs: heardCalls.atMs,
        live: log.available(),
        nowMs,
        clock: { doubt: clock.doubt?.() ?? null, turns: clockTurns },
      };
    },
    events: async (date, afterVersion, limit) =>
      (await log.read(dayStream(site.settings.id, date), afterVersion, limit)).map(parseStored),
    archived: (date) => archivedDay(log, site.settings.id, date),
    onChange: announcer.listen,
    close: async () => {
      stopping = true;
      cancelTurn();
      cancelTick();
      stopWatching();
      stopClock();
      books.close();
      await turning;
      await daysLeft.close();
      await Promise.all([today.close(), next?.close(), past.close(), later.close()]);
      cancelTurn();
      presence.close();
      estimator.close();
      levelWatch.close();
      forecaster.close();
      announcer.close();
    },
  };
};
