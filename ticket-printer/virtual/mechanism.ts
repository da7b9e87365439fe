// The virtual printer's inside: memory, paper, cover, knife; it takes bytes, answers, and cuts sheets.
import { type Bitmap, blank, stack } from '../paper/bitmap.ts';
import { type Command, readCommand } from './commands.ts';
import { createRealTimeFinder, type RealTime } from './real-time.ts';

export type Faults = {
  readonly paper: 'ok' | 'nearEnd' | 'out';
  readonly cover: 'closed' | 'open';
  /** Takes bytes and says nothing. */
  readonly hang: boolean;
  /** Switched off-line at its panel. */
  readonly offline: boolean;
  readonly cutter: 'ok' | 'jammed';
  /** Rows of dots left on the roll; null: enough. */
  readonly rowsLeft: number | null;
  /** Sheets until the roll is empty; null: enough. */
  readonly sheetsLeft: number | null;
};

export const noFaults: Faults = {
  paper: 'ok',
  cover: 'closed',
  hang: false,
  offline: false,
  cutter: 'ok',
  rowsLeft: null,
  sheetsLeft: null,
};

export type Mechanism = {
  /** Bytes as they arrive; answers go to `answer`. */
  receive(bytes: Uint8Array, answer: (bytes: Uint8Array) => void): void;
  faults(): Faults;
  set(change: Partial<Faults>): void;
};

/** Bytes kept unprocessed at most; a real printer's memory is smaller still. */
const memoryBytes = 4_000_000;
const longestSheetRows = 20_000;

const isStopped = ({ paper, cover, offline, cutter }: Faults): boolean =>
  paper === 'out' || cover === 'open' || offline || cutter === 'jammed';

const epsonAnswer = (n: number, faults: Faults, drawerPin: boolean): number => {
  const out = faults.paper === 'out';
  switch (n) {
    case 1:
      return 0x12 | (isStopped(faults) ? 0x08 : 0) | (drawerPin ? 0x04 : 0);
    case 2:
      return (
        0x12 |
        (faults.cover === 'open' ? 0x04 : 0) |
        (out ? 0x20 : 0) |
        (faults.cutter === 'jammed' ? 0x40 : 0)
      );
    case 3:
      return 0x12 | (faults.cutter === 'jammed' ? 0x08 : 0);
    default:
      return 0x12 | (faults.paper === 'ok' ? 0 : 0x0c) | (out ? 0x60 : 0);
  }
};

const starAnswer = (faults: Faults, count: number): Uint8Array => {
  const out = faults.paper === 'out';
  return Uint8Array.of(
    0x23,
    0x06,
    (isStopped(faults) ? 0x08 : 0) | (faults.cover === 'open' ? 0x20 : 0),
    faults.cutter === 'jammed' ? 0x08 : 0,
    0,
    (faults.paper === 'ok' ? 0 : 0x04) | (out ? 0x08 : 0),
    0,
    ((count & 0x07) << 1) | ((count & 0x18) << 2),
    0,
  );
};

/** What a model can do. A follower of Epson's may know neither the wipe nor the closing question. */
export type Model = {
  readonly knowsClear: boolean;
  readonly knowsPaperStatus: boolean;
  /** The questions of DLE EOT that it answers; left out: all four. */
  readonly questions?: readonly number[];
  /** Works DLE EOT off in turn, behind all that came before, instead of on arrival. */
  readonly inTurn?: boolean;
  /** Its drawer pin is high: bit 2 of the first answer, and no fault. */
  readonly drawerPin?: boolean;
  /** Milliseconds that a sheet takes from its last byte on; left out: none. */
  readonly sheetMs?: number;
};

/** A printer of so many dots a row. `onSheet` gets what falls from the knife, `onChange` any change of faults. */
export const createMechanism = (
  widthDots: number,
  onSheet: (sheet: Bitmap) => void,
  onChange: () => void,
  model: Model = { knowsClear: true, knowsPaperStatus: true },
): Mechanism => {
  let faults = noFaults;
  let memory = new Uint8Array(0);
  let answer: (bytes: Uint8Array) => void = () => {};
  let strips: Bitmap[] = [];
  let rows = 0;
  let raster = false;
  let count = 0;
  let busy = false;
  const findRealTime = createRealTimeFinder();

  const set = (change: Partial<Faults>): void => {
    const wasOut = faults.paper === 'out';
    faults = { ...faults, ...change };
    if (change.paper === 'ok') {
      // A new roll is a full roll, and whoever puts it in tears the old paper off.
      faults = { ...faults, rowsLeft: null, sheetsLeft: null, ...change };
      if (wasOut) {
        strips = [];
        rows = 0;
      }
    }
    onChange();
  };

  const advance = (strip: Bitmap): void => {
    if (strip.height === 0 || rows > longestSheetRows) return;
    const left = faults.rowsLeft;
    const fits = left === null ? strip.height : Math.min(left, strip.height);
    const stride = strip.width / 8;
    strips.push({ width: strip.width, height: fits, bits: strip.bits.slice(0, fits * stride) });
    rows += fits;
    if (left === null) return;
    if (left > strip.height) faults = { ...faults, rowsLeft: left - strip.height };
    else {
      // The roll ends in the middle: what does not fit waits in memory, as if it had not been read.
      set({ paper: 'out', rowsLeft: 0 });
      const rest = strip.height - fits;
      if (rest === 0) return;
      const header = [0x1d, 0x76, 0x30, 0, stride & 0xff, stride >> 8, rest & 0xff, rest >> 8];
      memory = Buffer.concat([Uint8Array.from(header), strip.bits.subarray(fits * stride), memory]);
    }
  };

  const print = (bytesPerRow: number, data: Uint8Array): void => {
    const height = bytesPerRow === 0 ? 0 : data.length / bytesPerRow;
    const strip = blank(widthDots, height);
    const stride = widthDots / 8;
    // Dots beyond the head are lost, as on the real one.
    for (let y = 0; y < height; y += 1) {
      const row = data.subarray(y * bytesPerRow, y * bytesPerRow + Math.min(bytesPerRow, stride));
      strip.bits.set(row, y * stride);
    }
    advance(strip);
  };

  const cut = (): void => {
    if (rows === 0) return;
    const sheet = stack(strips, widthDots);
    strips = [];
    rows = 0;
    onSheet(sheet);
    const { sheetsLeft } = faults;
    if (sheetsLeft === null) return;
    if (sheetsLeft <= 1) set({ paper: 'out', sheetsLeft: 0 });
    else set({ sheetsLeft: sheetsLeft - 1 });
  };

  const tellStatus = (n: number): void => {
    if (model.questions === undefined || model.questions.includes(n))
      answer(Uint8Array.of(epsonAnswer(n, faults, model.drawerPin === true)));
  };

  /** The knife has it in hand: what stands behind waits. */
  const takeTime = (): void => {
    if (model.sheetMs === undefined) return;
    busy = true;
    setTimeout(() => {
      busy = false;
      work();
    }, model.sheetMs);
  };

  const obey = (command: Command): void => {
    switch (command.kind) {
      case 'rows':
        print(command.bytesPerRow, command.data);
        return;
      case 'feed':
        advance(blank(widthDots, command.rows));
        return;
      case 'cut':
      case 'endPage':
        cut();
        takeTime();
        return;
      case 'status':
        if (model.inTurn === true) tellStatus(command.n);
        return;
      case 'paperStatus':
        if (!model.knowsPaperStatus) return;
        answer(Uint8Array.of((faults.paper === 'ok' ? 0 : 0x03) | (faults.paper === 'out' ? 0x0c : 0)));
        return;
      case 'count':
        count = (count + 1) % 32;
        return;
      case 'initialize':
      case 'quitRaster':
        raster = false;
        return;
      case 'enterRaster':
        raster = true;
        return;
      case 'clearRaster':
      case 'other':
        return;
    }
  };

  const work = (): void => {
    let at = 0;
    const pending = memory;
    while (!busy && !faults.hang && !isStopped(faults)) {
      const read = readCommand(pending.subarray(at), raster);
      if (!read) break;
      at += read.length;
      memory = pending.subarray(at);
      const before = memory;
      obey(read.command);
      // Rows that found no paper were put back in front.
      if (memory !== before) return;
    }
    memory = pending.slice(at);
  };

  const obeyNow = (command: RealTime): void => {
    if (command.kind === 'status') {
      if (model.inTurn !== true) tellStatus(command.n);
    } else if (command.kind === 'starStatus') {
      if (model.questions?.length !== 0) answer(starAnswer(faults, count));
    } else if (model.knowsClear) {
      memory = new Uint8Array(0);
      raster = false;
      answer(Uint8Array.of(0x37, 0x25, 0x00));
    }
  };

  return {
    receive: (bytes, replyTo) => {
      answer = replyTo;
      if (memory.length + bytes.length > memoryBytes) return;
      if (faults.hang) {
        memory = Buffer.concat([memory, bytes]);
        return;
      }
      let from = 0;
      for (let at = 0; at < bytes.length; at += 1) {
        const command = findRealTime(bytes[at] ?? 0);
        if (!command) continue;
        memory = Buffer.concat([memory, bytes.subarray(from, at + 1)]);
        from = at + 1;
        // What stands before a question has been worked off, as far as it can be, when the answer goes out.
        work();
        obeyNow(command);
      }
      memory = Buffer.concat([memory, bytes.subarray(from)]);
      work();
    },
    faults: () => faults,
    set: (change) => {
      set(change);
      work();
    },
  };
};
