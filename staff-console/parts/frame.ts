// The frame of every console page: offline bar, header with place, name, language and clock, then the page or why not.
import { html, nothing, type TemplateResult } from 'lit';
import type { StaffView } from '../../protocol/staff-views.ts';
import { clockTime, staffText } from '../../protocol/texts/staff-texts.ts';
import { alarmsBanner } from './alarms-banner.ts';
import type { Console } from './console.ts';
import { languageButtons } from './language-buttons.ts';
import './lock-screen.ts';
import type { PersonDialog } from './person-dialog.ts';
import './person-dialog.ts';
import './shut-page.ts';
import './sign-in.ts';
import './wall-clock.ts';

type AnyView = StaffView;

export type FrameParts<V extends AnyView> = {
  /** What stands beside the site's name: the booth and its state, or the page's name. */
  readonly heading: (view: V) => TemplateResult;
  readonly page: (view: V) => TemplateResult;
  readonly showKeys: () => void;
  /** Pages that list what the alarms are about need no banner. */
  readonly banner: boolean;
};

/** Draws the whole page; until a view is there it says what is awaited. */
export const frame = <V extends AnyView>(desk: Console<V>, parts: FrameParts<V>): TemplateResult => {
  const { session, link } = desk;
  if (session === null || session.staff === null) return alonePage(desk, session);
  const { view } = link;
  return html`
    ${offlineBar(desk)}
    ${view === null ? nothing : header(desk, view, parts)}
    ${view !== null && parts.banner ? alarmsBanner(view.alarms, desk.language) : nothing}
    ${view === null ? blankPage(desk) : parts.page(view)}
    <person-dialog .language=${desk.language} .session=${session} .changed=${desk.sessionChanged}></person-dialog>
  `;
};

/** What stands alone on the screen: signing in, or the lock. */
const alonePage = <V extends AnyView>(
  desk: Console<V>,
  session: Console<V>['session'],
): TemplateResult => html`
  <main class="alone">
    <div class="alone-tools">${languageSwitch(desk)}</div>
    ${
      session === null
        ? html`<p role="status">${desk.sessionFailed ? desk.texts.people.unreachable : desk.texts.common.loading}</p>`
        : session.locked
          ? html`<lock-screen .session=${session} .language=${desk.language} .changed=${desk.sessionChanged}></lock-screen>`
          : html`<sign-in .session=${session} .language=${desk.language} .arrived=${desk.sessionChanged}></sign-in>`
    }
  </main>
`;

const openPerson = (event: Event): void => {
  const page = (event.currentTarget as HTMLElement).closest('header')?.parentElement;
  void page?.querySelector<PersonDialog>('person-dialog')?.open();
};

const blankPage = <V extends AnyView>(desk: Console<V>): TemplateResult => {
  const { link, texts, language } = desk;
  return html`<main class="alone">
    <div class="alone-tools">${languageSwitch(desk)}</div>
    ${
      link.status === 'refused'
        ? html`<shut-page .language=${language} .refusal=${link.refusal} .changed=${desk.sessionChanged}></shut-page>`
        : html`<h1>${texts.common.loading}</h1>`
    }
  </main>`;
};

/** Midnight as the end of an opening is 24:00. */
const endOfDay = (atMs: number): string => clockTime(atMs).replace(/^0:00$/, '24:00');

const offlineBar = <V extends AnyView>(desk: Console<V>): TemplateResult => {
  const { link, texts } = desk;
  const lost = link.status === 'offline' || (link.status === 'refused' && link.view !== null);
  return html`<div class="bars" role="alert">
    ${!lost && link.view?.live === false ? html`<p class="offline-bar"><span aria-hidden="true">⚠</span> ${texts.link.storeAway}</p>` : nothing}
    ${lost ? html`<p class="offline-bar"><span aria-hidden="true">⚠</span> ${texts.link.offline}</p>` : nothing}
    ${
      link.outdated
        ? html`<p class="offline-bar">
          ${texts.link.outdated}
          <button type="button" @click=${() => location.reload()}>${texts.link.reload}</button>
        </p>`
        : nothing
    }
  </div>`;
};

const header = <V extends AnyView>(desk: Console<V>, view: V, parts: FrameParts<V>): TemplateResult => {
  const { texts, language } = desk;
  return html`<header class="top">
    <div class="place">
      ${parts.heading(view)}
      <span class="site">${staffText(view.names, language)}</span>
    </div>
    <p class="phase">
      <strong>${texts.phases[view.phase]}</strong>
      ${view.closesAtMs !== null && view.phase === 'open' ? texts.closesAt(endOfDay(view.closesAtMs)) : nothing}
    </p>
    <div class="top-tools">
      <button type="button" class="quiet" @click=${parts.showKeys}>
        <kbd>?</kbd> ${texts.common.keys}
      </button>
      ${languageSwitch(desk)}
      <button type="button" class="quiet name" aria-haspopup="dialog" @click=${openPerson}>
        <span class="visually-hidden">${texts.common.signedInAs}</span>
        <span class="name-text">${desk.session?.staff?.name}</span>
        <span class="small">${texts.common.personMenu}</span>
      </button>
      <wall-clock class="clock" aria-label=${texts.common.clock} role="timer" .nowMs=${desk.nowMs}></wall-clock>
    </div>
  </header>`;
};

const languageSwitch = <V extends AnyView>(desk: Console<V>): TemplateResult =>
  languageButtons(desk.language, (language) => desk.setLanguage(language));

/** The answer to the last press, in a place of its own so that nothing moves. */
export const messageLine = <V extends AnyView>(desk: Console<V>): TemplateResult => {
  const { message, pending, slow, texts } = desk;
  const marks = { good: '✓', bad: '✕', note: 'ⓘ' } as const;
  return html`<div class="message-line">
    <p role="status" class="pending" ?hidden=${pending === null}>
      ${pending === null ? nothing : slow ? texts.common.waitingForAnswer : texts.common.sending}
    </p>
    <p role="alert" class=${message === null ? 'message' : `message ${message.kind}`} ?hidden=${message === null}>
      ${message === null ? nothing : html`<span aria-hidden="true">${marks[message.kind]}</span> ${message.text}`}
    </p>
  </div>`;
};
