// Starts the page of accounts.
import { html, render } from 'lit';
import './accounts-page.ts';

render(html`<accounts-page></accounts-page>`, document.body);
