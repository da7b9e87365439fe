// Numbers and letters of Chinese and Korean, written as they sound, because engines without a large dictionary misread figures.

const pinyinOnes = ['', 'yi1', 'er4', 'san1', 'si4', 'wu3', 'liu4', 'qi1', 'ba1', 'jiu3'] as const;

/** A number 0 to 999 in pinyin with tones: 112 is yi1 bai3 yi1 shi2 er4, 105 is yi1 bai3 ling2 wu3. */
export const chineseNumber = (number: number): string => {
  if (number === 0) return 'ling2';
  const [hundred, ten, one] = [Math.trunc(number / 100), Math.trunc(number / 10) % 10, number % 10];
  const words = [];
  if (hundred > 0) words.push(pinyinOnes[hundred], 'bai3');
  // 十二 stands alone, 一百一十二 in its place; an empty place within is read 零.
  if (ten > 0) words.push(...(ten === 1 && hundred === 0 ? [] : [pinyinOnes[ten]]), 'shi2');
  else if (hundred > 0 && one > 0) words.push('ling2');
  if (one > 0) words.push(pinyinOnes[one]);
  return words.join(' ');
};

const hangulOnes = ['', '일', '이', '삼', '사', '오', '육', '칠', '팔', '구'] as const;

/** A number 0 to 999 in Sino-Korean words, as numbers on tickets and counters are read. */
export const koreanNumber = (number: number): string => {
  if (number === 0) return '영';
  const part = (digit: number, unit: string) =>
    digit === 0 ? '' : `${digit === 1 ? '' : hangulOnes[digit]}${unit}`;
  return `${part(Math.trunc(number / 100), '백')}${part(Math.trunc(number / 10) % 10, '십')}${hangulOnes[number % 10]}`;
};

const hangulNames =
  '에이 비 씨 디 이 에프 지 에이치 아이 제이 케이 엘 엠 엔 오 피 큐 알 에스 티 유 브이 더블유 엑스 와이 제트';

/** How Koreans name the letters A to Z. */
export const koreanLetters: Readonly<Record<string, string>> = Object.fromEntries(
  hangulNames.split(' ').map((name, index) => [String.fromCharCode(65 + index), name]),
);
