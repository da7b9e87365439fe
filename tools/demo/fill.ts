// What `npm start` adds to a demonstration that has just begun: a week of reservations, once.
import { peopleOf, signIn, signOut, someone } from './door.ts';
import { seededRandom } from './random.ts';
import { residentsAt } from './residents.ts';
import { bookWeek } from './week.ts';

const seed = 20_261_201;

/** A line that says what was added; null: nothing, since it is no demonstration, is filled already, or is being stopped. */
export const fillDemo = async (hub: string, isStopped: () => boolean): Promise<string | null> => {
  try {
    await peopleOf(hub);
    const cookie = await signIn(hub, await someone(hub));
    try {
      const booked = await bookWeek(residentsAt(hub, cookie), Date.now(), seededRandom(seed), isStopped);
      return booked === 0 ? null : `  ${booked} reservations of made-up people stand in the next seven days.`;
    } finally {
      await signOut(hub, cookie);
    }
  } catch {
    // A demonstration without them works as well; an office's hub has nobody to play.
    return null;
  }
};
