// Starts the phone page: joins link, bell, wake lock and texts, and draws what they know.
import '../../protocol/no-eval.ts';
import { render } from 'lit/html.js';
import { createHubClock } from '../../protocol/hub-clock.ts';
import { Language, TicketCode } from '../../protocol/ids.ts';
import type { PhoneTexts } from '../../protocol/texts/phone/catalogue.ts';
import { loadPhoneTexts } from '../../protocol/texts/phone/load.ts';
import type { VisitorRequest } from '../../protocol/visitor.ts';
import { type Chime, createChime } from '../parts/chime.ts';
import { createReloadGuard } from '../parts/reload-guard.ts';
import { createCallBell } from './call-bell.ts';
import { createPush } from './push.ts';
import { type Phone, titleOf, trustOf } from './ticket-model.ts';
import { ticketPage } from './ticket-page.ts';
import { connectVisitor, type VisitorLink } from './visitor-link.ts';
import { createWake } from './wake.ts';

const app = document.querySelector('#app') as HTMLElement;
const given = Language.safeParse(document.documentElement.dataset.language);
const languageKey = 'junban.language';

/** A browser that forbids storage throws already when it is named; then nothing is remembered. */
const storageOf = (name: 'localStorage' | 'sessionStorage'): Pick<Storage, 'getItem' | 'setItem'> => {
  try {
    return window[name];
  } catch {
    return { getItem: () => null, setItem: () => {} };
  }
};
const lasting = storageOf('localStorage');
const passing = storageOf('sessionStorage');

const start = (code: TicketCode, first: PhoneTexts, language: Language): void => {
  const clock = createHubClock();
  const guard = createReloadGuard(passing, () => location.reload(), Date.now);
  const wake = createWake(
    (navigator as { wakeLock?: Parameters<typeof createWake>[0] }).wakeLock,
    document,
    () => draw(),
  );
  const push = createPush(location.pathname);
  let chime: Chime | null = null;
  let link: VisitorLink | null = null;
  let phone: Phone = {
    view: null,
    link: 'connecting',
    heardAtMs: null,
    nowMs: Date.now(),
    texts: first,
    language,
    sound: 'off',
    wake: 'off',
    canVibrate: 'vibrate' in navigator,
    push: push === null ? null : 'off',
    dialog: null,
    sending: null,
    outcome: null,
  };

  const draw = (change: Partial<Phone> = {}): void => {
    phone = { ...phone, ...change, nowMs: clock.now(), wake: wake.state() };
    render(ticketPage(phone, acts), app);
    document.title = titleOf(phone);
    document.documentElement.lang = phone.texts.tag;
    document.body.dataset.state = trustOf(phone) === 'past' ? 'cancelled' : (phone.view?.state ?? '');
    if (phone.view !== null) document.querySelector('#fallback')?.remove();
    const dialog = app.querySelector('dialog');
    if (dialog === null) return;
    if (phone.dialog !== null && !dialog.open) dialog.showModal();
    if (phone.dialog === null && dialog.open) dialog.close();
  };

  const bell = createCallBell({
    chime: () => (phone.sound === 'off' ? null : chime),
    vibrate: 'vibrate' in navigator ? (pattern) => navigator.vibrate(pattern) : null,
    storage: passing,
    onBlocked: () => draw({ sound: 'blocked' }),
  });

  const move = async (asked: VisitorRequest['move']): Promise<void> => {
    if (phone.sending !== null) return;
    draw({ dialog: null, sending: asked.type, outcome: null });
    const id = Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');
    const kind = (await link?.move({ id, move: asked })) ?? 'unknown';
    draw({ sending: null, outcome: { kind, move: asked.type } });
  };

  const turnSound = async (on: boolean): Promise<void> => {
    if (!on) {
      draw({ sound: 'off' });
      await wake.release();
      return;
    }
    // From the tap itself: browsers let sound out for no other reason.
    chime ??= createChime(new AudioContext());
    const allowed = await chime.unlock();
    draw({ sound: allowed ? 'on' : 'blocked' });
    // Once quietly, so that the visitor hears what to listen for.
    if (allowed) void chime.play(0.4, 'usual');
    navigator.vibrate?.(120);
    await wake.keep();
    draw();
  };

  const turnPushOn = async (): Promise<void> => {
    const key = phone.view?.pushKey;
    if (push === null || key == null || phone.push === 'asking') return;
    draw({ push: 'asking' });
    draw({ push: await push.turnOn(key, async (one) => (await link?.push(one)) ?? false) });
  };
  void push?.isOn().then((on) => on && draw({ push: 'on' }));

  const acts = {
    chooseLanguage: (chosen: Language) => {
      try {
        lasting.setItem(languageKey, chosen);
      } catch {
        // Chosen for now only.
      }
      loadPhoneTexts(chosen).then(
        (texts) => draw({ texts, language: chosen }),
        // No network: the page stays in the language it has, and the choice shows that one again.
        () => draw(),
      );
    },
    sound: (on: boolean) => void turnSound(on),
    push: () => void turnPushOn(),
    openDialog: (dialog: Phone['dialog']) => draw({ dialog }),
    stepOut: (minutes: number) => void move({ type: 'stepOut', minutes }),
    comeBack: () => void move({ type: 'comeBack' }),
    leave: () => void move({ type: 'leaveQueue' }),
  };

  link = connectVisitor({
    origin: location.origin,
    code,
    clock,
    onHeard: () => draw({ heardAtMs: clock.now() }),
    onState: (state) => draw({ link: state }),
    onView: (view) => {
      const changed = phone.view !== null && phone.view.state !== view.state;
      // A question that no longer fits the state is taken away, and so is the answer to an old one.
      draw({ view, ...(changed ? { dialog: null, outcome: null } : {}) });
      bell.hear(view);
      if (view.state === 'finished' || view.state === 'cancelled') {
        void wake.release();
        if (phone.push === 'on') void push?.turnOff();
      }
    },
    onUnreadable: () => {
      draw({ link: 'offline' });
      guard.reload();
    },
  });

  const awake = (): void => {
    if (document.visibilityState !== 'visible') return;
    // A phone that slept has a clock that moved on: what it shows is old until the hub has answered.
    draw(chime?.allowed() === false && phone.sound === 'on' ? { sound: 'blocked' } : {});
    link?.probe();
  };
  document.addEventListener('visibilitychange', awake);
  window.addEventListener('pageshow', awake);
  window.addEventListener('online', awake);
  window.setInterval(() => draw(), 1_000);
};

const code = TicketCode.safeParse(decodeURIComponent(location.pathname.split('/')[2] ?? '').toUpperCase());
if (code.success) {
  const language = Language.safeParse(lasting.getItem(languageKey)).data ?? given.data ?? 'ja';
  // Without texts the page stays as the hub wrote it, which says its time.
  loadPhoneTexts(language).then(
    (texts) => start(code.data, texts, language),
    (error: unknown) => console.error('The texts could not be loaded', error),
  );
}
