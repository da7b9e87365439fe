// The agent at its place: journal and knowledge of that place, the line to the hub with its key, and the agent over them.
import { join } from 'node:path';
import type { Logger } from 'pino';
import { ulid } from 'ulid';
import type { DevicePlace } from '../protocol/access.ts';
import { CommandId } from '../protocol/ids.ts';
import type { Placed } from '../protocol/wire-devices.ts';
import { type Agent, createAgent } from './agent.ts';
import { boundProcedures } from './buttons/actions.ts';
import { systemClock } from './clock.ts';
import { newTicketCode } from './codes.ts';
import type { AgentConfig } from './config.ts';
import type { Printer } from './contract.ts';
import { type HubLink, openHubLink } from './hub-link.ts';
import { diskJournal, openJournal } from './journal.ts';
import { createKnowledge, type KnowledgeStore, readKnowledge, writeKnowledge } from './knowledge.ts';
import { openMemory } from './memory.ts';
import { journalName, knowledgeName, placeFolder } from './places.ts';

export type Post = {
  readonly place: DevicePlace;
  readonly agent: Agent;
  readonly link: HubLink;
  readonly knowledge: KnowledgeStore;
  /** Waits for the sheet in the printer; what is unfinished stays in the journal. */
  close(): Promise<void>;
};

type PostParts = {
  readonly config: AgentConfig;
  readonly urls: readonly [string, ...string[]];
  readonly key: string;
  readonly place: DevicePlace;
  readonly printer: Printer | null;
  readonly logger: Logger;
  /** Whether it is this place. */
  readonly onPlaced: (placed: Placed) => boolean;
  readonly onUnknownKey: () => void;
  readonly onChange: () => void;
};

/** Virtual paper is read on the machine that draws it, so without a public address the hub's own one serves its QR code. */
const withOwnAddress = (store: KnowledgeStore, hub: string): KnowledgeStore => ({
  ...store,
  current: () => {
    const known = store.current();
    return known === null || known.publicUrl !== null ? known : { ...known, publicUrl: hub };
  },
});

/** Opens it with what its journal left undone. */
export const openPost = (parts: PostParts): Post => {
  const { config, urls, key, place, printer, logger, onPlaced, onUnknownKey, onChange } = parts;
  const folder = placeFolder(config.data, place);
  const clock = systemClock;
  const memory = openMemory(openJournal(diskJournal(join(folder, journalName))), clock, logger);
  const knowledgePath = join(folder, knowledgeName);
  const learned = createKnowledge(
    readKnowledge(knowledgePath),
    (known) => writeKnowledge(knowledgePath, known),
    (error) => logger.error({ error: String(error) }, 'what is known of the hub cannot be saved'),
  );
  const knowledge = config.virtual === undefined ? learned : withOwnAddress(learned, urls[0]);
  const procedures = () => knowledge.current()?.procedures ?? [];
  const link = openHubLink({ urls, key, logger, onPlaced, onUnknownKey });
  const agent = createAgent({
    memory,
    knowledge,
    link,
    printer,
    device: place.device,
    clock,
    logger,
    answerMs: config.answerMs,
    procedures: () =>
      config.virtual === undefined
        ? boundProcedures(config.buttons)
        : [...new Set([...boundProcedures(config.buttons), ...procedures().map((p) => p.id)])],
    newCommandId: () => CommandId.parse(`${place.device}:${ulid()}`),
    newCode: newTicketCode,
    onChange,
  });
  link.onConnected(onChange);
  return {
    place,
    agent,
    link,
    knowledge,
    close: async () => {
      link.close();
      await agent.close();
      memory.close();
    },
  };
};
