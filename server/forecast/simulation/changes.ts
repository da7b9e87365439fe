// What would be changed, applied to the queue as data: booths opened, closed, paused or set to other work, intake stopped.
import type { BoothNow, Change, QueueNow } from '../contract.ts';

const farMs = 24 * 60 * 60_000;

/** The queue with the changes made, in their order. Throws a RangeError that names a booth or procedure it does not know. */
export const withChanges = (queue: QueueNow, changes: readonly Change[]): QueueNow =>
  changes.reduce(withChange, queue);

const withChange = (queue: QueueNow, change: Change): QueueNow => {
  if (change.kind === 'stopIntake') return withoutIntake(queue, change);
  const booth = queue.booths.find(({ number }) => number === change.booth);
  if (booth === undefined) throw new RangeError(`booth ${change.booth} is not one of this site`);
  const changed = atBooth(queue, booth, change);
  return { ...queue, booths: queue.booths.map((one) => (one === booth ? changed : one)) };
};

const withoutIntake = (queue: QueueNow, change: Change & { readonly kind: 'stopIntake' }): QueueNow => {
  for (const id of change.procedures)
    if (!queue.procedures.some((procedure) => procedure.id === id))
      throw new RangeError(`procedure ${id} is not one of this site`);
  return {
    ...queue,
    procedures: queue.procedures.map((procedure) =>
      change.procedures.includes(procedure.id) && procedure.walkInUntilMs !== null
        ? { ...procedure, walkInUntilMs: Math.min(procedure.walkInUntilMs, change.atMs) }
        : procedure,
    ),
  };
};

const atBooth = (
  queue: QueueNow,
  booth: BoothNow,
  change: Exclude<Change, { readonly kind: 'stopIntake' }>,
): BoothNow => {
  const { nowMs } = queue;
  switch (change.kind) {
    case 'openBooth': {
      const toMs = change.toMs ?? queue.endsAtMs;
      const window = { fromMs: change.fromMs, toMs, procedures: change.procedures, firm: true };
      if (booth.state !== 'closed') return { ...booth, procedures: change.procedures, planned: [] };
      const later = booth.planned.filter(({ fromMs }) => fromMs >= toMs);
      if (change.fromMs > nowMs) return { ...booth, planned: [window, ...later] };
      return {
        ...booth,
        state: 'open',
        procedures: change.procedures,
        sinceMs: nowMs,
        freeSinceMs: nowMs,
        planned: change.toMs === null ? [] : [window, ...later],
      };
    }
    case 'closeBooth': {
      if (booth.state === 'closed')
        return { ...booth, planned: booth.planned.filter(({ fromMs }) => fromMs < change.atMs) };
      return {
        ...booth,
        planned: [
          {
            fromMs: Math.min(nowMs, change.atMs),
            toMs: Math.max(nowMs + 1, change.atMs),
            procedures: null,
            firm: true,
          },
        ],
      };
    }
    case 'pauseBooth': {
      if (booth.state === 'closed') return booth;
      if (change.fromMs <= nowMs)
        return {
          ...booth,
          state: 'paused',
          sinceMs: nowMs,
          pausedUntilMs: change.untilMs,
          freeSinceMs: null,
        };
      const endMs = booth.planned.find(({ toMs }) => toMs > nowMs)?.toMs ?? nowMs + farMs;
      return {
        ...booth,
        planned: [
          { fromMs: nowMs, toMs: Math.min(endMs, change.fromMs), procedures: null, firm: true },
          ...(change.untilMs < endMs ? [{ fromMs: change.untilMs, toMs: endMs, procedures: null }] : []),
          ...booth.planned.filter(({ fromMs }) => fromMs >= endMs),
        ],
      };
    }
    case 'resumeBooth':
      if (booth.state !== 'paused') return booth;
      return {
        ...booth,
        state: 'open',
        sinceMs: nowMs,
        pausedUntilMs: null,
        freeSinceMs: booth.current === null ? nowMs : null,
      };
    case 'setProcedures':
      return { ...booth, procedures: change.procedures, usual: change.procedures };
  }
};
