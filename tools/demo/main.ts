// `npm run demo`: a seeded day of visitors and staff, played at speed through the same doors that people use.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Role } from '../../protocol/access.ts';
import { BoothNumber, SiteId, StaffId, type TicketNumber } from '../../protocol/ids.ts';
import { WallView } from '../../protocol/views.ts';
import { SiteList } from '../../protocol/wire.ts';
import { pressKey, readKeys } from './button.ts';
import { type Console, openConsole, peopleOf, signIn } from './door.ts';
import { emptyTally, type Person, playBooth, playVisitors, type Stage } from './life.ts';
import { type DemoOptions, demoHelp, demoOptions } from './options.ts';
import { seededRandom } from './random.ts';
import { emptyReserved, playArrivals, playBookers, type ReservedStage } from './reserved.ts';
import { residentsAt } from './residents.ts';
import { visitorsOf } from './visitors.ts';

/** A played day that does not end by itself is left after so many times its length. */
const mostOverrun = 1.5;

const readJson = async (url: string): Promise<unknown> => {
  const response = await fetch(url).catch((cause) => {
    throw new Error(`no hub answers at ${url}: start it first with "npm start", or name it with --hub`, {
      cause,
    });
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
};

const play = async (options: DemoOptions, stopped: AbortSignal): Promise<void> => {
  const site = SiteId.parse(options.site);
  const sites = SiteList.parse(await readJson(`${options.hub}/api/sites`)).sites;
  const here = sites.find((s) => s.id === site);
  if (here === undefined) throw new Error(`--site ${site}: known are ${sites.map((s) => s.id).join(', ')}`);
  const board = WallView.parse(await readJson(`${options.hub}/api/sites/${site}/board`));
  const people = await peopleOf(options.hub);
  const withRole = (role: Role) => people.filter(({ roles }) => roles.includes(role));
  const atBooths = [...withRole('booth'), ...withRole('supervisor')];
  const keys = await readKeys(options.paper).catch(() => new Map<string, string>());
  const nameOf = new Map(board.procedures.map((p) => [p.id, p.names.ja]));

  const startedMs = Date.now();
  const minute = () => ((Date.now() - startedMs) / 60_000) * options.speed;
  const random = seededRandom(options.seed + 1);
  const booths = new Map<number, Console>();
  const signed = new Map<number, StaffId>();
  for (const [index, number] of here.boothNumbers.entries()) {
    const staff = StaffId.parse(atBooths[index % atBooths.length]?.id);
    const cookie = await signIn(options.hub, staff);
    booths.set(
      number,
      await openConsole(options.hub, cookie, { site, page: { kind: 'booth', booth: number } }),
    );
    signed.set(number, staff);
  }
  const desk = StaffId.parse([...withRole('receptionist'), ...withRole('supervisor')][0]?.id);
  const deskCookie = await signIn(options.hub, desk);
  const reception = await openConsole(options.hub, deskCookie, { site, page: { kind: 'reception' } });

  const stage: Stage = {
    wait: (minutes) => sleep((minutes * 60_000) / options.speed, undefined, { signal: stopped }),
    minute,
    random,
    booth: async (booth, command) => {
      const answer = await booths.get(booth)?.send(command);
      if (answer === undefined) throw new Error(`no console at booth ${booth}`);
      return answer;
    },
    reception: (command) => reception.send(command),
    takeTicket: async (visitor) => {
      const key = visitor.via === 'button' ? keys.get(nameOf.get(visitor.procedure) ?? '') : undefined;
      if (key !== undefined && (await pressKey(options.paper, key))) return 'pressed';
      const answer = await reception.send({
        type: 'issueTicket',
        procedure: visitor.procedure,
        source: 'reception',
        marks: [...visitor.marks],
        language: visitor.language,
        partySize: visitor.partySize,
        note: '',
        slotAtMs: null,
        printAt: here.printers[0]?.id ?? null,
      });
      return answer.ok && answer.ticket !== undefined ? answer.ticket : 'refused';
    },
  };

  for (const number of booths.keys()) {
    const booth = BoothNumber.parse(number);
    const staff = signed.get(number);
    if (staff !== undefined) await stage.booth(booth, { type: 'openBooth', booth, staff });
  }
  const planned = new Map(board.procedures.map((p) => [p.id, p.estimate]));
  const minutes = options.hours * 60;
  const visitors = visitorsOf({
    seed: options.seed,
    minutes,
    procedures: [...planned.keys()].map((id, index) => ({
      id,
      plannedMinutes: 10 + index * 2,
      share: 6 / (index + 1),
    })),
    marks: [],
    booths: booths.size,
    load: options.load,
  });
  const tally = emptyTally();
  const visiting = new Map<TicketNumber, Person>();
  let everybodyIn = false;
  let over = false;
  // The day is over when its hours are, and nobody waits or sits at a booth any more.
  const watch = setInterval(async () => {
    if (!everybodyIn || minute() < minutes) return;
    const now = WallView.parse(await readJson(`${options.hub}/api/sites/${site}/board`));
    over = now.procedures.every((p) => p.waiting === 0) && now.booths.every((b) => b.ticket === null);
  }, 1000);
  const isOver = () => over || minute() > minutes * mostOverrun;
  const reserved = emptyReserved();
  const withReservations: ReservedStage = {
    ...{ wait: stage.wait, isOver, site, nowMs: () => Date.now() },
    ...{ residents: residentsAt(options.hub, deskCookie), reception: stage.reception },
    random: seededRandom(options.seed + 2),
  };
  const line = () => reportLine(minute(), { ...tally, ...reserved });
  const report = setInterval(() => console.log(line()), 5000);
  try {
    await Promise.all([
      playBookers(withReservations, reserved),
      playArrivals(withReservations, reserved),
      playVisitors(stage, visitors, visiting, tally).then(() => {
        everybodyIn = true;
      }),
      ...[...booths.keys()].map((number, index) =>
        playBooth(stage, BoothNumber.parse(number), visiting, tally, {
          lunchAt: minutes * (0.38 + 0.04 * (index % 4)),
          lunchMinutes: 45,
          isOver,
        }),
      ),
    ]);
  } finally {
    clearInterval(report);
    clearInterval(watch);
    console.log(line());
    for (const console of [...booths.values(), reception]) console.close();
  }
};

const reportLine = (minute: number, tally: Readonly<Record<string, number>>): string => {
  const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(Math.floor(minute % 60)).padStart(2, '0')}`;
  const counts = Object.entries(tally).map(([name, count]) => `${name} ${count}`);
  return `${clock} after opening · ${counts.join(' · ')}`;
};

const main = async (): Promise<void> => {
  if (process.argv.includes('--help')) {
    console.log(demoHelp);
    return;
  }
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  try {
    await play(demoOptions(process.argv.slice(2)), stop.signal);
  } catch (error) {
    if (stop.signal.aborted) return;
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
};

await main();
