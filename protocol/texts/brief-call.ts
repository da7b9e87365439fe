// The shortest Japanese announcements, for calls that come thick and fast: number and booth alone.

/** "A、12番、3番窓口。" */
export const briefCall = (letter: string, digits: number, booth: number): string =>
  `${letter}、${digits}番、${booth}番窓口。`;

/** "A12番、3番。": one of many in a row. */
export const terseCall = (letter: string, digits: number, booth: number): string =>
  `${letter}${digits}番、${booth}番。`;
