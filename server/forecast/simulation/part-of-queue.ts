// The part of a queue that can touch one ticket: procedures that share booths, or send people on, with its own.
import type { QueueNow } from '../contract.ts';
import type { Models } from '../learning/learn.ts';

/** The queue without procedures and booths that cannot touch the ticket's wait: its forecast is the same to the last digit. */
export const partFor = (queue: QueueNow, models: Models, ticket: string): QueueNow => {
  const asked = queue.waiting.find(({ id }) => id === ticket);
  if (asked === undefined) return queue;
  const near = new Set([asked.procedure]);
  const links = [
    ...queue.booths.map((booth) => [
      ...[...booth.procedures, ...booth.usual].map(({ procedure }) => procedure),
      ...booth.planned.flatMap((window) => (window.procedures ?? []).map(({ procedure }) => procedure)),
      ...(booth.current === null ? [] : [booth.current.procedure]),
    ]),
    ...[...models.figures.procedures].map(([id, { transfers }]) => [id, ...transfers.map(({ to }) => to)]),
  ];
  for (let before = 0; before !== near.size; ) {
    before = near.size;
    for (const link of links) if (link.some((id) => near.has(id))) for (const id of link) near.add(id);
  }
  if (queue.procedures.every(({ id }) => near.has(id))) return queue;
  const isNear = ({ procedure }: { readonly procedure: string }) => near.has(procedure);
  return {
    ...queue,
    procedures: queue.procedures.filter(({ id }) => near.has(id)),
    booths: queue.booths.filter((booth) =>
      [...booth.procedures, ...booth.usual, ...(booth.current === null ? [] : [booth.current])].some(isNear),
    ),
    waiting: queue.waiting.filter(isNear),
    absent: queue.absent.filter(isNear),
    held: queue.held.filter(isNear),
    reservations: queue.reservations.filter(isNear),
    ...(queue.probes === undefined ? {} : { probes: queue.probes.filter(isNear) }),
  };
};
