// Which place: the soonest or the nearest first, each with its first free time.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { textIn } from '../../../protocol/ids.ts';
import type { Acts } from '../parts/acts.ts';
import { type Bookable, inOrder, partyMost, soonestAt, travelTo, type Visit } from '../parts/visit.ts';
import { momentIn } from '../parts/words.ts';

const partyPart = (visit: Visit, acts: Acts): TemplateResult | typeof nothing => {
  const most = partyMost(visit);
  // Who moves keeps the party that was booked.
  if (most < 2 || visit.moving !== null) return nothing;
  return html`<label class="field"><span>${visit.texts.place.party}</span>
    <select @change=${(event: Event) => acts.partySize(Number((event.target as HTMLSelectElement).value))}>
      ${Array.from({ length: most }, (_, index) => index + 1).map(
        (people) =>
          html`<option value=${people} ?selected=${people === visit.choice.partySize}>${visit.texts.place.people(people)}</option>`,
      )}
    </select></label>`;
};

const orderPart = (visit: Visit, acts: Acts): TemplateResult | typeof nothing => {
  const { texts, offer } = visit;
  if (offer === null || offer.districts.length === 0) return nothing;
  return html`<fieldset class="options">
      <legend>${texts.place.order}</legend>
      ${(['soonest', 'nearest'] as const).map(
        (order) =>
          html`<label><input type="radio" name="order" .checked=${visit.order === order} @change=${() => acts.order(order)} />
            ${texts.place[order]}</label>`,
      )}
    </fieldset>
    ${
      visit.order === 'soonest'
        ? nothing
        : html`<label class="field"><span>${texts.place.district}</span>
            <select @change=${(event: Event) => acts.district((event.target as HTMLSelectElement).value || null)}>
              <option value="" ?selected=${visit.choice.district === null}>${texts.place.anyDistrict}</option>
              ${offer.districts.map(
                (one) =>
                  html`<option value=${one.id} ?selected=${one.id === visit.choice.district}>${textIn(one.names, visit.language)}</option>`,
              )}
            </select></label>`
    }`;
};

const placePart = (visit: Visit, acts: Acts, { site }: Bookable): TemplateResult => {
  const { texts } = visit;
  const first = soonestAt(visit, site.site);
  const travel = travelTo(visit, site.site);
  return html`<li><button type="button" class="choice place" @click=${() => acts.choosePlace(site.site)}>
    <strong>${textIn(site.names, visit.language)}</strong>
    ${site.address === null ? nothing : html`<span>${site.address}</span>`}
    <span class="free" data-none=${first === null}>
      ${
        first === undefined
          ? texts.loading
          : first === null
            ? texts.place.full
            : `${texts.place.first(momentIn(visit, first.atMs))}（${texts.place.free(first.free)}）`
      }</span>
    ${travel === null ? nothing : html`<span>${texts.place.travel(travel)}</span>`}
  </button></li>`;
};

export const placeStep = (visit: Visit, acts: Acts): TemplateResult =>
  html`${partyPart(visit, acts)} ${orderPart(visit, acts)}
    <ul class="choices">${inOrder(visit).map((one) => placePart(visit, acts, one))}</ul>`;
