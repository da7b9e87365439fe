// The phone's texts one language at a time, because a phone on a slow network needs no more than its own.
import type { Language } from '../../ids.ts';
import type { PhoneTexts } from './catalogue.ts';

/** Each language by its own name, for the choice. */
export const languageNames: Readonly<Record<Language, string>> = {
  ja: '日本語',
  'ja-easy': 'やさしい日本語',
  en: 'English',
  'zh-Hans': '简体中文',
  'zh-Hant': '繁體中文',
  ko: '한국어',
  vi: 'Tiếng Việt',
  pt: 'Português',
  ne: 'नेपाली',
  tl: 'Filipino',
};

const files: Readonly<Record<Language, () => Promise<{ readonly phone: PhoneTexts }>>> = {
  ja: () => import('./ja.ts'),
  'ja-easy': () => import('./ja-easy.ts'),
  en: () => import('./en.ts'),
  'zh-Hans': () => import('./zh-Hans.ts'),
  'zh-Hant': () => import('./zh-Hant.ts'),
  ko: () => import('./ko.ts'),
  vi: () => import('./vi.ts'),
  pt: () => import('./pt.ts'),
  ne: () => import('./ne.ts'),
  tl: () => import('./tl.ts'),
};

/** Rejects when the network is away. */
export const loadPhoneTexts = async (language: Language): Promise<PhoneTexts> =>
  (await files[language]()).phone;
