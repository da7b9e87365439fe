// A voice for announcements, and the browser's own: Japanese first, then the visitor's language.
import { type AnnouncementForm, hasteOf } from '../../protocol/announcement-form.ts';
import type { CallId, Language } from '../../protocol/ids.ts';

export type Sentence = {
  readonly language: Language;
  readonly tag: string;
  readonly text: string;
  readonly form: AnnouncementForm;
};

/** One call as it is to be heard. */
export type Announcement = {
  readonly callId: CallId;
  readonly sentences: readonly Sentence[];
  /** 0 to 1 */
  readonly volume: number;
  /** 1: as usual */
  readonly rate: number;
  /** Languages that the browser's own voice is to speak, where it has one. */
  readonly browserVoices: readonly Language[];
  /** Asked before each sentence after the first: false when others wait too long already. */
  readonly mayGoOn: () => boolean;
};

/** spoken: it was heard to its end. blocked: the browser let no sound out, or has no voice. */
export type SpeechOutcome = 'spoken' | 'blocked';

/** Whatever can say an announcement: the browser, or sound made by the hub. */
export type Voice = {
  readonly speak: (announcement: Announcement) => Promise<SpeechOutcome>;
  /** Has it ready before its turn comes. */
  readonly prepare?: (announcement: Announcement) => void;
  /** Whether there is a voice for a language (BCP 47). */
  readonly has?: (tag: string) => boolean;
  /** Whose voice was heard last; null: none yet. */
  readonly used?: () => 'hub' | 'browser' | null;
};

/** An utterance that has not begun by then never will: no voice, no permission, or Chromium's lost end event. */
const startLimitMs = 4_000;
const limitMs = (text: string) => 6_000 + text.length * 350;

/** Chinese voices are named by country, not by script; those of Filipino by its old code too. Hong Kong's speak Cantonese. */
const namesOf: Readonly<Record<string, readonly string[]>> = {
  'zh-hans': ['zh-cn', 'cmn-hans', 'zh-sg', 'zh-tw', 'zh', 'cmn'],
  'zh-hant': ['zh-tw', 'cmn-hant', 'zh-cn', 'zh', 'cmn'],
  fil: ['fil', 'tl'],
};

/** The voice that suits a language best; null when the browser has none. */
export const voiceFor = <Voice extends { readonly lang: string }>(
  voices: readonly Voice[],
  tag: string,
): Voice | null => {
  const whole = tag.toLowerCase();
  const wanted = namesOf[whole] ?? [whole, whole.split('-')[0] ?? whole];
  const named = voices.map((voice) => ({ voice, lang: voice.lang.toLowerCase().replaceAll('_', '-') }));
  for (const name of wanted) {
    const found =
      named.find(({ lang }) => lang === name) ??
      // "zh" alone does not stand for every kind of Chinese.
      (name === 'zh' ? undefined : named.find(({ lang }) => lang.startsWith(`${name}-`)));
    if (found !== undefined) return found.voice;
  }
  return null;
};

const sayOne = (
  speech: SpeechSynthesis,
  sentence: Sentence,
  { volume, rate }: Announcement,
): Promise<SpeechOutcome> =>
  new Promise((resolve) => {
    const utterance = new SpeechSynthesisUtterance(sentence.text);
    const voice = voiceFor(speech.getVoices(), sentence.tag);
    utterance.lang = voice?.lang ?? sentence.tag;
    utterance.voice = voice;
    utterance.volume = volume;
    utterance.rate = 0.95 * rate * hasteOf(sentence.form);
    let begun = false;
    const settle = (outcome: SpeechOutcome) => {
      clearTimeout(startTimer);
      clearTimeout(endTimer);
      utterance.onstart = utterance.onend = utterance.onerror = null;
      resolve(outcome);
    };
    const giveUp = () => {
      speech.cancel();
      settle(begun ? 'spoken' : 'blocked');
    };
    const startTimer = setTimeout(() => {
      if (!begun) giveUp();
    }, startLimitMs);
    const endTimer = setTimeout(giveUp, limitMs(sentence.text));
    utterance.onstart = () => {
      begun = true;
    };
    utterance.onend = () => settle('spoken');
    utterance.onerror = () => settle('blocked');
    // After a sleep or a cancel Chromium may stay paused without saying so.
    if (speech.speaking || speech.pending) speech.cancel();
    speech.resume();
    speech.speak(utterance);
  });

/** The browser's speech synthesis; a language without a voice is left out, Japanese is always tried. */
export const createBrowserVoice = (speech: SpeechSynthesis): Voice => ({
  has: (tag) => voiceFor(speech.getVoices(), tag) !== null,
  async speak(announcement) {
    let outcome: SpeechOutcome = 'blocked';
    for (const [index, sentence] of announcement.sentences.entries()) {
      if (index > 0 && voiceFor(speech.getVoices(), sentence.tag) === null) continue;
      if (index > 0 && !announcement.mayGoOn()) break;
      const said = await sayOne(speech, sentence, announcement);
      if (index === 0) outcome = said;
    }
    return outcome;
  },
});
