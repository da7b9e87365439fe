// An event's details in one line a person can read: names and values, without what other columns show.

const shownElsewhere = new Set([
  'from',
  'site',
  'code',
  'hash',
  'supersedes',
  'sequence',
  'issuedAtMs',
  'due',
]);

const clock = new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', timeStyle: 'short' });

const valueText = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(valueText).join(', ');
  if (typeof value === 'object' && value !== null) {
    const { ja } = value as { ja?: unknown };
    return typeof ja === 'string'
      ? ja
      : Object.entries(value)
          .filter(([, part]) => part !== null)
          .map(([name, part]) => `${name} ${valueText(part)}`)
          .join(' ');
  }
  return String(value);
};

/** "ticket A012 · booth 3"; what is empty is left out. */
export const detailsText = (details: Readonly<Record<string, unknown>>): string =>
  Object.entries(details)
    .filter(([name]) => !shownElsewhere.has(name))
    .map(([name, value]) =>
      // Instants are read as times of the day, by their name.
      name.endsWith('Ms') && typeof value === 'number'
        ? ([name.slice(0, -2), clock.format(value)] as const)
        : ([name, valueText(value)] as const),
    )
    .filter(([, text]) => text !== '' && text !== 'null' && text !== 'undefined')
    .map(([name, text]) => `${name} ${text}`)
    .join(' · ');
