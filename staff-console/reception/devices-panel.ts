// Alarms, printers and paper, buttons, walls and kiosks: what is well in one word, what is not in plain words.
import { html, nothing, type TemplateResult } from 'lit';
import { printerTexts } from '../../protocol/texts/printer.ts';
import type { StaffLanguage } from '../../protocol/texts/staff-catalogue.ts';
import { clockTime, staffTexts } from '../../protocol/texts/staff-texts.ts';
import type { AgentLine, ButtonStatus, KioskLine, ReceptionView, WallLine } from '../../protocol/views.ts';
import { alarmText } from '../parts/alarms-banner.ts';

/** The panel at the side of reception. */
export const devicesPanel = (
  view: ReceptionView,
  language: StaffLanguage,
  showUnprinted: () => void,
): TemplateResult => {
  const say = staffTexts(language);
  return html`
    <section aria-label=${say.alarm.title} class=${view.alarms.length === 0 ? 'well' : 'alarms-panel'}>
      ${
        view.alarms.length === 0
          ? html`<p>✓ ${say.reception.allWell}</p>`
          : html`<h2>${say.alarm.title}</h2>
            <ul>${view.alarms.map(
              (alarm) => html`<li>${alarmText(alarm, language)}
                ${alarm.kind === 'printStuck' ? html`<button type="button" @click=${showUnprinted}>${say.alarm.showUnprinted}</button>` : nothing}</li>`,
            )}</ul>`
      }
    </section>
    <section aria-labelledby="devices-title">
      <h2 id="devices-title">${say.reception.devices}</h2>
      <ul class="devices">
        ${view.agents.map((agent) => agentRow(agent, language))}
        ${view.walls.map((wall) => wallRow(wall, language))}
        ${view.kiosks.map((kiosk) => kioskRow(kiosk, language))}
        ${
          view.agents.length + view.walls.length + view.kiosks.length === 0
            ? html`<li class="hint">${say.reception.noDevice}</li>`
            : nothing
        }
      </ul>
    </section>
  `;
};

const row = (kind: string, name: string, state: string, well: boolean, more = ''): TemplateResult => html`<li>
  <span class="device-name"><span class="visually-hidden">${kind}</span>${name}</span>
  <span class=${well ? 'device-state is-well' : 'device-state is-ill'}>${well ? '✓' : '!'} ${state}</span>
  ${more === '' ? nothing : html`<span class="hint device-more">${more}</span>`}
</li>`;

const agentRow = (agent: AgentLine, language: StaffLanguage): TemplateResult => {
  const say = staffTexts(language);
  const { printer } = agent;
  const jobs =
    printer !== null && printer.waitingJobs > 0 ? ` · ${say.waitingJobs(printer.waitingJobs)}` : '';
  const state = !agent.connected
    ? say.printer.away
    : printer === null
      ? say.printer.none
      : printer.state === 'fault'
        ? printer.faults.map((fault) => say.faults[fault]).join('・')
        : say.printer[printer.state];
  const buttons = agent.buttons.map((button) =>
    row(
      say.reception.buttons,
      button.name,
      button.connected ? say.printer.ready : say.printer.away,
      button.connected,
      receivedFrom(button, language),
    ),
  );
  return html`
    ${row(say.reception.printers, agent.name, `${state}${jobs}`, agent.connected && printer?.state === 'ready')}
    ${
      agent.connected && printer?.cannotTell !== undefined
        ? html`<li class="hint">${printerTexts[language].doesNotTell(printer.cannotTell)}</li>`
        : nothing
    }
    ${agent.hid === 'missing' ? row(say.reception.buttons, agent.name, say.reception.noHid, false, agent.hidTrouble ?? '') : buttons}
  `;
};

/** What came from a button last, as whoever sets it up wants to know it; '' where there is nothing to say. */
const receivedFrom = ({ connected, last }: ButtonStatus, language: StaffLanguage): string => {
  if (!connected || last === undefined) return '';
  const say = staffTexts(language).reception;
  if (last === null) return say.pressNow;
  const keys = last.keys === null ? say.notTakenForKeys : last.keys.join('・') || say.noKey;
  return say.lastReceived(clockTime(last.atMs), last.report, keys);
};

/** Whose voice is heard there, once one was. */
const voiceOf = ({ voice }: WallLine, language: StaffLanguage): string => {
  const say = staffTexts(language).wall;
  if (voice === 'hub') return ` · ${say.hubVoice}`;
  return voice === 'browser' ? ` · ${say.browserVoice}` : '';
};

const wallRow = (wall: WallLine, language: StaffLanguage): TemplateResult => {
  const say = staffTexts(language).wall;
  const behind = wall.behindMs > 2_000;
  const state = !wall.connected
    ? say.away
    : behind
      ? say.behind(Math.round(wall.behindMs / 1000))
      : {
          on: `${say.ok}${voiceOf(wall, language)}`,
          blocked: say.blocked,
          off: say.off,
          unknown: say.unknown,
        }[wall.sound];
  const well = wall.connected && !behind && wall.sound !== 'blocked';
  return row(staffTexts(language).reception.walls, wall.name, state, well);
};

const kioskRow = ({ name, connected }: KioskLine, language: StaffLanguage): TemplateResult => {
  const { reception, wall, printer } = staffTexts(language);
  return row(reception.kiosks, name, connected ? printer.ready : wall.away, connected);
};
