// The page before a booth is chosen: all booths of the site, each a link.
import { html } from 'lit';
import type { SiteId } from '../../protocol/ids.ts';
import { pageAddress } from '../../protocol/pages.ts';
import { staffText } from '../../protocol/texts/staff-texts.ts';
import type { ReceptionView } from '../../protocol/views.ts';
import { type Console, createConsole } from '../parts/console.ts';
import { frame } from '../parts/frame.ts';
import { connectHub } from '../parts/hub-link.ts';
import { LightElement } from '../parts/light-element.ts';

export class BoothPicker extends LightElement {
  static override properties = { site: { attribute: false } };
  declare site: SiteId;
  declare desk: Console<ReceptionView>;

  override connectedCallback(): void {
    this.desk ??= createConsole<ReceptionView>(this, (onChange, pass) =>
      connectHub({
        pass,
        hello: { site: this.site, page: { kind: 'reception' } },
        onChange,
      }),
    );
    super.connectedCallback();
  }

  override render() {
    const { desk } = this;
    const { texts, language } = desk;
    return frame(desk, {
      banner: false,
      heading: () => html`<h1>${texts.booth.choose}</h1>`,
      showKeys: () => {},
      page: (view) => html`<main class="picker">
        <ul>
          ${view.booths.map(
            (booth) => html`<li>
              <a href=${pageAddress('booth', { site: this.site, booth: booth.booth })}>
                <span class="picker-number">${booth.booth}</span>
                <span class="picker-what">
                  <b>${booth.names === null ? texts.common.booth(booth.booth) : staffText(booth.names, language)}</b>
                  <span>${texts.boothStates[booth.state]} ${booth.staff?.name ?? ''}</span>
                  <span class="small">${texts.booth.serves}：${booth.procedures
                    .map(
                      (served) =>
                        view.procedures.find((procedure) => procedure.id === served.procedure)?.letter ?? '',
                    )
                    .join(' ')}</span>
                </span>
              </a>
            </li>`,
          )}
        </ul>
      </main>`,
    });
  }
}
customElements.define('booth-picker', BoothPicker);
