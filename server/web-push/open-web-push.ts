// Tells phones of their call by push: hears of each call, lets one hub of all tell it, and forgets phones that are gone.

import { Agent } from 'node:https';
import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';
import { isFresh } from '../../protocol/fresh.ts';
import type { WebPushSettings } from '../../protocol/web-push.ts';
import type { LimitBook } from '../base/limit-book.ts';
import type { Call } from '../day/state.ts';
import type { Notes } from '../expiring/store.ts';
import type { Hub, SiteHub, Snapshot } from '../hub/contract.ts';
import type { WebPushKey } from './key.ts';
import { messageOf } from './message.ts';
import { createSender, type Send } from './sender.ts';
import { createSubscriptions, type Subscriptions } from './subscriptions.ts';

export type WebPush = {
  /** What browsers ask a subscription for. */
  readonly publicKey: string;
  readonly subscriptions: Subscriptions;
  close(): void;
};

export type WebPushParts = {
  /** Left out: no phone is told by push. */
  readonly settings: WebPushSettings | undefined;
  readonly key: WebPushKey | null;
  readonly hub: Pick<Hub, 'sites'>;
  readonly notes: Notes;
  readonly book: LimitBook;
  readonly registry: Registry;
  readonly logger: Logger;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Certificates that are believed beside the usual ones; for tests. */
  readonly ca?: Buffer;
};

/** Calls of the site that are fresh and stand, the newest first. */
const freshCalls = ({ state, site, nowMs }: Snapshot): Call[] => {
  const fresh: Call[] = [];
  for (let i = state.calls.length - 1; i >= 0; i -= 1) {
    const call = state.calls[i];
    if (call === undefined || !isFresh(call.atMs, nowMs, site.rules.callFreshSeconds * 1_000)) break;
    if (!call.withdrawn && state.tickets.get(call.ticket)?.state === 'called') fresh.push(call);
  }
  return fresh;
};

const watchSite = (siteHub: SiteHub, tell: (at: Snapshot, call: Call) => void): (() => void) => {
  let seen: { readonly date: string; readonly calls: Set<string> } = { date: '', calls: new Set() };
  const look = (): void => {
    const at = siteHub.snapshot();
    const { date } = at.state;
    if (date !== seen.date) seen = { date, calls: new Set() };
    for (const call of freshCalls(at)) {
      if (seen.calls.has(call.callId)) continue;
      seen.calls.add(call.callId);
      tell(at, call);
    }
  };
  return siteHub.onChange(look);
};

/** null: the settings do not want it. Throws in one line when they do and there is no key. */
export const openWebPush = (parts: WebPushParts): WebPush | null => {
  const { settings, key, hub, notes, book, registry, logger, now } = parts;
  if (settings === undefined) return null;
  if (key === null) {
    throw new Error(
      'JUNBAN_WEB_PUSH_KEY_FILE: must be set, because the settings say webPush; npm run keys -- web-push makes one',
    );
  }
  const agent = new Agent({
    keepAlive: true,
    maxSockets: 20,
    ...(parts.ca === undefined ? {} : { ca: parts.ca }),
  });
  const subscriptions = createSubscriptions({ notes, services: settings.services, book, now });
  const outcomes = new Counter({
    name: 'junban_web_push_total',
    help: 'Calls told to phones by push, by what became of it',
    labelNames: ['outcome'],
    registers: [registry],
  });
  for (const outcome of ['taken', 'gone', 'failed']) outcomes.inc({ outcome }, 0);
  const send: Send = createSender({
    contact: settings.contact,
    key,
    agent,
    onFailed: (why) => logger.warn({ why }, 'a phone could not be told by push'),
  });

  const tell = async ({ site, state }: Snapshot, call: Call): Promise<void> => {
    const ticket = state.tickets.get(call.ticket);
    if (ticket === undefined) return;
    const at = { site: site.settings.id, date: state.date, ticket: call.ticket };
    const phones = await subscriptions.of(at);
    if (phones.length === 0 || !(await subscriptions.claim(at, call.callId))) return;
    const message = messageOf(site, ticket, call);
    await Promise.all(
      phones.map(async ({ note, subscription }) => {
        const outcome = await send(subscription, message, site.rules.callFreshSeconds);
        outcomes.inc({ outcome });
        if (outcome === 'gone') await subscriptions.forget(note);
      }),
    );
  };
  const stops = [...hub.sites.values()].map((siteHub) =>
    watchSite(siteHub, (at, call) => {
      // Nobody at a counter waits for it; the page and the wall tell of the call in any case.
      tell(at, call).catch((error: unknown) => logger.warn({ err: error }, 'a call was not told by push'));
    }),
  );
  return {
    publicKey: key.publicKey,
    subscriptions,
    close: () => {
      for (const stop of stops) stop();
      agent.destroy();
    },
  };
};
