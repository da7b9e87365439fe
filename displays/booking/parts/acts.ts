// What a resident can do on the page; the steps call these, `main.ts` gives them.
import type { BusinessDate, Language, ProcedureId, SiteId } from '../../../protocol/ids.ts';
import type { FreeTimeView } from '../../../protocol/reservation-views.ts';
import type { Field, Visit } from './visit.ts';

export type Acts = {
  readonly chooseLanguage: (language: Language) => void;
  readonly back: () => void;
  readonly restart: () => void;
  readonly begin: () => void;
  readonly find: () => void;
  readonly chooseProcedure: (procedure: ProcedureId) => void;
  /** The first date on which it is possible for them; null: not known. */
  readonly eligibleFrom: (date: string | null) => void;
  readonly partySize: (people: number) => void;
  readonly order: (order: Visit['order']) => void;
  readonly district: (district: string | null) => void;
  readonly choosePlace: (site: SiteId) => void;
  readonly look: (look: Visit['look']) => void;
  /** Another month or week, by a date in it. */
  readonly show: (date: string) => void;
  readonly chooseDate: (date: BusinessDate) => void;
  readonly chooseTime: (atMs: number) => void;
  /** A free time that was named instead of one that is taken. */
  readonly takeInstead: (time: FreeTimeView) => void;
  readonly extend: () => void;
  readonly holdAgain: () => void;
  readonly otherTime: () => void;
  readonly type: (field: Field, text: string) => void;
  readonly book: () => void;
  readonly wait: () => void;
  readonly typeKey: (field: 'code' | 'lastFour', text: string) => void;
  readonly open: () => void;
  readonly move: () => void;
  readonly moveHere: () => void;
  readonly ask: (what: Visit['asking']) => void;
  readonly cancel: () => void;
  readonly accept: () => void;
  readonly leave: () => void;
  readonly print: () => void;
  /** Saves the reservation's calendar file. */
  readonly saveCalendar: () => void;
  readonly retry: () => void;
};
