// What a touch screen at reception shows, and at which printer its tickets come out.
import type { DeviceId } from '../../protocol/ids.ts';
import type { KioskProcedure, KioskTicket, KioskView } from '../../protocol/kiosk-view.ts';
import type { ProcedureNow } from '../../protocol/views.ts';
import { intakeEnd, nextIntake } from '../calendar/day-plan.ts';
import type { Snapshot } from '../hub/contract.ts';
import type { KioskViewOf } from './contract.ts';
import { agentLines } from './devices.ts';
import { aheadOf, headOf, printStateOf, proceduresNow } from './view-parts.ts';

/** A visitor stands no longer before the screen than this, ms. */
const ticketShownMs = 10 * 60_000;
const mostTickets = 20;

/** The view of one kiosk. */
export const kioskView: KioskViewOf = (snapshot, device) => {
  const { site, state } = snapshot;
  const { returnSeconds, renewalMonths, expiringDays, expiringMark = null } = site.kioskRules;
  const help = state.helps.find((one) => one.device === device);
  return {
    ...headOf(snapshot),
    takesReservations: site.reservations !== null,
    groups: [...site.groups],
    procedures: proceduresNow(snapshot).map((procedure) => kioskProcedure(snapshot, procedure)),
    languages: [...site.languages],
    printer: printerState(snapshot, device),
    tickets: ticketsOf(snapshot),
    help: help === undefined ? null : { askedAtMs: help.askedAtMs, answeredAtMs: help.answeredAtMs },
    expiringMark,
    rules: { returnSeconds, renewalMonths, expiringDays },
    publicUrl: site.publicUrl,
    whereToWait: site.settings.whereToWait ?? null,
  };
};

const kioskProcedure = (snapshot: Snapshot, procedure: ProcedureNow): KioskProcedure => {
  const { site, plan, nowMs } = snapshot;
  const { lastIntakeMinutes } = site.rules;
  const settings = site.procedures.get(procedure.id);
  return {
    ...procedure,
    group: settings?.group ?? null,
    bring: settings?.bring ?? null,
    instead: settings?.instead ?? null,
    asksPartySize: settings?.asksPartySize ?? false,
    renews: settings?.renews ?? null,
    lastIntakeMs: intakeEnd(plan, procedure.id, lastIntakeMinutes),
    nextIntakeMs: procedure.intake === 'notNow' ? laterIntake(snapshot, procedure, nowMs) : null,
  };
};

/** Only one that is still to come: what is given now has no next. */
const laterIntake = (snapshot: Snapshot, { id }: ProcedureNow, nowMs: number): number | null => {
  const atMs = nextIntake(snapshot.plan, id, nowMs, snapshot.site.rules.lastIntakeMinutes);
  return atMs === null || atMs <= nowMs ? null : atMs;
};

/** The newest tickets that kiosks of the site gave. */
const ticketsOf = (snapshot: Snapshot): KioskTicket[] => {
  const found: KioskTicket[] = [];
  const { live, tickets, ended } = snapshot.state;
  for (const number of [...live.toReversed(), ...ended.toReversed()]) {
    const ticket = tickets.get(number);
    if (ticket === undefined || ticket.source !== 'kiosk') continue;
    if (snapshot.nowMs - ticket.issuedAtMs > ticketShownMs) continue;
    found.push({
      ticket: number,
      state: ticket.state,
      ahead: aheadOf(snapshot, number),
      estimate: snapshot.estimates.tickets.get(number) ?? null,
      print: printStateOf(snapshot, ticket),
      slotAtMs: ticket.slotAtMs,
    });
    if (found.length === mostTickets) break;
  }
  return found;
};

/** The device agent beside a kiosk; null: it has none. One that the settings do not name prints at the site's first. */
const printerOf = ({ site }: Snapshot, device: DeviceId): DeviceId | null => {
  const { kiosks, printers } = site.settings;
  const named = kiosks.find(({ id }) => id === device)?.printer;
  return named === undefined ? (printers[0]?.id ?? null) : named;
};

const printerState = (snapshot: Snapshot, device: DeviceId): KioskView['printer'] => {
  const printer = printerOf(snapshot, device);
  if (printer === null) return 'none';
  const agent = agentLines(snapshot).find((one) => one.device === printer);
  // An agent whose printer has not told of itself yet is asked: its sheet waits for at most some seconds.
  return agent?.connected === true && agent.printer?.state !== 'fault' ? 'ready' : 'fault';
};

/**
 * Where a ticket of the kiosk is printed; null: it cannot be now, and the screen shows it. A sheet that waited for paper would
 * come out when its visitor has long gone.
 */
export const printsAt = (snapshot: Snapshot, device: DeviceId): DeviceId | null =>
  printerState(snapshot, device) === 'ready' ? printerOf(snapshot, device) : null;
