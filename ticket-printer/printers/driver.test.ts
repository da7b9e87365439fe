// The driver against the virtual printer over real TCP: whole tickets, every fault, and a cut at any byte.
import fc from 'fast-check';
import jsqr from 'jsqr';
import pino from 'pino';
import { PNG } from 'pngjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { waitFor } from '../../test/support/patience.ts';
import type { Printer, TicketPaper } from '../contract.ts';
import { samplePaper } from '../paper/sample.ts';
import { createTicketDrawer } from '../paper/ticket.ts';
import { usualDots, type WidthMm } from '../paper/width.ts';
import type { Model } from '../virtual/mechanism.ts';
import { startVirtualPrinter, type VisiblePrinter } from '../virtual/open.ts';
import type { Dialect } from './dialect.ts';
import { drivePrinter, type Timing } from './driver.ts';
import { epson, withoutRealTimeCommands } from './epson.ts';
import { openTcp } from './link.ts';
import { openPrinter } from './open.ts';
import { star } from './star.ts';

const decode = jsqr as unknown as typeof jsqr.default;
const logger = pino({ level: 'silent' });
const drawer = createTicketDrawer();
const quick: Partial<Timing> = { answerMs: 250, sheetMs: 1500, pollMs: 30, lookMs: 30, retryMs: 20 };

let virtual: VisiblePrinter;
const opened: Printer[] = [];

const start = async (widthMm: WidthMm = 80, model?: Model): Promise<void> => {
  const place = { port: 0, pagePort: 0, host: '127.0.0.1' };
  virtual = await startVirtualPrinter({ ...place, widthMm, ...(model ? { model } : {}) });
};
const drive = (dialect = epson, widthMm: WidthMm = 80, timing: Partial<Timing> = {}): Printer => {
  const { port } = virtual;
  const printer = drivePrinter({
    openLink: () => openTcp('127.0.0.1', port, 500),
    dialect,
    dots: usualDots[widthMm],
    logger,
    drawer,
    timing: { ...quick, ...timing },
  });
  opened.push(printer);
  return printer;
};
const isReady = (printer: Printer): Promise<void> =>
  waitFor(() => expect(printer.status().state).toBe('ready'));

/** Whether the newest sheet is the ticket, dot for dot. */
const lastIs = (paper: TicketPaper, dialect: Dialect = epson, widthMm: WidthMm = 80): boolean => {
  const last = virtual.sheets().at(-1)?.picture;
  const drawn = drawer.draw(paper, usualDots[widthMm]);
  const sent = dialect === epson ? withoutRealTimeCommands(drawn.bits) : drawn.bits;
  return last !== undefined && Buffer.compare(last.bits, sent) === 0;
};

beforeEach(() => start());
afterEach(async () => {
  await Promise.all(opened.splice(0).map((printer) => printer.close()));
  await virtual.close();
});

describe.each([
  ['Epson', epson],
  ['Star', star],
] as const)('printing on %s', (_, dialect) => {
  it.each([80, 58] as const)('brings out the ticket dot for dot on %i mm', async (widthMm) => {
    await virtual.close();
    await start(widthMm);
    const printer = drive(dialect, widthMm);
    for (const language of ['ja', 'vi', 'ko'] as const) {
      const paper = samplePaper(language);
      expect(await printer.print(paper)).toBe('printed');
      expect(lastIs(paper, dialect, widthMm)).toBe(true);
    }
    expect(virtual.papers()).toHaveLength(3);
  });

  it('brings out a code that a phone reads', async () => {
    const paper = samplePaper('en');
    expect(await drive(dialect).print(paper)).toBe('printed');
    const png = PNG.sync.read(Buffer.from(virtual.papers()[0]?.png ?? []));
    expect(decode(new Uint8ClampedArray(png.data), png.width, png.height)?.data).toBe(paper.url);
  });

  it.each([
    [{ paper: 'out' }, 'paperOut'],
    [{ cover: 'open' }, 'coverOpen'],
    [{ offline: true }, 'offline'],
    [{ cutter: 'jammed' }, 'cutterError'],
  ] as const)('sends nothing when the printer says %o, and prints when it is well again', async (fault, reason) => {
    const printer = drive(dialect);
    await isReady(printer);
    virtual.set(fault);
    expect(await printer.print(samplePaper())).toEqual({ failed: reason, certain: true });
    expect(printer.status()).toEqual({ state: 'fault', faults: [reason], waitingJobs: 0 });
    virtual.set({ paper: 'ok', cover: 'closed', offline: false, cutter: 'ok' });
    await isReady(printer);
    expect(await printer.print(samplePaper())).toBe('printed');
    expect(virtual.papers()).toHaveLength(1);
    expect(lastIs(samplePaper(), dialect)).toBe(true);
  });

  it('tells near end and goes on printing', async () => {
    const printer = drive(dialect);
    virtual.set({ paper: 'nearEnd' });
    expect(await printer.print(samplePaper())).toBe('printed');
    expect(printer.status().state).toBe('paperNearEnd');
  });

  it('knows a sheet that met the end of the roll for broken, and begins the next on a clean edge', async () => {
    const printer = drive(dialect);
    await isReady(printer);
    virtual.paperRows(400);
    const outcome = await printer.print(samplePaper('en'));
    // Only Epson confirms that the rest was thrown away.
    expect(outcome).toEqual({ failed: 'paperOut', certain: dialect === epson });
    expect(virtual.papers()).toHaveLength(0);
    virtual.set({ paper: 'ok' });
    await isReady(printer);
    expect(await printer.print(samplePaper('en'))).toBe('printed');
    expect(lastIs(samplePaper('en'), dialect)).toBe(true);
  });

  it('gives up on a printer that hangs, in bounded time, and does not know what became of the sheet', async () => {
    const printer = drive(dialect);
    await isReady(printer);
    const startedMs = performance.now();
    virtual.set({ hang: true });
    const before = await printer.print(samplePaper());
    expect(before).toEqual({ failed: 'unknown', certain: true });
    expect(performance.now() - startedMs).toBeLessThan(20_000);
    virtual.set({ hang: false });
    await isReady(printer);
    expect(await printer.print(samplePaper())).toBe('printed');
  });

  it('cut at any byte: never says printed without a ticket, nor certain after bytes went out', async () => {
    const paper = samplePaper('ja');
    const size = Buffer.concat(dialect.sheet(drawer.draw(paper, 576))).length;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: size + 40 }), async (bytes) => {
        const printer = drive(dialect);
        await isReady(printer);
        const had = virtual.papers().length;
        virtual.cut(bytes);
        const outcome = await printer.print(paper);
        if (outcome === 'printed') expect(lastIs(paper, dialect)).toBe(true);
        else if (outcome.certain) expect(virtual.papers()).toHaveLength(had);
        // Whatever happened, the next ticket is whole.
        virtual.cut(10_000_000);
        await isReady(printer);
        const next = samplePaper('ko');
        expect(await printer.print(next)).toBe('printed');
        expect(lastIs(next, dialect)).toBe(true);
        await printer.close();
      }),
      { numRuns: 8 },
    );
  });
});

describe('a printer that knows less than Epson’s', () => {
  it('begins the next ticket whole after a cut at any byte, though it cannot be wiped', async () => {
    await virtual.close();
    await start(80, { knowsClear: false, knowsPaperStatus: true });
    const size = Buffer.concat(epson.sheet(drawer.draw(samplePaper(), 576))).length;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2000, max: size - 10 }), async (bytes) => {
        const printer = drive();
        // The first sheet waits for the printer to be cleaned; then only questions go out beside sheets.
        expect(await printer.print(samplePaper())).toBe('printed');
        virtual.cut(bytes);
        expect(await printer.print(samplePaper())).toEqual({ failed: 'offline', certain: false });
        await isReady(printer);
        expect(await printer.print(samplePaper('ko'))).toBe('printed');
        expect(lastIs(samplePaper('ko'))).toBe(true);
        await printer.close();
      }),
      { numRuns: 4 },
    );
  });

  it('is believed when it is well for as long as a ticket takes and never confirms', async () => {
    await virtual.close();
    await start(80, { knowsClear: false, knowsPaperStatus: false });
    const printer = drive(epson, 80, { sheetMs: 10_000 });
    expect(await printer.print(samplePaper())).toBe('printed');
    expect(lastIs(samplePaper())).toBe(true);
    virtual.set({ paper: 'out' });
    expect(await printer.print(samplePaper())).toEqual({ failed: 'paperOut', certain: true });
  });
});

describe('a PC that stands still', () => {
  /** Nothing runs for so long, as on a PC that swaps or is busy with something else. */
  const stall = (milliseconds: number): void => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  };

  it.each([
    ['Epson', epson],
    ['Star', star],
  ] as const)('for longer than every limit, anywhere in a %s sheet, does not make a good print uncertain', async (_, dialect) => {
    const printer = drive(dialect, 80, { answerMs: 100, sheetMs: 250 });
    await isReady(printer);
    for (const afterMs of [0, 1, 3, 10, 30, 45]) {
      const had = virtual.papers().length;
      setTimeout(() => stall(400), afterMs);
      expect(await printer.print(samplePaper()), `stall after ${afterMs} ms`).toBe('printed');
      expect(virtual.papers()).toHaveLength(had + 1);
    }
    expect(printer.status().state).toBe('ready');
  });

  it('for two seconds, with the usual limits', async () => {
    const printer = openPrinter(`tcp://127.0.0.1:${virtual.port}`, { widthMm: 80, logger });
    opened.push(printer);
    await isReady(printer);
    setTimeout(() => stall(2500), 2);
    expect(await printer.print(samplePaper())).toBe('printed');
    expect(virtual.papers()).toHaveLength(1);
  });
});

describe('the wire', () => {
  it('hangs in mid-sheet: uncertain', async () => {
    const printer = drive();
    await isReady(printer);
    const paper = samplePaper();
    // The first answers come, then silence: the printer stops at the first row and hangs.
    virtual.paperRows(1);
    const print = printer.print(paper);
    await waitFor(() => expect(virtual.faults().paper).toBe('out'), { interval: 1 });
    virtual.set({ hang: true });
    expect(await print).toMatchObject({ certain: false });
  });

  it('is refused, comes back, and the printer is found again', async () => {
    const printer = drive();
    await isReady(printer);
    const heard: string[] = [];
    const stop = printer.onStatus(({ state, faults }) => heard.push(faults[0] ?? state));
    virtual.set({ refuse: true });
    await waitFor(() => expect(printer.status().faults).toEqual(['offline']));
    expect(await printer.print(samplePaper())).toEqual({ failed: 'offline', certain: true });
    virtual.set({ refuse: false });
    await isReady(printer);
    expect(await printer.print(samplePaper())).toBe('printed');
    expect(heard).toEqual(['offline', 'ready']);
    stop();
  });

  it('carries sheets one after another when several are asked for at once', async () => {
    const printer = drive();
    const papers = (['ja', 'en', 'pt', 'zh-Hans'] as const).map((language) => samplePaper(language));
    const outcomes = await Promise.all(papers.map((paper) => printer.print(paper)));
    expect(outcomes).toEqual(['printed', 'printed', 'printed', 'printed']);
    expect(virtual.papers()).toHaveLength(4);
    expect(lastIs(samplePaper('zh-Hans'))).toBe(true);
  });

  it('opens by its address, and refuses an address of no known form', async () => {
    const printer = openPrinter(`tcp://127.0.0.1:${virtual.port}`, { widthMm: 80, logger });
    opened.push(printer);
    expect(await printer.print(samplePaper())).toBe('printed');
    for (const spec of [
      '',
      'lp0',
      'http://x',
      'tcp://',
      'tcp://h:99999',
      'file:lp0',
      'cups:',
      'cups:-o',
      'cups:a b',
    ]) {
      expect(() => openPrinter(spec, { widthMm: 80, logger }), spec).toThrow(RangeError);
    }
  });

  it('prints whole though an earlier run died in the middle of a sheet', async () => {
    const link = await openTcp('127.0.0.1', virtual.port, 500);
    const bytes = Buffer.concat(epson.sheet(drawer.draw(samplePaper('vi'), 576)));
    // Half a band: the printer waits for the rest of it.
    await link.write(bytes.subarray(0, 2000));
    link.close();
    expect(await drive().print(samplePaper())).toBe('printed');
    // What was left is cut off first.
    expect(virtual.sheets().map(({ picture }) => picture.height <= 64)).toEqual([true, false]);
    expect(lastIs(samplePaper())).toBe(true);
  });

  it('is closed at once, and prints no more', async () => {
    const printer = drive();
    await isReady(printer);
    await printer.close();
    expect(await printer.print(samplePaper())).toEqual({ failed: 'offline', certain: true });
  });
});
