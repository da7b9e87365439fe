// Composes a running agent from its configuration.
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { DeviceStatus } from '../protocol/wire.ts';
import type { Agent, KeyAction } from './agent.ts';
import { type BoundButtons, boundButtons, onScreenButtons } from './buttons/actions.ts';
import { createEmulatedKeypad, emulatedKeys } from './buttons/emulated.ts';
import { type HidTransport, nodeHidTransport } from './buttons/transport.ts';
import { type ButtonWatch, type KeyPress, watchButtons } from './buttons/watch.ts';
import { type Clock, systemClock } from './clock.ts';
import type { AgentConfig } from './config.ts';
import type { Printer, VirtualPrinter } from './contract.ts';
import { lockFolder } from './folder-lock.ts';
import { openIdentity } from './identity.ts';
import { type AgentLife, startLife } from './life.ts';
import { adoptOldFiles } from './places.ts';
import type { Post } from './post.ts';
import { openPrinter } from './printers/open.ts';
import { startVirtualPrinter } from './virtual/open.ts';

export type RunningAgent = {
  /** Address of the page with the virtual printer's paper; null: a real printer. */
  readonly page: string | null;
  readonly virtual: VirtualPrinter | null;
  /** null: it has no key, and waits to be accepted. */
  agent(): Agent | null;
  status(): DeviceStatus;
  close(): Promise<void>;
};

/** For tests: a HID stack and a time of their own. */
export type StartOptions = { readonly hid?: HidTransport; readonly clock?: Clock };

const onScreenDebounceMs = 300;
/** Status changes that come together are told together. */
const statusDelayMs = 100;

/** Starts everything; throws when the data folder or a port is taken. */
export const startAgent = async (
  config: AgentConfig,
  logger: Logger,
  options: StartOptions = {},
): Promise<RunningAgent> => {
  const unlock = lockFolder(config.data);
  const { clock = systemClock } = options;
  const { site, device } = config;
  const wish = site === undefined || device === undefined ? null : { site, device };
  adoptOldFiles(config.data, wish);
  const identity = openIdentity(join(config.data, 'device.json'), logger);
  const [firstHub, ...otherHubs] = config.hub;
  if (firstHub === undefined) throw new Error('no hub is named');

  const keypad = createEmulatedKeypad();
  const procedures = () => life?.post()?.knowledge.current()?.procedures ?? [];
  let life: AgentLife | null = null;
  const virtual =
    config.virtual === undefined
      ? null
      : await startVirtualPrinter({
          ...virtualOf(config.virtual),
          logger,
          keys: () =>
            procedures()
              .slice(0, emulatedKeys.length)
              .map(({ names }, i) => ({ key: emulatedKeys[i] ?? '', label: names })),
          onPress: (key) => keypad.press(key),
        });
  const printer = openOwnPrinter(config, virtual, logger);
  let watches: readonly ButtonWatch[] = [];
  let telling: NodeJS.Timeout | undefined;
  const status = (): DeviceStatus => ({
    printer: life?.post()?.agent.printer() ?? printer?.status() ?? null,
    buttons: watches.flatMap((watch) => watch.buttons()).slice(0, 50),
    hid: watches[0]?.hid() ?? 'unknown',
    ...hidTrouble(watches[0]?.trouble() ?? null),
    ...(life === null || life.kept().length === 0 ? {} : { kept: [...life.kept()] }),
  });
  let told = '';
  const tellStatus = (): void => {
    telling = undefined;
    const now = status();
    // Told again after each reconnection: the hub forgets what it does not see.
    const link = life?.post()?.link;
    const text = `${link?.connected() ?? false} ${JSON.stringify(now)}`;
    if (text !== told && link?.connected()) link.status(now);
    told = text;
  };
  const onChange = (): void => {
    telling ??= setTimeout(tellStatus, statusDelayMs);
  };

  life = startLife({
    config,
    urls: [firstHub, ...otherHubs],
    wish,
    identity,
    printer,
    clock,
    logger,
    onChange,
  });
  const running = life;

  const onPress = ({ binding, key, feedback }: KeyPress<BoundButtons>): void => {
    const action = binding.actionOf(key);
    if (action === null) logger.info({ profile: binding.profile.id, key }, 'this key is bound to nothing');
    else pressAt(running.post(), action, feedback);
  };
  const pressAt = (
    post: Post | null,
    action: KeyAction,
    feedback: KeyPress<BoundButtons>['feedback'],
  ): void => {
    if (post !== null) post.agent.press(action, feedback);
    else {
      logger.warn('a key was pressed, but this agent is not registered');
      feedback('failed');
    }
  };
  const watch = (transport: HidTransport, bindings: readonly BoundButtons[]): ButtonWatch =>
    watchButtons({ transport, bindings, clock, logger, onPress, onChange });
  // The machine's own HID comes first: it is the one whose absence is told.
  watches = [
    watch(options.hid ?? nodeHidTransport(), boundButtons(config.buttons)),
    ...(virtual === null ? [] : [watch(keypad.transport, [onScreenButtons(onScreenDebounceMs, procedures)])]),
  ];

  return {
    page: virtual === null ? null : `http://${config.virtual?.host ?? 'localhost'}:${virtual.pagePort}/`,
    virtual,
    agent: () => running.post()?.agent ?? null,
    status,
    close: async () => {
      await Promise.all(watches.map((w) => w.close()));
      await running.close();
      clearTimeout(telling);
      await printer?.close();
      await virtual?.close();
      unlock();
    },
  };
};

const hidTrouble = (why: string | null): { readonly hidTrouble?: string } =>
  why === null ? {} : { hidTrouble: why.slice(0, 300) };

/** Without fields that are not set. */
const virtualOf = ({ dots, ...rest }: NonNullable<AgentConfig['virtual']>) => ({
  ...rest,
  ...(dots === undefined ? {} : { dots }),
});

const openOwnPrinter = (
  config: AgentConfig,
  virtual: VirtualPrinter | null,
  logger: Logger,
): Printer | null => {
  if (virtual !== null && config.virtual !== undefined) {
    const { widthMm, dots } = config.virtual;
    return openPrinter(`tcp://127.0.0.1:${virtual.port}`, {
      widthMm,
      ...(dots === undefined ? {} : { dots }),
      logger,
    });
  }
  return config.printer === undefined ? null : openConfigured(config.printer, logger);
};

/** The printer of a configuration. */
export const openConfigured = (
  { address, dots, ...rest }: NonNullable<AgentConfig['printer']>,
  logger: Logger,
): Printer => openPrinter(address, { ...rest, ...(dots === undefined ? {} : { dots }), logger });
