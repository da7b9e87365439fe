// What the agent and its printers say to each other: the sheet, how its printing went, and the printer one can see.
import type { Logger } from 'pino';
import type { JobId, Language, LocalText, ProcedureId, TicketNumber } from '../protocol/ids.ts';
import type { Estimate, PrinterBlindSpot, PrinterStatus } from '../protocol/views.ts';
import type { Wish } from '../protocol/wire-devices.ts';

/** All that stands on one paper ticket; nothing else is needed to draw it. */
export type TicketPaper = {
  /** Of the hub; a leased number's own sheet is `<number>-0`, which no hub gives. */
  readonly job: JobId;
  readonly ticket: TicketNumber;
  readonly procedure: ProcedureId;
  readonly procedureNames: LocalText;
  readonly bring: LocalText | null;
  readonly siteNames: LocalText;
  readonly language: Language;
  readonly issuedAtMs: number;
  readonly slotAtMs: number | null;
  /** Waiting before it; null: not known (the hub was away). */
  readonly ahead: number | null;
  readonly estimate: Estimate | null;
  readonly reprint: boolean;
  /** Address of the visitor's page, for the QR code; null: none is drawn. */
  readonly url: string | null;
  readonly whereToWait: LocalText | null;
  /** Given from the lease while the hub was away: no wait can be promised. */
  readonly offline: boolean;
};

/** The slip of an agent that waits to be accepted. */
export type PairingPaper = {
  readonly kind: 'pairing';
  readonly job: 'pairing';
  readonly code: string;
  /** Addresses of the hubs, as this agent reaches them. */
  readonly hubs: readonly string[];
  readonly wanted: Wish | null;
  readonly atMs: number;
};

/** The sheet of whoever sets a printer up: how wide its head is, and what it says of itself. */
export type RulerPaper = {
  readonly kind: 'ruler';
  readonly job: 'ruler';
  /** Where the printer is, e.g. tcp://192.168.10.31:9100. */
  readonly address: string;
  readonly cannotTell: readonly PrinterBlindSpot[];
  readonly atMs: number;
};

/** Whatever a printer can be given. */
export type Paper = TicketPaper | PairingPaper | RulerPaper;

/**
 * How a print went. `certain` true: no legible sheet came out, it may be printed again;
 * false: bytes went out and nobody knows what became of them.
 */
export type PrintOutcome = 'printed' | { readonly failed: string; readonly certain: boolean };

export type { PrinterBlindSpot, PrinterStatus } from '../protocol/views.ts';

/** One printer. `waitingJobs` of its status is 0: the agent's spool knows that figure. */
export type Printer = {
  /** Draws, sends and waits for the end; one sheet at a time; never throws. Bounded in time by the driver. */
  print(paper: Paper): Promise<PrintOutcome>;
  status(): PrinterStatus;
  /** Calls back after every change of status; returns a function that ends it. */
  onStatus(listener: (status: PrinterStatus) => void): () => void;
  close(): Promise<void>;
};

export type PrinterOptions = {
  readonly widthMm: 80 | 58;
  /** Dots a row of its head; left out: the model's, or the usual ones of that paper. */
  readonly dots?: number;
  /** epson, star, or a model of printers/models.ts by name. */
  readonly model?: string;
  /** none: somebody who saw its sheet come out says that it answers nothing, ever. */
  readonly answers?: 'expected' | 'none';
  readonly logger: Logger;
};

/** printers/open.ts: `tcp://host:9100`, `file:/dev/usb/lp0` or `cups:NAME`; throws RangeError on any other spec. */
export type OpenPrinter = (spec: string, options: PrinterOptions) => Printer;

/** A reception button drawn on the paper page; `key` is what a press gives back. */
export type OnScreenKey = { readonly key: string; readonly label: LocalText };

export type VirtualPrinterOptions = {
  /** Printer bytes (raw port); 0: any free one. */
  readonly port: number;
  /** The page with the paper; 0: any free one. */
  readonly pagePort: number;
  readonly host: string;
  readonly widthMm?: 80 | 58;
  /** Dots a row of its head; left out: the usual ones of that paper. */
  readonly dots?: number;
  readonly logger?: Logger;
  /** Asked each time the page is drawn, because names come from the hub; left out: no buttons. */
  readonly keys?: () => readonly OnScreenKey[];
  /** `POST /press` with `{"key": "1"}` on the page server; an unknown key is answered 404 and never gets here. */
  readonly onPress?: (key: string) => void;
};

/** virtual/open.ts exports `startVirtualPrinter` of this type. */
export type StartVirtualPrinter = (options: VirtualPrinterOptions) => Promise<VirtualPrinter>;

export type VirtualPrinter = {
  /** Where it listens, once ephemeral ports are known. */
  readonly port: number;
  readonly pagePort: number;
  /** All sheets cut so far, oldest first, as PNG. */
  papers(): readonly { readonly png: Uint8Array; readonly atMs: number }[];
  /** Faults, as a hand would make them. */
  set(fault: {
    readonly paper?: 'ok' | 'nearEnd' | 'out';
    readonly cover?: 'closed' | 'open';
    readonly hang?: boolean;
  }): void;
  /** Breaks every connection at once; `afterBytes` of the next job instead, when given. */
  cut(afterBytes?: number): void;
  /** Paper runs out once so many more rows are printed. */
  paperRows(left: number): void;
  close(): Promise<void>;
};
