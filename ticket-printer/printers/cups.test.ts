// The CUPS door with a made-up CUPS: what it knows is told, what it does not know stays unknown.
import pino from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { waitFor } from '../../test/support/patience.ts';
import type { Printer } from '../contract.ts';
import { samplePaper } from '../paper/sample.ts';
import { createTicketDrawer } from '../paper/ticket.ts';
import { openCups, type Run, readCupsState } from './cups.ts';
import { epson } from './epson.ts';

const logger = pino({ level: 'silent' });
const drawer = createTicketDrawer();
const options = (reasons: string, state = 3): string =>
  `copies=1 device-uri=usb://EPSON/TM-T88V printer-info='Ticket printer' printer-is-accepting-jobs=true printer-state=${state} printer-state-reasons=${reasons} printer-type=4`;

describe('what CUPS says of a queue', () => {
  it.each([
    [options('none'), false, []],
    [options('media-low-warning'), true, []],
    [options('media-empty-error', 5), false, ['paperOut']],
    [options("'media-empty-error,cover-open-error'", 5), false, ['paperOut', 'coverOpen']],
    [options('offline-report'), false, ['offline']],
    [options('paused', 5), false, ['offline']],
    [options('fuser-over-temp-error', 5), false, ['error']],
    [options('none', 5), false, ['offline']],
    ['', false, ['unknown']],
  ])('%s', (text, nearEnd, faults) => {
    expect(readCupsState(text)).toEqual({ nearEnd, faults });
  });
});

describe('a queue', () => {
  const opened: Printer[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((printer) => printer.close()));
  });

  const queue = (
    answers: Partial<Record<string, (args: readonly string[], input?: Uint8Array) => string>>,
  ) => {
    const ran: { program: string; args: readonly string[]; input?: Uint8Array }[] = [];
    const run: Run = async (program, args, input) => {
      ran.push({ program, args, ...(input ? { input } : {}) });
      return answers[program]?.(args, input) ?? '';
    };
    const printer = openCups({
      queue: 'ticket',
      dialect: epson,
      dots: 576,
      logger,
      drawer,
      run,
      pollMs: 20,
      sheetMs: 300,
    });
    opened.push(printer);
    return { printer, ran };
  };

  it('gets the raw bytes, ending with the cut, and has printed when the job has left', async () => {
    let polls = 0;
    const { printer, ran } = queue({
      lpoptions: () => options('none'),
      lp: () => 'request id is ticket-12 (1 file(s))',
      lpstat: () => {
        polls += 1;
        return polls < 3 ? 'ticket-12 someone 80000 Tue 24 Nov 2026' : '';
      },
    });
    expect(await printer.print(samplePaper())).toBe('printed');
    const job = ran.find(({ program }) => program === 'lp');
    expect(job?.args).toEqual(['-d', 'ticket', '-o', 'raw', '-t', 'ticket', '-']);
    expect(
      Buffer.from(job?.input ?? [])
        .subarray(-4)
        .toString('hex'),
    ).toBe('1d564200');
  });

  it.each([
    ['job-completed-successfully', 'printed'],
    ['aborted-by-system', { failed: 'error', certain: false }],
    ['job-canceled-by-user', { failed: 'error', certain: false }],
  ])('has a job that left as %s: %o', async (alert, outcome) => {
    const { printer } = queue({
      lpoptions: () => options('none'),
      lp: () => 'request id is ticket-12 (1 file(s))',
      lpstat: (args) =>
        args.includes('completed')
          ? `ticket-1 a 1 Tue\n\tAlerts: aborted-by-system\n\tqueued for ticket\nticket-12 a 1 Tue\n\tStatus: \n\tAlerts: ${alert}\n\tqueued for ticket`
          : '',
    });
    expect(await printer.print(samplePaper())).toEqual(outcome);
  });

  it('gets nothing when CUPS reports a fault', async () => {
    const { printer, ran } = queue({ lpoptions: () => options('media-empty-error', 5) });
    expect(await printer.print(samplePaper())).toEqual({ failed: 'paperOut', certain: true });
    expect(ran.some(({ program }) => program === 'lp')).toBe(false);
    await waitFor(() => expect(printer.status().faults).toEqual(['paperOut']));
  });

  it('gives a job back that never began; of one under way nobody knows', async () => {
    for (const [state, certain] of [
      ['ticket-12 someone 80000 Tue', true],
      ['ticket-12 someone 80000 Tue\n\tStatus: Sending data to printer.', false],
    ] as const) {
      const { printer, ran } = queue({
        lpoptions: () => options('none'),
        lp: () => 'request id is ticket-12 (1 file(s))',
        lpstat: () => state,
      });
      expect(await printer.print(samplePaper())).toEqual({ failed: 'unknown', certain });
      expect(ran.some(({ program, args }) => program === 'cancel' && args[0] === 'ticket-12')).toBe(true);
    }
  });

  it('says unknown on a machine without CUPS', async () => {
    const printer = openCups({
      queue: 'ticket',
      dialect: epson,
      dots: 384,
      logger,
      drawer,
      run: () => Promise.reject(new Error('spawn lp ENOENT')),
    });
    opened.push(printer);
    expect(await printer.print(samplePaper())).toEqual({ failed: 'unknown', certain: true });
    expect(printer.status()).toEqual({ state: 'fault', faults: ['unknown'], waitingJobs: 0 });
  });
});
