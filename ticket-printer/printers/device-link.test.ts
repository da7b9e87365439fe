// A character device that is slow, busy, answers, and is pulled out.

import pino from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { waitFor } from '../../test/support/patience.ts';
import { samplePaper } from '../paper/sample.ts';
import { createTicketDrawer } from '../paper/ticket.ts';
import { createMechanism, type Mechanism } from '../virtual/mechanism.ts';
import { type DeviceFile, openDevice } from './device-link.ts';
import { drivePrinter } from './driver.ts';
import { epson } from './epson.ts';

const busy = (): Error => Object.assign(new Error('EAGAIN: busy'), { code: 'EAGAIN' });
const gone = (): Error => Object.assign(new Error('ENODEV: no such device'), { code: 'ENODEV' });

/** A device file with a printer behind it: takes 1000 bytes at a time and is busy every other time. */
const deviceWith = (mechanism: Mechanism): { file: DeviceFile; unplug(): void } => {
  const answers: number[] = [];
  let turns = 0;
  let unplugged = false;
  const read = async (buffer: Uint8Array) => {
    if (unplugged) throw gone();
    if (answers.length === 0) throw busy();
    const bytes = answers.splice(0, buffer.length);
    buffer.set(bytes);
    return { bytesRead: bytes.length, buffer };
  };
  const write = async (bytes: Uint8Array, at: number, length: number) => {
    if (unplugged) throw gone();
    turns += 1;
    if (turns % 4 === 0) throw busy();
    const taken = bytes.subarray(at, at + Math.min(length, 5000));
    mechanism.receive(taken, (answer) => answers.push(...answer));
    return { bytesWritten: taken.length, buffer: bytes };
  };
  return {
    file: { read, write, close: async () => {} } as unknown as DeviceFile,
    unplug: () => {
      unplugged = true;
    },
  };
};

describe('a printer on a character device', () => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  it('prints, reports, and is found again after it was pulled out', async () => {
    const drawer = createTicketDrawer();
    let sheets = 0;
    const mechanism = createMechanism(
      576,
      () => {
        sheets += 1;
      },
      () => {},
    );
    let device = deviceWith(mechanism);
    let plugged = true;
    const printer = drivePrinter({
      openLink: () =>
        openDevice('/dev/usb/lp0', () => (plugged ? Promise.resolve(device.file) : Promise.reject(gone()))),
      dialect: epson,
      dots: 576,
      logger: pino({ level: 'silent' }),
      drawer,
      timing: { answerMs: 500, sheetMs: 5000, pollMs: 20, lookMs: 20, retryMs: 20 },
    });
    closing.push(() => printer.close());
    expect(await printer.print(samplePaper())).toBe('printed');
    mechanism.set({ cover: 'open' });
    await waitFor(() => expect(printer.status().faults).toEqual(['coverOpen']));
    mechanism.set({ cover: 'closed' });

    plugged = false;
    device.unplug();
    await waitFor(() => expect(printer.status().faults).toEqual(['offline']));
    device = deviceWith(mechanism);
    plugged = true;
    await waitFor(() => expect(printer.status().state).toBe('ready'));
    expect(await printer.print(samplePaper('pt'))).toBe('printed');
    expect(sheets).toBe(2);
  });

  it('rejects what cannot be opened', async () => {
    await expect(openDevice('/nowhere/lp0')).rejects.toThrow('ENOENT');
  });
});
