// What a device may ask, beyond what its purpose may: only for its own buttons, about its own tickets, and no faster than people press.
import type { CommandRequest } from '../../protocol/commands.ts';
import type { BoothNumber, DeviceId } from '../../protocol/ids.ts';
import type { LimitName } from '../../protocol/limits.ts';
import type { Parsed } from '../../protocol/parse.ts';
import { type Refusal, refuse } from '../../protocol/refusals.ts';
import { type AgentSettings, type ButtonAction, commandsOfAction } from '../../protocol/site-settings.ts';
import type { LimitBook } from '../base/limit-book.ts';
import type { SiteHub } from '../hub/contract.ts';
import type { Caller } from '../people/caller.ts';
import { createPace, type Pace } from './pace.ts';

type DeviceCaller = Extract<Caller, { kind: 'device' }>;

export type DeviceRights = {
  /** The request as the device may make it, or why it may not. */
  judge(siteHub: SiteHub, request: CommandRequest, caller: DeviceCaller): Parsed<CommandRequest>;
};

export type DeviceRightsParts = {
  readonly book: Pick<LimitBook, 'of' | 'refuse'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** A device goes beyond what people could press: it is broken, or its key is in wrong hands. */
  readonly onBeyond: (siteHub: SiteHub, device: DeviceId, limit: LimitName) => void;
};

/** What is entered so long after it happened is no press that went unanswered a moment ago, ms. */
export const freshMs = 2 * 60_000;

const refused = (refusal: Refusal): Parsed<never> => ({ ok: false, refusal });

/** The settings of an agent; null: they name none such, then it has no buttons. */
const settingsOf = ({ site }: SiteHub, device: DeviceId): AgentSettings | null =>
  site.settings.printers.find(({ id }) => id === device) ?? null;

const mayIssue = (agent: AgentSettings | null, procedure: string): boolean =>
  agent !== null && (agent.procedures === undefined || agent.procedures.some((one) => one === procedure));

const hasButton = (agent: AgentSettings | null, booth: BoothNumber, type: string): boolean => {
  const actions: readonly ButtonAction[] = agent?.booths.find((one) => one.booth === booth)?.actions ?? [];
  return actions.some((action) => commandsOfAction[action].some((command) => command === type));
};

/** An agent's request with what its buttons have no say in; null: no button of it asks this. */
const ofAgent = (siteHub: SiteHub, request: CommandRequest, device: DeviceId): CommandRequest | null => {
  const { command } = request;
  const agent = settingsOf(siteHub, device);
  const plain = { source: 'button' as const, marks: [], note: '', slotAtMs: null, partySize: 1 };
  switch (command.type) {
    case 'issueTicket':
      if (!mayIssue(agent, command.procedure)) return null;
      return { ...request, command: { ...command, ...plain, printAt: device } };
    case 'recordTicket':
      // Written by hand is what people write: reception enters it.
      if (command.how !== 'leased' || !mayIssue(agent, command.procedure)) return null;
      return { ...request, command: { ...command, ...plain } };
    case 'leaseNumbers':
      return mayIssue(agent, command.procedure) ? request : null;
    case 'confirmPrint':
      return request;
    default:
      return 'booth' in command && command.booth !== null && hasButton(agent, command.booth, command.type)
        ? request
        : null;
  }
};

/** By which limit a command is paced, and together with which others. */
const paceOf = ({
  command,
}: CommandRequest): { readonly limit: 'deviceTickets' | 'buttonPresses'; readonly with: string } | null => {
  switch (command.type) {
    case 'issueTicket':
    case 'recordTicket':
    case 'checkIn':
    case 'askHelp':
      return { limit: 'deviceTickets', with: command.type };
    case 'confirmPrint':
    case 'leaseNumbers':
    case 'withdrawHelp':
      // What no press makes: bounded by what was printed, by what is held already, and by the messages of a socket.
      return null;
    default:
      return { limit: 'buttonPresses', with: 'booth' in command ? `booth ${command.booth}` : command.type };
  }
};

/** Starts with nobody having pressed anything. */
export const createDeviceRights = (parts: DeviceRightsParts): DeviceRights => {
  const { book, now, onBeyond } = parts;
  const paces: Readonly<Record<'deviceTickets' | 'buttonPresses', Pace>> = {
    deviceTickets: createPace(book.of.deviceTickets, now),
    buttonPresses: createPace(book.of.buttonPresses, now),
  };
  return {
    judge: (siteHub, asked, caller) => {
      const { purpose, device } = caller.place;
      const request = purpose === 'agent' ? ofAgent(siteHub, asked, device) : asked;
      if (request === null) return refused(refuse('notAllowed'));
      const paced = paceOf(request);
      if (paced === null) return { ok: true, value: request };
      const { id } = siteHub.site.settings;
      // The same once more is no new press: whoever asks again because no answer came is answered.
      const waitMs = paces[paced.limit].spend(`${id}/${device}/${paced.with}`, request.commandId);
      if (waitMs === 0) return { ok: true, value: request };
      onBeyond(siteHub, device, paced.limit);
      return refused(book.refuse(paced.limit, { seconds: Math.ceil(waitMs / 1_000) }));
    },
  };
};
