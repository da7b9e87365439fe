// Starts the devices page.
import { html, render } from 'lit';
import './devices-page.ts';

render(html`<devices-page></devices-page>`, document.body);
