// Starts the reception page of the site in the address.
import { html, render } from 'lit';
import { addressOf } from '../parts/address.ts';
import './reception-page.ts';

const address = addressOf(location.pathname);
render(
  address === null
    ? html`<main class="alone"><h1>/reception/拠点</h1></main>`
    : html`<reception-console .site=${address.site}></reception-console>`,
  document.body,
);
