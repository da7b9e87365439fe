// What is typed becomes the change that was meant, or the field that is wrong is named.
import { describe, expect, it } from 'vitest';
import { changeOf, emptyDraft } from './draft.ts';

const date = '2026-12-14';
const at = (clock: string) => Date.parse(`${date}T${clock}:00+09:00`);

describe('a change of slots', () => {
  it('of the whole day reaches past midnight, of two hours is these', () => {
    const whole = changeOf({ ...emptyDraft, reason: '国のシステム停止' }, date, ['card']);
    expect(whole).toMatchObject({ change: { kind: 'close', groups: null, fromMs: at('00:00') } });
    expect(whole !== null && 'change' in whole ? whole.change.toMs : 0).toBeGreaterThan(
      at('23:59') + 3_600_000,
    );
    const two = changeOf(
      { ...emptyDraft, kind: 'widen', by: 2, from: '10:00', to: '12:00', group: 'card', reason: '応援' },
      date,
      ['card'],
    );
    expect(two).toEqual({
      change: {
        kind: 'widen',
        by: 2,
        groups: ['card'],
        fromMs: at('10:00'),
        toMs: at('12:00'),
        reason: '応援',
      },
    });
  });

  it('names what is wrong, and leaves out a site without the group', () => {
    expect(changeOf(emptyDraft, date, [])).toEqual({ wrong: 'reason' });
    expect(changeOf({ ...emptyDraft, reason: 'x', from: '12:00', to: '12:00' }, date, [])).toEqual({
      wrong: 'time',
    });
    expect(changeOf({ ...emptyDraft, reason: 'x', kind: 'narrow', by: 0 }, date, [])).toEqual({
      wrong: 'by',
    });
    expect(changeOf({ ...emptyDraft, reason: 'x', group: 'card' }, date, ['advice'])).toBeNull();
  });
});
