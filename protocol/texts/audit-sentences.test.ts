// The audit speaks in sentences: every kind of event, in both languages, with its figures and without a word of the other.
import { describe, expect, it } from 'vitest';
import { type AuditEventName, auditEventNames } from './audit-events.ts';
import { auditSentence } from './audit-sentences.ts';

const names = {
  procedure: (id: string) =>
    id === 'renewal' ? { ja: '電子証明書の更新', en: 'Certificate renewal' } : null,
  site: (id: string) => (id === 'centre' ? { ja: '中央センター', en: 'Centre' } : null),
};
const said = (type: string, details: object, language: 'ja' | 'en') =>
  auditSentence({ type, details: details as Record<string, unknown> }, language, names);

describe('a sentence of the audit', () => {
  it('carries ticket, booth, procedure, note and reason', () => {
    expect(said('ticketCalled', { ticket: 'A012', booth: 3, outOfOrder: null }, 'ja')).toBe(
      '3番窓口が A012 を呼び出しました。',
    );
    expect(
      said('ticketTransferred', { ticket: 'A012', booth: 3, procedure: 'renewal', note: '' }, 'en'),
    ).toBe('Booth 3 transferred A012 to Certificate renewal.');
    expect(said('ticketCancelled', { ticket: 'A012', reason: 'visitorLeft', note: '電話あり' }, 'ja')).toBe(
      'A012 を取り消しました（来庁者が帰宅）（電話あり）。',
    );
    const open = { booth: 3, staff: 'sato', procedures: [{ procedure: 'renewal', delayMinutes: 0 }] };
    expect(said('boothOpened', open, 'ja')).toBe(
      '3番窓口を開設しました（担当 sato、取扱 電子証明書の更新）。',
    );
  });

  it('says roles with their places, and how somebody came in', () => {
    const grants = [
      { role: 'administrator', site: null },
      { role: 'booth', site: 'centre' },
    ];
    expect(said('accountGranted', { account: 'sato', grants }, 'ja')).toBe(
      'アカウント「sato」の権限を変更しました（管理者（すべての拠点）、窓口（中央センター））。',
    );
    expect(said('signedIn', { how: 'password' }, 'ja')).toBe('パスワードでログインしました。');
    expect(said('signedIn', { how: 'password' }, 'en')).toBe('Signed in with a password.');
  });

  it('is there for every event, even an old one that lacks a field, and ends as sentences do', () => {
    for (const type of Object.keys(auditEventNames) as AuditEventName[]) {
      const [ja, en] = [said(type, {}, 'ja'), said(type, {}, 'en')];
      expect(ja, type).toMatch(/。$/);
      expect(en, type).toMatch(/\.$/);
      expect(en, type).not.toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
      expect(`${ja}${en}`, type).not.toMatch(/undefined|null|NaN|\[object/);
    }
    expect(said('somethingNew', {}, 'ja')).toBeNull();
  });
});
