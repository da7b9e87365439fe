// The texts of the touch screen at reception, in every public language.
import type { Language } from '../../ids.ts';
import type { KioskTexts } from './catalogue.ts';
import { kioskEn } from './en.ts';
import { kioskJa } from './ja.ts';
import { kioskJaEasy } from './ja-easy.ts';
import { kioskKo } from './ko.ts';
import { kioskNe } from './ne.ts';
import { kioskPt } from './pt.ts';
import { kioskTl } from './tl.ts';
import { kioskVi } from './vi.ts';
import { kioskZhHans } from './zh-Hans.ts';
import { kioskZhHant } from './zh-Hant.ts';

export const kioskTexts: Readonly<Record<Language, KioskTexts>> = {
  ja: kioskJa,
  'ja-easy': kioskJaEasy,
  en: kioskEn,
  'zh-Hans': kioskZhHans,
  'zh-Hant': kioskZhHant,
  ko: kioskKo,
  vi: kioskVi,
  pt: kioskPt,
  ne: kioskNe,
  tl: kioskTl,
};
