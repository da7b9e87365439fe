// Messages to residents, where the settings want them: the feed, the worker, and figures of both.
import type { Logger } from 'pino';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { SiteId } from '../../protocol/ids.ts';
import type { Settings } from '../../protocol/settings.ts';
import type { Clock } from '../base/clock.ts';
import type { Vault } from '../contacts/vault.ts';
import type { Notes } from '../expiring/store.ts';
import type { ResolvedSite } from '../settings/resolved-site.ts';
import { type Became, deliver } from './deliver.ts';
import { createFeed, inBackground, type ToldLog } from './feed.ts';
import { createHook } from './hook.ts';
import { createMailer } from './mail.ts';
import type { Outbox, OutboxCounts } from './outbox.ts';
import { startWorker } from './worker.ts';

/** Days are read on so often even when nobody told of a change: what another hub left unsaid, ms. */
const readAllEveryMs = 600_000;
const outcomes: readonly Became[] = ['sent', 'refused', 'later', 'away', 'noAddress', 'tooLate'];

export type MessageSecrets = {
  /** Signs in at the mail server; null: none is set. */
  readonly smtpPassword: string | null;
  /** Signs what is posted to the web hook; null: none is set. */
  readonly hookKey: Buffer | null;
};

export type MessagesParts = {
  readonly settings: Pick<Settings, 'messages' | 'organisation'>;
  readonly secrets: MessageSecrets;
  readonly told: ToldLog;
  readonly notes: Notes;
  readonly outbox: Outbox;
  readonly contacts: Pick<Vault, 'readKept' | 'isOpen'>;
  readonly sites: ReadonlyMap<SiteId, ResolvedSite>;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Believed of the mail server beside the usual certificates, and its patience; for tests. */
  readonly ca?: Buffer;
  readonly patienceMs?: number;
};

/** Resolves at once; `close` lets what is on its way end. Throws in one line when a secret that is needed is missing. */
export const openMessages = (parts: MessagesParts): { readonly close: () => Promise<void> } => {
  const { settings, secrets, told, notes, outbox, contacts, sites, registry, clock, logger } = parts;
  const { messages } = settings;
  if (messages === undefined) return { close: async () => {} };
  const { mail, hook } = messages;
  if (mail?.user !== undefined && secrets.smtpPassword === null) {
    throw new Error('JUNBAN_SMTP_PASSWORD_FILE: must be set, because the settings say messages.mail.user');
  }
  if (hook !== undefined && secrets.hookKey === null) {
    throw new Error('JUNBAN_MESSAGE_HOOK_KEY_FILE: must be set, because the settings say messages.hook');
  }
  if (!contacts.isOpen) {
    throw new Error(
      'JUNBAN_KEY_FILE: must be set, because the settings say messages: addresses lie in the vault',
    );
  }
  const mailer =
    mail === undefined
      ? null
      : createMailer({
          settings: mail,
          password: secrets.smtpPassword,
          organisation: settings.organisation.names,
          ...(parts.ca === undefined ? {} : { ca: parts.ca }),
          ...(parts.patienceMs === undefined ? {} : { patienceMs: parts.patienceMs }),
        });
  const counter = new Counter({
    name: 'junban_messages_total',
    help: 'Messages to residents, by what became of a try',
    labelNames: ['outcome'],
    registers: [registry],
  });
  for (const outcome of outcomes) counter.inc({ outcome }, 0);
  watchOutbox(registry, outbox, clock);
  const worker = startWorker({
    outbox,
    clock,
    logger,
    deliver: (taken, retryAwayMs) =>
      deliver(
        {
          ...{ outbox, contacts, sites, mailer, logger },
          from: mail?.from ?? null,
          hook:
            hook === undefined || secrets.hookKey === null
              ? null
              : createHook({ url: hook.url, key: secrets.hookKey, nowMs: clock.now }),
          nowMs: clock.now,
        },
        taken,
        retryAwayMs,
      ),
    count: (outcome) => counter.inc({ outcome }),
  });
  const feed = createFeed({
    ...{ log: told.log, notes, outbox, settings: messages },
    nowMs: clock.now,
    onAdded: worker.poke,
  });
  told.onReservations((stream) => inBackground(logger, feed.read(stream)));
  let stop: () => void = () => {};
  const readAll = (): void => {
    inBackground(logger, feed.readAll());
    stop = clock.at(clock.now() + readAllEveryMs, readAll);
  };
  readAll();
  return {
    close: async () => {
      stop();
      told.onReservations(() => {});
      await feed.settled();
      await worker.close();
      mailer?.close();
    },
  };
};

/** Each figure asks by itself: Prometheus reads all at once. They stay as they were while the store is away. */
const watchOutbox = (registry: Registry, outbox: Outbox, clock: Clock): void => {
  const show = (name: string, help: string, of: (counts: OutboxCounts) => number): void => {
    const gauge = new Gauge({
      name,
      help,
      registers: [registry],
      collect: async () => {
        const counts = await outbox.counts(clock.now()).catch(() => null);
        if (counts !== null) gauge.set(of(counts));
      },
    });
  };
  show(
    'junban_messages_waiting',
    'Messages in the outbox that are not sent yet, reminders of days to come among them',
    ({ waiting }) => waiting,
  );
  show('junban_messages_failed', 'Messages of recent days that will never be sent', ({ failed }) => failed);
  show(
    'junban_messages_behind_seconds',
    'For how long the oldest message that could be sent has been waiting',
    ({ dueSinceMs }) => (dueSinceMs === null ? 0 : (clock.now() - dueSinceMs) / 1_000),
  );
};
