// What a device agent needs: sheets to print, numbers it holds, hours and booths, for when the hub is away too.

import type { DayPlan } from '../../protocol/day-plan.ts';
import type { DeviceId } from '../../protocol/ids.ts';
import type { DeviceView, PrintJob } from '../../protocol/views.ts';
import type { DayState, Print } from '../day/state.ts';
import type { Snapshot } from '../hub/contract.ts';
import type { DeviceViewOf } from './contract.ts';
import { aheadOf, boothGlances, headOf, proceduresNow } from './view-parts.ts';

const mostJobs = 200;
const minuteMs = 60_000;

/** The view of one device agent. */
export const deviceView: DeviceViewOf = (snapshot, device) => {
  const { site, state, nextState } = snapshot;
  const planOf = (plan: DayPlan | null) => intakeHours(plan, site.rules.lastIntakeMinutes);
  return {
    ...headOf(snapshot),
    procedures: proceduresNow(snapshot).map((procedure) => ({
      ...procedure,
      bring: site.procedures.get(procedure.id)?.bring ?? null,
    })),
    jobs: jobsOf(snapshot, device),
    leases: [...leasesOf(state, device), ...(nextState === null ? [] : leasesOf(nextState, device))],
    nextDate: snapshot.nextDate,
    nextPlan: planOf(snapshot.nextPlan),
    plan: planOf(snapshot.plan),
    booths: boothGlances(snapshot),
    leasedNumbers: site.rules.leasedNumbers,
    publicUrl: site.publicUrl,
    whereToWait: site.settings.whereToWait ?? null,
  };
};

const intakeHours = (plan: DayPlan | null, lastIntakeMinutes: number): DeviceView['plan'] => {
  const closing = plan?.openings.at(-1)?.toMs;
  if (plan === null || closing === undefined) return null;
  return { intakeFromMs: plan.intakeFromMs, intakeUntilMs: closing - lastIntakeMinutes * minuteMs };
};

const jobsOf = (snapshot: Snapshot, device: DeviceId): PrintJob[] =>
  [...snapshot.state.pendingPrints.values()]
    .filter((print) => print.device === device && !print.withdrawn)
    .sort((a, b) => a.requestedAtMs - b.requestedAtMs)
    .slice(0, mostJobs)
    .flatMap((print) => printJob(snapshot, print) ?? []);

const printJob = (snapshot: Snapshot, print: Print): PrintJob | null => {
  const ticket = snapshot.state.tickets.get(print.ticket);
  if (ticket === undefined) return null;
  return {
    job: print.job,
    ticket: ticket.number,
    code: ticket.code,
    procedure: ticket.procedure,
    language: ticket.language,
    issuedAtMs: ticket.issuedAtMs,
    slotAtMs: ticket.slotAtMs,
    ahead: aheadOf(snapshot, ticket.number),
    estimate:
      snapshot.estimates.tickets.get(ticket.number) ??
      snapshot.estimates.procedures.get(ticket.procedure) ??
      null,
    reprint: print.reprint,
  };
};

const leasesOf = (state: DayState, device: DeviceId): DeviceView['leases'] => {
  const numbers = new Map<string, DeviceView['leases'][number]>();
  for (const [number, lease] of state.leases) {
    if (lease.device !== device) continue;
    const group = numbers.get(lease.procedure) ?? {
      date: state.date,
      procedure: lease.procedure,
      numbers: [],
    };
    group.numbers.push(number);
    numbers.set(lease.procedure, group);
  }
  for (const group of numbers.values()) group.numbers.sort();
  return [...numbers.values()];
};
