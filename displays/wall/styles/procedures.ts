// The look of the procedures: one to twelve rows that share the height, columns aligned.
import { css } from 'lit';

export const procedureStyles = css`
  .procedures { --waiting: calc(112 * var(--u)); --wait: calc(226 * var(--u)); --row: 132; --name: 34; --big: 58; display: flex; flex-direction: column; min-height: 0; min-width: 0; }
  [data-procedures='many'] .procedures { --wait: calc(250 * var(--u)); }
  [data-procedures='few'] .procedures { --row: 210; --name: 44; --big: 84; }
  /* Two rows alone are larger, so that no half of a screen stands empty. */
  @media (orientation: landscape) { [data-two='true'] .procedures { --row: 340; --name: 46; --big: 104; --waiting: calc(124 * var(--u)); } }
  .head { flex: none; height: calc(44 * var(--u)); margin-top: calc(-2 * var(--u)); display: grid; grid-template-columns: minmax(0, 1fr) var(--waiting) var(--wait); align-items: end; gap: calc(14 * var(--u)); padding-right: calc(22 * var(--u)); }
  .head h2 { min-width: 0; }
  .column { display: flex; flex-direction: column; align-items: center; text-align: center; font-size: calc(21 * var(--u)); line-height: 1; font-weight: 700; white-space: nowrap; padding-bottom: calc(3 * var(--u)); }
  .column .second { font-size: calc(16 * var(--u)); line-height: 1.15; }
  .procedures ul { flex: 0 1 auto; min-height: 0; height: calc(var(--count) * var(--row) * var(--u)); display: grid; grid-template-rows: repeat(var(--count), minmax(0, 1fr)); padding: 0 calc(22 * var(--u)); overflow: hidden; }
  .procedures li { container-type: size; min-height: 0; }
  .procedures li + li { border-top: calc(2 * var(--u)) solid var(--line); }
  .row { height: 100%; display: grid; grid-template-columns: auto minmax(0, 1fr) var(--waiting) var(--wait); align-items: center; gap: calc(14 * var(--u)); }
  .row .letter { font-size: min(calc(var(--name) * 1.15 * var(--u)), 48cqh); }
  .row .name { max-height: 94cqh; display: flex; flex-direction: column; gap: 0.1em; overflow: hidden; font-size: calc(min(calc(var(--name) * var(--u)), 44cqh) * var(--fit, 1)); line-height: 1.15; font-weight: 700; overflow-wrap: anywhere; }
  .row .name .second { font-size: max(0.62em, calc(17 * var(--u) * var(--fit, 1)), calc(11 * var(--u))); overflow-wrap: break-word; }
  .row .waiting { text-align: center; font-size: min(calc(var(--big) * var(--u)), 72cqh); line-height: 1; font-weight: 700; }
  .row .wait { max-height: 94cqh; min-width: 0; display: flex; flex-direction: column; align-items: center; text-align: center; overflow: hidden; font-size: calc(min(calc(var(--name) * 0.95 * var(--u)), 44cqh) * var(--fit, 1)); line-height: 1.15; font-weight: 700; }
  .row .wait > .first, .row .wait > .second { white-space: nowrap; }
  .row .wait .second { font-size: max(0.64em, calc(16 * var(--u) * var(--fit, 1))); }
  .row .state { height: min(86cqh, calc(104 * var(--u))); width: 100%; flex-direction: row; gap: 0.4em; padding: 0 calc(10 * var(--u)); text-align: left; border-radius: calc(10 * var(--u)); --fit: 1; font-size: min(calc(26 * var(--u)), 40cqh); }
  .row .state .words { flex: 1; min-width: 0; max-height: 100%; overflow: hidden; display: flex; flex-direction: column; font-size: calc(1em * var(--fit, 1)); line-height: 1.14; }
  .row .state .second { font-size: max(0.74em, calc(12.5 * var(--u) * var(--fit, 1))); line-height: 1.2; color: inherit; }
  [data-procedures='many'] :is(.head, .row) { gap: calc(8 * var(--u)); }
  [data-procedures='many'] .row .name { line-height: 1.08; gap: 0; }
  [data-procedures='many'] .row .name .second { line-height: 1.2; }
  @media (orientation: portrait) {
    /* Wide and low: both names on one line where they fit. */
    [data-procedures='many'] .row .name { flex-flow: row wrap; align-items: baseline; gap: 0 0.7em; font-size: calc(min(calc(var(--name) * var(--u)), 60cqh) * var(--fit, 1)); }
    .procedures { flex: 0 1 auto; --row: 132; --waiting: calc(150 * var(--u)); --wait: calc(250 * var(--u)); }
    [data-procedures='few'] .procedures { --row: 190; }
  }
  /* Dark, framed and plain: told apart by lightness too, whatever colours the reader sees (test/house/colours.test.ts). */
  .state.stop { background: var(--stop); color: var(--paper); }
  .state.warn { background: var(--warn-pale); color: var(--warn); box-shadow: inset 0 0 0 calc(2 * var(--u)) var(--warn); }
  .state.soft { background: #e9edf5; color: var(--ink); }
`;
