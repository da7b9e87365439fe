// One agent per data folder: two would print everything twice.
import { closeSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Takes the folder; returns a function that gives it back; throws when a living process holds it. */
export const lockFolder = (folder: string): (() => void) => {
  const path = join(folder, 'agent.pid');
  for (let tries = 0; tries < 2; tries++) {
    try {
      const fd = openSync(path, 'wx', 0o600);
      writeSync(fd, String(process.pid));
      closeSync(fd);
      return () => {
        try {
          unlinkSync(path);
        } catch {
          // Gone already: nothing to give back.
        }
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const pid = Number(readFileSync(path, 'utf8'));
      // Our own number from before a restart (the first process of a container) is no other agent.
      if (pid !== process.pid && alive(pid))
        throw new Error(`another agent (process ${pid}) uses the folder ${folder}`);
      unlinkSync(path);
    }
  }
  throw new Error(`the folder ${folder} cannot be locked`);
};

const alive = (pid: number): boolean => {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};
