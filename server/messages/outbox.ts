// What is to be sent, kept until it was: one contract, two stores (SQLite, Redis). Nothing of a person lies in it.

export type Outgoing = {
  /** The same message has the same id, whoever adds it and however often. */
  readonly id: string;
  /** A message as JSON. */
  readonly body: string;
  /** Not before (epoch ms). */
  readonly dueAtMs: number;
  /** Of no use from then on. */
  readonly untilMs: number;
  /** Until then its id is remembered, so that it is not added again. */
  readonly forgetAtMs: number;
};

/** One that a hub has taken to send: nobody else gets it before `claim`, unless it is put off to an earlier time. */
export type Taken = {
  readonly id: string;
  readonly body: string;
  readonly untilMs: number;
  /** How often it was taken, this time included. */
  readonly tries: number;
  /** Until when it is this hub's (epoch ms). */
  readonly claim: number;
};

export type OutboxCounts = {
  readonly waiting: number;
  readonly failed: number;
  /** Since when the oldest that could be sent waits, epoch ms; null: none does. */
  readonly dueSinceMs: number | null;
};

/** Every call throws LogUnavailable while the store cannot be used. Passes test/contracts/outbox.contract.ts. */
export type Outbox = {
  /** False, and nothing is done, when the id is known: waiting, sent or failed. On disk when it resolves. */
  add(outgoing: Outgoing): Promise<boolean>;
  /** Those that are due, the longest due first, at most `limit`; each is the taker's for `leaseMs`. */
  take(nowMs: number, leaseMs: number, limit: number): Promise<readonly Taken[]>;
  /** It was sent, or never will be. Its body is gone. False: its claim was over and another has taken it. */
  settle(taken: Taken, outcome: 'sent' | 'failed'): Promise<boolean>;
  /** To be tried again then. False: as above. */
  putOff(taken: Taken, dueAtMs: number): Promise<boolean>;
  /** Takes one back that is not sent yet and forgets it; true when there was one. */
  drop(id: string): Promise<boolean>;
  /** Forgets all whose time for that has come; how many. */
  forget(nowMs: number): Promise<number>;
  counts(nowMs: number): Promise<OutboxCounts>;
  close(): void;
};
