// The booking page's texts one language at a time, because a phone on a slow network needs no more than its own.
import type { Language } from '../../ids.ts';
import type { BookingTexts } from './catalogue.ts';

const files: Readonly<Record<Language, () => Promise<{ readonly booking: BookingTexts }>>> = {
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
export const loadBookingTexts = async (language: Language): Promise<BookingTexts> =>
  (await files[language]()).booking;
