// Asks a printer DLE EOT 1 to 4 so that no answer is taken for another's: answers carry no number, and may be late or stray.
import { afterAwake, within } from './patience.ts';

export type Question = 1 | 2 | 3 | 4;
export const questions: readonly Question[] = [1, 2, 3, 4];
/** The answers by question; one is missing that this printer does not give. */
export type Answers = ReadonlyMap<Question, number>;

/** What one printer has shown of itself, over all its connections. */
export type Habits = {
  readonly heard: Set<Question>;
  /** Not answered while others were, and since when (ms of `performance.now`). */
  readonly mute: Map<Question, number>;
  /** The slowest answer of late, in milliseconds. */
  slowestMs: number;
};
export const createHabits = (): Habits => ({ heard: new Set(), mute: new Map(), slowestMs: 0 });

export type Questioner = {
  /** An answer's byte has come. */
  hear(byte: number): void;
  /**
   * Asks until the answers are certain; empty when none came and none ever did. Rejects when a question that was answered
   * before is not answered in `answerMs` and `moreMs` on top, or when answers do not agree.
   */
  ask(moreMs: number): Promise<Answers>;
};

/** A line counts as quiet when nothing came for so long, or twice as long as the slowest answer takes. */
const quietMs = 40;
const longestQuietMs = 1500;
/** The line is given so many times as long to become quiet. */
const mostQuiets = 40;
/** Rounds of questions until two agree. */
const mostRounds = 8;
/** For a question that was never answered, once another was. */
const strangerMs = 700;
/** A busy printer may have passed a question over: it is asked again so much later. */
const muteMs = 600_000;

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    afterAwake(milliseconds, () => resolve());
  });

const same = (one: Answers, other: Answers): boolean =>
  one.size === other.size && [...one].every(([n, byte]) => other.get(n) === byte);

/** Questions on one connection; `write` hands bytes to it. `hasty`: whoever set the printer up says that it answers nothing. */
export const createQuestioner = (
  write: (bytes: Uint8Array) => Promise<void>,
  answerMs: number,
  hasty: boolean,
  habits: Habits,
): Questioner => {
  let open: { readonly tell: (byte: number) => void; readonly askedAtMs: number } | null = null;
  let heardBytes = 0;
  /** Bytes that no question waited for, since the line was quiet last. */
  let surplus = 0;
  let believed: Answers | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  const hear = (byte: number): void => {
    heardBytes += 1;
    if (open === null) {
      surplus += 1;
      return;
    }
    habits.slowestMs = Math.max(performance.now() - open.askedAtMs, habits.slowestMs * 0.9);
    const { tell } = open;
    open = null;
    tell(byte);
  };

  const question = async (n: Question, limitMs: number): Promise<number> => {
    const answered = new Promise<number>((resolve) => {
      open = { tell: resolve, askedAtMs: performance.now() };
    });
    try {
      await within(write(Uint8Array.of(0x10, 0x04, n)), limitMs, 'status');
      return await within(answered, limitMs, 'status');
    } finally {
      open = null;
    }
  };

  const limitFor = (n: Question): number => {
    if (habits.heard.has(n)) return answerMs;
    const short = Math.min(answerMs, Math.max(strangerMs, habits.slowestMs * 4));
    if (habits.heard.size > 0) return short;
    return n !== 1 || hasty ? short : answerMs;
  };

  /** One question after the other, each when the one before is answered. */
  const round = async (moreMs: number): Promise<Answers> => {
    const answers = new Map<Question, number>();
    for (const n of questions) {
      const since = habits.mute.get(n);
      if (since !== undefined && performance.now() - since < muteMs) continue;
      try {
        answers.set(n, await question(n, limitFor(n) + moreMs));
        habits.heard.add(n);
        habits.mute.delete(n);
      } catch (error) {
        if (habits.heard.has(n)) throw error;
      }
    }
    if (answers.size > 0)
      for (const n of questions) if (!answers.has(n)) habits.mute.set(n, performance.now());
    return answers;
  };

  const quiet = async (): Promise<void> => {
    for (let at = 0; at < mostQuiets; at += 1) {
      const before = heardBytes;
      await pause(Math.min(longestQuietMs, Math.max(quietMs, habits.slowestMs * 2)));
      if (heardBytes === before) return;
    }
    throw new Error('status: the printer talks without end');
  };

  /**
   * Two rounds that agree, on a line that was quiet before, between and after: then as many answers came as questions went
   * out, and each belongs to its own. A stray or late byte leaves one answer over, which the quiet brings to light.
   */
  const makeSure = async (first: Answers, moreMs: number): Promise<Answers> => {
    let before = first;
    for (let at = 0; at < mostRounds; at += 1) {
      await quiet();
      const disturbed = surplus > 0;
      surplus = 0;
      const now = await round(moreMs);
      if (!disturbed && same(before, now)) {
        await quiet();
        if (surplus === 0) return now;
        surplus = 0;
      }
      before = now;
    }
    throw new Error('status: the answers do not agree');
  };

  const askNow = async (moreMs: number): Promise<Answers> => {
    const answers = await round(moreMs);
    if (answers.size === 0) return answers;
    // The same as what is known for certain needs no second look; anything else might be another question's answer.
    if (believed !== null && surplus === 0 && same(believed, answers)) return answers;
    believed = null;
    believed = await makeSure(answers, moreMs);
    return believed;
  };

  return {
    hear,
    ask: (moreMs) => {
      const mine = turn.then(() => askNow(moreMs));
      turn = mine.catch(() => {});
      return mine;
    },
  };
};
