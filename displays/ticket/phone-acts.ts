// What the phone page can be asked to do.
import type { Language } from '../../protocol/ids.ts';
import type { Phone } from './ticket-model.ts';

export type PhoneActs = {
  readonly chooseLanguage: (language: Language) => void;
  readonly sound: (on: boolean) => void;
  readonly push: () => void;
  readonly openDialog: (which: Phone['dialog']) => void;
  readonly stepOut: (minutes: number) => void;
  readonly comeBack: () => void;
  readonly leave: () => void;
};
