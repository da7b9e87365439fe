// Choosing where a device stands: a site, and one of its places, each with who stands there now.
import { html, type TemplateResult } from 'lit';
import type { DevicePlace, Purpose } from '../../protocol/access.ts';
import { DeviceId, type SiteId } from '../../protocol/ids.ts';
import type { StaffLanguage } from '../../protocol/texts/staff-catalogue.ts';
import { deviceTexts } from '../../protocol/texts/staff-devices.ts';
import { staffText } from '../../protocol/texts/staff-texts.ts';
import type { SitePlaces } from '../../protocol/wire-devices.ts';

/** What is chosen so far; `device` '' while nothing is. */
export type Chosen = { readonly site: SiteId; readonly device: string };

export type PlaceOption = SitePlaces['walls'][number];

/** The places for a purpose at a site; none for kiosks where the settings name none. */
export const optionsAt = (
  sites: readonly SitePlaces[],
  site: SiteId,
  purpose: Purpose,
): readonly PlaceOption[] => {
  const found = sites.find((one) => one.site === site);
  if (found === undefined) return [];
  return purpose === 'wall' ? found.walls : purpose === 'agent' ? found.agents : found.kiosks;
};

/** The name of whoever would be replaced; null: the place is free, or `mine` stands there. */
export const replacedBy = (
  sites: readonly SitePlaces[],
  chosen: Chosen,
  purpose: Purpose,
  mine: string | null = null,
): string | null => {
  const taken = optionsAt(sites, chosen.site, purpose).find(({ device }) => device === chosen.device)?.taken;
  return taken === undefined || taken === null || taken.key === mine ? null : taken.name;
};

/** The place as the hub wants it; null while the choice is not whole. */
export const placeOf = (chosen: Chosen, purpose: Purpose): DevicePlace | null => {
  const device = DeviceId.safeParse(chosen.device.trim());
  return device.success ? { site: chosen.site, device: device.data, purpose } : null;
};

export const placePicker = (parts: {
  readonly id: string;
  readonly sites: readonly SitePlaces[];
  readonly purpose: Purpose;
  readonly chosen: Chosen;
  readonly language: StaffLanguage;
  readonly choose: (chosen: Chosen) => void;
}): TemplateResult => {
  const { id, sites, purpose, chosen, language, choose } = parts;
  const say = deviceTexts(language);
  const options = optionsAt(sites, chosen.site, purpose);
  const toSite = (event: Event): void => {
    choose({ site: (event.target as HTMLSelectElement).value as SiteId, device: '' });
  };
  const toDevice = (event: Event): void => {
    choose({ ...chosen, device: (event.target as HTMLInputElement).value });
  };
  return html`
    <label for="${id}-site">${say.site}</label>
    <select id="${id}-site" @change=${toSite}>
      ${sites.map(
        ({ site, names }) =>
          html`<option value=${site} ?selected=${site === chosen.site}>${staffText(names, language)}</option>`,
      )}
    </select>
    ${
      purpose === 'kiosk' && options.length === 0
        ? html`<label for="${id}-kiosk">${say.kioskId}</label>
            <input id="${id}-kiosk" autocomplete="off" aria-describedby="${id}-kiosk-hint" .value=${chosen.device} @input=${toDevice} />
            <p id="${id}-kiosk-hint" class="hint">${say.kioskHint}</p>`
        : html`<fieldset class="places">
            <legend>${say.place}</legend>
            ${options.length === 0 ? html`<p class="problem">${say.noPlaces}</p>` : ''}
            ${options.map(
              ({ device, name, taken }) => html`<label class="choice">
                <input type="radio" name="${id}-place" .value=${device} .checked=${device === chosen.device} @change=${toDevice} />
                <span class="place-name">${name} <span class="hint">${device}</span></span>
                <span class=${taken === null ? 'free' : 'taken'}>${taken === null ? say.free : say.taken(taken.name)}</span>
              </label>`,
            )}
          </fieldset>`
    }`;
};
