// Puts node-thermal-printer to work on our own wire: it composes and executes, the link carries and stays open.
import thermal from 'node-thermal-printer';
import type { Link } from './link.ts';

/** The shape that node-thermal-printer asks of an interface object. */
type Carrier = {
  getPrinterName(): string;
  isPrinterConnected(): Promise<boolean>;
  execute(buffer: Buffer): Promise<void>;
};

/**
 * Sends the parts as one job. The library's own TCP interface opens and drops a connection for each job and cannot be
 * asked for status, and its picture printer takes a PNG apart pixel by pixel (one band of any height, no cut at
 * the end), so it is given an interface of ours and commands that are already composed.
 */
export const executeJob = async (
  type: 'epson' | 'star',
  parts: readonly Uint8Array[],
  link: Link,
): Promise<void> => {
  const carrier: Carrier = {
    getPrinterName: () => type,
    isPrinterConnected: async () => true,
    execute: (buffer) => link.write(buffer),
  };
  const { ThermalPrinter, PrinterTypes } = thermal;
  const printer = new ThermalPrinter({
    type: type === 'epson' ? PrinterTypes.EPSON : PrinterTypes.STAR,
    // The library accepts an object here, which its types do not know.
    interface: carrier as unknown as string,
  });
  printer.setBuffer(Buffer.concat(parts));
  await printer.execute();
};
