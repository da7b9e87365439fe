// The phone's texts in all languages at once, for the hub; a phone loads its own language only (load.ts).
import type { Language } from '../../ids.ts';
import type { PhoneTexts } from './catalogue.ts';
import { phone as en } from './en.ts';
import { phone as ja } from './ja.ts';
import { phone as jaEasy } from './ja-easy.ts';
import { phone as ko } from './ko.ts';
import { phone as ne } from './ne.ts';
import { phone as pt } from './pt.ts';
import { phone as tl } from './tl.ts';
import { phone as vi } from './vi.ts';
import { phone as zhHans } from './zh-Hans.ts';
import { phone as zhHant } from './zh-Hant.ts';

export type { PhoneTexts } from './catalogue.ts';

export const phoneTexts: Readonly<Record<Language, PhoneTexts>> = {
  ja,
  'ja-easy': jaEasy,
  en,
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  ko,
  vi,
  pt,
  ne,
  tl,
};
