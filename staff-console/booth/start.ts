// Starts the booth page: the console of the booth in the address, or the choice of booths.
import { html, render } from 'lit';
import { addressOf } from '../parts/address.ts';
import './booth-page.ts';
import './booth-picker.ts';

const address = addressOf(location.pathname);
const { body } = document;
if (address === null) render(html`<main class="alone"><h1>/booth/拠点/番号</h1></main>`, body);
else if (address.booth === null) render(html`<booth-picker .site=${address.site}></booth-picker>`, body);
else render(html`<booth-console .site=${address.site} .booth=${address.booth}></booth-console>`, body);
