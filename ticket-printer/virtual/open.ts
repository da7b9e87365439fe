// Starts the virtual printer: a raw port for drivers, a page for people, and handles for tests.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StartVirtualPrinter, VirtualPrinter, VirtualPrinterOptions } from '../contract.ts';
import { type Bitmap, toPng } from '../paper/bitmap.ts';
import { usualDots } from '../paper/width.ts';
import type { Manners } from './manners.ts';
import { createMechanism, type Faults, type Model } from './mechanism.ts';
import { openPageServer } from './page-server.ts';
import { openRawPort } from './raw-port.ts';
import type { Sheet } from './sheet.ts';

/** Beyond the contract: every fault of the mechanism, and the dots themselves. */
export type VisiblePrinter = VirtualPrinter & {
  set(fault: Partial<Faults> & { readonly refuse?: boolean }): void;
  faults(): Faults & { readonly refuse: boolean };
  /** The sheets kept, oldest first. */
  sheets(): readonly Sheet[];
  /** Resolves when a change of `refuse` has taken effect. */
  settled(): Promise<void>;
};

export type Extras = {
  /** Every sheet is also written here as PNG. */
  readonly folder?: string;
  /** Default: knows all. */
  readonly model?: Model;
  /** Default: the best. */
  readonly manners?: Manners;
};

const keptSheets = 50;

/** Starts a printer that anyone can watch. */
export const startVirtualPrinter = async (
  options: VirtualPrinterOptions & Extras,
): Promise<VisiblePrinter> => {
  const { host, logger, folder, keys = () => [], onPress = () => {} } = options;
  const widthMm = options.widthMm ?? 80;
  const sheets: Sheet[] = [];
  const watchers = new Set<() => void>();
  const changed = (): void => {
    for (const watcher of watchers) watcher();
  };
  let cuts = 0;

  const keep = (picture: Bitmap): void => {
    cuts += 1;
    const sheet = { id: cuts, atMs: Date.now(), picture, png: toPng(picture) };
    sheets.push(sheet);
    if (sheets.length > keptSheets) sheets.shift();
    logger?.debug({ sheet: sheet.id, rows: picture.height }, 'sheet cut');
    if (folder !== undefined) {
      const name = `${String(sheet.id).padStart(5, '0')}.png`;
      void mkdir(folder, { recursive: true })
        .then(() => writeFile(join(folder, name), sheet.png))
        .catch((error) => logger?.warn({ error }, 'sheet not written'));
    }
    changed();
  };

  const dots = options.dots ?? usualDots[widthMm];
  const mechanism = createMechanism(dots, keep, changed, options.model);
  const raw = await openRawPort(host, options.port, mechanism.receive, changed, options.manners);
  let refuse = false;
  let settling: Promise<void> = Promise.resolve();

  const set = ({ refuse: refused, ...faults }: Partial<Faults> & { readonly refuse?: boolean }): void => {
    if (refused !== undefined && refused !== refuse) {
      refuse = refused;
      settling = settling
        .then(() => raw.refuse(refused))
        .catch((error) => {
          logger?.error({ error }, 'virtual printer cannot listen again');
        });
    }
    mechanism.set(faults);
  };
  const faults = (): Faults & { readonly refuse: boolean } => ({ ...mechanism.faults(), refuse });

  const page = await openPageServer({
    host,
    port: options.pagePort,
    widthMm,
    rawPort: raw.port,
    keys,
    onPress,
    sheets: () => sheets,
    faults,
    connections: () => raw.connections(),
    set,
    cut: () => raw.cut(),
    onChange: (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  });
  logger?.info(
    { printer: `tcp://${host}:${raw.port}`, page: `http://${host}:${page.port}/` },
    'virtual printer',
  );

  return {
    port: raw.port,
    pagePort: page.port,
    papers: () => sheets.map(({ png, atMs }) => ({ png, atMs })),
    sheets: () => sheets,
    set,
    faults,
    cut: (afterBytes) => raw.cut(afterBytes),
    paperRows: (left) => mechanism.set({ rowsLeft: left }),
    settled: () => settling,
    close: async () => {
      await settling;
      await Promise.all([raw.close(), page.close()]);
    },
  };
};

startVirtualPrinter satisfies StartVirtualPrinter;
