// Every registered device: what it is, where it stands, whether it is there, and what can be done with it.
import { html, nothing, type TemplateResult } from 'lit';
import type { StaffLanguage } from '../../protocol/texts/staff-catalogue.ts';
import { deviceTexts } from '../../protocol/texts/staff-devices.ts';
import { staffText } from '../../protocol/texts/staff-texts.ts';
import type { DeviceLine, DeviceList } from '../../protocol/wire-devices.ts';

type Acts = Readonly<Record<'rename' | 'move' | 'revoke', (device: DeviceLine) => void>>;

/** A date and time in Japan, short. */
const when = (atMs: number, language: StaffLanguage): string =>
  new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    timeZone: 'Asia/Tokyo',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(atMs);

const placeName = ({ sites }: DeviceList, { place }: DeviceLine, language: StaffLanguage): string => {
  const site = sites.find((one) => one.site === place.site);
  const all = [...(site?.walls ?? []), ...(site?.agents ?? [])];
  const spot = all.find(({ device }) => device === place.device);
  const names = site === undefined ? place.site : staffText(site.names, language);
  return `${names} · ${spot?.name ?? place.device}`;
};

const line = (list: DeviceList, device: DeviceLine, language: StaffLanguage, acts: Acts): TemplateResult => {
  const say = deviceTexts(language);
  const { name, online, acceptedAtMs, heardAtMs, kept, place } = device;
  const act = (kind: keyof Acts) => html`<button
    type="button"
    class=${kind === 'revoke' ? 'danger' : ''}
    aria-label=${say.actionOn(say[kind], name)}
    @click=${() => acts[kind](device)}
  >
    ${say[kind]}
  </button>`;
  return html`<li class="device">
    <div class="device-what">
      <h3>${name}</h3>
      <p>${say.purposes[place.purpose]} · ${placeName(list, device, language)}</p>
      <p class="hint">
        ${say.since(when(acceptedAtMs, language))} ·
        ${heardAtMs === null ? say.neverHeard : say.heard(when(heardAtMs, language))}
      </p>
      ${kept.map(({ site, device: at, untold }) => html`<p class="kept">⚠ ${say.kept(untold, `${site} / ${at}`)}</p>`)}
    </div>
    <p class="online ${online ? 'on' : 'off'}"><span aria-hidden="true">${online ? '●' : '○'}</span> ${online ? say.online : say.offline}</p>
    <div class="device-acts">${act('rename')} ${act('move')} ${act('revoke')}</div>
  </li>`;
};

export const deviceList = (list: DeviceList, language: StaffLanguage, acts: Acts): TemplateResult => {
  const say = deviceTexts(language);
  const order = new Map(list.sites.map(({ site }, index) => [site, index]));
  const rank = (device: DeviceLine): number => order.get(device.place.site) ?? order.size;
  const devices = list.devices.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
  return html`<section class="card devices" aria-labelledby="devices-title">
    <h2 id="devices-title">${say.devices(devices.length)}</h2>
    ${devices.length === 0 ? html`<p class="empty">${say.none}</p>` : nothing}
    <ul>${devices.map((device) => line(list, device, language, acts))}</ul>
  </section>`;
};
