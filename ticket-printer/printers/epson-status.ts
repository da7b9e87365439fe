// Reads Epson's real-time status bytes (DLE EOT 1 to 4), bit by bit, as many of them as the printer gives.
import type { PrinterBlindSpot } from '../../protocol/views.ts';
import type { Answers } from './epson-questions.ts';
import type { Fault, Reading } from './reading.ts';

/** Whether a byte is an answer to DLE EOT: 0..1..10 in binary. */
export const isRealTimeAnswer = (byte: number): boolean => (byte & 0x93) === 0x12;

const printer = { offline: 0x08 } as const;
const offline = { coverOpen: 0x04, feedButton: 0x08, paperEnd: 0x20, error: 0x40 } as const;
const errors = { mechanical: 0x04, cutter: 0x08, unrecoverable: 0x20, selfRecovering: 0x40 } as const;
const paper = { nearEnd: 0x0c, end: 0x60 } as const;

/** What the answers say; what only a missing one could tell stands in `cannotTell`. */
export const readEpsonStatus = (answers: Answers): Reading => {
  const [n1, n2, n3, n4] = ([1, 2, 3, 4] as const).map((n) => answers.get(n) ?? 0) as [
    number,
    number,
    number,
    number,
  ];
  const faults: Fault[] = [];
  if ((n4 & paper.end) !== 0 || (n2 & offline.paperEnd) !== 0) faults.push('paperOut');
  if ((n2 & offline.coverOpen) !== 0) faults.push('coverOpen');
  if ((n3 & errors.cutter) !== 0) faults.push('cutterError');
  const otherErrors = errors.mechanical | errors.unrecoverable | errors.selfRecovering;
  const unexplained = (n2 & offline.error) !== 0 && !faults.includes('cutterError');
  if ((n3 & otherErrors) !== 0 || unexplained) faults.push('error');
  // Every fault takes the printer offline; said alone it means switched off-line or held by the feed button.
  if (faults.length === 0 && (n1 & printer.offline) !== 0) faults.push('offline');
  const cannotTell: PrinterBlindSpot[] = [];
  if (!answers.has(4)) cannotTell.push('paper');
  if (!answers.has(2)) cannotTell.push('cover');
  if (!answers.has(3)) cannotTell.push('cutter');
  return { nearEnd: (n4 & paper.nearEnd) !== 0, faults, cannotTell };
};
