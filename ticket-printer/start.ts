// Composes a running agent from its configuration.
import { join } from 'node:path';
import type { Logger } from 'pino';
import { ulid } from 'ulid';
import { CommandId } from '../protocol/ids.ts';
import type { DeviceStatus } from '../protocol/wire.ts';
import { type Agent, createAgent } from './agent.ts';
import { type BoundButtons, boundButtons, boundProcedures, onScreenButtons } from './buttons/actions.ts';
import { createEmulatedKeypad, emulatedKeys } from './buttons/emulated.ts';
import { type HidTransport, nodeHidTransport } from './buttons/transport.ts';
import { type ButtonWatch, type KeyPress, watchButtons } from './buttons/watch.ts';
import { systemClock } from './clock.ts';
import { newTicketCode } from './codes.ts';
import type { AgentConfig } from './config.ts';
import type { Printer, VirtualPrinter } from './contract.ts';
import { lockFolder } from './folder-lock.ts';
import { openHubLink } from './hub-link.ts';
import { diskJournal, openJournal } from './journal.ts';
import { createKnowledge, type KnowledgeStore, readKnowledge, writeKnowledge } from './knowledge.ts';
import { openMemory } from './memory.ts';
import { openPrinter } from './printers/open.ts';
import { startVirtualPrinter } from './virtual/open.ts';

export type RunningAgent = {
  /** Address of the page with the virtual printer's paper; null: a real printer. */
  readonly page: string | null;
  readonly virtual: VirtualPrinter | null;
  readonly agent: Agent;
  status(): DeviceStatus;
  close(): Promise<void>;
};

/** For tests: a HID stack of their own. */
export type StartOptions = { readonly hid?: HidTransport };

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
  const clock = systemClock;
  const memory = openMemory(openJournal(diskJournal(join(config.data, 'journal.jsonl'))), clock, logger);
  const knowledgePath = join(config.data, 'hub.json');
  const [firstHub, ...otherHubs] = config.hub;
  if (firstHub === undefined) throw new Error('no hub is named');
  const learned = createKnowledge(
    readKnowledge(knowledgePath),
    (known) => writeKnowledge(knowledgePath, known),
    (error) => logger.error({ error: String(error) }, 'what is known of the hub cannot be saved'),
  );
  const knowledge = config.virtual === undefined ? learned : withOwnAddress(learned, firstHub);

  const keypad = createEmulatedKeypad();
  const procedures = () => knowledge.current()?.procedures ?? [];
  const virtual =
    config.virtual === undefined
      ? null
      : await startVirtualPrinter({
          ...config.virtual,
          logger,
          keys: () =>
            procedures()
              .slice(0, emulatedKeys.length)
              .map(({ names }, i) => ({ key: emulatedKeys[i] ?? '', label: names })),
          onPress: (key) => keypad.press(key),
        });
  const printer = openOwnPrinter(config, virtual, logger);
  const link = openHubLink({
    urls: [firstHub, ...otherHubs],
    site: config.site,
    device: config.device,
    logger,
  });

  let watches: readonly ButtonWatch[] = [];
  let telling: NodeJS.Timeout | undefined;
  const status = (): DeviceStatus => ({
    printer: agent.printer(),
    buttons: watches.flatMap((watch) => watch.buttons()).slice(0, 50),
    hid: watches[0]?.hid() ?? 'unknown',
  });
  let told = '';
  const tellStatus = (): void => {
    telling = undefined;
    const now = status();
    // Told again after each reconnection: the hub forgets what it does not see.
    const text = `${link.connected()} ${JSON.stringify(now)}`;
    if (text !== told && link.connected()) link.status(now);
    told = text;
  };
  const onChange = (): void => {
    telling ??= setTimeout(tellStatus, statusDelayMs);
  };

  const agent = createAgent({
    memory,
    knowledge,
    link,
    printer,
    device: config.device,
    clock,
    logger,
    answerMs: config.answerMs,
    procedures: () =>
      virtual === null
        ? boundProcedures(config.buttons)
        : [...new Set([...boundProcedures(config.buttons), ...procedures().map((p) => p.id)])],
    newCommandId: () => CommandId.parse(`${config.device}:${ulid()}`),
    newCode: newTicketCode,
    onChange,
  });
  link.onConnected(onChange);

  const onPress = ({ binding, key, feedback }: KeyPress<BoundButtons>): void => {
    const action = binding.actionOf(key);
    if (action === null) logger.info({ profile: binding.profile.id, key }, 'this key is bound to nothing');
    else agent.press(action, feedback);
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
    agent,
    status,
    close: async () => {
      await Promise.all(watches.map((w) => w.close()));
      link.close();
      await agent.close();
      clearTimeout(telling);
      await printer?.close();
      await virtual?.close();
      memory.close();
      unlock();
    },
  };
};

/** Virtual paper is read on the machine that draws it, so without a public address the hub's own one serves its QR code. */
const withOwnAddress = (store: KnowledgeStore, hub: string): KnowledgeStore => ({
  ...store,
  current: () => {
    const known = store.current();
    return known === null || known.publicUrl !== null ? known : { ...known, publicUrl: hub };
  },
});

const openOwnPrinter = (
  config: AgentConfig,
  virtual: VirtualPrinter | null,
  logger: Logger,
): Printer | null => {
  if (virtual !== null && config.virtual !== undefined)
    return openPrinter(`tcp://127.0.0.1:${virtual.port}`, {
      widthMm: config.virtual.widthMm,
      model: 'epson',
      logger,
    });
  if (config.printer === undefined) return null;
  const { address, widthMm, model } = config.printer;
  return openPrinter(address, { widthMm, model, logger });
};
