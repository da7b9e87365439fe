// Names break between words, and lose nothing by it.
import { describe, expect, it } from 'vitest';
import { wordsOf } from './word-breaks.ts';

describe('the words of a name', () => {
  it('keeps words whole and particles with them', () => {
    expect(wordsOf('マイナンバーカード交付').at(-1)).toBe('交付');
    expect(wordsOf('伴うマイナンバーカードの更新')).toContain('マイナンバー');
    expect(wordsOf('住所・氏名等の変更').some((word) => /^[のを・]/.test(word))).toBe(false);
  });

  it('keeps what stands before a word with it', () => {
    expect(wordsOf('暗証番号の再設定')).toContain('再設定');
    expect(wordsOf('各種証明書の新規申請').some((word) => /^[各新]$/.test(word))).toBe(false);
  });

  it('keeps an address in one piece', () => {
    expect(wordsOf('管理ページ 127.0.0.1:8080/devices で')).toContain('127.0.0.1:8080/devices');
  });

  it('loses no letter', () => {
    for (const text of ['', 'カードの申請サポート', '電子証明書の更新', 'A B'])
      expect(wordsOf(text).join('')).toBe(text);
  });
});
