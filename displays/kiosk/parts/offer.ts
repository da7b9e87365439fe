// What the first screen offers: everything under its headings where it fits, else headings first, else page by page.
import type { GroupId, LocalText } from '../../../protocol/ids.ts';
import type { KioskProcedure, KioskView } from '../../../protocol/kiosk-view.ts';

/** A heading with what stands under it; names null: what has no heading. */
export type Section = {
  readonly id: GroupId | null;
  readonly names: LocalText | null;
  readonly procedures: readonly KioskProcedure[];
};

export type Offer =
  | { readonly kind: 'all'; readonly sections: readonly Section[] }
  | { readonly kind: 'groups'; readonly sections: readonly Section[] }
  | {
      readonly kind: 'list';
      readonly section: Section;
      readonly shown: readonly KioskProcedure[];
      /** Counted from 0. */
      readonly page: number;
      readonly pages: number;
    };

type Offering = Pick<KioskView, 'groups' | 'procedures'>;
/** Where on the first screen a visitor is; group undefined: no heading was chosen. */
export type Place = { readonly group: GroupId | null | undefined; readonly page: number };
export const first: Place = { group: undefined, page: 0 };

/** Cards that a screen holds in large type; half a screen holds half as many. */
const mostCards = (low: boolean): number => (low ? 6 : 12);
const mostSections = 4;
const mostInSection = 6;

/** The headings that have something under them, in the order of the settings; what has none comes last. */
export const sectionsOf = ({ groups, procedures }: Offering): readonly Section[] => {
  const known = groups.map(({ id, names }) => ({
    id,
    names,
    procedures: procedures.filter(({ group }) => group === id),
  }));
  const ids = new Set(groups.map(({ id }) => id));
  const others = procedures.filter(({ group }) => group === null || !ids.has(group));
  return [...known, { id: null, names: null, procedures: others }].filter((one) => one.procedures.length > 0);
};

const fitsAtOnce = (sections: readonly Section[], low: boolean): boolean => {
  const cards = sections.reduce((sum, one) => sum + one.procedures.length, 0);
  if (low) return sections.length === 1 && cards <= mostCards(low);
  return (
    cards <= mostCards(low) &&
    sections.length <= mostSections &&
    (sections.length === 1 || sections.every((one) => one.procedures.length <= mostInSection))
  );
};

const listed = (section: Section, page: number, low: boolean): Offer => {
  const each = mostCards(low);
  const pages = Math.max(1, Math.ceil(section.procedures.length / each));
  const at = Math.min(Math.max(0, page), pages - 1);
  return {
    kind: 'list',
    section,
    shown: section.procedures.slice(at * each, (at + 1) * each),
    page: at,
    pages,
  };
};

/** What is offered at a place; `low`: only the lower half of the screen holds controls. */
export const offerAt = (view: Offering, place: Place, low: boolean): Offer => {
  const sections = sectionsOf(view);
  if (fitsAtOnce(sections, low)) return { kind: 'all', sections };
  const chosen =
    sections.length === 1
      ? sections[0]
      : place.group === undefined
        ? undefined
        : sections.find(({ id }) => id === place.group);
  // A heading may lose all it had while somebody reads it.
  return chosen === undefined ? { kind: 'groups', sections } : listed(chosen, place.page, low);
};
