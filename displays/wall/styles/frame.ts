// The frame of the wall: one unit for every size, header, grid of parts in both orientations, banners and rest.
import { css } from 'lit';

export const frameStyles = css`
  /* --u is one pixel of a 1920 × 1080 screen (or 1080 × 1920); everything is measured in it, so 720p and 4K look the same. */
  :host { --u: min(100vw / 1920, 100vh / 1080); display: block; height: 100vh; overflow: hidden; }
  @media (orientation: portrait) { :host { --u: min(100vw / 1080, 100vh / 1920); } }
  * { box-sizing: border-box; margin: 0; padding: 0; }
  /* Japanese breaks between phrases, not inside them, where the browser knows how. */
  :lang(ja) { word-break: auto-phrase; }
  .breakable:lang(ja) { word-break: keep-all; }
  ul, ol { list-style: none; }
  .screen { position: relative; display: flex; flex-direction: column; gap: calc(20 * var(--u)); height: 100vh;
    padding-bottom: calc(28 * var(--u)); background: #f3f6fb; color: var(--ink); font-size: calc(28 * var(--u)); line-height: 1.25; }
  .panel { background: var(--paper); border: calc(2 * var(--u)) solid var(--line); border-radius: calc(14 * var(--u)); }
  .icon { width: 1.15em; height: 1.15em; flex: none; }
  .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .second { color: var(--ink-soft); font-weight: 400; line-height: 1.32; }

  header { flex: none; display: flex; align-items: center; gap: calc(40 * var(--u)); height: calc(112 * var(--u));
    padding: 0 calc(44 * var(--u)); background: var(--paper); border-bottom: calc(6 * var(--u)) solid var(--brand); }
  h1 { flex: 1; min-width: 0; max-height: 100%; display: flex; flex-direction: column; overflow: hidden; line-height: 1.2;
    font-size: calc(44 * var(--u) * var(--fit, 1)); font-weight: 700; letter-spacing: 0.02em; }
  h1 .second { font-size: 0.52em; letter-spacing: 0; }
  .until, .date { display: flex; flex-direction: column; align-items: flex-end; line-height: 1.25; white-space: nowrap; }
  .until .second, .date .second { font-size: calc(22 * var(--u)); }
  .date { font-size: calc(32 * var(--u)); }
  .time { font-size: calc(76 * var(--u)); font-weight: 700; line-height: 1; min-width: 5ch; text-align: right; }

  main { flex: 1; min-height: 0; display: grid; grid-template: minmax(0, 1fr) / minmax(0, 1020fr) minmax(0, 788fr);
    gap: calc(24 * var(--u)) calc(28 * var(--u)); padding: 0 calc(42 * var(--u)); }
  main > .rest { grid-column: 1 / -1; }
  .calls { display: flex; flex-direction: column; gap: calc(18 * var(--u)); min-height: 0; min-width: 0; }
  h2 { display: flex; align-items: baseline; gap: 0.7em; font-size: calc(28 * var(--u)); line-height: calc(36 * var(--u)); font-weight: 700;
    color: var(--brand); white-space: nowrap; margin-bottom: calc(6 * var(--u)); }
  h2 .second { font-size: calc(22 * var(--u)); line-height: inherit; }

  .letter { flex: none; display: grid; place-items: center; width: 1.5em; height: 1.5em; border-radius: 0.28em; background: var(--brand); color: var(--paper);
    font-weight: 700; line-height: 1; }
  .banner { flex: none; display: flex; align-items: center; gap: calc(20 * var(--u)); height: calc(72 * var(--u)); margin: 0 calc(42 * var(--u));
    padding: 0 calc(26 * var(--u)); border-radius: calc(14 * var(--u)); border: calc(3 * var(--u)) solid; font-size: calc(32 * var(--u)); font-weight: 700; }
  .banner.warn { background: var(--warn-pale); color: var(--warn); border-color: var(--warn); }
  .banner.soft { background: var(--brand-pale); color: var(--brand); border-color: var(--brand); }
  .banner .second { color: inherit; font-size: 0.68em; line-height: 1.25; }
  .banner .letters { display: flex; gap: calc(8 * var(--u)); font-size: calc(28 * var(--u)); }
  .banner .letter { background: var(--warn); }
  .banner .words { flex: 0 1 auto; min-width: 0; max-height: calc(66 * var(--u)); display: flex; flex-direction: column; overflow: hidden;
    font-size: calc(30 * var(--u) * var(--fit, 1)); line-height: 1.12; }
  /* Higher for words of its own, where twenty booths leave it more. */
  .banner { --own: 66; }
  .banner:has(.own):not(:has(~ main[data-tight='true'])) { --own: 70; height: calc(84 * var(--u)); }
  .banner .own { flex: 1 1 0; max-height: calc(var(--own) * var(--u)); font-weight: 400; padding-left: calc(20 * var(--u)); border-left: calc(2 * var(--u)) solid; text-wrap: balance; }

  footer { flex: none; display: flex; gap: calc(28 * var(--u)); height: calc(88 * var(--u)); padding: 0 calc(42 * var(--u)); }
  .absent { flex: 0 1 auto; display: flex; align-items: center; gap: calc(24 * var(--u)); padding: 0 calc(26 * var(--u)); min-width: 0; max-height: 100%; }
  .absent .words { flex: none; max-height: calc(84 * var(--u)); max-width: calc(560 * var(--u)); overflow: hidden; }
  .absent h2 { font-size: calc(28 * var(--u) * var(--fit, 1)); line-height: 1.25; margin: 0; color: var(--ink); gap: 0.5em; }
  .absent h2 .second { font-size: 0.72em; }
  .absent .hint { display: flex; align-items: baseline; gap: 0.6em; font-size: calc(22 * var(--u) * var(--fit, 1)); white-space: nowrap; }
  .absent .hint .second { font-size: 0.86em; }
  .absent ul { flex: 0 1 auto; min-width: 0; max-height: calc(84 * var(--u)); display: flex; flex-wrap: wrap; gap: 0 0.6em; align-content: center; overflow: hidden;
    font-size: calc(40 * var(--u) * var(--fit, 1)); line-height: 1.1; font-weight: 700; }
  .notice { flex: 1 1 0; min-width: 0; display: flex; align-items: center; gap: calc(18 * var(--u)); padding: 0 calc(26 * var(--u)); font-size: calc(32 * var(--u)); }
  .notice > .icon { color: var(--brand); }
  .notice > .letter { font-size: calc(28 * var(--u)); }
  .notice .words { flex: 1; min-width: 0; max-height: calc(82 * var(--u)); display: flex; flex-wrap: wrap; align-items: baseline; column-gap: 1em; overflow: hidden;
    font-size: calc(31 * var(--u) * var(--fit, 1)); line-height: 1.2; }
  .notice .second { font-size: 0.74em; }

  .trouble { position: absolute; left: 0; right: 0; bottom: 0; z-index: 1; padding: 0 calc(42 * var(--u)); pointer-events: none; }
  /* In the place of the notices: what they say is of less weight than that the numbers are old. */
  .screen:has(.offline) { padding-bottom: calc(120 * var(--u)); }
  .trouble .offline { width: auto; height: calc(100 * var(--u)); gap: calc(24 * var(--u)); margin: 0 calc(-42 * var(--u)); padding: 0 calc(44 * var(--u)); background: var(--stop); color: var(--paper); font-weight: 700; }
  .offline .icon { width: calc(52 * var(--u)); height: calc(52 * var(--u)); }
  .offline .words { flex: 1; min-width: 0; max-height: calc(96 * var(--u)); display: flex; flex-direction: column; overflow: hidden; font-size: calc(36 * var(--u) * var(--fit, 1)); line-height: 1.15; white-space: normal; }
  .offline .second { font-size: 0.72em; font-weight: 400; }
  .trouble p { width: fit-content; display: flex; align-items: center; gap: 0.5em; height: calc(28 * var(--u)); padding: 0 calc(14 * var(--u)); font-size: calc(20 * var(--u));
    line-height: 1; border-radius: calc(8 * var(--u)) calc(8 * var(--u)) 0 0; background: var(--ink); color: var(--paper); }
  .trouble .second { color: inherit; }
  .trouble .muted { background: var(--brand); }

  .rest { display: flex; flex-direction: column; align-items: center; justify-content: center; gap: calc(60 * var(--u)); text-align: center; min-height: 0;
    padding-bottom: calc(60 * var(--u)); }
  .rest h2 { flex-direction: column; align-items: center; gap: 0.25em; font-size: calc(104 * var(--u)); line-height: 1.2; white-space: normal; letter-spacing: 0.04em; }
  .rest h2 .second { font-size: 0.5em; letter-spacing: 0; }
  .rest .next { display: flex; flex-direction: column; gap: 0.2em; padding: calc(36 * var(--u)) calc(72 * var(--u)); background: var(--paper);
    border: calc(2 * var(--u)) solid var(--line); border-radius: calc(20 * var(--u)); font-size: calc(60 * var(--u)); font-weight: 700; }
  .rest .next .second { font-size: 0.6em; }
  .rest ul { display: grid; gap: calc(20 * var(--u)); font-size: calc(36 * var(--u)); }
  .rest li { display: flex; flex-direction: column; }
  .rest li .second { font-size: 0.75em; }

  @media (orientation: portrait) {
    header { height: auto; min-height: calc(144 * var(--u)); display: grid; grid-template-columns: minmax(0, 1fr) auto auto; gap: calc(4 * var(--u)) calc(28 * var(--u)); padding: calc(14 * var(--u)) calc(36 * var(--u)); }
    h1 { grid-row: 1 / 3; max-height: calc(116 * var(--u)); }
    .time { grid-column: 3; grid-row: 1 / 3; }
    .date, .until { align-items: flex-end; justify-content: flex-end; }
    .date { grid-column: 2; grid-row: 1; align-self: end; font-size: calc(26 * var(--u)); }
    .until { grid-column: 2; grid-row: 2; align-self: start; align-items: baseline; font-size: calc(22 * var(--u)); flex-direction: row; gap: 0.5em; }
    .date:not(.until + .date) { grid-row: 1 / 3; align-self: center; }
    .date .second { font-size: calc(20 * var(--u)); }
    .until .second { font-size: 1em; }
    main { display: flex; flex-direction: column; gap: calc(18 * var(--u)); padding: 0 calc(36 * var(--u)); }
    main > .rest { flex: 1; }
    .calls { flex: 1 0 auto; }
    main[data-procedures='few'] { gap: calc(28 * var(--u)); }
    .banner { margin: 0 calc(36 * var(--u)); flex-wrap: wrap; gap: calc(4 * var(--u)) calc(20 * var(--u)); height: auto; min-height: calc(72 * var(--u)); padding: calc(6 * var(--u)) calc(26 * var(--u)); }
    .banner .words { flex: 1 1 0; }
    .banner:has(.own):not(:has(~ main[data-tight='true'])) { --own: 88; height: auto; padding-bottom: calc(10 * var(--u)); }
    .banner .own { flex: 1 0 100%; padding-left: 0; border: 0; }
    footer { flex-direction: column; height: auto; gap: calc(14 * var(--u)); padding: 0 calc(36 * var(--u)); }
    footer > .panel { height: calc(84 * var(--u)); flex: none; }
    .rest h2 { font-size: calc(84 * var(--u)); }
    .rest .next { font-size: calc(46 * var(--u)); padding: calc(36 * var(--u)) calc(48 * var(--u)); }
  }
`;
