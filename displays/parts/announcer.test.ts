// The announcer chimes and speaks one call after another, in the visitor's language too, and says when it is mute.
import { describe, expect, it } from 'vitest';
import { BusinessDate, SiteId } from '../../protocol/ids.ts';
import { waitFor } from '../../test/support/patience.ts';
import { aCall, aLobby } from '../test-support/wall-fixtures.ts';
import { announcementOf, createAnnouncer } from './announcer.ts';
import type { Remembered } from './call-memory.ts';
import type { SpeechOutcome } from './voice.ts';

const noon = 1_800_000_000_000;
const sound = aLobby().sound;

const announcerWith = (outcome: SpeechOutcome, allowed = true) => {
  const log: string[] = [];
  let remembered: Remembered | null = null;
  const open = (muted = false) =>
    createAnnouncer({
      muted,
      site: SiteId.parse('centre'),
      now: () => noon,
      chime: {
        allowed: () => allowed,
        unlock: async () => true,
        play: async () => {
          log.push('chime');
          return 'played';
        },
      },
      voice: {
        speak: async ({ callId }) => {
          log.push(`begin ${callId}`);
          await Promise.resolve();
          log.push(`end ${callId}`);
          return outcome;
        },
      },
      memory: {
        load: () => remembered,
        save: (date, handled) => {
          remembered = { date, handled: [...handled] };
        },
      },
      onSpoken: (call) => log.push(`spoken ${call.callId}`),
    });
  return { log, open };
};

describe('the announcer', () => {
  it('never speaks two calls over each other, and not again after a reload', async () => {
    const { log, open } = announcerWith('spoken');
    const view = aLobby({ calls: [aCall('B001', 2, noon - 100), aCall('A012', 3, noon - 200)] });
    open().hear(view);
    await waitFor(() => expect(log.filter((line) => line.startsWith('spoken'))).toHaveLength(2));
    expect(log).toEqual([
      ...['chime', 'begin A012.1', 'end A012.1', 'spoken A012.1'],
      ...['chime', 'begin B001.1', 'end B001.1', 'spoken B001.1'],
    ]);
    const reloaded = open();
    reloaded.hear(view);
    expect(log).toHaveLength(8);
    expect(reloaded.sound()).toBe('on');
  });

  it('says many in a row in few words, after a chime for the first alone, and loses none', async () => {
    const { log, open } = announcerWith('spoken');
    const calls = Array.from({ length: 7 }, (_, index) => aCall(`A01${index}`, index + 1, noon));
    open().hear(aLobby({ calls: calls.toReversed() }));
    await waitFor(() => expect(log.filter((line) => line.startsWith('spoken'))).toHaveLength(7));
    const chimes = log.flatMap((line, place) => (line === 'chime' ? [log[place + 1]] : []));
    // The last ones have time again.
    expect(chimes).toEqual(['begin A010.1', 'begin A014.1', 'begin A015.1', 'begin A016.1']);
    const said = announcementOf(aCall('A012', 3, noon, { language: 'vi' }), sound, 'terse').sentences;
    expect(said).toEqual([{ language: 'ja', tag: 'ja', form: 'terse', text: 'A12番、3番。' }]);
  });

  it('always chimes at a site that only chimes', async () => {
    const { log, open } = announcerWith('spoken');
    const calls = Array.from({ length: 6 }, (_, index) => aCall(`A01${index}`, index + 1, noon));
    open().hear(aLobby({ calls, over: { sound: { ...sound, speech: false } } }));
    await waitFor(() => expect(log.filter((line) => line.startsWith('spoken'))).toHaveLength(6));
    expect(log.filter((line) => line === 'chime')).toHaveLength(6);
  });

  it('says nothing on a wall that is muted, and that it is off', async () => {
    const { log, open } = announcerWith('spoken');
    const announcer = open(true);
    announcer.hear(aLobby({ calls: [aCall('A012', 3, noon)] }));
    await Promise.resolve();
    expect(announcer.sound()).toBe('off');
    expect(log).toEqual([]);
  });

  it('does not take an old day’s withdrawn call for the call of the same number today', async () => {
    const { log, open } = announcerWith('spoken');
    const announcer = open();
    const yesterday = [aCall('A012', 3, noon, { withdrawn: true })];
    announcer.hear(aLobby({ calls: [aCall('A012', 3, noon)] }));
    // While the chime sounds, the wall meets a hub that is still in the old day.
    announcer.hear(aLobby({ calls: yesterday, over: { date: BusinessDate.parse('2020-01-01') } }));
    await waitFor(() => expect(log).toContain('spoken A012.1'));
  });

  it('reports blocked, and nothing as spoken, when no sound comes out', async () => {
    const { log, open } = announcerWith('blocked');
    const announcer = open();
    announcer.hear(aLobby({ calls: [aCall('A012', 3, noon)] }));
    await waitFor(() => expect(announcer.sound()).toBe('blocked'));
    expect(log).not.toContain('spoken A012.1');
  });

  it('is off at a silent site', () => {
    const announcer = announcerWith('spoken', false).open();
    expect(announcer.sound()).toBe('blocked');
    announcer.hear(aLobby({ over: { sound: { ...sound, chime: false, speech: false } } }));
    expect(announcer.sound()).toBe('off');
  });

  it('adds the language of the ticket, if the site speaks it; easy Japanese instead of Japanese', () => {
    const said = (language: 'ja' | 'vi' | 'ja-easy', languages = sound.languages) =>
      announcementOf(aCall('A012', 3, noon, { language }), { ...sound, languages }).sentences.map(
        (sentence) => sentence.language,
      );
    expect(said('ja')).toEqual(['ja']);
    expect(said('vi')).toEqual(['ja', 'vi']);
    expect(said('vi', ['ja', 'en'])).toEqual(['ja']);
    expect(said('ja-easy', ['ja', 'ja-easy'])).toEqual(['ja-easy']);
  });
});
