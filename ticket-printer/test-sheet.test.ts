// Setting a printer up: what is said of it, and the lines that belong into its configuration.
import { describe, expect, it } from 'vitest';
import type { PrinterStatus } from '../protocol/views.ts';
import type { AgentConfig } from './config.ts';
import type { Paper, Printer, PrintOutcome } from './contract.ts';
import { printTestSheet } from './test-sheet.ts';

type PrinterConfig = NonNullable<AgentConfig['printer']>;
const config: PrinterConfig = {
  address: 'tcp://192.168.10.31:9100',
  widthMm: 80,
  model: 'epson',
  answers: 'expected',
};
const healthy: PrinterStatus = { state: 'ready', faults: [], waitingJobs: 0 };

/** A printer that says so once somebody listens; a silent one prints only when that is allowed. */
const run = async (status: PrinterStatus, outcome: PrintOutcome = 'printed') => {
  const papers: Paper[] = [];
  const lines: string[] = [];
  const open = ({ answers }: PrinterConfig): Printer => ({
    print: async (paper) => {
      if (status.faults.includes('silent') && answers !== 'none') return { failed: 'silent', certain: true };
      papers.push(paper);
      return outcome;
    },
    status: () => status,
    onStatus: (listener) => {
      queueMicrotask(() => listener(status));
      return () => {};
    },
    close: async () => {},
  });
  const code = await printTestSheet(config, (line) => lines.push(line), open);
  return { code, papers, text: lines.join('\n') };
};

describe('the test sheet', () => {
  it('comes out, and asks for the dots that it shows', async () => {
    const { code, papers, text } = await run(healthy);
    expect(code).toBe(0);
    expect(papers).toMatchObject([{ kind: 'ruler', address: config.address, cannotTell: [] }]);
    expect(text).toContain('  dots: …');
    expect(text).not.toContain('answers');
  });

  it('says what a printer does not report', async () => {
    const { papers, text } = await run({ ...healthy, cannotTell: ['paper'] });
    expect(papers).toMatchObject([{ cannotTell: ['paper'] }]);
    expect(text).toContain('用紙の残量');
  });

  it('of a printer that never answers is the question whether to print without its answers', async () => {
    const { code, text } = await run({ state: 'fault', faults: ['silent'], waitingJobs: 0 });
    expect(code).toBe(0);
    expect(text).toContain('answers: none');
  });

  it('is not sent to a printer with a fault, and a failed print is told', async () => {
    const open = await run({ state: 'fault', faults: ['coverOpen'], waitingJobs: 0 });
    expect([open.code, open.papers.length]).toEqual([1, 0]);
    const failed = await run(healthy, { failed: 'paperOut', certain: true });
    expect([failed.code, failed.text.includes('paperOut')]).toEqual([1, true]);
  });
});
