// A small city for the tests of this room: two procedures, one site, one booth, and whatever a test changes in it.

type Change = {
  readonly procedure?: object;
  readonly site?: object;
  readonly calendar?: object;
  readonly priorityMarks?: readonly object[];
  /** Fields of the document itself. */
  readonly document?: object;
};

/** A settings document as an administrator might write it, with changes to its first procedure and its site. */
export const cityWith = (change: Change = {}) => ({
  organisation: { id: 'city', names: { ja: '市' } },
  procedures: [
    { id: 'card-issue', letter: 'A', names: { ja: 'カード交付' }, plannedMinutes: 15, ...change.procedure },
    { id: 'renewal', letter: 'B', names: { ja: '更新' }, plannedMinutes: 8 },
  ],
  priorityMarks: change.priorityMarks ?? [],
  sites: [
    {
      id: 'centre',
      names: { ja: 'センター' },
      kind: 'centre',
      calendar: { weekly: { mon: [{ from: '09:00', to: '17:00' }] }, ...change.calendar },
      procedures: [{ procedure: 'card-issue' }, { procedure: 'renewal' }],
      booths: [{ number: 1, procedures: [{ procedure: 'card-issue' }, { procedure: 'renewal' }] }],
      ...change.site,
    },
  ],
  ...change.document,
});
