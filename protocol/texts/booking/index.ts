// All languages of the booking page at once, for the hub and for tests.
import type { Language } from '../../ids.ts';
import type { BookingTexts } from './catalogue.ts';
import { booking as en } from './en.ts';
import { booking as ja } from './ja.ts';
import { booking as jaEasy } from './ja-easy.ts';
import { booking as ko } from './ko.ts';
import { booking as ne } from './ne.ts';
import { booking as pt } from './pt.ts';
import { booking as tl } from './tl.ts';
import { booking as vi } from './vi.ts';
import { booking as zhHans } from './zh-Hans.ts';
import { booking as zhHant } from './zh-Hant.ts';

export const bookingTexts: Readonly<Record<Language, BookingTexts>> = {
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
