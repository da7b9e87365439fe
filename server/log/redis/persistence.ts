// Whether a Redis keeps what it acknowledged: read from its configuration before the hub trusts it.
import type { Reply } from '../../redis/client.ts';

export type Persistence = {
  /** Why acknowledged events could be lost; empty when none could, short of losing the disk. */
  readonly loses: readonly string[];
  /** What may be lost all the same, for the log. */
  readonly warnings: readonly string[];
};

const oldest = [6, 2] as const;

const fieldOf = (info: string, name: string): string =>
  new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim() ?? '';

const pairs = (reply: Reply): Map<string, string> => {
  const list = Array.isArray(reply) ? reply.map(String) : [];
  return new Map(list.flatMap((name, index) => (index % 2 === 0 ? [[name, list[index + 1] ?? '']] : [])));
};

/** The configuration of one server; `send` sends it a command. Throws what `send` throws. */
export const readPersistence = async (
  send: (args: readonly string[]) => Promise<Reply>,
): Promise<Persistence> => {
  const info = String(await send(['INFO']));
  const loses: string[] = [];
  const warnings: string[] = [];
  const version = fieldOf(info, 'redis_version').split('.').map(Number);
  if ((version[0] ?? 0) * 100 + (version[1] ?? 0) < oldest[0] * 100 + oldest[1]) {
    loses.push(`it is Redis ${version.join('.')}; ${oldest.join('.')} or newer is needed`);
  }
  if (fieldOf(info, 'aof_enabled') !== '1') {
    loses.push('it writes no append-only file (set "appendonly yes")');
  }
  if (fieldOf(info, 'maxmemory') !== '0' && fieldOf(info, 'maxmemory_policy') !== 'noeviction') {
    loses.push(`it drops keys when memory is full (set "maxmemory-policy noeviction")`);
  }
  const fsync = await send(['CONFIG', 'GET', 'appendfsync'])
    .then((reply) => pairs(reply).get('appendfsync') ?? '')
    .catch((error: unknown) => {
      if (
        error instanceof Error &&
        error.name === 'LogUnavailable' &&
        !/NOPERM|unknown command/i.test(error.message)
      ) {
        throw error;
      }
      return '';
    });
  if (fsync === 'no') loses.push('it leaves writing to the operating system (set "appendfsync always")');
  else if (fsync === '')
    loses.push('it does not tell how it writes to disk (CONFIG GET appendfsync is not allowed)');
  else if (fsync === 'everysec' && fieldOf(info, 'aof_enabled') === '1') {
    warnings.push(
      'Redis writes to disk once a second (appendfsync everysec): a power cut may lose up to two seconds of acknowledged tickets and calls. Set "appendfsync always".',
    );
  }
  return { loses, warnings };
};
