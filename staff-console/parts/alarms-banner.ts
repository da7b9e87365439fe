// What at the site needs a hand, in words, one line for each; the oldest first.
import { html, nothing, type TemplateResult } from 'lit';
import type { StaffLanguage } from '../../protocol/texts/staff-catalogue.ts';
import { staffTexts } from '../../protocol/texts/staff-texts.ts';
import { type Alarm, PrinterFault } from '../../protocol/views.ts';

const mostShown = 2;

/** An alarm as a sentence. */
export const alarmText = (alarm: Alarm, language: StaffLanguage): string => {
  const say = staffTexts(language);
  switch (alarm.kind) {
    case 'printer': {
      const fault = PrinterFault.safeParse(alarm.detail);
      const words = fault.success ? say.faults[fault.data] : say.printer.paperNearEnd;
      return say.alarm.printer(alarm.name, words);
    }
    case 'printStuck':
      return say.alarm.printStuck(alarm.name, alarm.count ?? 1, alarm.detail.split(' '));
    case 'clock':
      return say.alarm.clock(alarm.device === 'own', alarm.detail === 'ahead', alarm.count ?? 1);
    case 'overflowStrained':
      return say.alarm.overflowStrained(alarm.name, alarm.detail === 'reservation', alarm.count ?? 1);
    case 'overflowFull':
      return say.alarm.overflowFull(alarm.name, alarm.count ?? 1);
    case 'callsUnseen':
    case 'callsUnheard':
      return say.alarm[alarm.kind];
    default:
      return say.alarm[alarm.kind](alarm.name);
  }
};

/** What will be stands behind what is. */
const isForecast = ({ kind }: Alarm): boolean => kind === 'overflowStrained' || kind === 'overflowFull';

/** A banner under the header; nothing when all is well. */
export const alarmsBanner = (
  alarms: readonly Alarm[],
  language: StaffLanguage,
): TemplateResult | typeof nothing => {
  if (alarms.length === 0) return nothing;
  const say = staffTexts(language);
  const shown = [...alarms]
    .sort((a, b) => Number(isForecast(a)) - Number(isForecast(b)) || a.sinceMs - b.sinceMs)
    .slice(0, mostShown);
  const rest = alarms.length - shown.length;
  return html`<section class="alarms" aria-label=${say.alarm.title}>
    <span class="alarm-mark" aria-hidden="true">!</span>
    <ul>
      ${shown.map((alarm) => html`<li>${alarmText(alarm, language)}</li>`)}
      ${rest > 0 ? html`<li>＋${rest}</li>` : nothing}
    </ul>
  </section>`;
};
