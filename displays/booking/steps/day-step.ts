// Which day and time: a month or a week with the free places of each day, and the times of the chosen day as a list.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { BusinessDate } from '../../../protocol/ids.ts';
import type { FreeDay, FreeSlot } from '../../../protocol/reservation-views.ts';
import { dayOf, secondOf, timeOf } from '../../parts/civil-time.ts';
import type { Acts } from '../parts/acts.ts';
import { passFor } from '../parts/line.ts';
import { dateAfter, firstOfMonth, monthAfter, monthRows, weekOf } from '../parts/month-grid.ts';
import { chosenPlace, type Visit } from '../parts/visit.ts';
import { dayNamed, momentIn, monthIn, weekdaysIn } from '../parts/words.ts';

type DayState = {
  readonly kind: 'free' | 'full' | 'opens' | 'closed';
  readonly said: string;
  readonly day: FreeDay | null;
};

/** What can be had on a date, as shown and as read out. */
const stateOf = (visit: Visit, date: string): DayState => {
  const { texts } = visit;
  const day = visit.days?.days.find((one) => one.date === date) ?? null;
  const tooEarly = visit.choice.notBefore !== null && date < visit.choice.notBefore;
  if (day === null || tooEarly) return { kind: 'closed', said: texts.day.closed, day };
  if (day.free > 0) return { kind: 'free', said: texts.day.free(day.free), day };
  if (day.opensAtMs !== null && day.opensAtMs > visit.nowMs)
    return { kind: 'opens', said: texts.day.opens(momentIn(visit, day.opensAtMs)), day };
  if (day.places > 0) return { kind: 'full', said: texts.day.full, day };
  return { kind: 'closed', said: texts.day.closed, day };
};

const mark = { free: '○', full: '×', opens: '―', closed: '' };

const dayCell = (visit: Visit, acts: Acts, date: string): TemplateResult => {
  const state = stateOf(visit, date);
  const number = Number(date.slice(8));
  if (state.kind === 'closed')
    return html`<td class="day" data-kind="closed"><span class="date-number">${number}</span></td>`;
  const chosen = visit.choice.date === date;
  return html`<td class="day" data-kind=${state.kind} data-chosen=${chosen}>
    <button type="button" data-date=${date} aria-pressed=${chosen} @click=${() => acts.chooseDate(BusinessDate.parse(date))}>
      <span aria-hidden="true"><span class="date-number">${number}</span><span class="mark">${mark[state.kind]}</span>
        <span class="count">${state.kind === 'free' ? (state.day?.free ?? 0) : state.kind === 'full' ? visit.texts.day.full : ''}</span></span>
      <span class="hidden">${dayNamed(visit, date)} ${state.said}</span>
    </button></td>`;
};

const monthTable = (visit: Visit, acts: Acts, shown: string): TemplateResult =>
  html`<table class="month">
    <caption>${monthIn(visit, shown)}</caption>
    <thead><tr>${weekdaysIn(visit.texts.tag).map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
    <tbody>
      ${monthRows(shown).map(
        (row) =>
          html`<tr>${row.map((date) => (date === null ? html`<td class="day"></td>` : dayCell(visit, acts, date)))}</tr>`,
      )}
    </tbody>
  </table>`;

const weekList = (visit: Visit, acts: Acts, shown: string): TemplateResult =>
  html`<ul class="choices week">
    ${weekOf(shown).map((date) => {
      const state = stateOf(visit, date);
      return html`<li><button type="button" class="choice row" data-kind=${state.kind} ?disabled=${state.kind === 'closed'}
        aria-pressed=${visit.choice.date === date} @click=${() => acts.chooseDate(BusinessDate.parse(date))}>
        <strong>${dayNamed(visit, date)}</strong><span>${state.said}</span>
      </button></li>`;
    })}
  </ul>`;

const turnPart = (visit: Visit, acts: Acts, shown: string, today: string, last: string): TemplateResult => {
  const { texts, look } = visit;
  const month = look === 'month';
  const before = month ? monthAfter(firstOfMonth(shown), -1) : dateAfter(weekOf(shown)[0] ?? shown, -7);
  const after = month ? monthAfter(firstOfMonth(shown), 1) : dateAfter(weekOf(shown)[6] ?? shown, 1);
  const isFirst = month ? firstOfMonth(shown) <= firstOfMonth(today) : (weekOf(shown)[0] ?? '') <= today;
  return html`<div class="turn">
    <button type="button" class="quiet" ?disabled=${isFirst} @click=${() => acts.show(before)}>${texts.day.previous}</button>
    <button type="button" class="quiet" @click=${() => acts.look(month ? 'week' : 'month')}>${month ? texts.day.week : texts.day.month}</button>
    <button type="button" class="quiet" ?disabled=${after > last} @click=${() => acts.show(after)}>${texts.day.following}</button>
  </div>`;
};

const timeButton = (visit: Visit, acts: Acts, slot: FreeSlot): TemplateResult | typeof nothing => {
  const { texts } = visit;
  if (slot.state === 'past') return nothing;
  const free = slot.state === 'free' && slot.free > 0;
  const said =
    slot.state === 'closed'
      ? texts.time.closed
      : slot.state === 'notYet'
        ? ''
        : free
          ? texts.day.free(slot.free)
          : texts.time.full;
  return html`<li><button type="button" class="time" data-free=${free} ?disabled=${!free || visit.busy}
    @click=${() => acts.chooseTime(slot.atMs)}><strong>${timeOf(slot.atMs)}</strong> <span>${said}</span></button></li>`;
};

/** What helps when nothing is free that day: the waiting list, the telephone, coming without reservation. */
const nothingFree = (visit: Visit, acts: Acts): TemplateResult => {
  const { texts, offer } = visit;
  const place = chosenPlace(visit);
  const waiting = visit.slots?.waiting ?? 0;
  return html`<section class="help">
    <h3>${texts.full.heading}</h3>
    ${
      place?.group.waitlist === true && visit.moving === null
        ? html`<button type="button" class="main" ?disabled=${visit.busy} @click=${acts.wait}>${texts.full.wait}</button>
            ${waiting === 0 ? nothing : html`<p>${texts.day.waiting(waiting)}</p>`}`
        : nothing
    }
    ${offer?.telephone == null ? nothing : html`<p>${texts.full.telephone(offer.telephone)}</p>`}
    <p><a href="/now">${texts.full.walkIn}</a></p>
  </section>`;
};

/** One's place in the line at a release: when it opens, and when one's turn is; nothing once it has come. */
const linePart = (visit: Visit): TemplateResult | typeof nothing => {
  const { texts, line, nowMs } = visit;
  if (line === null || passFor(visit) === null || nowMs >= line.turnAtMs) return nothing;
  return html`<section class="line" role="status">
    <h3>${texts.line.heading}</h3>
    <p>${nowMs < line.releaseAtMs ? texts.line.opens(timeOf(line.releaseAtMs)) : nothing}
      ${texts.line.turn(secondOf(line.turnAtMs))}</p>
    <p>${texts.line.fair}</p>
  </section>`;
};

const timesPart = (visit: Visit, acts: Acts, date: string): TemplateResult => {
  const { texts, slots } = visit;
  const known = slots !== null && slots.date === date;
  const all = known ? slots.slots.filter((slot) => slot.state !== 'past') : [];
  const anyFree = all.some((slot) => slot.state === 'free' && slot.free > 0);
  return html`<section class="times" aria-busy=${!known}>
    <h2 id="times" tabindex="-1">${texts.time.heading}<span class="when">${dayNamed(visit, date)}</span></h2>
    ${linePart(visit)}
    ${
      !known
        ? html`<p class="note">${texts.loading}</p>`
        : all.length === 0
          ? html`<p class="note">${texts.time.none}</p>`
          : html`<ul class="slots">${all.map((slot) => timeButton(visit, acts, slot))}</ul>`
    }
    ${known && !anyFree && linePart(visit) === nothing ? nothingFree(visit, acts) : nothing}
  </section>`;
};

export const dayStep = (visit: Visit, acts: Acts): TemplateResult => {
  const { texts, choice } = visit;
  const place = chosenPlace(visit);
  const today = dayOf(visit.nowMs);
  const shown = visit.shown ?? choice.date ?? today;
  const last = place?.group.lastDate ?? today;
  return html`
    ${choice.notBefore !== null && choice.notBefore > today ? html`<p class="note">${texts.day.notBefore(dayNamed(visit, choice.notBefore))}</p>` : nothing}
    ${turnPart(visit, acts, shown, today, last)}
    ${visit.days === null ? html`<p class="note" aria-busy="true">${texts.loading}</p>` : visit.look === 'month' ? monthTable(visit, acts, shown) : weekList(visit, acts, shown)}
    ${choice.date === null ? nothing : timesPart(visit, acts, choice.date)}
  `;
};
