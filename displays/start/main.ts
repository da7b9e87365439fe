// Starts the start page.
import { StartPage } from './start-page.ts';

if (!customElements.get('start-page')) customElements.define('start-page', StartPage);
