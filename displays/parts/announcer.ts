// Chimes and speaks calls one after another, as the announcement queue says, and reports what was heard.
import type { AnnouncementForm } from '../../protocol/announcement-form.ts';
import type { Language, SiteId } from '../../protocol/ids.ts';
import { briefCall, terseCall } from '../../protocol/texts/brief-call.ts';
import { textsFor } from '../../protocol/texts/index.ts';
import type { WallCall, WallView } from '../../protocol/views.ts';
import type { Receipt } from '../../protocol/wire.ts';
import { announcementMs, betweenMs, mayAddLanguage, type Pace, paceOf } from './announcement-pace.ts';
import { emptyQueue, finishSpeaking, hear, startNext } from './announcement-queue.ts';
import type { CallMemory } from './call-memory.ts';
import type { Chime } from './chime.ts';
import { heardAt } from './heard-hours.ts';
import { pause } from './pause.ts';
import type { Announcement, Sentence, Voice } from './voice.ts';

export type Announcer = {
  /** Takes in a view; speaks what is new in it, in its own time. */
  readonly hear: (view: WallView) => void;
  readonly sound: () => Receipt['sound'];
  /** Whose voice was heard last. */
  readonly voice: () => Receipt['voice'];
  /** True when a touch on the screen would let sound out. */
  readonly needsTouch: () => boolean;
  /** Call from a touch or a key. */
  readonly unlock: () => Promise<void>;
};

export type AnnouncerParts = {
  readonly site: SiteId;
  readonly voice: Voice;
  readonly chime: Chime;
  readonly memory: CallMemory;
  /** This wall is to be silent, whatever its site is: another one stands beside it. */
  readonly muted?: boolean;
  /** The hub's clock, ms. */
  readonly now: () => number;
  readonly onSpoken: (call: WallCall, atMs: number) => void;
};

const isSilent = (sound: WallView['sound'], nowMs: number): boolean =>
  (!sound.chime && !sound.speech) || sound.volume === 0 || !heardAt(sound, nowMs);

const formOf = (pace: Pace): AnnouncementForm => (pace === 'brief' || pace === 'terse' ? pace : 'full');

const sentence = (call: WallCall, language: Language, form: AnnouncementForm): Sentence => {
  const texts = textsFor(language);
  const say = { full: texts.speech.call, brief: briefCall, terse: terseCall }[form];
  const text = say(call.ticket.slice(0, 1), Number(call.ticket.slice(1)), call.booth);
  return { language, tag: texts.tag, text, form };
};

/** What is said for a call: Japanese, then the ticket's language if the site speaks it and there is time. */
export const announcementOf = (
  call: WallCall,
  sound: WallView['sound'],
  pace: Pace = 'full',
  mayGoOn: () => boolean = () => true,
): Announcement => {
  const own = call.language !== 'ja' && sound.languages.includes(call.language) ? [call.language] : [];
  // Easy Japanese takes the place of Japanese: hearing both would only confuse.
  const usual: readonly Language[] = own[0] === 'ja-easy' ? own : ['ja', ...own];
  const form = formOf(pace);
  const said = form !== 'full' ? (['ja'] as const) : pace === 'full' ? usual : usual.slice(0, 1);
  return {
    callId: call.callId,
    sentences: said.map((language) => sentence(call, language, form)),
    volume: sound.volume,
    rate: sound.rate,
    browserVoices: sound.browserVoices,
    mayGoOn,
  };
};

export const createAnnouncer = (parts: AnnouncerParts): Announcer => {
  const { voice, chime, memory, muted = false, now, onSpoken } = parts;
  const remembered = memory.load();
  let queue = emptyQueue(remembered?.date ?? null, remembered?.handled ?? []);
  let latest: WallView | null = null;
  let speechBlocked = false;

  /** Call ids begin anew each day: a view of another day says nothing of this call. */
  const withdrawn = (call: WallCall, date: WallView['date']) =>
    latest?.date === date && latest.calls.some((shown) => shown.callId === call.callId && shown.withdrawn);

  const waitingSince = () => queue.waiting.map((call) => call.atMs);

  /** The next in line, as it will probably be said in `afterMs`. */
  const prepareNext = ({ sound }: WallView, afterMs: number) => {
    const [next, ...rest] = queue.waiting;
    if (next === undefined || !sound.speech) return;
    const waitingAtMs = rest.map((call) => call.atMs);
    voice.prepare?.(announcementOf(next, sound, paceOf(waitingAtMs, now() + afterMs, sound.rate)));
  };

  /** What is heard before the words. A site that only chimes always does. */
  const lead = async ({ sound }: WallView, pace: Pace, following: boolean) => {
    if (pace === 'terse' && following && sound.speech) await pause(betweenMs);
    else if (sound.chime) return chime.play(sound.volume, pace === 'full' ? 'usual' : 'short');
    return 'played';
  };

  const announce = async (call: WallCall, view: WallView, following: boolean) => {
    const { sound, date } = view;
    if (muted || !heardAt(sound, now())) return;
    const pace = paceOf(waitingSince(), now(), sound.rate);
    const mayGoOn = () => mayAddLanguage(waitingSince(), now(), sound.rate);
    const announcement = announcementOf(call, sound, pace, mayGoOn);
    if (sound.speech) voice.prepare?.(announcement);
    prepareNext(view, announcementMs(pace, sound.rate));
    const chimed = await lead(view, pace, following);
    if (withdrawn(call, date)) return;
    if (sound.speech) {
      const outcome = await voice.speak(announcement);
      speechBlocked = outcome === 'blocked';
      if (outcome === 'spoken') onSpoken(call, now());
    } else if (sound.chime && chimed === 'played') onSpoken(call, now());
  };

  /** `following`: right after another call. */
  const goOn = (following = false) => {
    if (latest === null || queue.speaking !== null) return;
    queue = startNext(queue, latest.callFreshSeconds, now());
    if (queue.date !== null) memory.save(queue.date, queue.handled);
    const call = queue.speaking;
    if (call === null) return;
    announce(call, latest, following)
      .catch((error: unknown) => console.error('Announcement failed', error))
      .finally(() => {
        queue = finishSpeaking(queue);
        goOn(true);
      });
  };

  return {
    hear(view) {
      latest = view;
      const known = new Set(queue.waiting.map((call) => call.callId));
      queue = hear(queue, view, now());
      goOn();
      if (muted || !view.sound.speech || !heardAt(view.sound, now())) return;
      // As short as it will have to be where many wait: making what is not said would keep the engine busy.
      const pace = paceOf(waitingSince().slice(1), now(), view.sound.rate);
      for (const call of queue.waiting)
        if (!known.has(call.callId)) voice.prepare?.(announcementOf(call, view.sound, pace));
    },
    sound() {
      const sound = latest?.sound;
      if (muted || (sound !== undefined && isSilent(sound, now()))) return 'off';
      return chime.allowed() && !speechBlocked ? 'on' : 'blocked';
    },
    voice: () => (latest?.sound.speech === false ? 'none' : (voice.used?.() ?? undefined)),
    needsTouch: () => !chime.allowed(),
    async unlock() {
      if (await chime.unlock()) speechBlocked = false;
    },
  };
};
