// What a printer says about itself, in the words of the protocol.
import type { PrinterStatus } from '../../protocol/views.ts';

export type Fault = PrinterStatus['faults'][number];

export type Reading = { readonly nearEnd: boolean; readonly faults: readonly Fault[] };

/** The status as the hub wants it. */
export const toStatus = ({ nearEnd, faults }: Reading): PrinterStatus => ({
  state: faults.length > 0 ? 'fault' : nearEnd ? 'paperNearEnd' : 'ready',
  faults: [...faults],
  waitingJobs: 0,
});
