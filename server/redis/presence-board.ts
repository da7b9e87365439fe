// The board of presence in Redis: a field for each hub and site, told anew while the hub lives, gone soon after it.
import { z } from 'zod';
import { DeviceId, type SiteId } from '../../protocol/ids.ts';
import { ButtonStatus, PrinterStatus } from '../../protocol/views.ts';
import { Receipt } from '../../protocol/wire.ts';
import type { PresenceSnapshot } from '../hub/contract.ts';
import type { PresenceBoard, SiteBoard } from '../hub/presence-board.ts';
import type { RedisDoor } from './door.ts';

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
    }),
  ),
});
type Told = z.infer<typeof Told>;

/** Told anew, and looked at anew, this often, ms. */
const beatMs = 2_000;
/** A hub that told nothing new for so long is gone, ms. */
const goneMs = 7_000;
/** Fields of hubs that are gone vanish with the key when nobody tells any more, seconds. */
const keepSeconds = 60;

type Heard = { readonly told: Told; readonly text: string; readonly atMs: number };

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
    let mine: PresenceSnapshot = { walls: [], agents: [] };
    let beat = 0;
    let telling = false;
    let again = false;
    let closed = false;
    let heard = new Map<string, Heard>();

    const changed = (): void => {
      for (const listener of [...listeners]) listener();
    };

    const sendMine = async (): Promise<void> => {
      beat += 1;
      await door.send(key, ['HSET', key, hub, JSON.stringify({ beat, ...mine })]);
      await door.send(key, ['EXPIRE', key, String(keepSeconds)]);
    };
    /** One telling at a time; what changes meanwhile is told next. */
    const tellNow = async (news: boolean): Promise<void> => {
      again = telling;
      if (telling) return;
      telling = true;
      try {
        do {
          again = false;
          await sendMine();
          if (news) await door.send(key, ['PUBLISH', channel, hub]);
        } while (again && !closed);
      } catch (error) {
        report(error);
      } finally {
        telling = false;
      }
    };

    const hear = (name: string, text: string, before: Heard | undefined): Heard | null => {
      if (before?.text === text) return before;
      const parsed = Told.safeParse(JSON.parse(text));
      if (!parsed.success) {
        report(new Error(`${key} ${name}: ${z.prettifyError(parsed.error)}`));
        return null;
      }
      return { told: parsed.data, text, atMs: performance.now() };
    };
    const essence = (all: Map<string, Heard>): string =>
      JSON.stringify(
        [...all].map(
          ([
            name,
            {
              told: { walls, agents },
            },
          ]) => [name, walls, agents],
        ),
      );

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
        const isNew = essence(next) !== essence(heard);
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
      void tellNow(false);
      void look();
    }, beatMs);
    timer.unref();
    void look();

    const board: SiteBoard = {
      tell: (snapshot) => {
        mine = snapshot;
        void tellNow(true);
      },
      others: () => [...heard.values()].map(({ told: { walls, agents } }) => ({ walls, agents })),
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
