// The page /audit: who did what, when and from where, by day, site, person and kind; page after page, and as CSV.
import { html, nothing, type TemplateResult } from 'lit';
import type { LocalText } from '../../protocol/ids.ts';
import { type AuditEventName, auditEventNames } from '../../protocol/texts/audit-events.ts';
import { auditSentence } from '../../protocol/texts/audit-sentences.ts';
import { dayOf } from '../../protocol/texts/dates.ts';
import { Board } from '../../protocol/views.ts';
import { type AuditLine, AuditPage } from '../../protocol/wire-audit.ts';
import { OfficePage } from '../office/office-page.ts';
import { ask } from '../parts/ask.ts';
import { detailsText } from './details.ts';

const zone = 'Asia/Tokyo';
const dayNow = (): string => dayOf(Date.now());

export class AuditPageElement extends OfficePage {
  static override properties = {
    ...OfficePage.properties,
    lines: { state: true },
    next: { state: true },
    archived: { state: true },
    busy: { state: true },
    procedures: { state: true },
  };
  readonly page = 'audit' as const;
  declare lines: readonly AuditLine[];
  declare next: string | null;
  declare archived: readonly string[];
  declare busy: boolean;
  /** Site → procedure → its names. */
  declare procedures: ReadonlyMap<string, ReadonlyMap<string, LocalText>>;
  /** What was asked for, as it stands in the address of the CSV too. */
  private query = new URLSearchParams({ from: dayNow(), to: dayNow() });

  constructor() {
    super();
    this.lines = [];
    this.next = null;
    this.archived = [];
    this.busy = true;
    this.procedures = new Map();
  }

  override async load(before: string | null = null): Promise<void> {
    this.busy = true;
    const query = new URLSearchParams(this.query);
    if (before !== null) query.set('before', before);
    const page = await ask(AuditPage, `/api/audit?${query}`);
    if (this.heed(page)) {
      this.lines = before === null ? page.value.lines : [...this.lines, ...page.value.lines];
      this.next = page.value.next;
      this.archived = page.value.archived;
    }
    this.busy = false;
    void this.learnNames();
  }

  private show(event: SubmitEvent): void {
    event.preventDefault();
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(event.target as HTMLFormElement)) {
      if (typeof value === 'string' && value.trim() !== '') query.set(name, value.trim());
    }
    this.query = query;
    void this.load();
  }

  private named(type: string): string {
    const names = auditEventNames[type as AuditEventName];
    return names === undefined ? type : names[this.language === 'ja' ? 0 : 1];
  }

  private form(): TemplateResult {
    const { audit } = this.texts;
    const types = Object.keys(auditEventNames).sort((a, b) =>
      this.named(a).localeCompare(this.named(b), this.texts.tag),
    );
    const today = dayNow();
    return html`<form class="office-form" @submit=${this.show}>
      <label>${audit.from}<input type="date" name="from" .defaultValue=${today} required /></label>
      <label>${audit.to}<input type="date" name="to" .defaultValue=${today} required /></label>
      <label
        >${audit.site}<select name="site">
          <option value="">${audit.allSites}</option>
          ${this.sites.map(({ id }) => html`<option value=${id}>${this.siteName(id)}</option>`)}
        </select></label
      >
      <label>${audit.actor}<input type="search" name="actor" maxlength="60" placeholder=${audit.actorHint} /></label>
      <label
        >${audit.type}<select name="type">
          <option value="">${audit.allTypes}</option>
          ${types.map((type) => html`<option value=${type}>${this.named(type)}</option>`)}
        </select></label
      >
      <label class="check"><input type="checkbox" name="who" value="all" />${audit.withDevices}</label>
      <button type="submit" class="primary">${audit.show}</button>
    </form>`;
  }

  /** An event of a newer hub that this page has no words for stands as it is. */
  private sentence(line: AuditLine): string {
    const { language } = this;
    const procedures = line.site === null ? undefined : this.procedures.get(line.site);
    const names = {
      procedure: (id: string) => procedures?.get(id) ?? null,
      site: (id: string) => this.sites.find((site) => site.id === id)?.names ?? null,
    };
    return auditSentence(line, language, names) ?? detailsText(line.details);
  }

  /** What the procedures of the sites on the page are called; an id stands for a name that does not come. */
  private async learnNames(): Promise<void> {
    const sites = new Set(this.lines.flatMap(({ site }) => (site === null ? [] : [site])));
    for (const site of sites) {
      if (this.procedures.has(site)) continue;
      const told = await ask(Board, `/api/sites/${site}/board`);
      if (told.kind !== 'ok') continue;
      const named = new Map<string, LocalText>(told.value.procedures.map(({ id, names }) => [id, names]));
      this.procedures = new Map([...this.procedures, [site, named]]);
    }
  }

  private line(line: AuditLine): TemplateResult {
    const { audit, tag } = this.texts;
    const time = new Intl.DateTimeFormat(tag, {
      timeZone: zone,
      month: 'numeric',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    }).format(line.atMs);
    return html`<tr>
      <td class="time">${time}</td>
      <td class="what"><b>${this.named(line.type)}</b></td>
      <td>${line.name ?? line.actor} <span class="small">${audit.kinds[line.kind]}</span></td>
      <td>${line.from ?? nothing}</td>
      <td>${line.site === null ? nothing : this.siteName(line.site)}</td>
      <td class="details" title=${`${detailsText(line.details)} · ${line.place}`}>${this.sentence(line)}</td>
    </tr>`;
  }

  override content(): TemplateResult {
    const { texts, lines, next, busy, archived } = this;
    const { audit } = texts;
    return html`
      <p>${audit.lead}</p>
      ${this.form()}
      <div class="office-row">
        <p role="status">${busy ? texts.loading : lines.length === 0 ? audit.none : audit.count(lines.length, next !== null)}</p>
        ${lines.length === 0 ? nothing : html`<a href=${`/api/audit.csv?${this.query}`} download>${audit.csv}</a>`}
      </div>
      ${archived.length === 0 ? nothing : html`<p>${audit.archived(archived.join(', '))}</p>`}
      ${
        lines.length === 0
          ? nothing
          : html`<table class="office-table">
            <thead>
              <tr>
                ${audit.columns.map((name) => html`<th scope="col">${name}</th>`)}
              </tr>
            </thead>
            <tbody>
              ${lines.map((line) => this.line(line))}
            </tbody>
          </table>`
      }
      ${
        next === null
          ? nothing
          : html`<button type="button" ?disabled=${busy} @click=${() => void this.load(next)}>${audit.more}</button>`
      }
    `;
  }
}
customElements.define('audit-page', AuditPageElement);
