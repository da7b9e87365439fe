// The look of the start page.
import { css } from 'lit';

export const startStyles = css`
  :host { display: block; color: var(--ink); font-size: 1rem; line-height: 1.6; }
  * { box-sizing: border-box; margin: 0; padding: 0; }
  ul, ol { list-style: none; }
  .inner { max-width: 72rem; margin: 0 auto; padding: 0 1.5rem; }
  .en { color: var(--ink-soft); font-weight: 400; font-size: 0.86em; }
  a { color: var(--brand); text-underline-offset: 0.2em; }
  a:focus-visible { outline: 4px solid var(--ink); outline-offset: 2px; box-shadow: 0 0 0 2px var(--color-primitive-yellow-300); background: var(--color-primitive-yellow-300); }

  header { background: var(--paper); border-bottom: 4px solid var(--brand); padding: 2.5rem 0 2rem; }
  h1 { font-size: 2.75rem; line-height: 1.2; color: var(--brand); letter-spacing: 0.04em; }
  h1 .name { font-size: 0.5em; letter-spacing: 0.02em; color: var(--ink-soft); }
  :lang(ja) { word-break: auto-phrase; overflow-wrap: break-word; }
  .lead { margin-top: 0.6rem; font-size: 1.15rem; }
  .lead.en { margin-top: 0; font-size: 1rem; }
  .organisation { margin-top: 1rem; font-weight: 700; }
  main.inner { padding-top: 2.25rem; padding-bottom: 4rem; display: grid; grid-template-columns: minmax(0, 1fr); gap: 2.5rem; }
  h2 { font-size: 1.4rem; margin-bottom: 0.9rem; }
  .wait { padding: 4rem 0; text-align: center; font-size: 1.2rem; }

  .steps ol { counter-reset: step; display: grid; grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr)); gap: 1rem; }
  .steps li { counter-increment: step; position: relative; padding: 1.1rem 1.2rem 1.1rem 4.4rem; background: var(--brand-pale); border-radius: 12px; }
  .steps li::before { content: counter(step); position: absolute; left: 1.2rem; top: 1.15rem; width: 2.2rem; height: 2.2rem; border-radius: 50%; display: grid; place-items: center;
    background: var(--brand); color: var(--paper); font-weight: 700; }
  .steps li > a { display: inline-block; min-height: 48px; font-weight: 700; }
  .steps a .en { display: block; color: inherit; }
  .steps p { font-size: 0.92rem; }
  .steps p .en { display: block; color: var(--ink); }
  .plain { font-weight: 400; }

  .site { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 1.4rem 1.5rem; }
  .site + .site { margin-top: 1rem; }
  h3 { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.2rem 0.8rem; font-size: 1.2rem; margin-bottom: 1rem; }
  h3 > * { min-width: 0; }
  .phase { margin-left: auto; padding: 0.1rem 0.8rem; border-radius: 99px; font-size: 0.9rem; border: 1px solid; background: #eceff4; color: var(--ink); font-weight: 700; }
  .phase .en { color: inherit; }
  .phase.open { background: var(--calm-pale); color: var(--calm); }
  .pages { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr)); gap: 0.75rem; }
  .page { display: block; padding: 0.8rem 1rem; min-height: 48px; border: 1px solid var(--line); border-left: 5px solid var(--brand); border-radius: 8px; text-decoration: none; background: var(--paper); }
  .page:hover { background: var(--brand-pale); }
  .page .what { display: block; color: var(--ink-soft); font-size: 0.92rem; }
  .booths { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem; margin-top: 1rem; }
  .booths .title { min-width: 7rem; font-weight: 700; }
  .booths a { display: grid; place-items: center; min-width: 48px; height: 48px; border: 1px solid var(--line); border-radius: 8px; font-weight: 700; font-size: 1.1rem; text-decoration: none; background: var(--paper); }
  .booths a:hover { background: var(--brand-pale); }

  .more ul { display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; }
  .more a { display: inline-flex; gap: 0.5em; align-items: baseline; min-height: 48px; padding: 0.6rem 0; }
`;
