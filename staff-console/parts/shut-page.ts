// A page that the person may not open: who is signed in, what they hold, what it takes, where they can go, and the way out.
import { html, nothing, type TemplateResult } from 'lit';
import { type Grant, holds, type Role } from '../../protocol/access.ts';
import { pageAddress, pageAt, pageRows, pages } from '../../protocol/pages.ts';
import type { Refusal } from '../../protocol/refusals.ts';
import type { StaffLanguage } from '../../protocol/texts/staff-catalogue.ts';
import { refusalText, staffText, staffTexts } from '../../protocol/texts/staff-texts.ts';
import { SiteList, type SiteSummary } from '../../protocol/wire.ts';
import type { SessionState } from '../../protocol/wire-people.ts';
import { ask } from './ask.ts';
import { LightElement } from './light-element.ts';
import { failureText, loadSession, signOut } from './session.ts';

export type Door = { readonly href: string; readonly name: string };

/** The pages that a person with these grants may open, those of their work first; everybody may see /now. */
export const doorsOf = (
  grants: readonly Grant[],
  sites: readonly Pick<SiteSummary, 'id' | 'names'>[],
  language: StaffLanguage,
): readonly Door[] => {
  const ofSites = pageRows
    .filter(({ roles, listed }) => roles.length > 0 && (listed === 'site' || listed === 'eachBooth'))
    .flatMap(({ name, names, roles }) =>
      sites
        .filter(({ id }) => holds(grants, roles, id))
        .map((site) => ({
          href: pageAddress(name, { site: site.id }),
          name: `${names[language]}：${staffText(site.names, language)}`,
        })),
    );
  const others = pageRows.filter(
    ({ roles, listed }) =>
      (listed === 'office' || listed === 'more') && roles.length > 0 && holds(grants, roles, null),
  );
  return [
    ...ofSites,
    ...others.map(({ name, names }) => ({ href: pageAddress(name), name: names[language] })),
    { href: pageAddress('now'), name: pages.now.names[language] },
    { href: '/', name: staffTexts(language).people.toStart },
  ];
};

/** The roles that open a page of staff. */
export const rolesFor = (path: string): readonly Role[] => pageAt(path)?.roles ?? [];

export class ShutPage extends LightElement {
  static override properties = {
    language: {},
    refusal: { attribute: false },
    changed: { attribute: false },
    session: { state: true },
    sites: { state: true },
    problem: { state: true },
  };
  declare language: StaffLanguage;
  declare refusal: Refusal | null;
  /** Called when nobody is signed in any more. */
  declare changed: () => void;
  declare session: SessionState | null;
  declare sites: readonly SiteSummary[];
  declare problem: string;

  constructor() {
    super();
    this.language = 'ja';
    this.refusal = null;
    this.changed = () => {};
    this.session = null;
    this.sites = [];
    this.problem = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  private async load(): Promise<void> {
    const { people } = staffTexts(this.language);
    try {
      this.session = await loadSession();
      const told = await ask(SiteList, '/api/sites');
      if (told.kind === 'ok') this.sites = told.value.sites;
    } catch (error) {
      this.problem = failureText(error, this.language, people.unreachable);
    }
  }

  private async leave(): Promise<void> {
    try {
      await signOut();
      this.changed();
    } catch (error) {
      this.problem = failureText(error, this.language, staffTexts(this.language).people.unreachable);
    }
  }

  private grantText({ role, site }: Grant): string {
    const { people } = staffTexts(this.language);
    const names = this.sites.find(({ id }) => id === site)?.names;
    const place =
      site === null ? people.everySite : names === undefined ? site : staffText(names, this.language);
    return this.language === 'ja' ? `${people.roles[role]}（${place}）` : `${people.roles[role]} (${place})`;
  }

  private facts(staff: NonNullable<SessionState['staff']>): TemplateResult {
    const { people } = staffTexts(this.language);
    const list = (texts: readonly string[]) => texts.join(this.language === 'ja' ? '、' : ', ');
    const needed = rolesFor(location.pathname).map((role) => people.roles[role]);
    return html`<dl class="shut-facts">
        <div><dt>${people.shut.who}</dt><dd>${staff.name}（${staff.id}）</dd></div>
        <div><dt>${people.shut.has}</dt><dd>${staff.grants.length === 0 ? people.shut.hasNone : list(staff.grants.map((grant) => this.grantText(grant)))}</dd></div>
        ${this.refusal?.code === 'notAllowed' ? html`<div><dt>${people.shut.needs}</dt><dd>${list(needed)}</dd></div>` : nothing}
      </dl>
      <h2>${people.shut.open}</h2>
      <ul class="shut-doors">
        ${doorsOf(staff.grants, this.sites, this.language).map(({ href, name }) => html`<li><a class="button" href=${href}>${name}</a></li>`)}
      </ul>
      <p><button type="button" class="primary" @click=${() => void this.leave()}>${people.shut.other}</button></p>`;
  }

  override render() {
    const say = staffTexts(this.language);
    const { refusal, session } = this;
    const why = refusal === null ? '' : refusalText(refusal, this.language);
    return html`<section class="shut">
      <h1>${say.link.refused}</h1>
      <p class="problem" role="alert">${why} ${this.problem}</p>
      ${session?.staff == null ? html`<p><a class="button" href="/">${say.people.toStart}</a></p>` : this.facts(session.staff)}
    </section>`;
  }
}
customElements.define('shut-page', ShutPage);
