// The look of a ticket: its number as large as the screen lets it be, the QR beside or below it.
import { css } from 'lit';

export const ticketStyles = css`
  .given { display: flex; flex-direction: column; gap: 24px; }
  .plate { display: flex; flex-direction: column; align-items: center; gap: 4px; padding: 28px; background: var(--paper); border: 6px solid var(--brand); border-radius: 28px; color: var(--brand-deep); }
  .plate .label { font-size: 32px; font-weight: 700; color: var(--ink); }
  .plate .number { font-size: 250px; line-height: 1; font-weight: 700; letter-spacing: 0.02em; }
  .given[data-paper='cancelled'] .number { text-decoration: line-through; }
  .qr { display: flex; align-items: center; gap: 32px; padding: 20px 28px; background: var(--paper); border: 2px solid var(--line); border-radius: 18px; }
  .qr .code { flex: none; width: 330px; height: 330px; max-width: 100%; }
  .qr figcaption { font-size: 34px; line-height: 1.35; font-weight: 700; }

  .working { display: flex; justify-content: center; gap: 24px; padding: 60px 0; }
  .working span { width: 36px; height: 36px; border-radius: 50%; background: var(--brand); }
  @media (prefers-reduced-motion: no-preference) {
    .working span { animation: breathe 1.2s ease-in-out infinite; }
    .working span:nth-child(2) { animation-delay: 0.2s; }
    .working span:nth-child(3) { animation-delay: 0.4s; }
  }
  @keyframes breathe { 50% { opacity: 0.25; } }

  @media (orientation: portrait) and (min-width: 1001px) {
    .plate .number { font-size: 340px; }
    .given:has(.qr) { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); }
    .given:has(.qr) > :is(.why, .facts) { grid-column: 1 / -1; }
    .given:has(.qr) .plate { justify-content: center; }
    .given:has(.qr) .plate .number { font-size: 172px; }
    .qr { flex-direction: column; text-align: center; gap: 12px; }
    .screen:not([data-low='true']) main:has(.qr) { padding-top: 24px; gap: 22px; }
    .screen[data-shown='ticket'] .given:has(.qr) :is(.why, dd) { font-size: 34px; }
    .given:has(.qr) .facts > div { padding: 12px 0; }
    .screen[data-shown='ticket'] main:has(.qr) h1 { font-size: 48px; }
    .qr .code { width: 300px; height: 300px; }
    .given:has(.qr):has(.reserved) .plate .number { font-size: 130px; }
    .given:has(.qr):has(.reserved) .qr .code { width: 230px; height: 230px; }
    .screen[data-shown='ticket'] .given:has(.qr):has(.reserved) :is(.why, dd, figcaption) { font-size: 28px; }
    .qr figcaption { font-size: 32px; }
  }

  [data-low='true'] .given { gap: 12px; }
  [data-low='true'] .plate { padding: 10px; flex-direction: row; justify-content: center; gap: 36px; align-items: baseline; }
  [data-low='true'] .plate .number { font-size: 150px; }
  [data-low='true'] .given:has(.qr) .plate { flex-direction: column; align-items: center; }
  [data-low='true'] .given:has(.qr) .plate .number { font-size: 150px; }
  [data-low='true'] .qr { padding: 10px 20px; }
  [data-low='true'] .qr .code { width: 220px; height: 220px; }
  [data-low='true'] .qr figcaption { font-size: 25px; }
  [data-low='true'] .given .why { font-size: 28px; line-height: 1.3; }
  [data-low='true'] .given .facts > div { padding: 2px 0; }
  [data-low='true'] .given .facts dt { font-size: 24px; }
  [data-low='true'] .given .facts > div { padding: 6px 0; }
  [data-low='true'] .given dd { font-size: 27px; }

  @media (orientation: landscape) and (min-width: 1200px) {
    .given { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 20px 28px; align-items: stretch; }
    .given > .why { grid-column: 1 / -1; font-size: 28px; line-height: 1.3; }
    .screen[data-shown='ticket'] .choices.wide .button { min-height: 96px; }
    .plate { justify-content: center; }
    .given:not(:has(.qr)) .plate .number { font-size: 300px; }
    .plate .number { font-size: 200px; }
    .given:has(.qr) { grid-template-columns: minmax(0, 5fr) minmax(0, 4fr) minmax(0, 5fr); }
    .qr { flex-direction: column; justify-content: center; text-align: center; gap: 12px; }
    .qr .code { width: 260px; height: 260px; }
    .qr { padding: 12px 20px; }
    .qr figcaption { font-size: 25px; }
    .given:has(.qr) dt { font-size: 22px; }
    .given:has(.qr) dd { font-size: 27px; line-height: 1.25; }
    .given:has(.qr) dd .small { font-size: 24px; }
    .facts { align-content: center; }
    .given:has(.qr) .facts { padding: 4px 20px; gap: 0; }
    .given:has(.qr) .facts > div { grid-template-columns: minmax(0, 1fr); gap: 0; padding: 6px 0; }
    [data-low='true'] .plate { flex-direction: column; align-items: center; gap: 0; }
    [data-low='true'] .plate .number, [data-low='true'] .given:not(:has(.qr)) .plate .number { font-size: 150px; }
    [data-low='true'] .qr { flex-direction: row; padding: 6px 12px; }
    [data-low='true'] .qr .code { width: 190px; height: 190px; }
    [data-low='true'] .qr figcaption { font-size: 22px; }
    [data-low='true'] .given:has(.qr) .plate .number { font-size: 110px; }
    [data-low='true'] .given:has(.qr) dt { display: none; }
    [data-low='true'] .given:has(.qr) dd { font-size: 22px; }
    [data-low='true'] .given:has(.qr) dd .small { display: inline; font-size: 21px; }
    [data-low='true'] .why { font-size: 25px; line-height: 1.3; }
    [data-low='true'] h1.verdict { padding: 8px 20px; font-size: 34px; }
    [data-low='true'] .given:has(.qr) .facts > div { padding: 3px 0; }
    [data-low='true'] .given .facts dt { font-size: 22px; }
    [data-low='true'] .given dd { font-size: 24px; }
    [data-low='true'] .verdict { padding: 10px 20px; font-size: 28px; }
  }
  @media (max-width: 1000px) {
    .plate .number, [data-low='true'] .plate .number { font-size: 150px; }
    .qr { flex-direction: column; text-align: center; }
  }
`;
