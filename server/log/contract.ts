// The event log's contract: one stream per business day, expected versions, remembered command ids, followers.
// Asynchronous throughout, because the Redis store is; every implementation passes test/contracts.

/** An event as the log keeps it: opaque JSON with who, when, by which command and at which hub. */
export type LogEntry = {
  readonly schema: number;
  readonly meta: {
    readonly atMs: number;
    readonly actor: unknown;
    readonly commandId: string;
    /** Name of the hub that wrote it. */
    readonly hub?: string;
  };
  readonly event: { readonly type: string };
};

/** `version` counts 1, 2, 3 … within the stream, without gaps; `hash` chains it to the one before (chain.ts). */
export type StoredEntry = LogEntry & {
  readonly stream: string;
  readonly version: number;
  readonly hash: string;
};

export type AppendResult =
  /** On disk. `version` is that of the last entry. */
  | { readonly kind: 'appended'; readonly version: number }
  /** Somebody appended first: read on from `expectedVersion`, decide again. Nothing was written. */
  | { readonly kind: 'conflict'; readonly actualVersion: number }
  /** This command id is in the stream already: its entries, so that the first answer can be given. Nothing was written. */
  | { readonly kind: 'repeated'; readonly entries: readonly StoredEntry[] };

export type EventLog = {
  /**
   * Appends all entries of one command, or none, and answers when they would survive a power cut.
   * All entries carry the same commandId. A repeated commandId wins over a wrong expectedVersion.
   * Throws RangeError on an empty batch or a malformed stream name, LogUnavailable when the store cannot write.
   */
  append(stream: string, expectedVersion: number, entries: readonly LogEntry[]): Promise<AppendResult>;
  /** Entries with a version greater than `afterVersion`, in order, at most `limit` (default 1,000). */
  read(stream: string, afterVersion: number, limit?: number): Promise<readonly StoredEntry[]>;
  /** The stream's last version; 0 when it does not exist. */
  version(stream: string): Promise<number>;
  /** Names of existing streams that start with the prefix, in order of name. */
  streams(prefix: string): Promise<readonly string[]>;
  /**
   * Every entry after `afterVersion`, those to come too, in order, each once, from whichever hub.
   * `onEntries` may be asynchronous; the next batch waits for it. Should the store lose entries that were told already
   * (a failover to a replica that was behind), `onRewritten` is called and all is told again from the first entry.
   * Returns a function that ends it.
   */
  follow(
    stream: string,
    afterVersion: number,
    onEntries: (entries: readonly StoredEntry[]) => void | Promise<void>,
    onRewritten?: () => void | Promise<void>,
  ): () => void;
  /**
   * Takes a stream out of the store, once it is kept elsewhere. False, and nothing is done, when it does not stand at
   * `version` (somebody appended), or does not exist.
   */
  remove(stream: string, version: number): Promise<boolean>;
  /** Whether the store could be written and read when last tried, and word of every change of that. */
  available(): boolean;
  onAvailable(listener: (available: boolean) => void): () => void;
  /** Resolves when the store can write; throws LogUnavailable otherwise. For /readyz. */
  check(): Promise<void>;
  close(): Promise<void>;
};
