// (5) Start time and memory of a hub with 23 sites, against an empty Node process of the same run.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { startHub } from '../support/hub-process.ts';
import { type Figure, median, often } from './figures.ts';

const settings = resolve(import.meta.dirname, '../../examples/setagaya.yaml');
const rounds = often(3);

/** Resident memory of a process in MiB, from /proc. */
const residentMiB = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const match = /^VmRSS:\s+(\d+) kB/m.exec(status);
  if (match?.[1] === undefined) throw new Error(`no VmRSS for ${pid}`);
  return Number(match[1]) / 1024;
};

/** Ratios to an empty process: start until ready, and resident memory once ready. */
export const benchFootprint = async (): Promise<Figure[]> => {
  const hubMs: number[] = [];
  const hubMiB: number[] = [];
  const bareMs: number[] = [];
  const bareMiB: number[] = [];
  for (let i = 0; i < rounds; i += 1) {
    const bareStart = performance.now();
    const bare = spawn(process.execPath, ['-e', 'process.stdout.write("x"); setInterval(() => {}, 1000)']);
    await once(bare.stdout, 'data');
    bareMs.push(performance.now() - bareStart);
    bareMiB.push(await residentMiB(bare.pid ?? 0));
    bare.kill('SIGKILL');

    const start = performance.now();
    const hub = await startHub({ settings });
    hubMs.push(performance.now() - start);
    hubMiB.push(await residentMiB(hub.child.pid ?? 0));
    await hub.remove();
  }
  const figure = (name: string, hub: number[], bare: number[], unit: string): Figure => ({
    name,
    aim: 'told',
    value: median(hub) / median(bare),
    unit: '×',
    detail: { [`hub ${unit}`]: median(hub), [`empty process ${unit}`]: median(bare) },
  });
  return [
    figure('start with 23 sites until ready / empty Node process', hubMs, bareMs, 'ms'),
    figure('memory with 23 sites / empty Node process', hubMiB, bareMiB, 'MiB'),
  ];
};
