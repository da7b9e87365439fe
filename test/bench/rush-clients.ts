// The clients of the rush, in a thread of their own: half stand in line before the release, half come in its second; each wants one place.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { type Got, get, keptOpen, post } from './requests.ts';

export type RushTask = {
  readonly urls: readonly string[];
  readonly clients: number;
  readonly site: string;
  readonly date: string;
  readonly procedure: string;
  /** null: it is past. */
  readonly releaseMs: number | null;
};
export type RushResult = {
  readonly codes: readonly string[];
  /** Not booked, but told other free times; and told that the time is taken, with none to offer. */
  readonly told: number;
  readonly toldNothing: number;
  readonly failed: number;
  readonly failures: readonly string[];
  readonly bookedBefore: number;
  readonly lastBookedMs: number;
  readonly allMs: number;
  readonly answerMs: readonly number[];
  /** Places that the hubs count as taken afterwards. */
  readonly takenAfter: number;
};
type Slot = { readonly atMs: number; readonly places: number; readonly free: number };
type Alternative = {
  readonly site: string;
  readonly date: string;
  readonly seats: readonly { atMs: number }[];
};
type Reply = {
  readonly ok: boolean;
  readonly hold?: string;
  readonly line?: { readonly turnAtMs: number; readonly pass: string } | null;
  readonly reservation?: { readonly code: string };
  readonly refusal?: { readonly code: string; readonly params: Readonly<Record<string, string | number>> };
  readonly alternatives?: readonly Alternative[];
};
type End = { readonly kind: 'booked' | 'told' | 'toldNothing' | 'failed'; readonly said: string };

const task = workerData as RushTask;
const { urls, clients, site, date, procedure } = task;
const agents = urls.map(() => keptOpen(400));
const answerMs: number[] = [];
const startMs = task.releaseMs ?? Date.now();
let lastBookedMs = 0;

/** Sent again when the line broke, as the page does, with the same id. */
const send = async (hub: number, path: string, body: object): Promise<Reply> => {
  for (let tries = 0; ; tries += 1) {
    const began = performance.now();
    try {
      const got: Got = await post(`${urls[hub]}/api/booking/${path}`, agents[hub] as never, body);
      answerMs.push(performance.now() - began);
      return JSON.parse(got.text) as Reply;
    } catch (error) {
      if (tries >= 4) throw error;
      await sleep(500);
    }
  }
};
const until = async (atMs: number): Promise<void> => {
  const left = atMs - Date.now();
  if (left > 0) await sleep(left);
};
const alternativesHere = ({ alternatives = [] }: Reply): readonly number[] =>
  alternatives
    .filter((one) => one.site === site && one.date === date)
    .flatMap(({ seats }) => seats[0]?.atMs ?? []);

/** One person, from the line to the place, or to being told that it is gone. */
const client = async (nth: number, slots: readonly Slot[]): Promise<End> => {
  const hub = nth % urls.length;
  const session = `session-${randomUUID()}`;
  const wish = { session, site, date, procedure };
  let pass: string | undefined;
  const joins = nth % 4 < 2;
  if (joins) {
    await until(startMs - 5_000 + (4_900 * nth) / clients);
    const { line } = await send(hub, 'line', wish);
    pass = line?.pass;
    await until(line?.turnAtMs ?? 0);
  } else await until(startMs + (1_000 * nth) / clients);
  let slotAtMs = slots[(nth * 7_919) % slots.length]?.atMs ?? 0;
  let commandId = randomUUID();
  for (let tries = 0; tries < 60; tries += 1) {
    const reply = await send(hub, 'holds', { ...wish, commandId, slotAtMs, pass });
    if (reply.hold !== undefined) return book(hub, { ...wish, slotAtMs, pass }, reply.hold, nth);
    const { code = '', params = {} } = reply.refusal ?? {};
    commandId = randomUUID();
    if (code === 'inLine') {
      pass = String(params.pass);
      await until(Number(params.turnAtMs));
    } else if (code === 'tooManyHolds' || code === 'hubBusy') await sleep(500 + (nth % 10) * 50);
    else if (code === 'slotFull') {
      const here = alternativesHere(reply);
      if (here.length === 0)
        return { kind: (reply.alternatives ?? []).length > 0 ? 'told' : 'toldNothing', said: code };
      slotAtMs = here[(nth + tries) % here.length] ?? slotAtMs;
    } else return { kind: 'failed', said: code };
  }
  return { kind: 'failed', said: 'sixty tries' };
};

const book = async (hub: number, wish: object, hold: string, nth: number): Promise<End> => {
  const contact = { name: '山田 花子', kana: 'ヤマダ ハナコ', phone: `090${String(10_000_000 + nth)}` };
  const reply = await send(hub, 'reservations', { ...wish, commandId: randomUUID(), hold, contact });
  if (reply.reservation === undefined) return { kind: 'failed', said: `booking: ${reply.refusal?.code}` };
  lastBookedMs = Math.max(lastBookedMs, Date.now() - startMs);
  return { kind: 'booked', said: reply.reservation.code };
};

const slotsAt = async (hub: number): Promise<readonly Slot[]> => {
  const path = `/api/booking/${site}/slots?procedure=${procedure}&date=${date}`;
  return JSON.parse((await get(`${urls[hub]}${path}`, agents[hub] as never)).text).slots;
};

const slots = await slotsAt(0);
const ends = await Promise.all(
  Array.from({ length: clients }, (_, nth) =>
    client(nth, slots).catch((error: unknown): End => ({ kind: 'failed', said: String(error) })),
  ),
);
const allMs = Date.now() - startMs;
const of = (kind: End['kind']) => ends.filter((end) => end.kind === kind);
// Answers may be a second old.
await sleep(1_500);
const taken = await Promise.all(urls.map(async (_, hub) => slotsAt(hub)));
const takenAt = taken.map((all) => all.reduce((sum, slot) => sum + slot.places - slot.free, 0));
const result: RushResult = {
  codes: of('booked').map(({ said }) => said),
  told: of('told').length,
  toldNothing: of('toldNothing').length,
  failed: of('failed').length,
  failures: [...new Set(of('failed').map(({ said }) => said))].slice(0, 5),
  bookedBefore: ends.filter(({ kind }, nth) => kind === 'booked' && nth % 4 < 2).length,
  ...{ lastBookedMs, allMs, answerMs },
  takenAfter: takenAt.every((count) => count === takenAt[0]) ? (takenAt[0] ?? -1) : -1,
};
for (const agent of agents) agent.destroy();
parentPort?.postMessage(result);
