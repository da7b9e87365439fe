// Printers with manners of their own: late, in pieces, in turn, unasked, with other bits, in part, or not at all; on the wire.
import pino from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { waitFor } from '../../test/support/patience.ts';
import type { Printer, PrinterStatus } from '../contract.ts';
import { samplePaper } from '../paper/sample.ts';
import { createTicketDrawer } from '../paper/ticket.ts';
import type { Manners } from '../virtual/manners.ts';
import { createMechanism, type Model } from '../virtual/mechanism.ts';
import { startVirtualPrinter, type VisiblePrinter } from '../virtual/open.ts';
import { type DeviceFile, openDevice } from './device-link.ts';
import { type DriverOptions, drivePrinter, type Timing } from './driver.ts';
import { epson, withoutRealTimeCommands } from './epson.ts';
import { openTcp } from './link.ts';
import { dotsOf, modelNamed } from './models.ts';
import { star } from './star.ts';

const logger = pino({ level: 'silent' });
const drawer = createTicketDrawer();
const quick: Timing = { answerMs: 1000, sheetMs: 8000, pollMs: 30, lookMs: 30, retryMs: 20 };
const knowsAll: Model = { knowsClear: true, knowsPaperStatus: true };

let virtual: VisiblePrinter | null = null;
const opened: Printer[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((printer) => printer.close()));
  await virtual?.close();
  virtual = null;
});

const start = async (model: Model, manners: Manners = {}, dots = 576): Promise<VisiblePrinter> => {
  virtual = await startVirtualPrinter({ port: 0, pagePort: 0, host: '127.0.0.1', dots, model, manners });
  return virtual;
};

/** A driver, and every state it ever told, in order. */
const drive = (options: Partial<DriverOptions> = {}) => {
  const port = virtual?.port ?? 0;
  const printer = drivePrinter({
    openLink: () => openTcp('127.0.0.1', port, 500),
    dialect: epson,
    dots: 576,
    logger,
    drawer,
    ...options,
    timing: { ...quick, ...options.timing },
  });
  opened.push(printer);
  const told: PrinterStatus[] = [];
  printer.onStatus((status) => told.push(status));
  const faults = (): string[] => [...new Set(told.flatMap((status) => status.faults))];
  return { printer, told, faults };
};

const manyMoods: readonly (readonly [string, Partial<Model>, Manners])[] = [
  [
    'its drawer pin high and one stray answer on connecting',
    { drawerPin: true },
    { stray: { bytes: [0x16], afterMs: 0 } },
  ],
  ['three stray answers on connecting', {}, { stray: { bytes: [0x16, 0x12, 0x12], afterMs: 0 } }],
  ['a stray answer a while after connecting', { drawerPin: true }, { stray: { bytes: [0x12], afterMs: 90 } }],
  ['late answers', { drawerPin: true }, { lateMs: 60 }],
  [
    'late answers and a stray one before them',
    { drawerPin: true },
    { lateMs: 60, stray: { bytes: [0x7e], afterMs: 5 } },
  ],
  ['answers in pieces', { drawerPin: true }, { pieceMs: 25 }],
  ['commands worked off in turn, each sheet in its time', { inTurn: true, drawerPin: true, sheetMs: 60 }, {}],
  ['commands worked off in turn and late', { inTurn: true, sheetMs: 40 }, { lateMs: 30 }],
  [
    'status sent unasked all the while',
    { drawerPin: true },
    { unasked: { bytes: [0x14, 0x00, 0x00, 0x0f], everyMs: 17 } },
  ],
  [
    'status unasked, cut into pieces by flow control',
    {},
    { unasked: { bytes: [0x14, 0x13, 0x00, 0x11, 0x00, 0x0f], everyMs: 37 } },
  ],
  ['no wipe and no closing answer', { knowsClear: false, knowsPaperStatus: false, drawerPin: true }, {}],
];

describe('a healthy printer with', () => {
  it.each(manyMoods)('%s: eight sheets in a row, and never a fault', async (_, model, manners) => {
    const printer = await start({ ...knowsAll, ...model }, manners);
    const { printer: driven, faults } = drive();
    for (let sheet = 1; sheet <= 8; sheet += 1) {
      expect(await driven.print(samplePaper()), `sheet ${sheet}`).toBe('printed');
      if (model.knowsPaperStatus === false && sheet === 2) break; // takes its time, having no closing answer
    }
    expect(faults()).toEqual([]);
    const sent = withoutRealTimeCommands(drawer.draw(samplePaper(), 576).bits);
    const sheets = printer.sheets().filter(({ picture }) => picture.height > 100);
    expect(sheets.length).toBe(model.knowsPaperStatus === false ? 2 : 8);
    for (const { picture } of sheets) expect(Buffer.compare(picture.bits, sent)).toBe(0);
  });

  it.each([
    ['late answers', { lateMs: 60 }],
    ['answers in pieces', { pieceMs: 10 }],
  ] as const)('%s, of Star’s: eight sheets in a row', async (_, manners) => {
    await start(knowsAll, manners);
    const { printer, faults } = drive({ dialect: star });
    for (let sheet = 1; sheet <= 8; sheet += 1) expect(await printer.print(samplePaper())).toBe('printed');
    expect(faults()).toEqual([]);
  });

  it.each([
    [{ drawerPin: true }, { lateMs: 40 }],
    [{}, { unasked: { bytes: [0x14, 0x00, 0x00, 0x0f], everyMs: 30 } }],
  ] as const)('%o and %o still has its faults seen, and none but those', async (model, manners) => {
    const printer = await start({ ...knowsAll, ...model }, manners);
    const { printer: driven, faults } = drive();
    await waitFor(() => expect(driven.status().state).toBe('ready'));
    printer.set({ cover: 'open' });
    await waitFor(() => expect(driven.status().faults).toEqual(['coverOpen']));
    printer.set({ cover: 'closed', paper: 'out' });
    await waitFor(() => expect(driven.status().faults).toEqual(['paperOut']));
    printer.set({ paper: 'nearEnd' });
    await waitFor(() => expect(driven.status().state).toBe('paperNearEnd'));
    expect(faults()).toEqual(['coverOpen', 'paperOut']);
  });
});

describe('a printer that answers in part', () => {
  it.each([
    [[1], ['paper', 'cover', 'cutter']],
    [
      [1, 2],
      ['paper', 'cutter'],
    ],
    [[4], ['cover', 'cutter']],
  ] as const)('questions %o: prints, and says what cannot be known', async (questions, cannotTell) => {
    await start({ ...knowsAll, questions });
    const { printer, faults } = drive({ timing: { answerMs: 200 } });
    expect(await printer.print(samplePaper())).toBe('printed');
    expect(await printer.print(samplePaper())).toBe('printed');
    expect(printer.status()).toEqual({ state: 'ready', faults: [], waitingJobs: 0, cannotTell });
    expect(faults()).toEqual([]);
  });

  it('has the faults seen that it does tell', async () => {
    const printer = await start({ ...knowsAll, questions: [1, 2] });
    const { printer: driven } = drive({ timing: { answerMs: 200 } });
    await waitFor(() => expect(driven.status().state).toBe('ready'));
    printer.set({ paper: 'out' });
    expect(await driven.print(samplePaper())).toEqual({ failed: 'paperOut', certain: true });
  });
});

describe('a printer that answers nothing', () => {
  const mute: Model = { knowsClear: false, knowsPaperStatus: false, questions: [] };
  const hasty = { answerMs: 200 };

  it('is told to be silent, and gets no sheet, until somebody says that it is of that kind', async () => {
    const printer = await start(mute);
    const { printer: driven } = drive({ timing: hasty });
    expect(await driven.print(samplePaper())).toEqual({ failed: 'silent', certain: true });
    expect(driven.status()).toEqual({ state: 'fault', faults: ['silent'], waitingJobs: 0 });
    expect(printer.papers()).toHaveLength(0);
  });

  it.each([
    ['Epson', epson],
    ['Star', star],
  ] as const)('prints then, one sheet after the other (%s)', async (_, dialect) => {
    const printer = await start(mute);
    const { printer: driven } = drive({ dialect, maySilent: true, timing: hasty });
    expect(await driven.print(samplePaper())).toBe('printed');
    expect(await driven.print(samplePaper())).toBe('printed');
    expect(driven.status().cannotTell).toEqual(['paper', 'cover', 'cutter', 'printed']);
    expect(printer.sheets().filter(({ picture }) => picture.height > 100)).toHaveLength(2);
  });

  it('is not the same as one that answered and does not any more: that one gets nothing', async () => {
    const printer = await start(knowsAll);
    const { printer: driven } = drive({ maySilent: true, timing: hasty });
    expect(await driven.print(samplePaper())).toBe('printed');
    printer.set({ hang: true });
    expect(await driven.print(samplePaper())).toEqual({ failed: 'unknown', certain: true });
    expect(printer.papers()).toHaveLength(1);
  });
});

describe('a cable that works one way', () => {
  it('says so and prints', async () => {
    let sheets = 0;
    const mechanism = createMechanism(
      576,
      () => {
        sheets += 1;
      },
      () => {},
    );
    const file = {
      // As usblp does for a one-way interface.
      read: () =>
        Promise.reject(Object.assign(new Error('EINVAL: invalid argument, read'), { code: 'EINVAL' })),
      write: async (bytes: Uint8Array, at: number, length: number) => {
        mechanism.receive(bytes.subarray(at, at + length), () => {});
        return { bytesWritten: length, buffer: bytes };
      },
      close: async () => {},
    } as unknown as DeviceFile;
    const { printer, faults } = drive({
      openLink: () => openDevice('/dev/usb/lp0', () => Promise.resolve(file)),
    });
    expect(await printer.print(samplePaper())).toBe('printed');
    expect(printer.status()).toEqual({ state: 'ready', faults: [], waitingJobs: 0, cannotTell: ['line'] });
    expect(faults()).toEqual([]);
    // What separates it from an earlier run's rest, and the sheet.
    expect(sheets).toBe(1);
  });

  it('is not what a printer is that was pulled out', async () => {
    const gone = Object.assign(new Error('ENODEV: no such device, read'), { code: 'ENODEV' });
    const file = { read: () => Promise.reject(gone), close: async () => {} } as unknown as DeviceFile;
    await expect(openDevice('/dev/usb/lp0', () => Promise.resolve(file))).rejects.toThrow('ENODEV');
  });
});

describe('a printer that hangs up when idle', () => {
  it('stays ready, and prints', async () => {
    const printer = await start(knowsAll, { idleCloseMs: 60 });
    let connections = 0;
    const { port } = printer;
    const { printer: driven, told } = drive({
      openLink: () => {
        connections += 1;
        return openTcp('127.0.0.1', port, 500);
      },
      timing: { pollMs: 300 },
    });
    await waitFor(() => expect(connections).toBeGreaterThan(3));
    expect(await driven.print(samplePaper())).toBe('printed');
    await waitFor(() => expect(connections).toBeGreaterThan(6));
    expect(await driven.print(samplePaper())).toBe('printed');
    expect(told.map(({ state }) => state)).toEqual(['ready']);
  });

  it('on everybody at once, because another machine has it, is offline', async () => {
    await start(knowsAll, { idleCloseMs: 0 });
    const { printer } = drive({ timing: { answerMs: 3000 } });
    expect(await printer.print(samplePaper())).toEqual({ failed: 'offline', certain: true });
    expect(printer.status().faults).toEqual(['offline']);
  });
});

describe('a head of other width', () => {
  it('gets a ticket laid out for it, to the last dot', async () => {
    const dots = dotsOf(modelNamed('Epson TM-T88VII') ?? 'epson', 80);
    expect(dots).toBe(512);
    const printer = await start(knowsAll, {}, dots);
    const { printer: driven } = drive({ dots });
    expect(await driven.print(samplePaper())).toBe('printed');
    const sent = withoutRealTimeCommands(drawer.draw(samplePaper(), dots).bits);
    expect(Buffer.compare(printer.sheets().at(-1)?.picture.bits ?? new Uint8Array(), sent)).toBe(0);
  });

  it('is known by name however it is written, or set in dots', () => {
    expect(modelNamed('TM T70')).toBe('tm-t70');
    expect(modelNamed('tsp650II')).toBe('tsp650ii');
    expect(modelNamed('LaserJet')).toBeNull();
    expect(dotsOf('tm-t88vii', 58)).toBe(360);
    expect(dotsOf('epson', 80)).toBe(576);
    expect(dotsOf('epson', 58)).toBe(384);
    expect(dotsOf('tm-t88v', 80, 560)).toBe(560);
  });
});
