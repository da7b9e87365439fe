// Taking over a table, a part at a time: every place is held first, and only a table without errors is booked; each step may be repeated.
import { CommandId } from '../../protocol/ids.ts';
import { type Refusal, refuse } from '../../protocol/refusals.ts';
import { BookingSession, reservationId } from '../../protocol/reservation-ids.ts';
import type {
  ImportField,
  ImportProblem,
  ImportRequest,
  ImportResult,
  ImportRow,
} from '../../protocol/reservation-import.ts';
import type { Bookings, By } from './bookings.ts';
import { type BookingParts, idOf, type Located } from './contract.ts';
import { locateById } from './locate.ts';
import { type RowWish, readRow } from './read-row.ts';
import { randomOf } from './tokens.ts';

type Names = { readonly session: BookingSession; readonly command: (step: string) => CommandId };

/** The same row of the same file has the same names, whoever sends it and however often. */
const namesOf = (importId: string, { line }: ImportRow): Names => ({
  session: BookingSession.parse(`import-${importId}-${line}`),
  command: (step) => CommandId.parse(`import-${line}-${step}`),
});
/** Which field of the row a refusal is about. */
const fieldOf = ({ code }: Refusal): ImportField => {
  if (code === 'contactNeeded') return 'name';
  if (code === 'partyTooLarge') return 'partySize';
  if (code === 'notReservable') return 'procedure';
  return code === 'alreadyReserved' || code === 'bookingUnderWay' ? 'phone' : 'time';
};

/** `bookings` are those of the booking room. Every call throws LogUnavailable while the store is away. */
export const createImport = (parts: BookingParts, bookings: Bookings) => {
  const sites = [...parts.sites.values()]
    .map(({ site }) => site)
    .filter(({ reservations }) => reservations !== null);

  const say = (
    row: ImportRow,
    state: ImportResult['state'],
    problems: readonly ImportProblem[] = [],
    code: string | null = null,
  ): ImportResult => ({
    ...{ line: row.line, state, code, problems: [...problems] },
  });
  const refusedAs = (row: ImportRow, refusal: Refusal): ImportResult =>
    say(row, 'problem', [{ field: fieldOf(refusal), refusal, known: [] }]);

  /** What this import has booked of the row; null: nothing. */
  const booked = (wish: RowWish, names: Names): Promise<Located | null> =>
    locateById(parts, reservationId(wish.site, wish.date, randomOf(names.session, names.command('book'))));
  const isOver = ({ reservation }: Located): boolean => reservation?.state === 'cancelled';
  const over = refuse('reservationOver', { state: 'cancelled', stateJa: '取消済み' });
  const asIs = (row: ImportRow, located: Located): ImportResult =>
    say(row, 'booked', [], (located.reservation ?? located.waiting).code);

  const take = async (request: ImportRequest, row: ImportRow, by: By): Promise<ImportResult> => {
    const read = readRow(row, sites);
    if ('problems' in read) return say(row, 'problem', read.problems);
    const { wish } = read;
    const names = namesOf(request.importId, row);
    const { session } = names;
    const { contact, ...place } = wish;
    const there = await booked(wish, names);
    const holding = names.command(`hold-${request.attempt}`);
    const adding = request.step === 'hold' || request.step === 'book';
    // Given up here since: taking it over again is for whoever knows why.
    if (there !== null && isOver(there)) return adding ? refusedAs(row, over) : say(row, 'free');
    switch (request.step) {
      case 'hold': {
        if (there !== null) return asIs(row, there);
        const missing = bookings.missing(place, contact ?? undefined);
        if (missing !== null) return refusedAs(row, missing);
        const held = await bookings.hold({ ...place, session, commandId: holding, pass: undefined }, by);
        return held.ok ? say(row, 'held') : refusedAs(row, held.refusal);
      }
      case 'book': {
        if (there !== null) return asIs(row, there);
        const asked = {
          ...{
            ...place,
            session,
            commandId: names.command('book'),
            hold: bookings.holdIdOf(session, holding),
          },
          ...{ pass: undefined, ...(contact === null ? {} : { contact }) },
        };
        const made = await bookings.book(asked, by, 'elsewhere');
        return made.ok ? asIs(row, made.value.located) : refusedAs(row, made.refusal);
      }
      case 'release': {
        const hold = bookings.holdIdOf(session, holding);
        await bookings.changeHold(
          { ...place, session, hold, commandId: names.command(`release-${request.attempt}`) },
          'releaseHold',
          by,
        );
        return say(row, 'free');
      }
      case 'undo': {
        if (there === null) return say(row, 'free');
        const how = { by: 'duplicate', note: '', actor: by.actor } as const;
        const gone = await bookings.cancel(there, CommandId.parse(`undo:${idOf(there).slice(-16)}`), how);
        return gone.ok ? say(row, 'free') : refusedAs(row, gone.refusal);
      }
    }
  };

  /** One row after the other, in their order: places go to whoever stands first in the file. */
  return async (request: ImportRequest, by: By): Promise<readonly ImportResult[]> => {
    const results: ImportResult[] = [];
    for (const row of request.rows) results.push(await take(request, row, by));
    return results;
  };
};
