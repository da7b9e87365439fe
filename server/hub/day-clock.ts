// Moves a site's business day on with the clock: opens it, follows the calendar, ends it. Safe on several hubs at once.
import { isDeepStrictEqual } from 'node:util';
import type { Logger } from 'pino';
import type { SystemCommand } from '../../protocol/commands.ts';
import { type Actor, type BusinessDate, CommandId, dayStream, type SiteId } from '../../protocol/ids.ts';
import type { BookCommandOf } from '../../protocol/reservation-commands.ts';
import { instantOf } from '../calendar/dates.ts';
import { dayPlan } from '../calendar/day-plan.ts';
import type { EventLog } from '../log/contract.ts';
import { isComing } from '../reservations/state.ts';
import type { ResolvedSite } from '../settings/resolved-site.ts';
import type { LivingDay } from './day-aggregate.ts';
import { createOffering } from './offering.ts';

const clockActor = { kind: 'system', id: 'clock' } as Actor;

/** Ids of the clock's own commands; nobody else may use one, or a day could be kept from opening. */
export const isClockCommandId = (commandId: string): boolean =>
  /^(?:open|plan|end|miss|wait|move|offer|level):/.test(commandId);

type Step = {
  readonly commandId: CommandId;
  readonly command: SystemCommand | BookCommandOf<'releaseMissed'>;
};

/** When the first that is expected and not there is missed (epoch ms): slot and grace are over. Infinity: nobody is. */
const firstMissAt = (site: ResolvedSite, day: LivingDay): number => {
  const offering = createOffering(site, day.date);
  const expected = [...day.state().book.reservations.values()].filter(isComing);
  return Math.min(
    ...expected.map(({ seats, procedure }) => (seats[0]?.atMs ?? 0) + offering.graceMs(procedure)),
    Number.POSITIVE_INFINITY,
  );
};

/** Whether somebody is missed whose place can be given away now. */
export const isMissDue = (site: ResolvedSite, day: LivingDay, nowMs: number): boolean =>
  day.state().phase === 'open' && firstMissAt(site, day) < nowMs;

/** The end of a day; its id differs each time, or an end after a reopening would be taken for a repetition of the first. */
const endOf = (day: LivingDay): Step => {
  const { answers, version } = day.state();
  const first = CommandId.parse(`end:${day.date}`);
  const commandId = answers.has(first) ? CommandId.parse(`end:${day.date}:${version}`) : first;
  return { commandId, command: { type: 'endDay' } };
};

/** What somebody would suffer from, were the clock wrong. */
const cannotBeTakenBack = (day: LivingDay, { command }: Step): boolean => {
  const { live, book } = day.state();
  if (command.type === 'releaseMissed') return true;
  return command.type === 'endDay' && (live.length > 0 || book.reservations.some(isComing));
};

/** What the clock and the calendar ask of a day now; null: nothing. */
const stepFor = (site: ResolvedSite, day: LivingDay, nowMs: number): Step | null => {
  const { phase, plan, version } = day.state();
  const wanted = dayPlan(site, day.date);
  const id = (text: string) => CommandId.parse(text);
  const end = endOf(day);
  if (phase === 'planned') {
    // It never opened, but tickets of leased numbers were told to it.
    const isOver = nowMs >= (wanted?.endsAtMs ?? instantOf(day.date, 1_440));
    if (isOver) {
      const { live, book } = day.state();
      const expected = book.reservations.some(isComing) || book.waiting.length > 0;
      return live.length > 0 || expected ? end : null;
    }
    if (wanted === null || nowMs < wanted.intakeFromMs) return null;
    return { commandId: id(`open:${day.date}`), command: { type: 'openDay', plan: wanted } };
  }
  if (phase === 'ended' || plan === null) return null;
  // A calendar that now says "closed" does not send away those who wait: the day runs to its end as planned.
  if (wanted !== null && !isDeepStrictEqual(wanted, plan)) {
    // With the version, so that a plan changed there and back is not taken for a repetition.
    return { commandId: id(`plan:${day.date}:${version}`), command: { type: 'changePlan', plan: wanted } };
  }
  if (nowMs >= plan.endsAtMs) return end;
  return firstMissAt(site, day) < nowMs
    ? { commandId: id(`miss:${day.date}:${version}`), command: { type: 'releaseMissed' } }
    : null;
};

/** Notes how far an ended day goes and the hash there, so that `npm run verify -- --heads` can compare later. */
export const logHead = (logger: Logger, site: SiteId, day: LivingDay): void =>
  logger.info({ stream: dayStream(site, day.date), ...day.head() }, 'head of an ended day');

/**
 * What became of the steps that were due. failed: one did not succeed, and should be tried again soon; unsettled: one waits until
 * the clock has stood for a while, because it cannot be taken back.
 */
export type Moved = 'done' | 'failed' | 'unsettled';

/** Takes every step that is due; `settledAtMs`: before this nothing is done that cannot be taken back (epoch ms). */
export const moveOn = async (
  site: ResolvedSite,
  day: LivingDay,
  { nowMs, settledAtMs }: { readonly nowMs: number; readonly settledAtMs: number },
  logger: Logger,
): Promise<Moved> => {
  // Open, follow the plan, end: three steps at most.
  for (let steps = 0; steps < 4; steps += 1) {
    const step = stepFor(site, day, nowMs);
    if (step === null) return 'done';
    if (nowMs < settledAtMs && cannotBeTakenBack(day, step)) return 'unsettled';
    const began = performance.now();
    const answer = await day.take(step.commandId, step.command, clockActor);
    const outcome = answer.ok ? 'accepted' : answer.refusal.code;
    const ms = Math.round((performance.now() - began) * 100) / 100;
    const line = { site: site.settings.id, command: step.command.type, actor: 'system:clock', outcome, ms };
    if (answer.ok) logger.info({ ...line, date: day.date }, 'command');
    else logger.warn({ ...line, date: day.date }, 'command');
    if (!answer.ok) return 'failed';
    if (step.command.type === 'endDay') logHead(logger, site.settings.id, day);
  }
  return 'failed';
};

/** The next instant (epoch ms) after now at which a day has a step to take; Infinity: none. */
export const nextStepAt = (
  site: ResolvedSite,
  day: LivingDay,
  { nowMs, settledAtMs }: { readonly nowMs: number; readonly settledAtMs: number },
): number => {
  const { phase, plan } = day.state();
  const dueMs = phase === 'planned' ? dayPlan(site, day.date)?.intakeFromMs : plan?.endsAtMs;
  if (phase === 'ended' || dueMs === undefined) return Number.POSITIVE_INFINITY;
  const atMs = phase === 'open' ? Math.max(dueMs, settledAtMs) : dueMs;
  return atMs <= nowMs ? Number.POSITIVE_INFINITY : atMs;
};

/** Earlier days looked at for one that was left open. */
const maxEarlier = 10;

/**
 * The days before `today` that may not have ended, newest first: the hub was down at closing. It stops at the
 * first one found ended, because a day only opens after those before it were ended.
 */
export const daysLeftOpen = async (
  log: EventLog,
  site: SiteId,
  today: BusinessDate,
): Promise<readonly BusinessDate[]> => {
  const prefix = dayStream(site, '' as BusinessDate);
  const earlier = (await log.streams(prefix))
    .map((name) => name.slice(prefix.length) as BusinessDate)
    .filter((date) => date < today)
    .toReversed()
    .slice(0, maxEarlier);
  const left: BusinessDate[] = [];
  for (const date of earlier) {
    const stream = dayStream(site, date);
    const version = await log.version(stream);
    // The end is near the end: only tickets told late come after it.
    const tail = await log.read(stream, Math.max(0, version - 500), 500);
    const last = tail.findLast(({ event }) => event.type === 'dayEnded' || event.type === 'dayReopened');
    if (last?.event.type === 'dayEnded') break;
    left.push(date);
  }
  return left;
};
