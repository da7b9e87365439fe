// Tells when the program that launched this one (npm, and the shell that npm puts between) has gone, which no signal tells.
import { readFileSync } from 'node:fs';

const shells = ['sh', 'dash', 'bash', 'ash'];

/** Name and parent of a process; null where the system does not tell, or it is gone. */
const processOf = (pid: number): { readonly name: string; readonly parent: number } | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const parent = Number(/^\d+ \(.*\) \S (\d+)/s.exec(stat)?.[1]);
    return { name: /\((.*)\)/s.exec(stat)?.[1] ?? '', parent };
  } catch {
    return null;
  }
};

/** Calls back once when the parent, or npm behind the parent's shell, is another than now. Only for what npm runs. */
export const onLauncherGone = (callback: () => void, everyMs = 500): (() => void) => {
  if (process.env.npm_lifecycle_event === undefined) return () => {};
  const parent = process.ppid;
  const shell = processOf(parent);
  const npm = shell !== null && shells.includes(shell.name) ? shell.parent : null;
  const timer = setInterval(() => {
    const same = process.ppid === parent && (npm === null || processOf(parent)?.parent === npm);
    if (same) return;
    clearInterval(timer);
    callback();
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
};
