// A small made-up office on a clock held by the test: settings, a log in memory, and the hub over them.
import pino, { type Logger } from 'pino';
import type { Answer } from '../../protocol/answers.ts';
import type { Command } from '../../protocol/commands.ts';
import type { Actor, BusinessDate, CommandId, SiteId, StaffId } from '../../protocol/ids.ts';
import { type ManualClock, manualClock } from '../../server/base/clock.ts';
import { newCode } from '../../server/hub/codes.ts';
import type { Hub, SiteHub } from '../../server/hub/contract.ts';
import { noForecast } from '../../server/hub/estimator.ts';
import { createHub, type HubParts } from '../../server/hub/hub.ts';
import type { EventLog } from '../../server/log/contract.ts';
import { openSqliteLog } from '../../server/log/sqlite-log.ts';
import { parseSettings } from '../../server/settings/parse.ts';
import { resolveSites } from '../../server/settings/resolve.ts';
import type { ResolvedSite } from '../../server/settings/resolved-site.ts';

export const officeId = 'office' as SiteId;

/** A weekday's hours of the office; intake from 08:50, the day ends at 17:30. */
const weekday = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '17:00' },
];

const mori = 'mori' as StaffId;
/** Who works there. */
export const officeStaff = new Map([[mori, { id: mori, name: '森' }]]);

/** Settings of an office open on weekdays with 80 booths; `change` edits the document first. */
export const officeSites = (change: (site: Record<string, unknown>) => void = () => {}) => {
  const site: Record<string, unknown> = {
    id: officeId,
    names: { ja: '試験窓口' },
    kind: 'centre',
    calendar: { weekly: { mon: weekday, tue: weekday, wed: weekday, thu: weekday, fri: weekday } },
    procedures: [{ procedure: 'card-issue' }, { procedure: 'renewal' }],
    booths: Array.from({ length: 80 }, (_, index) => ({
      number: index + 1,
      procedures: [{ procedure: 'card-issue' }, { procedure: 'renewal' }],
    })),
    rules: { earlyIntakeMinutes: 10 },
    walls: [{ id: 'lobby', name: 'ロビー' }],
    printers: [{ id: 'desk', name: '受付' }],
  };
  change(site);
  return resolveSites(
    parseSettings({
      organisation: { id: 'town', names: { ja: '試験町' } },
      procedures: [
        { id: 'card-issue', letter: 'A', names: { ja: '交付' }, plannedMinutes: 10 },
        { id: 'renewal', letter: 'B', names: { ja: '更新' }, plannedMinutes: 5 },
      ],
      sites: [site],
    }),
    officeStaff,
  );
};

/** An instant in Japan, e.g. "2026-11-24T09:00". 2026-11-24 is a Tuesday after a holiday. */
export const at = (civil: string): number =>
  Temporal.PlainDateTime.from(civil).toZonedDateTime('Asia/Tokyo').epochMilliseconds;

export const receptionist = { kind: 'staff', id: 'mori' } as Actor;
export const agent = { kind: 'device', id: 'desk' } as Actor;

/** Says nothing of waits. */
const noForecaster: HubParts['forecaster'] = () => ({
  lookAt: () => {},
  run: async () => noForecast,
  close: () => {},
});

export type Office = {
  readonly hub: Hub;
  readonly site: SiteHub;
  readonly clock: ManualClock;
  readonly log: EventLog;
  readonly resolved: ResolvedSite;
  /** Sends a command; the command id is made up when left out. */
  take(command: Partial<Command>, how?: { id?: string; date?: string; actor?: Actor }): Promise<Answer>;
  issue(id?: string): Promise<Answer>;
};

/** Opens the hub at an instant in Japan, on a log of its own or on the one given. */
export const openOffice = async (
  startAt: string | ManualClock,
  parts: Partial<HubParts> = {},
): Promise<Office> => {
  const clock = typeof startAt === 'string' ? manualClock(at(startAt)) : startAt;
  const log = parts.log ?? openSqliteLog(':memory:');
  const logger: Logger = pino({ level: 'silent' });
  const sites = parts.sites ?? officeSites();
  const hub = await createHub({ newCode, logger, forecaster: noForecaster, ...parts, clock, log, sites });
  const site = hub.sites.get(officeId);
  if (site === undefined) throw new Error('no office');
  let count = 0;
  const take: Office['take'] = (command, how = {}) => {
    count += 1;
    const commandId = (how.id ?? `made-up-${clock.now()}-${count}`) as CommandId;
    const date = how.date === undefined ? {} : { date: how.date as BusinessDate };
    return site.take({ commandId, ...date, command: command as Command }, how.actor ?? receptionist);
  };
  const issue = (id?: string) =>
    take(
      {
        type: 'issueTicket',
        procedure: 'card-issue',
        source: 'reception',
        marks: [],
        language: 'ja',
        partySize: 1,
        note: '',
        slotAtMs: null,
        printAt: null,
      } as unknown as Command,
      id === undefined ? {} : { id },
    );
  return { hub, site, clock, log, resolved: site.site, take, issue };
};

export const openBooth = (booth: number) => ({ type: 'openBooth', booth, staff: 'mori' }) as never;
export const atBooth = (type: string, booth: number) => ({ type, booth }) as never;
/** What the clock did with the office's day, in order. */
export const dayPhases = async (log: Pick<EventLog, 'read'>, date: string): Promise<readonly string[]> =>
  (await log.read(`day:${officeId}:${date}`, 0))
    .map((entry) => entry.event.type)
    .filter((type) => type.startsWith('day'));
/** A ticket that the agent gave without the hub, told afterwards. */
export const leasedTicket = (number: string | undefined, issuedAt: string) =>
  ({
    type: 'recordTicket',
    procedure: 'card-issue',
    source: 'button',
    marks: [],
    language: 'ja',
    partySize: 1,
    note: '',
    slotAtMs: null,
    how: 'leased',
    number,
    issuedAtMs: at(issuedAt),
  }) as never;
