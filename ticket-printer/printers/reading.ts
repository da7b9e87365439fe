// What a printer says about itself, in the words of the protocol.
import type { PrinterBlindSpot, PrinterStatus } from '../../protocol/views.ts';

export type Fault = PrinterStatus['faults'][number];

export type Reading = {
  readonly nearEnd: boolean;
  readonly faults: readonly Fault[];
  /** What this printer does not report; left out: it reports all. */
  readonly cannotTell?: readonly PrinterBlindSpot[];
};

/** What a printer says that says nothing, because it cannot. */
export const blindReading = (why: 'line' | 'mute'): Reading => ({
  nearEnd: false,
  faults: [],
  cannotTell: why === 'line' ? ['line'] : ['paper', 'cover', 'cutter', 'printed'],
});

/** The status as the hub wants it. */
export const toStatus = ({ nearEnd, faults, cannotTell = [] }: Reading): PrinterStatus => ({
  state: faults.length > 0 ? 'fault' : nearEnd ? 'paperNearEnd' : 'ready',
  faults: [...faults],
  waitingJobs: 0,
  ...(cannotTell.length === 0 ? {} : { cannotTell: [...cannotTell] }),
});
