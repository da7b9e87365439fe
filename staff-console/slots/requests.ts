// What the page of slots asks of the hub. A change is sent with an id of its own, so that sent again it is the same.
import { CommandId, type SiteId } from '../../protocol/ids.ts';
import { randomHex } from '../../protocol/random-hex.ts';
import { SlotsChanged } from '../../protocol/reservation-api.ts';
import type { SlotChange } from '../../protocol/slot-change.ts';
import { SlotPlanView } from '../../protocol/slot-plan-view.ts';
import { ask } from '../parts/ask.ts';

const newId = (): CommandId => CommandId.parse(`slot-${randomHex()}`);

export const slotPlan = (site: SiteId, date: string) =>
  ask(SlotPlanView, `/api/reservations/${site}/slots/${date}`);
export const dryRun = (site: SiteId, date: string, slots: SlotChange) =>
  ask(SlotsChanged, `/api/reservations/${site}/slots`, 'POST', {
    commandId: newId(),
    date,
    slots,
    dryRun: true,
  });
/** For one site; the same again changes nothing more. */
export const changeWith = (site: SiteId) => {
  const commandId = newId();
  return (date: string, slots: SlotChange) =>
    ask(SlotsChanged, `/api/reservations/${site}/slots`, 'POST', { commandId, date, slots });
};
export const takeBack = (site: SiteId, date: string, change: string) =>
  ask(SlotsChanged, `/api/reservations/${site}/slots/back`, 'POST', { commandId: newId(), date, change });
