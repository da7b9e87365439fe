// The page at /: what this is, every page of every site, and what to click first.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { z } from 'zod';
import type { LocalText } from '../../protocol/ids.ts';
import { type PageName, type PageRow, pageAddress, pagesListed } from '../../protocol/pages.ts';
import { textsFor } from '../../protocol/texts/index.ts';
import type { Phase } from '../../protocol/views.ts';
import { SiteList, type SiteSummary } from '../../protocol/wire.ts';
import { faces } from '../parts/faces.ts';
import { startStyles } from './start-styles.ts';

/** The hub adds the page of the virtual printer where one runs. */
const Sites = z.object(SiteList.shape);
type Sites = z.infer<typeof Sites>;

const retryMs = 2_000;

const phases: Readonly<Record<Phase, readonly [ja: string, en: string]>> = {
  closed: ['閉庁日', 'closed today'],
  before: ['開庁前', 'not open yet'],
  open: ['開庁中', 'open'],
  break: ['休憩中', 'break'],
  after: ['受付終了', 'serving the last'],
  ended: ['業務終了', 'closed for today'],
};

const both = (ja: string, en: string): TemplateResult =>
  html`<span lang="ja">${ja}</span> <span class="en" lang="en">${en}</span>`;

const named = (text: LocalText): TemplateResult =>
  html`<span lang="ja">${text.ja}</span>${text.en === undefined ? nothing : html` <span class="en" lang="en">${text.en}</span>`}`;

/** What the name of a page of a site does not tell. */
const about: Partial<Readonly<Record<PageName, readonly [ja: string, en: string]>>> = {
  reception: ['番号札', 'tickets, printers'],
};

const tile = (row: PageRow, href: string, what: TemplateResult | string): TemplateResult =>
  html`<a class="page" href=${href}
    ><strong>${both(row.names.ja, row.names.en)}</strong><span class="what">${what}</span></a>`;

type Device = { readonly id: string | null; readonly name: string };
const deviceTiles = (where: 'eachWall' | 'eachKiosk', site: SiteSummary, devices: readonly Device[]) =>
  pagesListed(where).flatMap((row) => {
    const address = pageAddress(row.name, { site: site.id });
    return devices.map(({ id, name }) => tile(row, id === null ? address : `${address}?device=${id}`, name));
  });

const siteTiles = (site: SiteSummary) =>
  pagesListed('site').map((row) => {
    const what = about[row.name];
    return tile(row, pageAddress(row.name, { site: site.id }), what === undefined ? '' : both(...what));
  });

/** A row of numbers for each page that there is at every booth. */
const boothLinks = (site: SiteSummary) =>
  pagesListed('eachBooth').map(
    ({ name, names }) => html`<nav class="booths" aria-label=${`${site.names.ja} ${names.ja}`}>
      <span class="title">${both(names.ja, names.en)}</span>
      ${site.boothNumbers.map((booth) => html`<a href=${pageAddress(name, { site: site.id, booth })} aria-label=${`窓口 ${booth} Booth`}>${booth}</a>`)}
    </nav>`,
  );

const siteCard = (site: SiteSummary): TemplateResult => {
  const [ja, en] = phases[site.phase];
  const walls = site.walls.length > 0 ? site.walls : [{ id: null, name: 'ロビー' }];
  return html`<section class="site" aria-labelledby=${`site-${site.id}`}>
    <h3 id=${`site-${site.id}`}>${named(site.names)}<span class="phase ${site.phase}">${both(ja, en)}</span></h3>
    <div class="pages">
      ${deviceTiles('eachWall', site, walls)} ${deviceTiles('eachKiosk', site, site.kiosks)} ${siteTiles(site)}
    </div>
    ${site.boothNumbers.length === 0 ? nothing : boothLinks(site)}
  </section>`;
};

const listOf = (where: 'office' | 'more') =>
  pagesListed(where).map(
    ({ name, names }) => html`<li><a href=${pageAddress(name)}>${both(names.ja, names.en)}</a></li>`,
  );

/** What to click first, in the order of a ticket's life. */
const firstSteps = (sites: Sites): TemplateResult | typeof nothing => {
  const site = sites.sites[0];
  if (site === undefined) return nothing;
  const wall = site.walls[0] ? `?device=${site.walls[0].id}` : '';
  const booth = site.boothNumbers[0];
  return html`<section class="steps" aria-labelledby="first">
    <h2 id="first">${both('はじめての操作', 'First clicks')}</h2>
    <ol>
      <li><a href=${`${pageAddress('wall', { site: site.id })}${wall}`}>${both('案内画面を開く', 'Open the lobby screen')}</a>
        <p>${both('音が出ないときは、画面に一度触れてください。', 'If it is muted, touch it once.')}</p></li>
      <li><a href=${pageAddress('reception', { site: site.id })}>${both('受付で番号札を発行する', 'Issue a ticket at reception')}</a>
        <p>${
          sites.paperUrl === undefined
            ? both('番号札が印刷されます。', 'It comes out of the printer.')
            : html`<a class="plain" href=${sites.paperUrl}>${both('仮想プリンターの用紙', 'The virtual printer’s paper')}</a>`
        }</p></li>
      ${
        booth === undefined
          ? nothing
          : html`<li><a href=${pageAddress('booth', { site: site.id, booth })}>${both(`${booth}番窓口で「次へ」`, `Press Next at booth ${booth}`)}</a>
            <p>${both('番号が大きく表示され、読み上げられます。', 'The number is shown large and spoken.')}</p></li>`
      }
    </ol>
  </section>`;
};

const languageNames = (voices: Sites['voices']): string =>
  voices.map(({ language }) => textsFor(language).ownName).join('、');

/** Which languages the hub speaks, and who speaks the rest. */
const whoSpeaks = ({ voices }: Sites): TemplateResult => html`<p>
  ${
    voices.length === 0
      ? both('音声：表示端末が読み上げます。', 'Voice: each screen speaks with its browser’s own.')
      : both(`音声：サーバーが読み上げます（${languageNames(voices)}）。`, 'Voice: made by the hub.')
  }</p>`;

export class StartPage extends LitElement {
  static override styles = [faces, startStyles];
  static override properties = { sites: { state: true }, failed: { state: true } };
  declare sites: Sites | null;
  declare failed: boolean;

  constructor() {
    super();
    this.sites = null;
    this.failed = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  async #load(): Promise<void> {
    try {
      const response = await fetch('/api/sites');
      this.sites = Sites.parse(await response.json());
      this.failed = false;
    } catch (error) {
      console.error('GET /api/sites', error);
      this.failed = true;
      setTimeout(() => void this.#load(), retryMs);
    }
  }

  override render(): TemplateResult {
    const { sites } = this;
    return html`
      <header>
        <div class="inner">
          <h1><span lang="ja">順番</span> <span class="name" lang="en">Junban</span></h1>
          <p class="lead" lang="ja">窓口の番号札、呼び出し、案内画面と音声をひとつに。</p>
          <p class="lead en" lang="en">Tickets, calls, lobby screens and voice for municipal counters.</p>
          ${sites === null ? nothing : html`<p class="organisation">${named(sites.organisation.names)}</p>`}
        </div>
      </header>
      <main class="inner">
        ${
          sites === null
            ? html`<p class="wait" role="status">${
                this.failed
                  ? both(
                      'サーバーに接続できません。自動で再接続します。',
                      'The hub cannot be reached. Trying again.',
                    )
                  : both('読み込み中', 'Loading')
              }</p>`
            : html`${firstSteps(sites)}
              <section aria-labelledby="sites">
                <h2 id="sites">${both('拠点と画面', 'Sites and their pages')}</h2>
                ${sites.sites.map(siteCard)}
              </section>
              <section class="more" aria-labelledby="office">
                <h2 id="office">${both('管理', 'Administration')}</h2>
                <ul>
                  ${listOf('office')}
                </ul>
              </section>
              <section class="more" aria-labelledby="more">
                <h2 id="more">${both('その他', 'More')}</h2>
                <ul>
                  ${
                    sites.paperUrl === undefined
                      ? nothing
                      : html`<li><a href=${sites.paperUrl}>${both('仮想プリンター', 'Virtual printer')}</a></li>`
                  }
                  ${listOf('more')}
                  <li><a href="/api/openapi.json">${both('API 仕様', 'API (OpenAPI)')}</a></li>
                  <li><a href="/readyz">${both('稼働状況', 'Readiness')}</a></li>
                </ul>
                ${whoSpeaks(sites)}
              </section>`
        }
      </main>`;
  }
}
