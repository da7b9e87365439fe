// The sentence that explains a ticket's place, read aloud in both languages.
import { describe, expect, it } from 'vitest';
import { refusals } from '../refusals.ts';
import { Why } from '../views.ts';
import { auditEventNames } from './audit-events.ts';
import { nowTexts } from './now.ts';
import { officeTexts } from './office.ts';
import { pairingTexts } from './pairing.ts';
import { staffEn } from './staff.en.ts';
import { staffJa } from './staff.ja.ts';
import { deviceTexts } from './staff-devices.ts';
import { whySentence } from './staff-texts.ts';

const at = (time: string): number => Date.parse(`2026-11-24T${time}:00+09:00`);
type Due = Partial<Why['due']>;
const why = (time: string, due: Due = {}, change: object = {}): Why =>
  Why.parse({
    due: { atMs: at(time), basis: 'walkIn', basisMs: at(time), minutesOff: 0, mark: null, ...due },
    markNames: null,
    delayMinutes: 0,
    onlyBooth: null,
    notBeforeMs: null,
    outUntilMs: null,
    frozen: false,
    ...change,
  });

describe('the sentence that explains a place in the queue', () => {
  it('says when a walk-in came', () => {
    expect(whySentence(why('09:12'), null, 'ja')).toBe('9:12に受付');
    expect(whySentence(why('09:12'), null, 'en')).toBe('came at 9:12');
  });

  it('says the slot and the lead of a reservation', () => {
    const reserved = why('09:50', { basis: 'reservation' });
    expect(whySentence(reserved, at('10:00'), 'ja')).toBe('10:00の予約（10分前の順番）');
    expect(whySentence(reserved, at('10:00'), 'en')).toBe('reserved 10:00, due 10 minutes before');
  });

  it('says that a reservation came late', () => {
    const late = why('10:25', { basis: 'lateReservation' });
    expect(whySentence(late, at('10:00'), 'ja')).toBe('10:00の予約に遅れて10:25に受付');
  });

  it('says what a mark takes off', () => {
    const marked = why('09:58', { minutesOff: 15 }, { markNames: { ja: '妊娠中', en: 'Pregnancy' } });
    expect(whySentence(marked, null, 'ja')).toBe('9:58に受付、妊娠中のため15分繰上げ');
    expect(whySentence(marked, null, 'en')).toBe('came at 9:58; Pregnancy −15 min');
  });

  it('says return, help, direction, earliness and outage', () => {
    const all = why(
      '09:40',
      { basis: 'returned' },
      { delayMinutes: 10, onlyBooth: 3, notBeforeMs: at('09:50'), frozen: true },
    );
    expect(whySentence(all, null, 'ja')).toBe(
      '不在から戻り、9:40の順番、3番窓口を指定、応援対象（順番を10分繰下げ）、予約より早いため9:50から、障害で呼出停止中',
    );
    expect(whySentence(all, null, 'en')).toBe(
      'back from absence, due 9:40; for booth 3 only; helping out, +10 min; early for its slot, from 9:50; frozen by the outage',
    );
  });
});

describe('the catalogue', () => {
  it('leaves no plain text empty', () => {
    for (const texts of [staffJa, staffEn])
      for (const [path, text] of plainTexts(texts)) expect(text, path).not.toBe('');
  });

  it('writes no Japanese on English screens except the notices for the wall', () => {
    for (const [path, text] of plainTexts(staffEn))
      if (!path.startsWith('/reception/notice'))
        expect(text, path).not.toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
  });
});

describe('Japanese words', () => {
  const everyWord = JSON.stringify(
    [staffJa, officeTexts.ja, deviceTexts('ja'), pairingTexts.ja, auditEventNames, refusals, nowTexts.ja],
    (_, value) => (typeof value === 'function' ? String(value) : value),
  );
  it('are those that offices print, one for each thing', () => {
    const others = [
      'サインイン',
      'サインアウト',
      'ハブ',
      '待ち列',
      '受付機',
      '呼び出し画面',
      '確かめ',
      'つなが',
    ];
    expect(others.filter((word) => everyWord.includes(word))).toEqual([]);
  });
});

const plainTexts = (value: unknown, path = ''): [string, string][] => {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => plainTexts(inner, `${path}/${key}`));
};
