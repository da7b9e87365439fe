// The board of presence in Redis: a field for each hub and site, told anew while the hub lives, gone soon after it.
import { z } from 'zod';
import { BoothNumber, DeviceId, type SiteId } from '../../protocol/ids.ts';
import { ButtonStatus, PrinterStatus } from '../../protocol/views.ts';
import { Receipt } from '../../protocol/wire.ts';
import { KeptElsewhere } from '../../protocol/wire-devices.ts';
import type { RedisDoor } from '../redis/client.ts';
import type { PresenceSnapshot } from './contract.ts';
import type { PresenceBoard, SiteBoard } from './presence-board.ts';

const Told = z.object({
  /** Another number with each telling: tells a living hub from one that is gone, whatever their clocks say. */
  beat: z.number(),
  walls: z.array(
    z.object({
      device: DeviceId,
      connected: z.boolean(),
      sinceMs: z.number(),
      sound: z.union([Receipt.shape.sound, z.literal('unknown')]),
      // A hub of an earlier version does not tell it.
      voice: z.enum(['hub', 'browser', 'none', 'unknown']).default('unknown'),
      behindMs: z.number(),
    }),
  ),
  agents: z.array(
    z.object({
      device: DeviceId,
      connected: z.boolean(),
      sinceMs: z.number(),
      printer: PrinterStatus.nullable(),
      buttons: z.array(ButtonStatus),
      hid: z.enum(['ok', 'missing', 'unknown']),
      hidTrouble: z.string().exactOptional(),
      kept: z.array(KeptElsewhere).exactOptional(),
      hurriedAtMs: z.number().exactOptional(),
    }),
  ),
  // Nor this.
  kiosks: z
    .array(
      z.object({
        device: DeviceId,
        connected: z.boolean(),
        sinceMs: z.number(),
        hurriedAtMs: z.number().exactOptional(),
      }),
    )
    .default([]),
  booths: z.array(z.object({ booth: BoothNumber, pages: z.int().min(0) })).default([]),
});
type Told = z.infer<typeof Told>;

/** Told anew, and looked at anew, this often, ms. */
const beatMs = 2_000;
/** A hub that told nothing new for so long is gone, ms. */
const goneMs = 7_000;
/** Fields of hubs that are gone vanish with the key when nobody tells any more, seconds. */
const keepSeconds = 60;

type Heard = {
  readonly told: Told;
  readonly text: string;
  /** All but the beat: what the hub had to say. */
  readonly words: string;
  readonly atMs: number;
};

/** The beat stands first, so that the rest is the same text as long as there is nothing new. */
const wordsIn = (text: string): string => text.slice(text.indexOf(',') + 1);

/** `hub` is this process's own name on the board; `report` hears of what could not be told or understood. */
export const openRedisBoard = (parts: {
  readonly door: RedisDoor;
  readonly prefix: string;
  readonly hub: string;
  readonly report: (error: unknown) => void;
}): PresenceBoard => {
  const { door, prefix, hub, report } = parts;
  const boards = new Map<SiteId, { readonly board: SiteBoard; readonly close: () => void }>();

  const openSite = (site: SiteId) => {
    const key = `${prefix}:{${site}}/presence`;
    const channel = `${prefix}:{${site}}/presence/news`;
    const listeners = new Set<() => void>();
    let mine = JSON.stringify({ walls: [], agents: [], kiosks: [] } satisfies PresenceSnapshot);
    let beat = 0;
    let telling = false;
    let due: 'nothing' | 'beat' | 'news' = 'nothing';
    let closed = false;
    let heard = new Map<string, Heard>();

    const changed = (): void => {
      for (const listener of [...listeners]) listener();
    };

    const sendMine = async (): Promise<void> => {
      beat += 1;
      await door.send(key, ['HSET', key, hub, `{"beat":${beat},${mine.slice(1)}`]);
      await door.send(key, ['EXPIRE', key, String(keepSeconds)]);
    };
    /** One telling at a time; what changes meanwhile is told next, and news that could not be told with the next beat. */
    const tellNow = async (what: 'beat' | 'news'): Promise<void> => {
      if (due !== 'news') due = what;
      if (telling) return;
      telling = true;
      try {
        while (due !== 'nothing' && !closed) {
          const now = due;
          due = 'nothing';
          try {
            await sendMine();
            if (now === 'news') await door.send(key, ['PUBLISH', channel, hub]);
          } catch (error) {
            due = now;
            throw error;
          }
        }
      } catch (error) {
        report(error);
      } finally {
        telling = false;
      }
    };

    const hear = (name: string, text: string, before: Heard | undefined): Heard | null => {
      if (before?.text === text) return before;
      const [words, atMs] = [wordsIn(text), performance.now()];
      if (before?.words === words) return { ...before, text, atMs };
      const parsed = Told.safeParse(JSON.parse(text));
      if (!parsed.success) {
        report(new Error(`${key} ${name}: ${z.prettifyError(parsed.error)}`));
        return null;
      }
      return { told: parsed.data, text, words, atMs };
    };
    const isSame = (one: Map<string, Heard>, other: Map<string, Heard>): boolean =>
      one.size === other.size && [...one].every(([name, { words }]) => other.get(name)?.words === words);

    const look = async (): Promise<void> => {
      try {
        const reply = await door.send(key, ['HGETALL', key]);
        const fields = Array.isArray(reply) ? reply.map(String) : [];
        const next = new Map<string, Heard>();
        for (let index = 0; index + 1 < fields.length; index += 2) {
          const name = fields[index] ?? '';
          if (name === hub) continue;
          const found = hear(name, fields[index + 1] ?? '', heard.get(name));
          if (found === null) continue;
          if (performance.now() - found.atMs < goneMs) next.set(name, found);
          else void door.send(key, ['HDEL', key, name]).catch(report);
        }
        const isNew = !isSame(next, heard);
        heard = next;
        if (isNew && !closed) changed();
      } catch (error) {
        report(error);
      }
    };

    const leave = door.subscribe(channel, (name) => {
      if (name !== hub) void look();
    });
    const timer = setInterval(() => {
      void tellNow('beat');
      void look();
    }, beatMs);
    timer.unref();
    void look();

    const board: SiteBoard = {
      tell: (snapshot) => {
        const words = JSON.stringify(snapshot);
        if (words === mine) return;
        mine = words;
        void tellNow('news');
      },
      others: () =>
        [...heard.values()].map(({ told: { walls, agents, kiosks } }) => ({ walls, agents, kiosks })),
      onChange: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    const close = (): void => {
      closed = true;
      clearInterval(timer);
      leave();
      listeners.clear();
      void door.send(key, ['HDEL', key, hub]).catch(() => {});
    };
    return { board, close };
  };

  return {
    site: (site) => {
      const known = boards.get(site) ?? openSite(site);
      boards.set(site, known);
      return known.board;
    },
    close: () => {
      for (const { close } of boards.values()) close();
    },
  };
};
