// The base of console components: Lit without shadow roots, so that labels, descriptions and styles reach across them.
import { LitElement } from 'lit';

export class LightElement extends LitElement {
  override createRenderRoot(): HTMLElement {
    return this;
  }
}
