// The look of the first screen: headings with cards that share the height.
import { css } from 'lit';

export const offerStyles = css`
  .offer { flex: 1 0 auto; display: flex; flex-direction: column; gap: 18px; }
  .section { flex: 1 0 auto; display: flex; flex-direction: column; gap: 10px; }
  .section h2 { font-size: 28px; padding-left: 4px; }
  .cards { flex: 1 0 auto; display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); grid-auto-rows: minmax(112px, 1fr); gap: 12px; }
  .cards li { display: grid; min-width: 0; }
  /* An odd last card takes the whole row, so that nothing stands alone beside a hole. */
  .offer:not([data-sections='1']) .cards li:last-child:nth-child(odd) { grid-column: 1 / -1; }
  .card { display: grid; grid-template-columns: auto minmax(0, 1fr); grid-template-rows: auto auto; align-content: center; align-items: center; gap: 4px 18px; width: 100%; padding: 12px 20px;
    border: 3px solid var(--brand); border-radius: 18px; background: var(--paper); text-align: left; }
  .letter { grid-row: 1 / 3; display: grid; place-items: center; width: 60px; height: 60px; border-radius: 14px; background: var(--brand); color: var(--paper); font-size: 36px; line-height: 1; font-weight: 700; }
  .card .name { font-size: 31px; line-height: 1.22; font-weight: 700; color: var(--ink); align-self: end; }
  .card .wait { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 16px; align-self: start; font-size: 27px; line-height: 1.25; color: var(--ink); }
  .card .range { font-weight: 700; color: var(--brand-deep); }
  .card .until { color: var(--warn); font-weight: 700; }
  .card .state { display: flex; align-items: center; gap: 10px; align-self: start; justify-self: start; padding: 3px 14px; border-radius: 10px; border: 2px solid; font-size: 24px; line-height: 1.25; font-weight: 700; }
  .card.stop, .card.warn, .card.soft { background: #eef1f6; border-color: #8a97ab; border-style: dashed; }
  .card.stop .letter, .card.warn .letter, .card.soft .letter { background: #5c6778; }
  .card.stop .state { background: var(--stop-pale); color: var(--stop); }
  .card.warn .state { background: var(--warn-pale); color: var(--warn); }
  .card.soft .state { background: var(--paper); color: var(--ink); border-color: #8a97ab; }
  .card:active .name, .card:active .range, .card:active .wait, .card:active .until { color: inherit; }

  .cards.groups { grid-auto-rows: minmax(180px, 1fr); }
  .card.group { grid-template-columns: minmax(0, 1fr) auto; column-gap: 20px; }
  .card.group .name { font-size: 36px; }
  .card.group .within { grid-column: 1; display: flex; flex-wrap: wrap; gap: 2px 20px; font-size: 25px; line-height: 1.3; align-self: start; color: var(--ink-soft); }
  .card.group > .icon { grid-column: 2; grid-row: 1 / 3; font-size: 40px; color: var(--brand); }

  .ways { flex: none; display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 14px; }
  .ways:empty { display: none; }
  .expiry { flex: none; display: flex; align-items: center; gap: 22px; min-height: 112px; padding: 12px 26px; border: 3px solid var(--calm); border-radius: 18px; background: var(--calm-pale);
    color: var(--calm); text-align: left; font-size: 27px; line-height: 1.25; }
  .expiry .icon { font-size: 48px; }
  .ways .expiry { min-height: 96px; padding: 8px 20px; gap: 16px; font-size: 24px; }
  .ways .expiry strong { font-size: 28px; line-height: 1.25; }
  [data-size='dense'] .expiry .words > span { display: none; }
  [data-size='dense'] .ways .expiry .icon { font-size: 36px; }
  .expiry .words { flex: 1; display: flex; flex-direction: column; gap: 2px; min-width: 0; }
  .expiry strong { font-size: 32px; }
  .expiry .words:lang(ja) { word-break: auto-phrase; }

  [data-size='roomy'] .card .name { font-size: 40px; }
  [data-size='roomy'] .card .wait { font-size: 32px; }
  [data-size='roomy'] .card .state { font-size: 28px; }
  [data-size='roomy'] .letter { width: 76px; height: 76px; font-size: 46px; }
  [data-size='roomy'] .section h2 { font-size: 32px; }

  [data-size='dense'] .card .name { font-size: 28px; }
  [data-size='dense'] .card .wait, [data-size='dense'] .card .state { font-size: 24px; }
  [data-size='dense'] .offer, [data-size='dense'] .cards { gap: 8px; }

  [data-low='true'] .cards { gap: 10px; grid-auto-rows: minmax(104px, 1fr); }
  [data-low='true'] .cards.groups { grid-auto-rows: minmax(96px, 1fr); }
  [data-low='true'] .card.group .name { font-size: 30px; }
  [data-low='true'] .card.group .within { font-size: 22px; }
  [data-low='true'] .expiry { min-height: 96px; padding-block: 6px; }

  @media (orientation: landscape) and (min-width: 1200px) {
    .offer { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 20px; }
    .offer[data-sections='3'] { grid-template-columns: repeat(3, minmax(0, 1fr)); }
    .offer[data-sections='2'] { grid-template-columns: repeat(2, minmax(0, 1fr)); }
    .offer[data-sections='1'] { grid-template-columns: minmax(0, 1fr); }
    .offer:not([data-sections='1']) .cards { grid-template-columns: minmax(0, 1fr); grid-template-rows: repeat(var(--rows), minmax(96px, 1fr)); gap: 10px; }
    .offer:not([data-sections='1']) .card { padding: 6px 16px; column-gap: 14px; row-gap: 2px; }
    .offer:not([data-sections='1']) .letter { width: 52px; height: 52px; font-size: 30px; }
    .offer:not([data-sections='1']) .card .name { font-size: 26px; line-height: 1.18; }
    .offer:not([data-sections='1']) .card .wait, .offer:not([data-sections='1']) .card .state { font-size: 24px; }
    [data-size='roomy'] .offer:not([data-sections='1']) .letter { width: 68px; height: 68px; font-size: 40px; }
    [data-size='roomy'] .offer:not([data-sections='1']) .card .name { font-size: 36px; }
    [data-size='roomy'] .offer:not([data-sections='1']) .card .wait { font-size: 30px; }
    [data-size='roomy'] .offer:not([data-sections='1']) .card .state { font-size: 27px; }
    [data-size='roomy'] .section h2 { font-size: 30px; }
    .offer[data-sections='1'] .cards, .cards.groups { grid-template-columns: repeat(3, minmax(0, 1fr)); }
    .cards.groups { grid-template-columns: repeat(2, minmax(0, 1fr)); }
    .offer:not([data-sections='1']) .cards:is([data-size='dense'] *) { grid-template-rows: repeat(var(--rows), minmax(84px, 1fr)); gap: 8px; }
    [data-size='dense'] .offer:not([data-sections='1']) .card { padding: 3px 14px; }
    [data-size='dense'] .offer:not([data-sections='1']) .card .name { font-size: 24px; }
    [data-size='dense'] .offer:not([data-sections='1']) .card :is(.wait, .state) { font-size: 22px; }
    .expiry { flex: 1 1 0; min-height: 96px; padding: 6px 20px; gap: 16px; font-size: 24px; }
    .expiry strong { font-size: 27px; }
    .tools .expiry .icon:last-child { font-size: 36px; }
    [data-low='true'] .tools .expiry { min-height: 84px; padding-block: 2px; line-height: 1.15; }
    [data-size='dense'] .tools .expiry { padding-inline: 16px; font-size: 22px; }
    [data-size='dense'] .tools .expiry strong { font-size: 24px; }
    .section h2 { font-size: 26px; line-height: 1.15; }
    .section { gap: 6px; }
    [data-low='true'] .cards.groups { grid-template-columns: repeat(3, minmax(0, 1fr)); }
    /* Four stand two by two, not three and one beside a hole. */
    [data-low='true'] .cards.groups:has(> li:nth-child(4):last-child) { grid-template-columns: repeat(2, minmax(0, 1fr)); }
    [data-low='true'] .cards, [data-low='true'] .offer[data-sections='1'] .cards { grid-auto-rows: minmax(88px, 1fr); }
    [data-low='true'] .card .name { font-size: 26px; }
    [data-low='true'] .card { padding: 6px 16px; }
  }
  @media (max-width: 1000px) {
    .cards, .cards.groups { grid-template-columns: minmax(0, 1fr); }
    .expiry { flex-wrap: wrap; }
    .expiry > .icon:last-child { display: none; }
  }
`;
