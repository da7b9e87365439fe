// The now view of all sites, made at most once a second however many ask, with the tag of what it says.
import { createHash } from 'node:crypto';
import type { LocalText } from '../../protocol/ids.ts';
import type { NowView } from '../../protocol/now.ts';
import type { Hub } from '../hub/contract.ts';
import { nowSite } from '../views/now.ts';

export type NowSource = () => {
  readonly view: NowView;
  /** Of the content without its time: the same while nothing has changed. */
  readonly tag: string;
};

const keptMs = 1_000;

export const createNowSource = (parts: {
  readonly hub: Hub;
  readonly organisation: { readonly id: string; readonly names: LocalText };
  readonly now: () => number;
}): NowSource => {
  const { hub, organisation, now } = parts;
  let last: { readonly atMs: number; readonly made: ReturnType<NowSource> } | null = null;
  return () => {
    const nowMs = now();
    if (last !== null && nowMs >= last.atMs && nowMs - last.atMs < keptMs) return last.made;
    const sites = [...hub.sites.values()].map((site) => nowSite(site.snapshot()));
    const tag = createHash('sha256').update(JSON.stringify(sites)).digest('base64url').slice(0, 22);
    const view = { organisation: organisation as NowView['organisation'], madeAtMs: nowMs, sites };
    last = { atMs: nowMs, made: { view, tag } };
    return last.made;
  };
};
