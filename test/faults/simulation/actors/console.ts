// A console as a process: the real console logic on a browser that draws nothing, and somebody who presses keys.

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Command } from '../../../../protocol/commands.ts';
import type { SiteId, StaffId } from '../../../../protocol/ids.ts';
import type { StaffPage, StaffView } from '../../../../protocol/staff-views.ts';
import { type Console, createConsole } from '../../../../staff-console/parts/console.ts';
import { connectHub, type LinkOptions } from '../../../../staff-console/parts/hub-link.ts';
import { actorHeader } from '../callers.ts';
import type { Life } from '../machine/scheduler.ts';
import type { Network } from '../network/network.ts';
import { type CommandWatch, socketsFor } from '../network/socket-client.ts';
import { newLife, type Sim } from '../sim.ts';

export type ConsoleParts = {
  readonly sim: Sim;
  readonly network: Network;
  readonly watch: CommandWatch;
  readonly site: SiteId;
};

export type SimulatedConsole<V extends StaffView> = {
  readonly life: Life;
  readonly page: Console<V>;
  view(): V | null;
  online(): boolean;
  /** Presses once, or twice as a nervous finger does. */
  press(action: string, command: Command): void;
};

/** Takes a view as it is: reading every one with its schema would take a third of the simulation's time. */
export const unread = { safeParse: (value: unknown) => ({ success: true as const, data: value as never }) };

/** A page that is redrawn by nobody. */
const hostOf = (controllers: ReactiveController[]): ReactiveControllerHost => ({
  addController: (controller) => void controllers.push(controller),
  removeController: () => {},
  requestUpdate: () => {},
  updateComplete: Promise.resolve(true),
});

/** Opens the page as `staff`; `places` as in createConsole. */
export const openConsole = <P extends StaffPage>(
  parts: ConsoleParts,
  name: string,
  staff: StaffId,
  link: Pick<LinkOptions<P>, 'hello' | 'schema'>,
  places = 0,
): SimulatedConsole<StaffView<P['kind']>> => {
  const { sim, network, watch } = parts;
  const life = newLife(name);
  const headers = { [actorHeader]: `staff:${staff}` };
  const open = socketsFor(sim, network, life, watch, headers);
  const controllers: ReactiveController[] = [];
  const page = createConsole<StaffView<P['kind']>>(
    hostOf(controllers),
    (onChange) => connectHub<P>({ ...link, url: 'http://balancer', onChange, open }),
    { places },
  );
  sim.scheduler.after(sim.chance.between(0, 3_000), life, () => {
    for (const controller of controllers) controller.hostConnected?.();
  });
  return {
    life,
    page,
    view: () => page.link.view,
    online: () => page.link.status === 'online',
    press: (action, command) => {
      const go = (): void => void page.press(action, { ...command });
      go();
      if (!sim.chance.happens(0.15)) return;
      sim.count('double press');
      sim.scheduler.after(sim.chance.between(20, 900), life, go);
    },
  };
};

/** Answers /api/session for every console: it comes with its name. */
export const sessionAnswer = (staff: string) => ({
  ok: true,
  json: async () => ({
    staff: { id: staff, name: staff, grants: [] },
    locked: false,
    unlock: null,
    ownPassword: false,
    pass: null,
    idleMinutes: 20,
    demo: null,
    sso: null,
  }),
});
