// What stands on a sheet: made of a print job of the hub, of an accepted press, or of a leased number.
import type { Accepted } from '../protocol/answers.ts';
import type { JobId, ProcedureId, TicketCode, TicketNumber } from '../protocol/ids.ts';
import type { PrintJob } from '../protocol/views.ts';
import type { Knowledge } from './knowledge.ts';
import type { LeasedTicket, OpenPress, Sheet } from './records.ts';

type Paper = Sheet['paper'];

/** Where everything printed comes from that does not change from ticket to ticket. */
const common = (knowledge: Knowledge, procedure: ProcedureId, code: TicketCode) => {
  const offered = knowledge.procedures.find((known) => known.id === procedure);
  return {
    procedure,
    procedureNames: offered?.names ?? { ja: procedure },
    bring: offered?.bring ?? null,
    siteNames: knowledge.names,
    url: knowledge.publicUrl === null ? null : new URL(`/t/${code}`, knowledge.publicUrl).href,
    whereToWait: knowledge.whereToWait,
  };
};

/** The sheet of a job of the hub. */
export const paperOfJob = (knowledge: Knowledge, job: PrintJob): Paper => ({
  ...common(knowledge, job.procedure, job.code),
  job: job.job,
  ticket: job.ticket,
  language: job.language,
  issuedAtMs: job.issuedAtMs,
  slotAtMs: job.slotAtMs,
  ahead: job.ahead,
  estimate: job.estimate,
  reprint: job.reprint,
  offline: false,
});

/** The sheet of a press the hub accepted; null: the answer names no job for us. The wait comes with the view. */
export const paperOfAnswer = (knowledge: Knowledge, press: OpenPress, answer: Accepted): Paper | null => {
  const { ticket, job, code, issuedAtMs } = answer;
  if (ticket === undefined || job === undefined || code === undefined) return null;
  return {
    ...common(knowledge, press.procedure, code),
    job,
    ticket,
    language: press.language,
    issuedAtMs: issuedAtMs ?? press.atMs,
    slotAtMs: null,
    ahead: null,
    estimate: null,
    reprint: false,
    offline: false,
  };
};

/** A leased ticket's own job: prints of the hub count from 1. */
export const leasedJob = (ticket: TicketNumber): JobId => `${ticket}-0` as JobId;

/** The sheet of a leased number. */
export const paperOfLease = (knowledge: Knowledge, leased: LeasedTicket): Paper => ({
  ...common(knowledge, leased.procedure, leased.code),
  job: leasedJob(leased.ticket),
  ticket: leased.ticket,
  language: leased.language,
  issuedAtMs: leased.issuedAtMs,
  slotAtMs: null,
  ahead: null,
  estimate: null,
  reprint: false,
  offline: true,
});
