// Starts the booking page: joins requests, history, texts and clock, and draws what they know.
import '../../protocol/no-eval.ts';
import { render } from 'lit/html.js';
import { Language } from '../../protocol/ids.ts';
import { LinkSecret, ReservationCode } from '../../protocol/reservation-ids.ts';
import { loadBookingTexts } from '../../protocol/texts/booking/load.ts';
import { createBookingActs } from './booking-acts.ts';
import { createBookingApi } from './booking-api.ts';
import { bookingPage, headingOf } from './page.ts';
import { type Key, nothingChosen, type Visit } from './parts/visit.ts';
import { bookingRequests } from './requests.ts';
import { bookingSession, keepLanguage, keptLanguage } from './session.ts';
import { markOf, reopened } from './trail.ts';

const app = document.querySelector('#app') as HTMLElement;

/** The reader's own choice, else the first language of the browser that the page speaks. */
const firstLanguage = (): Language => {
  const wanted = [keptLanguage() ?? '', ...navigator.languages].flatMap((tag) => [
    tag,
    /^zh-(TW|HK|MO)/i.test(tag)
      ? 'zh-Hant'
      : tag.startsWith('zh')
        ? 'zh-Hans'
        : tag === 'fil'
          ? 'tl'
          : (tag.split('-')[0] ?? ''),
  ]);
  return wanted.map((tag) => Language.safeParse(tag)).find((one) => one.success)?.data ?? 'ja';
};

/** A link of a reservation: code and secret behind #. */
const keyInAddress = (): Key | null => {
  const [code, secret] = location.hash.slice(1).split('.');
  const parsed = [ReservationCode.safeParse(code), LinkSecret.safeParse(secret)] as const;
  return parsed[0].success && parsed[1].success ? { code: parsed[0].data, secret: parsed[1].data } : null;
};

/** Waits so long, or until the network is back. */
const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    window.addEventListener('online', done);
  });

const start = async (): Promise<void> => {
  const language = firstLanguage();
  const texts = await loadBookingTexts(language);
  let visit: Visit = {
    ...{ step: 'start', choice: nothingChosen, offer: null, soonest: null, days: null, slots: null },
    ...{ look: 'month', shown: null, order: 'soonest', held: null, line: null, problems: {} },
    typed: { name: '', kana: '', phone: '', email: '' },
    asked: { code: '', lastFour: '' },
    ...{ mine: null, key: keyInAddress(), moving: null, waiting: false, asking: null },
    ...{ busy: false, unsure: false, trouble: null, alternatives: [], outcome: null },
    nowMs: Date.now(),
    ...{ language, texts },
  };
  /** The hub's clock less this machine's. */
  let offsetMs = 0;
  const onClock = (hubMs: number): void => {
    offsetMs = hubMs - Date.now();
  };

  const draw = (change: Partial<Visit> = {}): void => {
    const before = visit;
    visit = { ...visit, ...change, nowMs: Date.now() + offsetMs };
    render(bookingPage(visit, acts), app);
    document.title = `${headingOf(visit)}｜${visit.texts.title}`;
    document.documentElement.lang = visit.texts.tag;
    const dialog = app.querySelector('dialog');
    if (dialog !== null && !dialog.open) dialog.showModal();
    // A new step begins at its heading, also for who hears the page.
    if (before.step !== visit.step) {
      window.scrollTo(0, 0);
      app.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
    } else if (before.choice.date !== visit.choice.date && visit.step === 'day') {
      app.querySelector<HTMLElement>('#times')?.focus({ preventScroll: true });
      app.querySelector('.times')?.scrollIntoView({ block: 'nearest' });
    }
    if (before.problems !== visit.problems) app.querySelector<HTMLElement>('#problems')?.focus();
  };

  const requests = bookingRequests(
    createBookingApi({ fetch: fetch.bind(window), pause, onClock }),
    bookingSession(),
    () => draw({ unsure: true }),
  );
  const acts = createBookingActs({
    visit: () => visit,
    draw,
    requests,
    loadTexts: loadBookingTexts,
    keepLanguage,
    history: window.history,
    print: () => window.print(),
    // Not sooner than half a second: the hub's clock is known to a second only.
    at: (atMs, act) => window.setTimeout(act, Math.max(500, atMs - Date.now() - offsetMs)),
  });

  window.addEventListener('popstate', (event) => {
    const has = {
      held: visit.held !== null || visit.waiting || visit.moving !== null,
      mine: visit.mine !== null,
    };
    acts.go(reopened(markOf(event.state), has));
  });
  window.addEventListener('hashchange', () => {
    const key = keyInAddress();
    if (key !== null) acts.openKey(key);
  });
  window.setInterval(() => (visit.held !== null || visit.line !== null) && draw(), 1_000);
  document.addEventListener(
    'visibilitychange',
    () => document.visibilityState === 'visible' && acts.lookAgain(),
  );

  draw();
  await acts.load();
  if (visit.key !== null) acts.openKey(visit.key);
  else acts.go(reopened(markOf(window.history.state), { held: false, mine: false }));
};

void start();
