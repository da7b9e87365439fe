// The screen of a device without a key: its code, to be read across a lobby, what to do, and when the code changes.
import { html, nothing, type TemplateResult } from 'lit';
import type { CodeShown, PairingTrouble } from '../../protocol/pairing-line.ts';
import { type PairingTexts, pairingTexts } from '../../protocol/texts/pairing.ts';
import { shownCode } from '../../protocol/wire-devices.ts';
import { dateOf, timeOf } from './civil-time.ts';
import { breakable } from './word-breaks.ts';

export type PairingShown = {
  readonly code: CodeShown | null;
  readonly trouble: PairingTrouble;
  /** Where an administrator accepts it, e.g. "hub.local:8620/devices". */
  readonly where: string;
};

type Say = (texts: PairingTexts) => string;
const both = (say: Say): TemplateResult => html`
  <span class="first breakable" lang="ja">${breakable(say(pairingTexts.ja))}</span>
  <span class="second" lang="en">${say(pairingTexts.en)}</span>`;

const troubleSays: Readonly<Record<Exclude<PairingTrouble, null>, Say>> = {
  unreachable: (texts) => texts.unreachable,
  tooMany: (texts) => texts.tooMany,
  refused: (texts) => texts.refused,
};

/** Until there is a code it says what is awaited; `level` of its heading: 1 where the page has no other above it. */
export const pairingPart = ({ code, trouble, where }: PairingShown, level: 1 | 2 = 2): TemplateResult => html`
  <section class="pairing" aria-labelledby="pairing-heading">
    <h2 id="pairing-heading" aria-level=${level}>${both((texts) => texts.title)}</h2>
    ${
      code === null
        ? html`<p class="asking" role="status">${both((texts) => texts.asking)}</p>`
        : html`<p class="code" aria-label=${`${pairingTexts.ja.code} ${[...code.code].join(' ')}`}>
              ${shownCode(code.code)}
            </p>
            <p class="how">${both((texts) => texts.how(where))}</p>
            <p class="changes">
              ${both((texts) => texts.changesAt(`${dateOf(code.changesAtMs, texts.tag)} ${timeOf(code.changesAtMs)}`))}
            </p>`
    }
    ${trouble === null ? nothing : html`<p class="problem" role="alert">${both(troubleSays[trouble])}</p>`}
  </section>`;
