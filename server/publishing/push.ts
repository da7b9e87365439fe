// Sends files to a web server by HTTPS PUT; of its answer only the status is looked at, and nothing of it is read.
import type { PublishedFile } from './files.ts';

/** More than this is a fault of ours: a site takes about 2 kB, and there are 500 at most. */
export const mostBytes = 8 * 1024 * 1024;

export type PushTarget = {
  /** The address of a folder. */
  readonly url: string;
  /** Bearer token; null: none is sent. */
  readonly token: string | null;
  readonly timeoutSeconds: number;
};

const addressOf = (folder: string, name: string): string => `${folder.replace(/\/$/, '')}/${name}`;

const putFile = async (
  target: PushTarget,
  { name, type, body }: PublishedFile,
  stopping: AbortSignal,
): Promise<void> => {
  const bytes = Buffer.from(body);
  if (bytes.length > mostBytes)
    throw new Error(`${name} has ${bytes.length} bytes; at most ${mostBytes} are sent`);
  const timeout = AbortSignal.timeout(target.timeoutSeconds * 1_000);
  const response = await fetch(addressOf(target.url, name), {
    method: 'PUT',
    headers: {
      'Content-Type': type,
      ...(target.token === null ? {} : { Authorization: `Bearer ${target.token}` }),
    },
    body: bytes,
    // A redirect would carry the token to whoever is named there.
    redirect: 'manual',
    signal: AbortSignal.any([timeout, stopping]),
  });
  // Hung up on, so that a long answer costs nothing.
  await response.body?.cancel().catch(() => {});
  if (!response.ok) throw new Error(`${name} was answered ${response.status}`);
};

/** One after the other. Throws an Error that names the file and what happened, never the token. */
export const pushFiles = async (
  target: PushTarget,
  files: readonly PublishedFile[],
  stopping: AbortSignal,
): Promise<void> => {
  for (const file of files) {
    try {
      await putFile(target, file, stopping);
    } catch (error) {
      const { message, cause, name } = error as Error & { cause?: { code?: string } };
      if (name === 'TimeoutError')
        throw new Error(`${file.name} was not taken within ${target.timeoutSeconds} s`);
      throw new Error(cause?.code === undefined ? message : `${file.name}: ${cause.code}`);
    }
  }
};
