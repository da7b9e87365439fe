// All presses of the page, and what happens without one: the first look, the way back, a tab that is seen again.
import type { Language } from '../../protocol/ids.ts';
import type { BookingTexts } from '../../protocol/texts/booking/catalogue.ts';
import { choosingActs } from './choosing-acts.ts';
import { calm, createEngine, type Engine } from './engine.ts';
import { formActs } from './form-acts.ts';
import { type AtTime, lineActs } from './line-acts.ts';
import { keyOpener, mineActs } from './mine-acts.ts';
import type { Acts } from './parts/acts.ts';
import type { Key } from './parts/visit.ts';
import type { Mark } from './trail.ts';

export type ActsParts = Pick<Engine, 'visit' | 'draw' | 'requests' | 'history'> & {
  readonly loadTexts: (language: Language) => Promise<BookingTexts>;
  readonly keepLanguage: (language: string) => void;
  readonly print: () => void;
  readonly at: AtTime;
};

export type BookingActs = Acts & {
  /** To a place in the browser's history. */
  readonly go: (mark: Mark) => void;
  readonly openKey: (key: Key) => void;
  readonly load: () => Promise<void>;
  /** The page is seen again after a while: free places are asked for anew. */
  readonly lookAgain: () => void;
};

export const createBookingActs = (parts: ActsParts): BookingActs => {
  const engine = createEngine({
    ...parts,
    draw: (change) => {
      parts.draw(change);
      // A day that opens soon has a line, which begins with who looks at it.
      if (change?.days !== undefined || change?.choice !== undefined) line.joinIfDue();
    },
  });
  const line = lineActs(engine, parts.at);
  const { visit, draw, requests, history } = engine;
  return {
    ...choosingActs(engine, line, parts.at),
    ...formActs(engine),
    ...mineActs(engine),
    load: () => engine.look(requests.offer, (offer) => ({ offer })),
    lookAgain: () => engine.loadFor(visit().step),
    go: ({ step, choice }) => {
      // Whoever leaves the form by the browser's back button keeps the place for its time: they may come forward again.
      draw({ ...calm, step, choice, ...(step === 'start' ? { moving: null, waiting: false } : {}) });
      history.replaceState({ step, choice }, '');
      engine.loadFor(step);
    },
    openKey: keyOpener(engine),
    chooseLanguage: (language) => {
      parts.keepLanguage(language);
      parts.loadTexts(language).then(
        (texts) => draw({ texts, language }),
        // No network: the page stays in the language it has.
        () => draw(),
      );
    },
    back: () => history.back(),
    print: parts.print,
    retry: engine.retry,
  };
};
