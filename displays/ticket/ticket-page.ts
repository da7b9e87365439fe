// The phone page: how old it is, number and state, the place, what to have ready, what the visitor may do.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { type Language, textIn } from '../../protocol/ids.ts';
import { languageNames } from '../../protocol/texts/phone/load.ts';
import type { VisitorView } from '../../protocol/visitor.ts';
import { timeOf } from '../parts/civil-time.ts';
import { leavePart, movesPart } from './moves-part.ts';
import type { PhoneActs } from './phone-acts.ts';
import { pushPart } from './push-part.ts';
import { soundPart } from './sound-part.ts';
import { announcementOf, freshnessOf, noticesOf, type Phone, trustOf } from './ticket-model.ts';

const header = (phone: Phone, acts: PhoneActs): TemplateResult => {
  const { view, texts, language } = phone;
  return html`<header>
    <p class="place">${view === null ? nothing : textIn(view.names, language)}</p>
    ${
      view === null || view.languages.length < 2
        ? nothing
        : html`<label class="language"
            ><span class="hidden">${texts.language}</span>
            <select
              @change=${(event: Event) => acts.chooseLanguage((event.target as HTMLSelectElement).value as Language)}
            >
              ${view.languages.map(
                (one) =>
                  html`<option value=${one} lang=${one === 'ja-easy' ? 'ja' : one} ?selected=${one === language}>
                    ${languageNames[one]}
                  </option>`,
              )}
            </select></label
          >`
    }
  </header>`;
};

/** What is old says so above everything else, with its time. */
const warning = (phone: Phone): TemplateResult | typeof nothing => {
  const trust = trustOf(phone);
  if (trust === 'live' || (trust === 'connecting' && phone.view === null)) return nothing;
  return html`<div class="warning" data-trust=${trust}>
    <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 3.2 22.4 20.6H1.6Z M12 9.6v5 M12 17.6v.1" /></svg>
    <div>
      <p>${freshnessOf(phone)}</p>
      ${trust === 'old' ? html`<p class="small">${phone.texts.offlineHint}</p>` : nothing}
    </div>
  </div>`;
};

const place = (view: VisitorView, phone: Phone): TemplateResult | typeof nothing => {
  const { texts } = phone;
  if (view.ahead === null) return nothing;
  const outside = view.outUntilMs !== null;
  return html`<p class="ahead">${texts.ahead(view.ahead)}</p>
    ${
      outside
        ? html`<p class="outside">${texts.out.until(timeOf(view.outUntilMs ?? 0))}</p>
            <p>${texts.out.untilHint}</p>`
        : html`<p class="wait"><span>${texts.waitLabel}</span>
            <strong>${view.wait === null ? texts.noEstimate : view.wait.high === 0 ? texts.soon : texts.range(view.wait)}</strong></p>`
    }
    ${view.slotAtMs === null ? nothing : html`<p>${texts.slot(timeOf(view.slotAtMs))}</p>`}`;
};

const card = (view: VisitorView, phone: Phone): TemplateResult => {
  const { texts, language } = phone;
  const past = trustOf(phone) === 'past';
  const state = past ? 'cancelled' : view.state;
  return html`<section class="card" data-state=${state} data-old=${trustOf(phone) === 'old'}>
    <h1><span class="label">${texts.yourNumber}</span> <span class="number">${view.ticket}</span></h1>
    <p class="procedure">${textIn(view.procedure.names, language)}</p>
    <p class="state">${past ? texts.states.cancelled : texts.states[view.state]}</p>
    ${
      past || view.booth === null
        ? nothing
        : html`<p class="booth">${texts.booth(String(view.booth))}</p>
            ${view.boothNames === null ? nothing : html`<p>${textIn(view.boothNames, language)}</p>`}
            ${view.state === 'called' ? html`<p class="come">${texts.comeTo}</p>` : nothing}`
    }
    ${past ? nothing : place(view, phone)}
  </section>`;
};

const notices = (view: VisitorView, phone: Phone): TemplateResult | typeof nothing => {
  const lines = trustOf(phone) === 'past' ? [] : noticesOf(phone);
  // What staff say when the intake is stopped is for those who have no number yet: "come another day" is not for this one.
  const own =
    view.notice !== null && view.intake === 'outage' && (view.state === 'waiting' || view.state === 'absent')
      ? [textIn(view.notice, phone.language)]
      : [];
  const all = [...lines, ...own];
  return all.length === 0
    ? nothing
    : html`<div class="notices">${all.map((line) => html`<p>${line}</p>`)}</div>`;
};

const ready = (view: VisitorView, { texts, language }: Phone): TemplateResult | typeof nothing => {
  if (view.procedure.ready.length === 0 || ['serving', 'finished', 'cancelled'].includes(view.state))
    return nothing;
  return html`<section class="ready">
    <h2>${texts.ready}</h2>
    <ul>${view.procedure.ready.map((one) => html`<li>${textIn(one, language)}</li>`)}</ul>
    ${
      view.whereToWait === null
        ? nothing
        : html`<h2>${texts.whereToWait}</h2><p>${textIn(view.whereToWait, language)}</p>`
    }
  </section>`;
};

/** Called, the papers matter most; waiting, the sound. */
const below = (view: VisitorView, phone: Phone, acts: PhoneActs) => {
  const sound = [soundPart(view, phone, acts), pushPart(view, phone, acts)];
  const papers = ready(view, phone);
  return [...(view.state === 'called' ? [papers, sound] : [sound, papers]), leavePart(view, phone, acts)];
};

/** Everything below `body`; without a view only the warning, above what the hub has written into the page. */
export const ticketPage = (phone: Phone, acts: PhoneActs): TemplateResult => {
  const { view } = phone;
  const trust = trustOf(phone);
  const past = trust === 'past';
  return html`<div class="page" lang=${phone.texts.tag}>
    ${view === null ? nothing : header(phone, acts)}
    ${
      view === null
        ? trust === 'connecting'
          ? nothing
          : html`<div role="alert">${warning(phone)}</div>`
        : html`<main>
            ${warning(phone)} ${card(view, phone)} ${notices(view, phone)}
            ${past ? nothing : [movesPart(view, phone, acts), ...below(view, phone, acts)]}
            ${trust === 'live' ? html`<p class="fresh">${freshnessOf(phone)}</p>` : nothing}
          </main>`
    }
    <p class="hidden" role="status" aria-live="assertive">${announcementOf(phone)}</p>
  </div>`;
};
