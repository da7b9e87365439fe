// A day's life played through the doors: visitors take tickets, booths call, serve, hold, transfer, pause and finish.
import type { Answer } from '../../protocol/answers.ts';
import type { Command } from '../../protocol/commands.ts';
import type { BoothNumber, TicketNumber } from '../../protocol/ids.ts';
import { lognormalFrom, normalFrom } from './random.ts';
import type { Visitor } from './visitors.ts';

/** What the demo needs of the world; times in minutes of the played day. */
export type Stage = {
  /** Waits so many played minutes; rejects when the demo is stopped. */
  readonly wait: (minutes: number) => Promise<void>;
  /** Minutes played so far. */
  readonly minute: () => number;
  /** The visitor gets a ticket. A pressed button gives paper, not an answer: its number is not known to the demo. */
  readonly takeTicket: (visitor: Visitor) => Promise<TicketNumber | 'pressed' | 'refused'>;
  readonly booth: (booth: BoothNumber, command: Command) => Promise<Answer>;
  readonly reception: (command: Command) => Promise<Answer>;
  readonly random: () => number;
};

/** A visitor in the building, and what already happened to him. */
export type Person = { readonly visitor: Visitor; absent: boolean; held: boolean; moved: boolean };

export type Tally = {
  arrived: number;
  ticketed: number;
  refused: number;
  called: number;
  finished: number;
  absent: number;
  returned: number;
  held: number;
  transferred: number;
};
export const emptyTally = (): Tally => ({
  arrived: 0,
  ticketed: 0,
  refused: 0,
  called: 0,
  finished: 0,
  absent: 0,
  returned: 0,
  held: 0,
  transferred: 0,
});

/** Brings the visitors in at their minutes; resolves when the last has a ticket or was refused. */
export const playVisitors = async (
  stage: Stage,
  visitors: readonly Visitor[],
  people: Map<TicketNumber, Person>,
  tally: Tally,
): Promise<void> => {
  const entering: Promise<void>[] = [];
  for (const visitor of visitors) {
    await stage.wait(Math.max(0, visitor.arrivesAt - stage.minute()));
    tally.arrived += 1;
    entering.push(enter(stage, visitor, people, tally));
  }
  await Promise.all(entering);
};

const enter = async (stage: Stage, visitor: Visitor, people: Map<TicketNumber, Person>, tally: Tally) => {
  const number = await stage.takeTicket(visitor);
  if (number === 'refused') {
    tally.refused += 1;
    return;
  }
  tally.ticketed += 1;
  if (number !== 'pressed') people.set(number, { visitor, absent: false, held: false, moved: false });
};

/** One booth from opening until `isOver`: call, serve, next; lunch at its minute with an announced end. */
export const playBooth = async (
  stage: Stage,
  booth: BoothNumber,
  people: ReadonlyMap<TicketNumber, Person>,
  tally: Tally,
  plan: { readonly lunchAt: number; readonly lunchMinutes: number; readonly isOver: () => boolean },
): Promise<void> => {
  let eaten = false;
  while (!plan.isOver()) {
    if (!eaten && stage.minute() >= plan.lunchAt) {
      eaten = true;
      await lunch(stage, booth, plan.lunchMinutes);
      continue;
    }
    const answer = await stage.booth(booth, { type: 'callNext', booth });
    if (!answer.ok || answer.ticket === undefined) {
      await stage.wait(0.5 + stage.random());
      continue;
    }
    tally.called += 1;
    await serve(stage, booth, answer.ticket, people.get(answer.ticket) ?? null, tally);
    await stage.wait(0.3 + stage.random() * 0.5);
  }
};

const lunch = async (stage: Stage, booth: BoothNumber, minutes: number): Promise<void> => {
  await stage.booth(booth, { type: 'pauseBooth', booth, note: '昼休み', untilMs: null });
  await stage.wait(minutes);
  await stage.booth(booth, { type: 'resumeBooth', booth });
};

/** The visitor behind a number that the demo did not hand out itself: from the button, the demo's or anyone's. */
const stranger = (
  random: () => number,
): Pick<Person, 'absent' | 'held' | 'moved'> & { visitor: ServedVisitor } => ({
  visitor: {
    serviceMinutes: lognormalFrom(10, 0.6, normalFrom(random)),
    walkMinutes: 0.4 + random() * 0.8,
    missesCall: random() < 0.04 ? { backAfter: 6 + random() * 12 } : null,
    heldMinutes: null,
    transferTo: null,
  },
  absent: false,
  held: false,
  moved: false,
});
type ServedVisitor = Pick<
  Visitor,
  'serviceMinutes' | 'walkMinutes' | 'missesCall' | 'heldMinutes' | 'transferTo'
>;

const serve = async (
  stage: Stage,
  booth: BoothNumber,
  ticket: TicketNumber,
  known: Person | null,
  tally: Tally,
): Promise<void> => {
  const person = known ?? stranger(stage.random);
  const { visitor } = person;
  const comesNow = visitor.missesCall === null || person.absent;
  if (!comesNow) {
    await stage.wait(1.2);
    await stage.booth(booth, { type: 'recall', booth });
    await stage.wait(1.2);
    await stage.booth(booth, { type: 'markAbsent', booth });
    tally.absent += 1;
    person.absent = true;
    const back = visitor.missesCall?.backAfter ?? null;
    if (back !== null) void comeBack(stage, ticket, back, tally).catch(() => undefined);
    return;
  }
  await stage.wait(visitor.walkMinutes);
  await stage.booth(booth, { type: 'startServing', booth });
  if (visitor.heldMinutes !== null && !person.held) {
    person.held = true;
    await stage.wait(visitor.serviceMinutes / 3);
    await stage.booth(booth, { type: 'hold', booth, note: '書類を取りに行かれました' });
    tally.held += 1;
    void unhold(stage, ticket, visitor.heldMinutes).catch(() => undefined);
    return;
  }
  await stage.wait(visitor.serviceMinutes);
  if (visitor.transferTo !== null && !person.moved) {
    person.moved = true;
    const moved = await stage.booth(booth, {
      type: 'transfer',
      booth,
      procedure: visitor.transferTo,
      toBooth: null,
      note: '',
    });
    if (moved.ok) {
      tally.transferred += 1;
      return;
    }
  }
  await stage.booth(booth, { type: 'finish', booth });
  tally.finished += 1;
};

const comeBack = async (stage: Stage, ticket: TicketNumber, minutes: number, tally: Tally): Promise<void> => {
  await stage.wait(minutes);
  const answer = await stage.reception({ type: 'returnTicket', ticket });
  if (answer.ok) tally.returned += 1;
};

const unhold = async (stage: Stage, ticket: TicketNumber, minutes: number): Promise<void> => {
  await stage.wait(minutes);
  await stage.reception({ type: 'resume', ticket, booth: null });
};
