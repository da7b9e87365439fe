// Rings and shakes once for every call of the ticket, and for none twice, also after a reload.
import type { VisitorView } from '../../protocol/visitor.ts';
import type { Chime } from '../parts/chime.ts';

/** Long, short, long: told apart from a message in the pocket. */
const shake = [700, 200, 250, 200, 700] as const;
/** Rung so many times, unless the call is over before. */
const rings = 3;
const kept = 40;

/** The call that should be told now: the ticket is being called, and nobody told it yet; null: none. */
export const callToTell = (view: VisitorView, told: ReadonlySet<string>): string | null => {
  if (!view.live || view.state !== 'called' || view.call === null) return null;
  const id = `${view.date} ${view.call.callId}`;
  return told.has(id) ? null : id;
};

export type CallBell = {
  /** Takes in a view, and tells what is new in it. */
  readonly hear: (view: VisitorView) => void;
};

export const createCallBell = (parts: {
  /** null while the visitor has not asked for sound. */
  readonly chime: () => Chime | null;
  readonly vibrate: ((pattern: number[]) => boolean) | null;
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  /** Sound did not come out although it was asked for. */
  readonly onBlocked: () => void;
}): CallBell => {
  const key = 'junban.calls.told';
  const load = (): Set<string> => {
    try {
      return new Set(String(parts.storage.getItem(key) ?? '').split('\n'));
    } catch {
      return new Set();
    }
  };
  const told = load();
  let latest: VisitorView | null = null;

  const ring = async (): Promise<void> => {
    const chime = parts.chime();
    if (chime === null) return;
    for (let count = 0; count < rings && latest?.state === 'called'; count += 1) {
      if ((await chime.play(1, 'usual')) === 'blocked') {
        parts.onBlocked();
        return;
      }
    }
  };

  return {
    hear(view) {
      latest = view;
      const id = callToTell(view, told);
      if (id === null) return;
      told.add(id);
      try {
        parts.storage.setItem(key, [...told].slice(-kept).join('\n'));
      } catch {
        // Without storage a reload may ring once more.
      }
      parts.vibrate?.([...shake]);
      void ring();
    },
  };
};
