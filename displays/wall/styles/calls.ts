// The look of the calls: huge numbers, the flash of a new one, the list and the booths.
import { css } from 'lit';

export const callStyles = css`
  /* The newest calls take the room that the others leave. */
  .huge { --huge: 332; flex: 1 0 auto; display: flex; flex-direction: column; }
  [data-tight='true'] .huge { --huge: 320; }
  .huge ol, .huge .none { flex: 1 0 auto; min-height: calc(var(--huge) * var(--u)); }
  .huge ol { display: grid; gap: calc(12 * var(--u)); grid-auto-rows: minmax(0, 1fr); --number: 146; --figure: 120; }
  .huge ol[data-count='1'] { --number: 236; --figure: 184; }
  .huge ol[data-count='2'] { --number: 146; --figure: 118; }
  .huge ol[data-count='3'], .huge ol[data-count='4'] { grid-template-columns: repeat(2, minmax(0, 1fr)); --number: 146; --figure: 84; }
  .huge ol[data-count='3'] li:first-child { grid-column: 1 / -1; }
  .none { display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 0.3em; font-size: calc(52 * var(--u)); font-weight: 700; }
  .none .second { font-size: 0.65em; }

  .call { position: relative; display: flex; align-items: center; justify-content: space-between; gap: calc(16 * var(--u)); min-width: 0; padding: 0 calc(28 * var(--u)) 0 calc(40 * var(--u));
    background: var(--paper); color: var(--brand-deep); border: calc(4 * var(--u)) solid var(--brand); border-radius: calc(18 * var(--u)); overflow: hidden; }
  .call .number { font-size: calc(var(--number) * var(--u)); line-height: 0.86; text-box: trim-both cap alphabetic; font-weight: 700; letter-spacing: -0.01em; }
  .call.recalled .number { align-self: flex-end; margin-bottom: calc(6 * var(--u)); }
  ol[data-count='1'] .recalled .number { margin-bottom: calc(40 * var(--u)); }
  .call .arrow { flex: none; display: grid; font-size: calc(var(--number) * 0.34 * var(--u)); }
  .call .booth { flex: none; align-self: stretch; display: flex; flex-direction: column; align-items: center; justify-content: center; margin: calc(14 * var(--u)) 0;
    min-width: calc(var(--figure) * 1.75 * var(--u)); padding: 0 calc(24 * var(--u)); border-radius: calc(12 * var(--u)); background: var(--brand); color: var(--paper); }
  .call .label { display: flex; align-items: baseline; justify-content: center; gap: 0.5em; max-width: 100%; min-width: 0; font-size: calc(34 * var(--u) * var(--fit, 1)); line-height: 1.15; font-weight: 700; white-space: nowrap; }
  .call .label .second { color: inherit; font-size: 0.72em; }
  .call .figure { font-size: calc(var(--figure) * var(--u)); line-height: 1; font-weight: 700; }
  .call .name { display: flex; align-items: center; justify-content: center; width: 100%; max-width: calc(280 * var(--u)); max-height: calc(68 * var(--u)); overflow: hidden; text-align: center; font-size: calc(28 * var(--u) * var(--fit, 1)); line-height: 1.15; }
  ol[data-count='2'] .booth, ol[data-count='3'] li:first-child .booth { flex-direction: row; gap: calc(22 * var(--u)); margin: calc(10 * var(--u)) 0; }
  ol[data-count='2'] .label, ol[data-count='3'] li:first-child .label { flex-direction: column; gap: 0; }
  ol[data-count='2'] .name, ol[data-count='3'] li:first-child .name { width: calc(150 * var(--u)); max-height: calc(120 * var(--u)); }
  ol[data-count='3'] li:first-child { --figure: 118; }
  ol[data-count='3'] li:not(:first-child), ol[data-count='4'] li { padding: 0 calc(14 * var(--u)) 0 calc(18 * var(--u)); gap: calc(6 * var(--u)); }
  /* In a small box the name says more than the word for booth. */
  ol[data-count='3'] li:not(:first-child) .booth:has(.name) .label, ol[data-count='4'] .booth:has(.name) .label { display: none; }
  ol[data-count='3'] li:not(:first-child) .name, ol[data-count='4'] .name { width: calc(106 * var(--u)); max-height: calc(62 * var(--u)); font-size: calc(24 * var(--u) * var(--fit, 1)); }
  ol[data-count='3'] li:not(:first-child) .booth, ol[data-count='4'] .booth { min-width: calc(122 * var(--u)); padding: 0 calc(8 * var(--u)); margin: calc(8 * var(--u)) 0; }
  ol[data-count='3'] li:not(:first-child) .label, ol[data-count='4'] .label { flex-direction: column; align-items: center; gap: 0; max-width: calc(106 * var(--u)); font-size: calc(24 * var(--u) * var(--fit, 1)); }
  ol[data-count='3'] li:not(:first-child) .arrow, ol[data-count='4'] .arrow { font-size: calc(34 * var(--u)); }
  .figure[data-digits='3'] { letter-spacing: -0.06em; font-size: calc(var(--figure) * 0.72 * var(--u)); }
  .recall { position: absolute; left: 0; top: 0; display: flex; align-items: baseline; gap: 0.6em; padding: calc(5 * var(--u)) calc(18 * var(--u)); border-bottom-right-radius: calc(12 * var(--u));
    background: var(--warn-pale); color: var(--warn); font-size: calc(24 * var(--u)); font-weight: 700; line-height: 1.2; }
  .recall .second { color: inherit; font-size: 0.85em; }
  ol[data-count='2'] .recall, ol[data-count='3'] .recall, ol[data-count='4'] .recall { font-size: calc(17 * var(--u)); padding: 0 calc(12 * var(--u)); }

  /* One change a second, far below three flashes; both states keep their contrast. The page itself changes \`lit\`: a CSS
     animation of colours would paint a whole wall sixty times a second for the two changes that are seen. */
  @media (prefers-reduced-motion: no-preference) {
    :host([lit]) .call.new { background: var(--brand); color: var(--paper); }
    :host([lit]) .call.new .booth { background: var(--paper); color: var(--brand-deep); }
  }
  @media (prefers-reduced-motion: reduce) {
    .call.new { border-width: calc(12 * var(--u)); }
  }

  .list { flex: 0 1 auto; min-height: 0; display: flex; flex-direction: column; }
  .list ol { flex: 0 1 auto; height: calc((var(--rows) * 80 + 12) * var(--u)); min-height: calc(var(--rows) * 40 * var(--u)); display: grid; grid-template: repeat(var(--rows), minmax(0, calc(84 * var(--u)))) / repeat(var(--columns), minmax(0, 1fr));
    padding: calc(6 * var(--u)) calc(10 * var(--u)); align-content: space-evenly; }
  .list li { container-type: size; min-width: 0; min-height: 0; display: flex; align-items: center; justify-content: center; position: relative; }
  .list li > * { font-size: min(calc(58 * var(--u)), 74cqh, 20cqw); line-height: 1; font-weight: 700; }
  .list .arrow { display: grid; place-items: center; padding: 0 0.28em; color: var(--brand); }
  .list .arrow .icon { width: 0.6em; height: 0.6em; }
  .list .figure { min-width: 2ch; text-align: center; padding: 0.1em 0.12em; border-radius: 0.16em; background: var(--brand-pale); color: var(--brand-deep); }
  .list .named { display: flex; align-items: center; gap: 0.15em; max-width: 45cqw; padding: 0.02em 0.16em; }
  .list .named .name { flex: 1; min-width: 0; max-height: 70cqh; display: flex; flex-direction: column; justify-content: center; overflow: hidden; font-size: calc(0.5em * var(--fit, 1)); line-height: 1.1; text-align: left; }
  .list .new .figure { background: var(--brand); color: var(--paper); }
  .list .new .number { text-decoration: underline; text-decoration-thickness: 0.09em; text-underline-offset: 0.12em; }

  .booths { flex: none; }
  .booths ul { display: grid; grid-template-columns: repeat(var(--columns), minmax(0, 1fr)); gap: calc(8 * var(--u)); }
  .booths li { min-width: 0; height: calc(84 * var(--u)); display: flex; flex-direction: column; align-items: center; border: calc(2 * var(--u)) solid var(--line); border-radius: calc(10 * var(--u));
    background: var(--paper); overflow: hidden; }
  .booths .figure { width: 100%; text-align: center; font-size: calc(26 * var(--u)); line-height: calc(34 * var(--u)); font-weight: 700; background: var(--brand-pale); color: var(--brand-deep); }
  .booths .named { display: flex; align-items: center; justify-content: center; gap: 0.3em; padding: 0 0.2em; }
  .booths .named .name { min-width: 0; max-height: calc(34 * var(--u)); display: flex; flex-direction: column; justify-content: center; overflow: hidden; font-size: calc(20 * var(--u) * var(--fit, 1)); line-height: 1.05; }
  .booths .number, .booths .idle { font-size: calc(36 * var(--u)); line-height: calc(46 * var(--u)); font-weight: 700; }
  .booths .state { width: calc(100% - 8 * var(--u)); height: calc(46 * var(--u)); display: flex; flex-direction: column; justify-content: center; text-align: center; overflow: hidden; font-size: calc(21 * var(--u) * var(--fit, 1)); line-height: 1.1; }
  .booths .state .second { font-size: 0.8em; line-height: 1.2; white-space: nowrap; }
  .booths .closed, .booths .paused { background: #eceff4; }
  .booths .closed .figure, .booths .paused .figure { background: #dfe4ec; color: var(--ink); }

  @media (orientation: portrait) {
    .huge ol[data-count='1'] { --number: 260; --figure: 176; }
    ol[data-count='1'] .call { padding-left: calc(28 * var(--u)); }
    ol[data-count='1'] .arrow { font-size: calc(64 * var(--u)); }
    /* Of several calls the newest has a row of its own, so that its number too is a ninth of the screen high. */
    .huge ol:not([data-count='1']) { min-height: calc(390 * var(--u)); grid-template-rows: minmax(0, 250fr) minmax(0, 130fr); gap: calc(10 * var(--u)); --number: 122; }
    .huge ol[data-count='4'] { grid-template-columns: repeat(3, minmax(0, 1fr)); }
    .huge ol:not([data-count='1']) .recalled:not(:first-child) .number { margin-bottom: calc(8 * var(--u)); }
    .huge ol:not([data-count='1']) li:first-child { grid-column: 1 / -1; --number: 260; --figure: 112; padding: 0 calc(28 * var(--u)); gap: calc(16 * var(--u)); }
    .huge ol:not([data-count='1']) li:first-child .arrow { font-size: calc(64 * var(--u)); }
    .huge ol:not([data-count='1']) li:first-child .booth { flex-direction: column; gap: 0; min-width: calc(300 * var(--u)); margin: calc(10 * var(--u)) 0; padding: 0 calc(16 * var(--u)); }
    .huge ol:not([data-count='1']) li:first-child .label { flex-direction: row; align-items: baseline; gap: 0.5em; max-width: 100%; font-size: calc(34 * var(--u) * var(--fit, 1)); }
    .huge ol:not([data-count='1']) li:first-child .name { display: flex; width: 100%; max-height: calc(68 * var(--u)); }
    ol[data-count='4'] li:not(:first-child) { --number: 90; --figure: 60; padding: 0 calc(6 * var(--u)) 0 calc(12 * var(--u)); }
    ol[data-count='4'] li:not(:first-child) .booth { min-width: calc(82 * var(--u)); padding: 0 calc(4 * var(--u)); margin: calc(6 * var(--u)) 0; }
    /* Too narrow for two languages; the newest call above says both. */
    ol[data-count='4'] li:not(:first-child) :is(.label, .recall) .second { display: none; }
    ol[data-count='4'] li:not(:first-child) .name { width: calc(86 * var(--u)); max-height: calc(66 * var(--u)); font-size: calc(20 * var(--u) * var(--fit, 1)); overflow-wrap: anywhere; word-break: normal; }
    .huge ol:not([data-count='1']) li:first-child .booth:has(.name) .label { display: flex; }
    ol[data-count='4'] li:not(:first-child) .label { max-width: calc(78 * var(--u)); }
    ol[data-count='4'] li:not(:first-child) .arrow { font-size: calc(20 * var(--u)); }
    .list ol { min-height: calc((var(--rows) * 60 + 12) * var(--u)); }
    [data-procedures='many'] .list ol { min-height: calc((var(--rows) * 50 + 12) * var(--u)); }
    [data-procedures='many'] .calls { gap: calc(8 * var(--u)); }
    /* With room to spare the newest call stands on two lines. */
    [data-procedures='few'] .huge ol[data-count='1'] { --number: 430; --figure: 240; }
    [data-procedures='few'] ol[data-count='1'] .call { flex-direction: column; justify-content: space-evenly; padding: calc(40 * var(--u)) calc(40 * var(--u)) calc(36 * var(--u)); }
    [data-procedures='few'] ol[data-count='1'] .number { align-self: center; margin: 0; }
    [data-procedures='few'] ol[data-count='1'] .arrow { font-size: calc(96 * var(--u)); transform: rotate(90deg); }
    [data-procedures='few'] ol[data-count='1'] .booth { flex-direction: row; gap: calc(48 * var(--u)); margin: 0; padding: calc(24 * var(--u)); }
    [data-procedures='few'] ol[data-count='1'] .label { flex-direction: column; gap: 0; font-size: calc(56 * var(--u) * var(--fit, 1)); }
    [data-procedures='few'] ol[data-count='1'] .recall { font-size: calc(32 * var(--u)); }
  }
`;
