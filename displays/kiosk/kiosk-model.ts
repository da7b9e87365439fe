// One visitor at the kiosk, pure: what a touch makes of the screen, what the hub's word does, and what time does.
import type { ProcedureId } from '../../protocol/ids.ts';
import type { Renewal } from '../../protocol/kiosk-settings.ts';
import type { KioskProcedure } from '../../protocol/kiosk-view.ts';
import { codeLength, normaliseCode, type ReservationCode } from '../../protocol/reservation-ids.ts';
import { codeIn } from '../../protocol/scanned-code.ts';
import { dateFrom, renewableOn } from './parts/expiry.ts';
import {
  type Around,
  type CheckInPress,
  freshVisit,
  type Heard,
  helpFailsAfterMs,
  type IssuePress,
  type Kiosk,
  type Press,
  returnsIn,
  type Step,
  start,
  type Touch,
  unconfirmedAfterMs,
} from './parts/kiosk-state.ts';

const find = ({ view }: Around, id: ProcedureId): KioskProcedure | undefined =>
  view?.procedures.find((one) => one.id === id);

const issue = (
  kiosk: Kiosk,
  around: Around,
  procedure: ProcedureId,
  partySize: number,
  expiring: boolean,
): Kiosk => {
  const { view, live, nowMs, newCommandId } = around;
  // What cannot be sent now is not kept for later: its visitor is sent to the desk.
  if (view === null || !live) return kiosk;
  const press: IssuePress = {
    kind: 'issue',
    commandId: newCommandId(),
    date: view.date,
    procedure,
    language: kiosk.language,
    partySize,
    expiring,
  };
  return { ...kiosk, step: { at: 'issuing', press, sinceMs: nowMs } };
};

/** Somebody shows the code of a reservation; `moveHere`: it may be moved. */
const checkIn = (kiosk: Kiosk, around: Around, code: ReservationCode, moveHere: boolean): Kiosk => {
  const { view, live, nowMs, clockMs, newCommandId } = around;
  if (view === null || !live) return kiosk;
  const usual = view.languages[0] ?? 'ja';
  const press: CheckInPress = {
    kind: 'checkIn',
    commandId: newCommandId(),
    date: view.date,
    code,
    language: kiosk.language === usual ? null : kiosk.language,
    pressedAtMs: Math.round(clockMs),
    moveHere,
  };
  return { ...kiosk, step: { at: 'issuing', press, sinceMs: nowMs } };
};

/** More is no code of a reservation. */
const longestCode = codeLength + 1;

const typedMore = (step: Extract<Step, { at: 'code' }>, key: string): Step => {
  const [character = ''] = normaliseCode(key);
  if (!/^[A-Z0-9]$/.test(character) || step.typed.length >= longestCode) return step;
  return { at: 'code', typed: step.typed + character, wrong: false };
};

/** What was typed or scanned: taken when it is a code, said to be wrong when it is none. */
const shown = (kiosk: Kiosk, around: Around, text: string): Kiosk => {
  const code = codeIn(text);
  if (code !== null) return checkIn(kiosk, around, code, false);
  return { ...kiosk, step: { at: 'code', typed: normaliseCode(text).slice(0, longestCode), wrong: true } };
};

/** Steps from which a ticket may be asked for: none of them has a press that may still count. */
const mayAsk: ReadonlySet<Step['at']> = new Set(['choose', 'party', 'unavailable', 'expiryAnswer']);

/** Asks for the party first, where that is wanted. */
const take = (kiosk: Kiosk, around: Around, procedure: KioskProcedure, expiring: boolean): Kiosk => {
  if (!mayAsk.has(kiosk.step.at)) return kiosk;
  if (procedure.asksPartySize) return { ...kiosk, step: { at: 'party', procedure: procedure.id, expiring } };
  return issue(kiosk, around, procedure.id, 1, expiring);
};

const expiryAnswer = (what: Renewal, date: string, around: Around): Step => {
  const rules = around.view?.rules ?? { renewalMonths: 3, expiringDays: 0 };
  const { kind, expiring } = renewableOn(date, around.today, rules);
  return { at: 'expiryAnswer', what, ends: { date, kind }, expiring };
};

const backFrom = (step: Step): Step => {
  switch (step.at) {
    case 'choose':
      return step.place.page > 0
        ? { at: 'choose', place: { ...step.place, page: step.place.page - 1 } }
        : start;
    case 'expiryYear':
      return { at: 'expiryWhich' };
    case 'expiryMonth':
      return { at: 'expiryYear', what: step.what };
    case 'expiryDay':
      return { at: 'expiryMonth', what: step.what, year: step.year };
    case 'expiryAnswer':
      return { at: 'expiryYear', what: step.what };
    // What is on its way stays; what was given is left by Finish.
    case 'issuing':
    case 'ticket':
    case 'unconfirmed':
      return step;
    default:
      return start;
  }
};

const afterTouch = (kiosk: Kiosk, touch: Touch, around: Around): Kiosk => {
  const { step } = kiosk;
  const to = (next: Step): Kiosk => ({ ...kiosk, step: next });
  switch (touch.type) {
    case 'touch':
      return kiosk;
    case 'home':
      // A press that may still count is not left behind.
      return step.at === 'issuing' ? kiosk : freshVisit(around.view?.languages[0] ?? 'ja', around.nowMs);
    case 'back':
      return kiosk.helpOpen ? { ...kiosk, helpOpen: false } : to(backFrom(step));
    case 'toggleLow': {
      const low = !kiosk.low;
      // Half a screen has other pages.
      return step.at === 'choose' ? { ...kiosk, low, step: start } : { ...kiosk, low };
    }
    case 'language':
      return { ...kiosk, language: touch.language };
    case 'openHelp':
      return { ...kiosk, helpOpen: true };
    case 'callHelp':
      return {
        ...kiosk,
        helpOpen: true,
        help: {
          commandId: around.newCommandId(),
          state: 'sending',
          sinceMs: around.nowMs,
          answeredBefore: around.view?.help?.answeredAtMs ?? null,
        },
      };
    case 'withdrawHelp':
      return { ...kiosk, helpOpen: false, help: null };
    case 'group':
      return step.at === 'choose' ? to({ at: 'choose', place: { group: touch.group, page: 0 } }) : kiosk;
    case 'page':
      return step.at === 'choose'
        ? to({ at: 'choose', place: { ...step.place, page: Math.max(0, touch.page) } })
        : kiosk;
    case 'procedure': {
      const procedure = find(around, touch.procedure);
      if (procedure === undefined || step.at !== 'choose') return kiosk;
      if (procedure.intake !== 'open')
        return to({ at: 'unavailable', procedure: procedure.id, refusal: null });
      return take(kiosk, around, procedure, false);
    }
    case 'take': {
      const procedure = find(around, touch.procedure);
      return procedure === undefined ? kiosk : take(kiosk, around, procedure, touch.expiring);
    }
    case 'party':
      return step.at === 'party' ? issue(kiosk, around, step.procedure, touch.size, step.expiring) : kiosk;
    case 'reserved':
      return step.at === 'choose' ? to({ at: 'code', typed: '', wrong: false }) : kiosk;
    case 'codeKey':
      return step.at === 'code' ? to(typedMore(step, touch.key)) : kiosk;
    case 'codeErase':
      return step.at === 'code' ? to({ at: 'code', typed: step.typed.slice(0, -1), wrong: false }) : kiosk;
    case 'codeSend':
      return step.at === 'code' ? shown(kiosk, around, step.typed) : kiosk;
    case 'scanned':
      // Whoever holds a code to the scanner means it, wherever the screen is; but not over a press that may still count.
      return step.at === 'issuing' || step.at === 'unconfirmed' ? kiosk : shown(kiosk, around, touch.text);
    case 'moveHere':
      return step.at === 'notCheckedIn' ? checkIn(kiosk, around, step.press.code, true) : kiosk;
    case 'codeAgain':
      return step.at === 'notCheckedIn' ? to({ at: 'code', typed: '', wrong: false }) : kiosk;
    case 'expiry':
      return step.at === 'choose' ? to({ at: 'expiryWhich' }) : kiosk;
    case 'expiryWhat':
      return step.at === 'expiryWhich' ? to({ at: 'expiryYear', what: touch.what }) : kiosk;
    case 'expiryYear': {
      if (step.at !== 'expiryYear') return kiosk;
      const { what } = step;
      const { year } = touch;
      if (typeof year === 'number') return to({ at: 'expiryMonth', what, year });
      const kind = year === 'earlier' ? 'over' : 'early';
      return to({ at: 'expiryAnswer', what, ends: { date: null, kind }, expiring: kind === 'over' });
    }
    case 'expiryMonth':
      return step.at === 'expiryMonth' ? to({ ...step, at: 'expiryDay', month: touch.month }) : kiosk;
    case 'expiryDay':
      return step.at === 'expiryDay'
        ? to(expiryAnswer(step.what, dateFrom(step.year, step.month, touch.day), around))
        : kiosk;
  }
};

/** What somebody's finger does. Any touch begins the wait anew. */
export const touched = (kiosk: Kiosk, touch: Touch, around: Around): Kiosk => ({
  ...afterTouch(kiosk, touch, around),
  touchedAtMs: around.nowMs,
});

const answered = (kiosk: Kiosk, heard: Exclude<Heard, { type: 'tick' }>, around: Around): Kiosk => {
  const { step, help } = kiosk;
  const { commandId } = heard;
  if (help?.commandId === commandId)
    return { ...kiosk, help: { ...help, state: heard.type === 'accepted' ? 'told' : 'failed' } };
  // An answer that comes late is good news still.
  const mine = (step.at === 'issuing' || step.at === 'unconfirmed') && step.press.commandId === commandId;
  if (!mine) return kiosk;
  const { press } = step;
  // What somebody reads now was not there when they last touched.
  const anew = { ...kiosk, touchedAtMs: around.nowMs };
  if (heard.type === 'refused')
    return {
      ...anew,
      step:
        press.kind === 'checkIn'
          ? { at: 'notCheckedIn', press, refusal: heard.refusal }
          : { at: 'unavailable', procedure: press.procedure, refusal: heard.refusal },
    };
  const { ticket, code, job, arrival, procedure } = heard.answer;
  if (ticket === undefined) return { ...anew, step: { at: 'unconfirmed', press } };
  const given = {
    ticket,
    code: code ?? null,
    paper: job !== undefined,
    procedure: procedure ?? (press.kind === 'issue' ? press.procedure : null),
    arrival: arrival ?? null,
  };
  return { ...anew, step: { at: 'ticket', press, given, sinceMs: around.nowMs } };
};

const ticked = (kiosk: Kiosk, around: Around): Kiosk => {
  const { step, help } = kiosk;
  const { nowMs } = around;
  if (step.at === 'issuing' && nowMs - step.sinceMs >= unconfirmedAfterMs)
    return { ...kiosk, step: { at: 'unconfirmed', press: step.press }, touchedAtMs: nowMs };
  if (help?.state === 'sending' && nowMs - help.sinceMs >= helpFailsAfterMs)
    return { ...kiosk, help: { ...help, state: 'failed' } };
  return returnsIn(kiosk, around) === 0 ? freshVisit(around.view?.languages[0] ?? 'ja', nowMs) : kiosk;
};

/** What the hub, or time, does. */
export const heard = (kiosk: Kiosk, told: Heard, around: Around): Kiosk =>
  told.type === 'tick' ? ticked(kiosk, around) : answered(kiosk, told, around);

/** The press that is to be sent until it is answered; null: none. */
export const pressOf = ({ step }: Kiosk): Press | null => (step.at === 'issuing' ? step.press : null);
