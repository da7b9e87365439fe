// A voice for announcements, and the browser's own: Japanese first, then the visitor's language.
import type { CallId, Language } from '../../protocol/ids.ts';

export type Sentence = { readonly language: Language; readonly tag: string; readonly text: string };

/** One call as it is to be heard. */
export type Announcement = {
  readonly callId: CallId;
  readonly sentences: readonly Sentence[];
  /** 0 to 1 */
  readonly volume: number;
};

/** spoken: it was heard to its end. blocked: the browser let no sound out, or has no voice. */
export type SpeechOutcome = 'spoken' | 'blocked';

/** Whatever can say an announcement: the browser now, audio made by the hub later. */
export type Voice = { readonly speak: (announcement: Announcement) => Promise<SpeechOutcome> };

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

const sayOne = (speech: SpeechSynthesis, sentence: Sentence, volume: number): Promise<SpeechOutcome> =>
  new Promise((resolve) => {
    const utterance = new SpeechSynthesisUtterance(sentence.text);
    const voice = voiceFor(speech.getVoices(), sentence.tag);
    utterance.lang = voice?.lang ?? sentence.tag;
    utterance.voice = voice;
    utterance.volume = volume;
    utterance.rate = 0.95;
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
  async speak({ sentences, volume }) {
    let outcome: SpeechOutcome = 'blocked';
    for (const [index, sentence] of sentences.entries()) {
      if (index > 0 && voiceFor(speech.getVoices(), sentence.tag) === null) continue;
      const said = await sayOne(speech, sentence, volume);
      if (index === 0) outcome = said;
    }
    return outcome;
  },
});
