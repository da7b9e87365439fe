// The frame of the kiosk: header, languages, step and buttons, upright and wide, at full height or in the lower half alone.
// Sizes are plain pixels, not parts of the screen, so that a browser's zoom makes everything larger.
import { css } from 'lit';

export const frameStyles = css`
  :host { display: block; --u: min(1px, 100vw / 1080); color: var(--ink); --edge: 32px; }
  * { box-sizing: border-box; margin: 0; padding: 0; }
  ul, ol, dl { list-style: none; }
  .breakable:lang(ja) { word-break: keep-all; overflow-wrap: anywhere; }
  .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .icon { width: 1.15em; height: 1.15em; flex: none; }
  .nowrap { white-space: nowrap; }

  .screen { position: relative; min-height: 100dvh; display: flex; flex-direction: column; background: var(--ground); font-size: 28px; line-height: 1.35;
    -webkit-user-select: none; user-select: none; touch-action: manipulation; overflow-wrap: break-word; }
  header { flex: none; display: flex; flex-wrap: wrap; align-items: center; gap: 4px 28px; min-height: 96px; padding: 12px var(--edge); background: var(--paper);
    border-bottom: 6px solid var(--brand); }
  .site { flex: 1 1 0; min-width: min(100%, 320px); font-size: 30px; line-height: 1.25; font-weight: 700; }
  .date { font-size: 24px; color: var(--ink-soft); }
  .time { font-size: 48px; line-height: 1; font-weight: 700; }

  main { flex: 1 0 auto; display: flex; flex-direction: column; gap: 22px; padding: 24px var(--edge); }
  .says { flex: none; display: flex; flex-direction: column; gap: 16px; }
  .controls { flex: 1 0 auto; display: flex; flex-direction: column; gap: 20px; }
  h1 { font-size: 46px; line-height: 1.25; font-weight: 700; letter-spacing: 0.01em; color: var(--brand-deep); outline: none; }
  h2 { font-size: 28px; line-height: 1.25; font-weight: 700; color: var(--brand-deep); }
  h1.verdict { color: inherit; }
  .from { font-size: 40px; line-height: 1.3; font-weight: 700; color: var(--brand-deep); }
  .lead { font-size: 34px; line-height: 1.3; font-weight: 700; }
  .why { font-size: 32px; line-height: 1.45; }
  .quiet { font-size: 26px; color: var(--ink-soft); }
  .note { display: flex; align-items: center; gap: 16px; padding: 14px 22px; border-radius: 14px; border: 2px solid; font-size: 27px; font-weight: 700; }
  .soft { background: var(--brand-pale); color: var(--brand-deep); border-color: var(--brand); }
  .warn { background: var(--warn-pale); color: var(--warn); border-color: var(--warn); }
  .good { background: var(--calm-pale); color: var(--calm); border-color: var(--calm); }
  .stop { background: var(--stop-pale); color: var(--stop); border-color: var(--stop); }
  .verdict { display: flex; align-items: center; gap: 22px; padding: 20px 28px; border-radius: 18px; border: 3px solid; font-size: 34px; line-height: 1.35; font-weight: 700; }
  .verdict .icon { font-size: 1.3em; }
  .verdict.big { padding: 26px 34px; font-size: 44px; gap: 26px; }
  .verdict.big.soft { color: var(--brand-deep); } .verdict.big.warn { color: var(--warn); } .verdict.big.good { color: var(--calm); } .verdict.big.stop { color: var(--stop); }
  .instead { display: flex; flex-direction: column; gap: 12px; padding: 24px 28px; background: var(--paper); border-left: 10px solid var(--brand); border-radius: 0 18px 18px 0;
    font-size: 32px; line-height: 1.45; }

  .facts { display: grid; gap: 4px; background: var(--paper); border: 2px solid var(--line); border-radius: 18px; padding: 8px 28px; }
  .facts > div { display: grid; grid-template-columns: minmax(0, 250px) minmax(0, 1fr); gap: 4px 24px; align-items: baseline; padding: 16px 0; }
  .facts > div + div { border-top: 2px solid var(--line); }
  dt { font-size: 26px; color: var(--ink-soft); }
  dd { font-size: 32px; font-weight: 700; line-height: 1.35; }
  dd .small { display: block; font-size: 27px; font-weight: 400; }

  /* A tall screen has room: everything but the list of procedures stands larger and lower. */
  @media (orientation: portrait) and (min-width: 1001px) {
    .screen:not([data-shown='choose']):not([data-low='true']) main { padding-top: 72px; gap: 44px; }
    .screen:not([data-shown='choose']):not([data-low='true']) .says { gap: 30px; }
    .screen:not([data-shown='choose']) h1 { font-size: 58px; }
    .screen:not([data-shown='choose']) :is(.lead, .from) { font-size: 46px; }
    .screen:not([data-shown='choose']) :is(.why, dd) { font-size: 40px; }
    .instead { font-size: 38px; }
    .instead h2, dt, dd .small { font-size: 32px; }
    .quiet { font-size: 30px; }
    .facts > div { padding: 22px 0; grid-template-columns: minmax(0, 290px) minmax(0, 1fr); }
  }

  /* Nothing to touch: what is said stands where eyes are. */
  .screen:is([data-shown='rest'], [data-shown='outOfOrder']):not([data-low='true']) main { justify-content: center; padding-block: 24px; }
  .screen:is([data-shown='rest'], [data-shown='outOfOrder']):not([data-low='true']) .controls { flex: none; }
  .screen:is([data-shown='rest'], [data-shown='outOfOrder']) h1 { font-size: 56px; }

  /* In the lower half: what is read stands above, all that is touched below the middle of the screen. */
  [data-low='true'] main { gap: 14px; padding-top: 18px; padding-bottom: 14px; }
  [data-low='true'] .says { min-height: calc(50dvh - 124px); justify-content: center; }
  [data-low='true'] .controls { gap: 14px; }

  .blank main { justify-content: center; gap: 24px; text-align: center; padding: 48px; }
  .pairing-screen main { display: grid; place-items: center; min-height: 100dvh; }
  .pairing-screen .pairing { height: auto; }

  @media (orientation: landscape) {
    :host { --u: min(1px, 100vw / 1920, 100vh / 1080); --edge: 40px; }
    header { min-height: 84px; padding-block: 8px; }
    main { gap: 12px; padding-top: 12px; padding-bottom: 12px; }
    .controls { gap: 14px; }
    h1 { font-size: 42px; }
    [data-low='true'] main { gap: 10px; padding-top: 10px; padding-bottom: 10px; }
    [data-low='true'] .says { min-height: calc(50dvh - 104px); gap: 12px; }
    .says { gap: 12px; }
  }
  @media (max-width: 1000px) {
    :host { --edge: 20px; }
    .nowrap { white-space: normal; }
    h1 { overflow-wrap: anywhere; }
    .verdict, .verdict.big { padding: 16px 18px; gap: 14px; }
    .verdict span { min-width: 0; overflow-wrap: anywhere; }
    main, .says, .controls { min-width: 0; }
    dd, .lead, .why, .from { overflow-wrap: anywhere; }
    .facts > div { grid-template-columns: minmax(0, 1fr); }
  }
`;
