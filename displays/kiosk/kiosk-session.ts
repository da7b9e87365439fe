// A kiosk with a key: joins link, visitor and page, at whichever site the hub says it stands.
import type { CommandRequest } from '../../protocol/commands.ts';
import { createHubClock } from '../../protocol/hub-clock.ts';
import { CommandId, type DeviceId, type SiteId } from '../../protocol/ids.ts';
import type { KioskView } from '../../protocol/kiosk-view.ts';
import { randomHex } from '../../protocol/random-hex.ts';
import { dayOf } from '../parts/civil-time.ts';
import type { ReloadGuard } from '../parts/reload-guard.ts';
import { connectKiosk } from './kiosk-link.ts';
import { heard, pressOf, touched } from './kiosk-model.ts';
import type { KioskPage } from './kiosk-page.ts';
import {
  type Around,
  freshVisit,
  type Heard,
  type Kiosk,
  type Press,
  type Touch,
} from './parts/kiosk-state.ts';

export type KioskSession = {
  /** Call four times a second. */
  tick(): void;
  close(): void;
};

type Parts = {
  readonly page: KioskPage;
  readonly origin: string;
  readonly key: string;
  readonly guard: ReloadGuard;
  readonly onUnknownKey: () => void;
};

const newCommandId = (): CommandId => CommandId.parse(`k-${randomHex()}`);

/** What the hub does not put in itself (source, printer, place) is what the visitor chose. */
const requestOf = (press: Press, mark: KioskView['expiringMark']): CommandRequest => {
  const { commandId, date } = press;
  if (press.kind === 'checkIn') {
    const { code, language, pressedAtMs, moveHere } = press;
    const spoken = language === null ? {} : { language };
    return {
      commandId,
      date,
      command: {
        ...{ type: 'checkIn', code, pressedAtMs, moveHere, ...spoken },
        ...{ source: 'kiosk', marks: [], printAt: null },
      },
    };
  }
  return {
    commandId,
    date,
    command: {
      type: 'issueTicket',
      procedure: press.procedure,
      source: 'kiosk',
      marks: press.expiring && mark !== null ? [mark] : [],
      language: press.language,
      partySize: press.partySize,
      note: '',
      slotAtMs: null,
      printAt: null,
    },
  };
};

export const openKioskSession = (parts: Parts): KioskSession => {
  const { page, guard } = parts;
  const clock = createHubClock();
  let kiosk: Kiosk = freshVisit('ja', performance.now());
  let place: { readonly site: SiteId; readonly device: DeviceId } | null = null;
  /** The press that is being sent. */
  let sending: Press | null = null;

  const around = (): Around => ({
    view: page.view,
    live: page.live,
    today: dayOf(clock.now()),
    nowMs: performance.now(),
    clockMs: clock.now(),
    newCommandId,
  });

  const askHelp = (commandId: CommandId): void => {
    if (place === null) return;
    link.ask({ commandId, command: { type: 'askHelp', device: place.device, language: kiosk.language } });
  };

  const become = (next: Kiosk): void => {
    const before = kiosk;
    kiosk = next;
    const press = pressOf(next);
    if (press?.commandId !== sending?.commandId) {
      if (sending !== null) link.drop(sending.commandId);
      sending = press;
      if (press !== null) link.ask(requestOf(press, page.view?.expiringMark ?? null));
    }
    if (next.help?.commandId !== before.help?.commandId) {
      // Nobody stands there any more, or asked anew.
      if (before.help !== null) link.drop(before.help.commandId);
      if (next.help !== null) askHelp(next.help.commandId);
    }
    page.show(next, around());
  };

  const withdraw = (): void => {
    if (place === null) return;
    // Told or not: a call whose answer was lost may ring at reception.
    link.ask({ commandId: newCommandId(), command: { type: 'withdrawHelp', device: place.device } });
  };

  const hear = (told: Heard): void => become(heard(kiosk, told, around()));

  page.now = clock.now;
  page.onTouch = (touch: Touch) => {
    if (touch.type === 'withdrawHelp') withdraw();
    become(touched(kiosk, touch, around()));
  };

  const link = connectKiosk({
    origin: parts.origin,
    hello: { key: parts.key },
    clock,
    onPlaced: (placed) => {
      if (place?.site === placed.place.site && place.device === placed.place.device) return;
      // Moved: what another site offers is none of this one's.
      place = { site: placed.place.site, device: placed.place.device };
      page.view = null;
      become(freshVisit('ja', performance.now()));
    },
    onUnknownKey: parts.onUnknownKey,
    onLive: (live) => {
      page.live = live;
      hear({ type: 'tick' });
    },
    onView: (view) => {
      const usual = view.languages[0] ?? 'ja';
      const isFirst = page.view === null;
      page.view = view;
      page.problem = null;
      if (isFirst) become(freshVisit(usual, performance.now()));
    },
    onRefused: (refusal) => {
      page.problem = refusal.code === 'unknownSite' ? 'unknownSite' : null;
      // A hub that speaks another version does not understand our hello.
      if (refusal.code === 'malformed') guard.reload();
    },
    onUnreadable: (problem) => {
      page.live = false;
      if (!guard.reload()) console.error(`The hub speaks another version: ${problem}`);
    },
    onAnswer: (commandId, answer) =>
      hear(
        answer.ok
          ? { type: 'accepted', commandId, answer }
          : { type: 'refused', commandId, refusal: answer.refusal },
      ),
  });

  page.show(kiosk, around());
  return {
    tick: () => hear({ type: 'tick' }),
    close: () => {
      link.close();
      page.view = null;
      page.live = false;
    },
  };
};
