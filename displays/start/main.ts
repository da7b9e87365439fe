// Starts the start page.
import '../../protocol/no-eval.ts';
import { StartPage } from './start-page.ts';

if (!customElements.get('start-page')) customElements.define('start-page', StartPage);
