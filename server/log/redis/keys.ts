// The keys of a stream in Redis. Those of one site share a hash tag, so that a Cluster keeps them on one node.

export type StreamKeys = {
  /** The part in braces: site, organisation … */
  readonly tag: string;
  /** A Redis stream: one entry per event, with the id `version-0`. */
  readonly entries: string;
  /** A hash: command id → version of its first entry. */
  readonly commands: string;
  /** A set: names of the streams with this tag. */
  readonly index: string;
  /** Where the name of a stream is said after each append. */
  readonly channel: string;
};

/** Of `day:centre:2026-11-24` the tag is `centre`. */
export const tagOf = (stream: string): string => stream.split(':')[1] ?? '';

export const keysOf = (prefix: string, stream: string): StreamKeys => {
  const tag = tagOf(stream);
  return {
    tag,
    entries: `${prefix}:{${tag}}:${stream}`,
    commands: `${prefix}:{${tag}}:${stream}/commands`,
    index: indexKey(prefix, tag),
    channel: channelOf(prefix, tag),
  };
};

export const indexKey = (prefix: string, tag: string): string => `${prefix}:{${tag}}/streams`;
export const channelOf = (prefix: string, tag: string): string => `${prefix}:{${tag}}/news`;

/** A set of all tags; one for the whole store, and never smaller than the truth. */
export const tagsKey = (prefix: string): string => `${prefix}:tags`;
