// The steps that tests of the wall share: a wall in Chromium with a voice that writes down, and what it shows.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type FixtureHub, startFixtureHub } from '../../displays/test-support/fixture-hub.ts';
import { aLobby, aSiteList, type LobbyShape } from '../../displays/test-support/wall-fixtures.ts';
import type { WallPage } from '../../displays/wall/wall-page.ts';
import { languages } from '../../protocol/ids.ts';
import type { WallView } from '../../protocol/views.ts';
import { useBrowser } from '../support/use-browser.ts';
import { dist } from './console-steps.ts';

export const landscape = { width: 1920, height: 1080 };
export const portrait = { width: 1080, height: 1920 };

/** What a wall was asked to say, and how many at once. */
type Heard = { readonly said: string[]; together: number; most: number };
declare global {
  interface Window {
    heard: Heard;
    sameLife: boolean;
  }
}

/** A voice that writes down what it is asked to say, and how many at once. */
const writeDownSpeech = () => {
  window.heard = { said: [], together: 0, most: 0 };
  class Utterance {
    text: string;
    lang = '';
    onstart: (() => void) | null = null;
    onend: (() => void) | null = null;
    constructor(text: string) {
      this.text = text;
    }
  }
  const speak = (utterance: Utterance) => {
    window.heard.together += 1;
    window.heard.most = Math.max(window.heard.most, window.heard.together);
    window.heard.said.push(`${utterance.lang}: ${utterance.text}`);
    setTimeout(() => utterance.onstart?.(), 5);
    setTimeout(() => {
      window.heard.together -= 1;
      utterance.onend?.();
    }, 60);
  };
  const voices = ['ja-JP', 'en-US', 'vi-VN'].map((lang) => ({ lang, name: lang }));
  Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance });
  Object.defineProperty(window, 'speechSynthesis', {
    value: { speak, cancel() {}, resume() {}, getVoices: () => voices, speaking: false, pending: false },
  });
};

/** A stand-in hub and a Chromium for the tests of one file; what a test opens is closed after it. */
export const useWalls = () => {
  let hub: FixtureHub;
  // Sound without a click, as a wall's browser is set.
  const browser = useBrowser(['--autoplay-policy=no-user-gesture-required']);
  const pages: Page[] = [];
  beforeAll(async () => {
    hub = await startFixtureHub({ dist, sites: aSiteList() });
  });
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close();
  });
  afterAll(async () => {
    await hub?.stop();
  });
  const openPage = async (path: string, size: { readonly width: number; readonly height: number }) => {
    const page = await browser.page(size);
    pages.push(page);
    await page.addInitScript(writeDownSpeech);
    await page.goto(`${hub.origin}${path}`);
    return page;
  };
  return {
    get hub(): FixtureHub {
      return hub;
    },
    openPage,
    openWall: async (size = landscape): Promise<Page> => {
      const page = await openPage('/wall/centre?device=lobby-1', size);
      await page.evaluate(() => {
        window.sameLife = true;
      });
      return page;
    },
    /** Stops the hub; the function starts another at the same port, as a new process would. */
    stopHub: async (): Promise<(more?: { readonly clockAheadMs?: number }) => Promise<void>> => {
      const { port } = hub;
      await hub.stop();
      return async (more = {}) => {
        hub = await startFixtureHub({ dist, port, sites: aSiteList(), ...more });
      };
    },
  };
};

const quick = {
  ...{ chime: false, speech: true, volume: 1, languages: [...languages] },
  ...{ rate: 1, hours: [], browserVoices: [] },
};
/** A lobby whose wall speaks, without a chime. */
export const lobby = (shape: LobbyShape = {}): WallView =>
  aLobby({ ...shape, over: { sound: quick, ...shape.over } });
/** Waits for a condition, patiently: the machine may be busy. */
export const soon = <T>(look: () => T | Promise<T>) => expect.poll(look, { timeout: 15_000, interval: 40 });
/** The words of all that match. */
export const texts = (page: Page, selector: string) => page.locator(selector).allInnerTexts();
/** What the wall has said. */
export const said = (page: Page) => page.evaluate(() => window.heard.said);
/** How the wall stands to its hub. */
export const linkOf = (page: Page) =>
  page.evaluate(() => (document.querySelector('wall-page') as WallPage | null)?.link);
/** Waits until it shows what holds now. */
export const live = (page: Page) => soon(() => linkOf(page)).toBe('live');
