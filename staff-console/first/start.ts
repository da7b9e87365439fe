// Starts the page behind a one-time link: the first administrator, or a new password.
import { html, render } from 'lit';
import './link-page.ts';

const kind = location.pathname.startsWith('/first') ? 'first' : 'password';
const token = location.hash.slice(1);
// The link stands in nobody's history and in no picture of the screen.
history.replaceState(null, '', location.pathname);
render(html`<link-page .kind=${kind} .token=${token}></link-page>`, document.body);
