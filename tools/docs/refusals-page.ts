// The page that explains every refusal, made from the catalogue itself.
import { type RefusalCode, refusalCodes, refusals } from '../../protocol/refusals.ts';

const intro = `# Refusals

A refusal is an answer, not a fault: the request was understood, nothing was changed, and the text says what to do.
Over HTTP and Socket.IO it is the same object:

\`\`\`json
{
  "ok": false,
  "refusal": {
    "code": "boothPaused",
    "message": "Booth 3 is paused. Resume it first.",
    "messageJa": "3番窓口は一時休止中です。再開してください。",
    "params": { "booth": 3 },
    "allowed": ["resumeBooth", "closeBooth"]
  }
}
\`\`\`

- \`code\` is stable: programs go by it, never by the text.
- \`params\` are the facts in the text, by the names in braces below; names of procedures and people stand as they are in the settings.
- \`allowed\` are commands that would be accepted now for the same booth or ticket; empty where only another request would do.
- A command that was refused may be sent again with the same \`commandId\`; it is decided anew. One that was accepted is answered as the first time.

What the status means to a program:

| HTTP | what to do |
| --- | --- |
| 400, 413, 414, 431 | correct the request; sending it again unchanged is of no use |
| 401 | name the actor, or sign in |
| 403 | let somebody do it whose role allows it |
| 404, 405 | correct the address or the name; where there are names, \`params.known\` lists them |
| 410 | read the file named; asking again is of no use |
| 409 | look at \`allowed\`, show the text to the user |
| 408, 429, 503 | wait a moment and send again with the same \`commandId\` |
| 500 | look into the log of the hub, then send again with the same \`commandId\` |

This page is generated from \`protocol/refusals.ts\` by \`npm run generate\`; a test compares it.

`;

/** docs/refusals.md: every code with its status, when it is said, what the user reads and what to do. */
export const refusalsPage = (): string => {
  const head = '| code | HTTP | when | what the user reads | what to do |\n| --- | --- | --- | --- | --- |\n';
  return `${intro}## All codes\n\n${head}${refusalCodes.map(row).join('')}`;
};

const listed = 'Use one of the names listed; add it to the settings if it is missing there.';

/** Where the text that the user reads is too short to say it all. */
const advice: Partial<Record<RefusalCode, string>> = {
  unknownSite: listed,
  unknownProcedure: listed,
  unknownBooth: listed,
  unknownMark: listed,
  unknownPrinter: listed,
  dayNotOpen:
    'Come back at the next opening. If the site should be open, add the date to its calendar in the settings.',
  dayEnded:
    'Come back at the next opening. Numbers that were handed out today can still be entered, for the record.',
  intakeClosed: 'Wait for the next intake, or change the opening hours of the procedure in the calendar.',
  numberTaken: 'Compare with the paper; if the paper is a mistake, give the visitor the next free number.',
  numberNotInRange: 'Choose the procedure that the letter belongs to, or correct the number.',
  boothNotPaused: 'Nothing: the booth can call.',
  boothBusy: 'Bring the visit at the booth to its end, or set it aside, by one of the commands named.',
  nobodyWaiting: 'Nothing: wait. The console shows the next visitor as soon as there is one.',
  procedureNotServed:
    'Choose a booth that serves the procedure, or change what the booth serves (`setBoothProcedures`).',
  wrongState: 'Use one of the commands named; with none named the visit is over.',
  alreadyStopped: 'Nothing: it is as wanted. Another notice can be sent.',
  notStopped: 'Nothing: it is as wanted.',
  superseded: 'Nothing: the visitor holds the number named. Do not print another.',
};

/** Stands for the facts: every one is shown as its name in braces. */
const placeholders = new Proxy<Record<string, string>>({}, { get: (_facts, name) => `{${String(name)}}` });

const row = (code: RefusalCode): string => {
  const { status, when, en, ja } = refusals[code];
  const english = en(placeholders);
  const cells = [
    `\`${code}\``,
    status,
    when,
    `${english}<br>${ja(placeholders)}`,
    advice[code] ?? adviceIn(english),
  ];
  return `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |\n`;
};

/** A text says first what is the matter and then what to do; some say only the one that matters. */
const adviceIn = (text: string): string => {
  const [first, ...rest] = text.split(/(?<=\.)\s+(?=[A-Z{])/);
  return rest.length > 0 ? rest.join(' ') : (first ?? text);
};
