// What is touched: nothing smaller than 72 px, the usual 96 px and more; pressed and focused states that need no colour.
import { css } from 'lit';

export const controlStyles = css`
  button { font: inherit; color: inherit; cursor: pointer; -webkit-tap-highlight-color: transparent; }
  button:focus-visible { outline: 6px solid var(--ink); outline-offset: 3px; box-shadow: 0 0 0 3px var(--color-primitive-yellow-300); }
  .button { display: inline-flex; align-items: center; justify-content: center; min-height: 96px; min-width: 96px; padding: 12px 28px; border: 3px solid var(--brand);
    border-radius: 18px; background: var(--paper); color: var(--brand-deep); font-size: 30px; line-height: 1.25; font-weight: 700; text-align: center; }
  .button > span { display: inline-flex; align-items: center; justify-content: center; gap: 14px; min-width: 0; }
  .button.main { background: var(--brand); color: var(--paper); border-color: var(--brand); }
  .button:active, .card:active, .expiry:active, .languages button:active { background: var(--brand-deep); color: var(--paper); border-color: var(--brand-deep); }

  .languages { flex: none; display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 10px; padding: 14px var(--edge) 0; }
  .languages[data-many='true'] { grid-template-columns: repeat(5, minmax(0, 1fr)); }
  [data-low='true'] .languages { padding: 0; }
  .languages span { word-break: keep-all; overflow-wrap: anywhere; }
  .languages button { display: flex; align-items: center; justify-content: center; gap: 8px; min-height: 72px; padding: 6px 10px; border: 2px solid var(--line); border-radius: 14px;
    background: var(--paper); color: var(--ink); font-size: 26px; line-height: 1.15; font-weight: 700; }
  .languages[data-many='true'] button { font-size: 24px; padding-inline: 4px; }
  .languages button[aria-pressed='true'] { border: 4px solid var(--brand); background: var(--brand-pale); color: var(--brand-deep); }

  .tools { position: sticky; bottom: 0; flex: none; display: flex; flex-wrap: wrap; align-items: stretch; gap: 14px; padding: 14px var(--edge); background: var(--paper);
    border-top: 2px solid var(--line); }
  .tools .left { flex: 1 1 0; display: flex; gap: 14px; min-width: 0; }
  .tools .left:empty { min-width: 0; }
  .tools .button { font-size: 27px; padding: 10px 22px; flex: none; }
  @media (orientation: portrait) and (min-width: 1001px) {
    .tools .button { min-height: 112px; font-size: 25px; padding: 8px 18px; }
    .tools .button > span { flex-direction: column; gap: 6px; }
    .tools .button .icon { font-size: 36px; }
    /* Five in a row, each as wide as its name needs, also with the sign of the chosen one. */
    .languages[data-many='true'] { display: flex; flex-wrap: wrap; }
    .languages[data-many='true'] button { flex: 1 1 auto; min-width: 176px; }
    .languages[data-many='true'] span { white-space: nowrap; }
  }

  .countdown { position: fixed; right: var(--edge); bottom: 138px; z-index: 2; display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 12px 28px;
    padding: 10px 10px 10px 28px; border-radius: 20px; border: 3px solid var(--brand); background: var(--brand-pale); color: var(--brand-deep);
    font-size: 26px; font-weight: 700; box-shadow: 0 6px 24px rgb(0 0 0 / 0.18); max-width: calc(100% - 2 * var(--edge)); }
  .countdown .button { min-height: 72px; font-size: 26px; }
  .countdown.large { left: var(--edge); padding: 28px 28px 28px 40px; border-color: var(--warn); background: var(--warn-pale); color: var(--warn); font-size: 38px; }
  .countdown.large .button { min-height: 108px; font-size: 36px; padding-inline: 44px; }
  .countdown p { flex: 1 1 0; min-width: min(100%, 280px); font-variant-numeric: tabular-nums; }

  .choices { display: grid; gap: 18px; }
  .choices.wide { grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); }
  .choices.wide .button { min-height: 124px; font-size: 36px; }
  .choices.two { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .choices.two .button { min-height: 240px; padding: 28px; }
  .choices.two .button > span { flex-direction: column; gap: 18px; }
  .choices.two strong { font-size: 44px; }
  .choices.two .hint { font-size: 27px; font-weight: 400; color: var(--ink); line-height: 1.4; }
  .choices.two .button:active .hint { color: inherit; }
  .choices.party { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .choices.party .button, .choices.years .button, .choices.months .button { min-height: 140px; font-size: 40px; }
  .choices.years, .choices.months { grid-template-columns: repeat(3, minmax(0, 1fr)); }
  .choices.months .button { padding-inline: 8px; }
  .choices.days { grid-template-columns: repeat(7, minmax(0, 1fr)); gap: 12px; }
  .choices.days .button { min-height: 108px; min-width: 0; padding: 4px; font-size: 38px; }
  .code-typed { display: flex; gap: 10px; justify-content: center; padding: 12px 0; }
  .code-typed span { display: flex; align-items: center; justify-content: center; flex: 0 1 84px; min-width: 0; height: 108px; border: 3px solid var(--line); border-radius: 14px; background: var(--paper);
    font-size: 60px; font-weight: 700; font-variant-numeric: tabular-nums; }
  .code-typed span:nth-child(4) { margin-right: 24px; }
  .code-typed .next { border: 5px solid var(--brand); }
  .code-keys { display: grid; grid-template-columns: repeat(8, minmax(0, 1fr)); gap: 12px; }
  .code-keys .button { min-width: 0; min-height: 112px; padding: 0; font-size: 46px; }
  [data-low='true'] .code-keys { grid-template-columns: repeat(8, minmax(0, 1fr)); gap: 8px; }
  [data-low='true'] .code-keys .button { min-height: 84px; font-size: 38px; }
  .pages { display: grid; grid-template-columns: minmax(0, 1fr) auto minmax(0, 1fr); align-items: center; gap: 18px; }
  .pages .page { font-size: 26px; text-align: center; }

  /* A tall screen has room: what is touched is larger, and hangs lower. */
  @media (orientation: portrait) and (min-width: 1001px) {
    .choices.wide .button { min-height: 168px; font-size: 44px; }
    .choices.two .button { min-height: 360px; }
    .choices.two strong { font-size: 56px; }
    .choices.two .hint { font-size: 32px; }
    .choices.party .button, .choices.years .button, .choices.months .button { min-height: 200px; font-size: 52px; }
    .choices.months .button { font-size: 46px; }
    .choices.days .button { min-height: 132px; font-size: 46px; }
  }

  [data-low='true'] .choices.two .button { min-height: 190px; padding: 16px; }
  [data-low='true'] .choices.two .hint { font-size: 24px; }
  [data-low='true'] .choices.party .button, [data-low='true'] .choices.years .button, [data-low='true'] .choices.months .button { min-height: 100px; font-size: 34px; }
  [data-low='true'] .choices { gap: 12px; }
  [data-low='true'] .choices.days { gap: 8px; }
  [data-low='true'] .choices.days .button { min-height: 84px; }
  [data-low='true'] .choices.party { grid-template-columns: repeat(4, minmax(0, 1fr)); }
  [data-low='true'] .choices.party .button { font-size: 30px; padding: 8px; }
  [data-low='true'] .choices.months { grid-template-columns: repeat(4, minmax(0, 1fr)); }
  [data-low='true'] .choices.months .button { padding: 8px; font-size: 30px; }

  @media (orientation: landscape) and (min-width: 1200px) {
    /* One row, each as wide as its name: an equal share of ten breaks the long ones. */
    .languages, .languages[data-many='true'] { display: flex; flex-wrap: wrap; }
    .languages button, .languages[data-many='true'] button { flex: 1 1 auto; min-width: 136px; font-size: 24px; padding-inline: 12px; }
    .languages span { white-space: nowrap; }
    .choices.party, [data-low='true'] .choices.party { grid-template-columns: repeat(8, minmax(0, 1fr)); }
    .choices.party .button { min-height: 200px; padding: 8px; }
    .choices.years { grid-template-columns: repeat(5, minmax(0, 1fr)); }
    .choices.months { grid-template-columns: repeat(6, minmax(0, 1fr)); }
    .choices.days { grid-template-columns: repeat(11, minmax(0, 1fr)); }
    .choices.days .button { min-height: 128px; }
    .code-keys, [data-low='true'] .code-keys { grid-template-columns: repeat(16, minmax(0, 1fr)); gap: 8px; }
    .code-keys .button { min-height: 104px; font-size: 40px; }
    .tools { padding-block: 10px; }
    [data-size='dense'] .tools .button { padding-inline: 16px; font-size: 24px; }
    [data-low='true'] .choices.two .button { min-height: 150px; padding: 12px 24px; }
    [data-low='true'] .choices.two .button > span { gap: 6px; }
    [data-low='true'] .choices.party .button { min-height: 120px; }
    [data-low='true'] .choices.months .button { min-height: 96px; font-size: 30px; }
    [data-low='true'] .choices.days .button { min-height: 80px; font-size: 32px; }
    [data-low='true'] .choices.wide .button { min-height: 110px; font-size: 32px; }
    .countdown { bottom: 130px; }
  }
  @media (max-width: 1000px) {
    .languages, .languages[data-many='true'] { grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); }
    .choices.two, .choices.party { grid-template-columns: minmax(0, 1fr); }
    .choices.years, .choices.months, [data-low='true'] .choices.months { grid-template-columns: repeat(2, minmax(0, 1fr)); }
    .choices.days { grid-template-columns: repeat(5, minmax(0, 1fr)); }
    .choices.party .button, .choices.years .button, .choices.months .button { font-size: 32px; padding: 8px; }
    [data-low='true'] .choices.party { grid-template-columns: repeat(2, minmax(0, 1fr)); }
    .code-typed { gap: 4px; }
    .code-typed span:nth-child(4) { margin-right: 8px; }
    .code-keys, [data-low='true'] .code-keys { grid-template-columns: repeat(5, minmax(0, 1fr)); }
    .pages { grid-template-columns: minmax(0, 1fr); }
    .tools, .tools .left { flex-wrap: wrap; }
    .tools { position: static; }
    .tools .left { flex: 1 1 100%; }
    .tools .left:empty { display: none; }
    .countdown, .countdown.large { bottom: 8px; padding: 14px; }
  }
  @media (prefers-reduced-motion: no-preference) {
    .button, .card, .expiry { transition: background-color 90ms linear; }
  }
`;
