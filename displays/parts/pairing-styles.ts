// The code is as wide as the screen lets it be; everything else stays out of its way.
import { css } from 'lit';

export const pairingStyles = css`
  main:has(> .pairing) { display: block; }
  .pairing { display: flex; flex-direction: column; align-items: center; justify-content: center; gap: calc(36 * var(--u)); height: 100%;
    text-align: center; }
  .pairing h2 { flex-direction: column; align-items: center; gap: 0.2em; font-size: calc(64 * var(--u)); line-height: 1.2; white-space: normal; margin: 0; }
  .pairing h2 .second { font-size: 0.55em; }
  .pairing p { display: flex; flex-direction: column; gap: 0.25em; max-width: 90%; text-wrap: balance; }
  .pairing .code { padding: calc(20 * var(--u)) calc(70 * var(--u)); background: var(--paper); border: calc(6 * var(--u)) solid var(--brand);
    border-radius: calc(28 * var(--u)); font-family: "BIZ UDGothic", monospace; font-size: calc(330 * var(--u)); font-weight: 700; line-height: 1.05;
    letter-spacing: 0.02em; white-space: nowrap; color: var(--ink); max-width: none; }
  .pairing .how { font-size: calc(38 * var(--u)); font-weight: 700; line-height: 1.35; }
  .pairing .how .second, .pairing .changes .second { font-size: 0.8em; font-weight: 400; }
  .pairing .changes, .pairing .asking { font-size: calc(32 * var(--u)); }
  .pairing .problem { padding: calc(16 * var(--u)) calc(36 * var(--u)); border-radius: calc(14 * var(--u)); background: var(--ink); color: var(--paper);
    font-size: calc(36 * var(--u)); font-weight: 700; }
  .pairing .problem .second { color: inherit; font-size: 0.8em; }
  @media (orientation: portrait) { .pairing .code { font-size: calc(212 * var(--u)); padding: calc(30 * var(--u)) calc(40 * var(--u)); } }
`;
