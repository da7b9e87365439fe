// The list of keys of a page.
import { html } from 'lit';
import { ConsoleDialog } from './console-dialog.ts';

export class KeysDialog extends ConsoleDialog {
  static override properties = { ...ConsoleDialog.properties, rows: { attribute: false } };
  declare rows: readonly { readonly keys: string; readonly does: string }[];

  constructor() {
    super();
    this.rows = [];
  }

  override heading(): string {
    return this.texts.common.keysTitle;
  }

  override body() {
    return html`<dl class="keys">
      ${this.rows.map((row) => html`<div><dt><kbd>${row.keys}</kbd></dt><dd>${row.does}</dd></div>`)}
    </dl>`;
  }
}
customElements.define('keys-dialog', KeysDialog);
