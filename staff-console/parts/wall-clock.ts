// The time of day at the counters, by the hub's clock.
import { html } from 'lit';
import { clockTime } from '../../protocol/texts/staff-texts.ts';
import { ElapsedTime } from './elapsed-time.ts';

export class WallClock extends ElapsedTime {
  override render() {
    return html`<time>${clockTime(this.nowMs())}</time>`;
  }
}
customElements.define('wall-clock', WallClock);
