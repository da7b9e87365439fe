// Chimes and speaks calls one after another, as the announcement queue says, and reports what was heard.
import type { Language, SiteId } from '../../protocol/ids.ts';
import { textsFor } from '../../protocol/texts/index.ts';
import type { WallCall, WallView } from '../../protocol/views.ts';
import type { Receipt } from '../../protocol/wire.ts';
import { emptyQueue, finishSpeaking, hear, startNext } from './announcement-queue.ts';
import type { CallMemory } from './call-memory.ts';
import type { Chime } from './chime.ts';
import type { Announcement, Voice } from './voice.ts';

export type Announcer = {
  /** Takes in a view; speaks what is new in it, in its own time. */
  readonly hear: (view: WallView) => void;
  readonly sound: () => Receipt['sound'];
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
  /** The hub's clock, ms. */
  readonly now: () => number;
  readonly onSpoken: (call: WallCall, atMs: number) => void;
};

const sentence = (call: WallCall, language: Language): Announcement['sentences'][number] => {
  const texts = textsFor(language);
  return {
    language,
    tag: texts.tag,
    text: texts.speech.call(call.ticket.slice(0, 1), Number(call.ticket.slice(1)), call.booth),
  };
};

/** What is said for a call: Japanese, then the ticket's language if the site speaks it. */
export const announcementOf = (call: WallCall, sound: WallView['sound']): Announcement => {
  const own = call.language !== 'ja' && sound.languages.includes(call.language) ? [call.language] : [];
  // Easy Japanese takes the place of Japanese: hearing both would only confuse.
  const said: readonly Language[] = own[0] === 'ja-easy' ? own : ['ja', ...own];
  return {
    callId: call.callId,
    sentences: said.map((language) => sentence(call, language)),
    volume: sound.volume,
  };
};

export const createAnnouncer = (parts: AnnouncerParts): Announcer => {
  const { voice, chime, memory, now, onSpoken } = parts;
  const remembered = memory.load();
  let queue = emptyQueue(remembered?.date ?? null, remembered?.handled ?? []);
  let latest: WallView | null = null;
  let speechBlocked = false;

  /** Call ids begin anew each day: a view of another day says nothing of this call. */
  const withdrawn = (call: WallCall, date: WallView['date']) =>
    latest?.date === date && latest.calls.some((shown) => shown.callId === call.callId && shown.withdrawn);

  const announce = async (call: WallCall, { sound, date }: WallView) => {
    const chimed = sound.chime ? await chime.play(sound.volume) : 'played';
    if (withdrawn(call, date)) return;
    if (sound.speech) {
      const outcome = await voice.speak(announcementOf(call, sound));
      speechBlocked = outcome === 'blocked';
      if (outcome === 'spoken') onSpoken(call, now());
    } else if (sound.chime && chimed === 'played') onSpoken(call, now());
  };

  const goOn = () => {
    if (latest === null || queue.speaking !== null) return;
    queue = startNext(queue, latest.callFreshSeconds, now());
    if (queue.date !== null) memory.save(queue.date, queue.handled);
    const call = queue.speaking;
    if (call === null) return;
    announce(call, latest)
      .catch((error: unknown) => console.error('Announcement failed', error))
      .finally(() => {
        queue = finishSpeaking(queue);
        goOn();
      });
  };

  return {
    hear(view) {
      latest = view;
      queue = hear(queue, view, now());
      goOn();
    },
    sound() {
      const sound = latest?.sound;
      if (sound !== undefined && ((!sound.chime && !sound.speech) || sound.volume === 0)) return 'off';
      return chime.allowed() && !speechBlocked ? 'on' : 'blocked';
    },
    needsTouch: () => !chime.allowed(),
    async unlock() {
      if (await chime.unlock()) speechBlocked = false;
    },
  };
};
