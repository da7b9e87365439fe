// Somebody with a reservation: the pad for its code, and why they are not checked in, with the way on.
import { html, nothing, type TemplateResult } from 'lit';
import { codeAlphabet, codeLength } from '../../../protocol/reservation-ids.ts';
import { warningIcon } from '../../parts/icons.ts';
import { breakable } from '../../parts/word-breaks.ts';
import type { Step } from '../parts/kiosk-state.ts';
import { button, dateIn, type Scene, type Shown } from '../parts/scene.ts';
import { whyNot } from './unavailable.ts';

/** Digits first, then letters, as they stand in the alphabet of codes. */
const keys = [...codeAlphabet];
const places = Array.from({ length: codeLength + 1 }, (_, place) => place);

/** Words of ours, broken between words in Japanese too. */
const line = ({ pub }: Scene, words: string): TemplateResult =>
  html`<span class="breakable">${pub.tag === 'ja' ? breakable(words) : words}</span>`;

const pad = (scene: Scene, typed: string): TemplateResult => html`
  <div class="code-keys" role="group" aria-label=${scene.checkIn.codeLabel}>
    ${keys.map(
      (key) => html`<button type="button" class="button plain" data-key=${key}
        @click=${() => scene.touch({ type: 'codeKey', key })}><span>${key}</span></button>`,
    )}
  </div>
  <div class="choices wide">
    ${button(scene, 'erase', { type: 'codeErase' }, scene.checkIn.erase)}
    ${typed.length > codeLength ? button(scene, 'send', { type: 'codeSend' }, scene.checkIn.send, 'main') : nothing}
  </div>`;

export const codeStep = (scene: Scene, step: Extract<Step, { at: 'code' }>): Shown => {
  const { checkIn } = scene;
  const { typed, wrong } = step;
  return {
    title: wrong ? checkIn.codeWrong : checkIn.codeTitle,
    ...(wrong ? { news: { tone: 'warn', icon: warningIcon } as const } : {}),
    says: html`<p class="lead">${line(scene, checkIn.codeHow)}</p>
      <p class="code-typed" role="img" data-typed=${typed} aria-label=${`${checkIn.codeLabel}: ${[...typed].join(' ')}`}>
        ${places.map(
          (place) =>
            html`<span class=${place === typed.length ? 'next' : ''} aria-hidden="true">${typed[place] ?? ''}</span>`,
        )}
      </p>`,
    controls: pad(scene, typed),
  };
};

/** The refusal in the visitor's language. */
const why = (scene: Scene, { refusal }: Extract<Step, { at: 'notCheckedIn' }>): string => {
  const { checkIn } = scene;
  const { ticket, date, time, place } = refusal.params;
  const on = date === undefined ? '' : dateIn(scene, String(date));
  switch (refusal.code) {
    case 'reservationNotFound':
      return checkIn.notFound;
    case 'checkInCancelled':
      return checkIn.cancelled;
    case 'checkInAlready':
      return checkIn.already(String(ticket));
    case 'checkInOtherDay':
      return checkIn.otherDay(on, String(time));
    case 'checkInOtherSite':
      return checkIn.otherSite(String(place), on, String(time));
    case 'noRoomHere':
      return checkIn.noRoom;
    default:
      return whyNot(scene, undefined, refusal);
  }
};

export const notCheckedInStep = (scene: Scene, step: Extract<Step, { at: 'notCheckedIn' }>): Shown => {
  const { checkIn, say } = scene;
  const { code, allowed } = step.refusal;
  const mayMove = allowed.includes('checkIn') && !step.press.moveHere;
  return {
    title: code === 'checkInAlready' ? why(scene, step) : checkIn.failed,
    news: { tone: code === 'checkInAlready' ? 'soft' : 'warn', icon: warningIcon },
    says: html`
      ${code === 'checkInAlready' ? nothing : html`<p class="why">${line(scene, why(scene, step))}</p>`}
      ${mayMove ? html`<p class="why">${line(scene, checkIn.moveHow)}</p>` : nothing}
      <p class="why">${line(scene, say.tellDesk)}</p>`,
    controls: html`<div class="choices wide">
      ${mayMove ? button(scene, 'move-here', { type: 'moveHere' }, line(scene, checkIn.moveHere), 'main') : nothing}
      ${code === 'checkInAlready' ? nothing : button(scene, 'code-again', { type: 'codeAgain' }, checkIn.again)}
      ${
        code === 'checkInAlready'
          ? button(scene, 'done', { type: 'home' }, say.done, 'main')
          : button(scene, 'walk-in', { type: 'home' }, line(scene, checkIn.withoutReservation))
      }
    </div>`,
  };
};
