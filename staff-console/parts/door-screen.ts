// What the ways into a console have in common: one attempt at a time, and why the last one failed.
import type { StaffLanguage } from '../../protocol/texts/staff-catalogue.ts';
import { staffTexts } from '../../protocol/texts/staff-texts.ts';
import type { SessionState } from '../../protocol/wire-people.ts';
import { LightElement } from './light-element.ts';
import { failureText } from './session.ts';

export abstract class DoorScreen extends LightElement {
  static override properties = {
    session: { attribute: false },
    language: {},
    problem: { state: true },
    busy: { state: true },
  };
  declare session: SessionState;
  declare language: StaffLanguage;
  declare problem: string;
  declare busy: boolean;

  constructor() {
    super();
    this.language = 'ja';
    this.problem = '';
    this.busy = false;
  }

  /** True: done. Not begun while another is under way. */
  async attempt(act: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.problem = '';
    try {
      await act();
      return true;
    } catch (error) {
      this.failed(error);
      this.problem = failureText(error, this.language, staffTexts(this.language).people.unreachable);
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** Hears of a failure besides its text. */
  failed(_error: unknown): void {}
}
