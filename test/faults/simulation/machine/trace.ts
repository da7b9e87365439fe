// What happened, line by line, and one figure that two runs share only if they went the same way.

export type Trace = {
  note(atMs: number, who: string, text: string): void;
  /** A step was taken, noted or not: goes into the hash only. */
  step(atMs: number, who: string): void;
  /** Eight hexadecimal digits over all steps and lines so far. */
  hash(): string;
  /** The last lines, or all of them when everything is kept. */
  lines(): readonly string[];
};

const civil = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo', timeStyle: 'medium' });
/** "23:41:07.250", Japan. */
const timeText = (atMs: number): string =>
  `${civil.format(atMs)}.${String(Math.floor(atMs % 1_000)).padStart(3, '0')}`;

/** Keeps the last `kept` lines. Lines are worded only when asked for. */
export const createTrace = (kept: number): Trace => {
  let hash = 0x811c9dc5;
  const lines: { readonly atMs: number; readonly who: string; readonly text: string }[] = [];
  const mixNumber = (value: number): void => {
    hash = Math.imul(hash ^ value, 0x01000193) >>> 0;
  };
  const mixText = (text: string): void => {
    for (let i = 0; i < text.length; i += 1) mixNumber(text.charCodeAt(i));
  };
  return {
    note: (atMs, who, text) => {
      mixText(text);
      lines.push({ atMs, who, text });
      if (lines.length > 2 * kept) lines.splice(0, lines.length - kept);
    },
    step: (atMs, who) => {
      mixNumber(Math.floor(atMs % 1_000_000) * 1_000 + Math.floor((atMs % 1) * 1_000));
      mixText(who);
    },
    hash: () => hash.toString(16).padStart(8, '0'),
    lines: () =>
      lines.slice(-kept).map(({ atMs, who, text }) => `${timeText(atMs)}  ${who.padEnd(12)} ${text}`),
  };
};
