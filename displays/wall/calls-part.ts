// The calls: the newest huge, those before them in a list, and every booth with its number. Lists are mapped, not keyed: lit's
// `repeat` leaves a comment behind for each item that goes, and a wall runs for years.
import { html, nothing, type TemplateResult } from 'lit';
import { isFresh } from '../../protocol/fresh.ts';
import type { LocalText } from '../../protocol/ids.ts';
import type { WallCall, WallView } from '../../protocol/views.ts';
import { arrowIcon } from '../parts/icons.ts';
import { breakable } from '../parts/word-breaks.ts';
import { boothColumns, type CallsShown, flashMs, freshAmong, listGrid } from './wall-model.ts';
import { both, type Tongue } from './words.ts';

const hugeCall = (call: WallCall, tongue: Tongue, isNew: boolean): TemplateResult => {
  const name = call.boothNames?.ja;
  return html`<li class="call ${isNew ? 'new' : ''} ${call.recall ? 'recalled' : ''}" data-call=${call.callId}>
    ${call.recall ? html`<span class="recall">${both(tongue, (texts) => texts.wall.recall)}</span>` : nothing}
    <span class="number">${call.ticket}</span>
    <span class="arrow">${arrowIcon}</span>
    <span class="booth">
      <span class="label" data-fit>${both(tongue, (texts) => texts.wall.booth)}</span>
      <span class="figure" data-digits=${String(call.booth).length}>${call.booth}</span>
      ${name ? html`<span class="name" data-fit><span>${name}</span></span>` : nothing}
    </span>
  </li>`;
};

/** The newest calls; when none stands, how to get one. */
export const hugePart = (
  shown: CallsShown,
  tongue: Tongue,
  nowMs: number,
  live: boolean,
): TemplateResult => html`
  <section class="huge" aria-labelledby="huge-heading">
    <h2 id="huge-heading">${both(tongue, (texts) => texts.wall.nowCalling)}</h2>
    ${
      shown.huge.length === 0
        ? html`<p class="panel none">${both(tongue, (texts) => texts.wall.pleaseWait)}</p>`
        : html`<ol data-count=${shown.huge.length}>
            ${shown.huge.map((call) => hugeCall(call, tongue, live && isFresh(call.atMs, nowMs, flashMs)))}
          </ol>`
    }
  </section>`;

/** A booth's number, and beside it its name where it has one. */
const boothFigure = (booth: number, names: LocalText | null): TemplateResult =>
  names === null
    ? html`<span class="figure">${booth}</span>`
    : html`<span class="figure named"><b>${booth}</b><span class="name breakable" lang="ja" data-fit><span>${breakable(names.ja)}</span></span></span>`;

const listedCall = (call: WallCall, isNew: boolean) => html`
  <li class=${isNew ? 'new' : ''} data-call=${call.callId}>
    <span class="number">${call.ticket}</span><span class="arrow">${arrowIcon}</span
    >${boothFigure(call.booth, call.boothNames)}
  </li>`;

/** The calls before; all fresh ones find a place. */
export const listPart = (
  shown: CallsShown,
  view: WallView,
  tongue: Tongue,
  nowMs: number,
  live: boolean,
  rows: number,
): TemplateResult => {
  const grid = listGrid(rows, freshAmong(shown.listed, view, nowMs));
  const calls = shown.listed.slice(0, grid.rows * grid.columns);
  // Few calls take fewer rows, and so stand larger.
  const usedRows = Math.max(1, Math.ceil(calls.length / grid.columns));
  return html`<section class="list" aria-labelledby="list-heading">
    <h2 id="list-heading">${both(tongue, (texts) => texts.wall.recentCalls)}</h2>
    <ol class="panel" .style=${`--rows:${usedRows};--columns:${grid.columns}`}>
      ${calls.map((call) => listedCall(call, live && !call.over && isFresh(call.atMs, nowMs, flashMs)))}
    </ol>
  </section>`;
};

const boothTile = (booth: WallView['booths'][number], tongue: Tongue) => {
  const said =
    booth.state === 'paused'
      ? html`<span class="state" data-fit>${both(tongue, (texts) => texts.wall.boothPaused)}</span>`
      : booth.state === 'closed'
        ? html`<span class="state" data-fit>${both(tongue, (texts) => texts.wall.boothClosed)}</span>`
        : html`<span class="idle" aria-hidden="true">·</span>`;
  return html`<li class=${booth.state} data-booth=${booth.booth}>
    ${boothFigure(booth.booth, booth.names)}
    ${booth.ticket === null ? said : html`<span class="number">${booth.ticket}</span>`}
  </li>`;
};

/** Every booth with the number that is there. */
export const boothsPart = (view: WallView, tongue: Tongue): TemplateResult | typeof nothing =>
  view.booths.length === 0
    ? nothing
    : html`<section class="booths" aria-labelledby="booths-heading">
        <h2 id="booths-heading">${both(tongue, (texts) => texts.wall.booths)}</h2>
        <ul .style=${`--columns:${boothColumns(view.booths.length)}`}>
          ${view.booths.map((booth) => boothTile(booth, tongue))}
        </ul>
      </section>`;
