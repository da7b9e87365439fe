// Asks once before somebody's second factor is removed: whoever telephones may not be who they say.
import { html, type TemplateResult } from 'lit';
import { CloseDialog } from './close-dialog.ts';

export class RemoveSecondDialog extends CloseDialog {
  override heading(): string {
    return this.texts.people.second.remove;
  }

  override body(): TemplateResult {
    return html`<p>${this.texts.people.second.confirmRemove(this.account?.name ?? '')}</p>`;
  }

  override submitLabel(): string {
    return this.texts.people.second.remove;
  }
}
customElements.define('remove-second-dialog', RemoveSecondDialog);
