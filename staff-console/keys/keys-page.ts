// The page /keys: integrators' keys, made with the roles they need, shown once, revoked at once.
import { html, nothing, type TemplateResult } from 'lit';
import { type Grant, type Role, roles } from '../../protocol/access.ts';
import { SiteId } from '../../protocol/ids.ts';
import { ApiKeyList, type ApiKeyView, MadeApiKey } from '../../protocol/wire-keys.ts';
import { ask } from '../office/ask.ts';
import { OfficePage } from '../office/office-page.ts';

export class KeysPage extends OfficePage {
  static override properties = {
    ...OfficePage.properties,
    keys: { state: true },
    made: { state: true },
    copied: { state: true },
    revoking: { state: true },
    noRole: { state: true },
  };
  readonly page = 'keys' as const;
  declare keys: readonly ApiKeyView[] | null;
  declare made: MadeApiKey | null;
  declare copied: boolean;
  declare revoking: ApiKeyView | null;
  declare noRole: boolean;

  constructor() {
    super();
    this.keys = null;
    this.made = null;
    this.copied = false;
    this.revoking = null;
    this.noRole = false;
  }

  override async load(): Promise<void> {
    const list = await ask(ApiKeyList, '/api/keys');
    if (this.heed(list)) this.keys = list.value.keys;
  }

  private async make(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const site = SiteId.safeParse(data.get('site')).data ?? null;
    const chosen = data.getAll('role') as Role[];
    this.noRole = chosen.length === 0;
    if (this.noRole) return;
    const grants: Grant[] = chosen.map((role) => ({ role, site: role === 'administrator' ? null : site }));
    const made = await ask(MadeApiKey, '/api/keys', 'POST', { name: data.get('name'), grants });
    if (!this.heed(made)) return;
    form.reset();
    this.made = made.value;
    this.copied = false;
    await this.load();
    await this.updateComplete;
    this.querySelector<HTMLElement>('.office-secret')?.focus();
  }

  private async copy(): Promise<void> {
    try {
      // Not there on pages without TLS: the key can be marked and copied by hand.
      await navigator.clipboard.writeText(this.made?.secret ?? '');
      this.copied = true;
    } catch {
      this.copied = false;
    }
  }

  private async revoke(key: ApiKeyView): Promise<void> {
    this.revoking = null;
    const list = await ask(ApiKeyList, `/api/keys/${key.id}`, 'DELETE');
    if (this.heed(list)) this.keys = list.value.keys;
  }

  private grantsText(grants: readonly Grant[]): string {
    return grants
      .map(
        ({ role, site }) =>
          `${this.texts.roles[role]}（${site === null ? this.texts.everySite : this.siteName(site)}）`,
      )
      .join(this.language === 'ja' ? '、' : ', ');
  }

  private form(): TemplateResult {
    const { keys, roles: names, everySite } = this.texts;
    return html`<form class="office-form" @submit=${this.make}>
      <label
        >${keys.name}<input name="name" required maxlength="40" pattern="[a-z0-9][a-z0-9\\-]*" autocomplete="off" spellcheck="false" aria-describedby="name-hint"
      /></label>
      <label
        >${keys.site}<select name="site">
          <option value="">${everySite}</option>
          ${this.sites.map(({ id }) => html`<option value=${id}>${this.siteName(id)}</option>`)}
        </select></label
      >
      <fieldset>
        <legend>${keys.roles}</legend>
        ${roles.map(
          (role) =>
            html`<label class="check"><input type="checkbox" name="role" value=${role} />${names[role]}</label>`,
        )}
      </fieldset>
      <button type="submit" class="primary">${keys.make}</button>
      <p class="hint" id="name-hint">${keys.nameHint}</p>
      <div class="hint" role="alert">${this.noRole ? html`<p class="problem">${keys.chooseRole}</p>` : nothing}</div>
    </form>`;
  }

  private secret(made: MadeApiKey): TemplateResult {
    const { keys } = this.texts;
    return html`<section class="office-secret" tabindex="-1" aria-live="polite">
      <h2>${keys.made(made.key.name)}</h2>
      <p>${keys.onlyNow}</p>
      <code>${made.secret}</code>
      <div class="office-row">
        ${
          'clipboard' in navigator
            ? html`<button type="button" @click=${() => void this.copy()}>${this.copied ? keys.copied : keys.copy}</button>`
            : nothing
        }
        <button type="button" class="primary" @click=${() => {
          this.made = null;
        }}>${keys.hide}</button>
      </div>
    </section>`;
  }

  private row(key: ApiKeyView): TemplateResult {
    const { keys, tag } = this.texts;
    const made = new Intl.DateTimeFormat(tag, { timeZone: 'Asia/Tokyo', dateStyle: 'medium' }).format(
      key.madeAtMs,
    );
    return html`<tr>
      <th scope="row" class=${key.revoked ? 'gone' : ''}>${key.name}</th>
      <td class=${key.revoked ? 'gone' : ''}>${this.grantsText(key.grants)}</td>
      <td class=${key.revoked ? 'gone' : ''}>${made}</td>
      <td>
        ${
          key.revoked
            ? html`<span class="gone">${keys.revoked}</span>`
            : html`<div class="office-row"><span>${keys.good}</span>
              <button type="button" @click=${() => {
                this.revoking = key;
              }}>${keys.revoke}<span class="visually-hidden"> ${key.name}</span></button></div>`
        }
        ${
          this.revoking?.id === key.id
            ? html`<div role="alert" class="office-row">
              <p class="problem">${keys.sure(key.name)}</p>
              <button type="button" class="primary" @click=${() => void this.revoke(key)}>${keys.revoke}</button>
              <button type="button" @click=${() => {
                this.revoking = null;
              }}>${keys.keep}</button>
            </div>`
            : nothing
        }
      </td>
    </tr>`;
  }

  override content(): TemplateResult {
    const { texts, keys, made } = this;
    return html`
      <p>${texts.keys.lead}</p>
      ${made === null ? this.form() : this.secret(made)}
      ${
        keys === null
          ? html`<p role="status">${texts.loading}</p>`
          : keys.length === 0
            ? html`<p>${texts.keys.none}</p>`
            : html`<table class="office-table">
              <thead>
                <tr>
                  ${texts.keys.columns.map((name) => html`<th scope="col">${name}</th>`)}
                </tr>
              </thead>
              <tbody>
                ${[...keys].reverse().map((key) => this.row(key))}
              </tbody>
            </table>`
      }
    `;
  }
}
customElements.define('keys-page', KeysPage);
