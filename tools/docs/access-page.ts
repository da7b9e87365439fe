// The page of who may do what, made from the tables that the hub itself judges by.
import { purposes, type Role, roles } from '../../protocol/access.ts';
import type { CommandType } from '../../protocol/commands.ts';
import { languages } from '../../protocol/ids.ts';
import { addressesOf, type PageRow, pageRows } from '../../protocol/pages.ts';
import { commandAccess } from '../../server/access/commands.ts';
import { type HttpDoor, httpDoors } from '../../server/access/doors.ts';
import { viewAccess } from '../../server/access/pages.ts';
import type { Who } from '../../server/access/who.ts';

const roleNames: Readonly<Record<Role, string>> = {
  receptionist: 'receptionist 受付',
  booth: 'booth 窓口',
  supervisor: 'supervisor 責任者',
  planner: 'planner 企画・統計担当',
  administrator: 'administrator 管理者',
};

const intro = `# Who may do what

Everybody who comes to a door is nobody, a person (a browser that is signed in), an integrator (a program that shows a key as
\`Authorization: Bearer ji_…\`), a device (a wall, an agent or a kiosk with a key of its own), or a visitor (a phone\nwith the code of a ticket). People and integrators hold roles, each at one site or at every
site; an administrator is one for every site. A device has one purpose at one place.

- What stands not in these tables is not answered: the hub looks here before any handler does (\`server/access/guard.ts\`).
- A role counts at its site only. Doors that name no site ask for the role anywhere.
- Roles do not include one another: whoever calls visitors and makes accounts holds both roles.
- A command may still be refused by the rules of the counter; that comes after this.
- Known people and programs who want what they may not are noted in the audit (\`accessRefused\`), which administrators read on \`/audit\`.
- A browser's request that changes something is refused when it comes from a page of another site (\`server/access/same-origin.ts\`); sockets likewise.

This page is generated from \`server/access/\` by \`npm run generate\`; \`server/access/access.test.ts\` asks every door and every command as every role, at its own site and
at another, as every device, and as nobody.

`;

const whoText = (who: Who): string => {
  if ('anyone' in who) return 'anyone';
  if ('ownSession' in who) return 'a browser with a session';
  if ('signedIn' in who) return 'anyone who is known';
  const inPerson = who.inPerson === true ? ' (in person, no key)' : '';
  return [
    ...who.roles.map((role) => `${role}${inPerson}`),
    ...(who.purposes ?? []).map((purpose) => `device: ${purpose}`),
  ].join(', ');
};

const costsInWords = { attempts: '', failures: ', failures only', misses: ', unknown ones only' } as const;
const rateText = ({ rate }: HttpDoor): string =>
  rate === undefined ? '' : `\`${rate.limit}\`${costsInWords[rate.costs]}`;

const doorRow = (door: HttpDoor): string =>
  `| ${door.method} | \`${door.path}\` | ${whoText(door.who)} | ${rateText(door)} | ${door.says} |\n`;

const yes = (is: boolean | undefined): string => (is ? '●' : '');

const commandRow = (type: CommandType): string => {
  const who = commandAccess[type];
  const cells = [
    ...roles.map((role) => yes(who.roles.includes(role))),
    ...purposes.map((purpose) => yes(who.purposes?.includes(purpose))),
    yes(who.visitors),
  ];
  return `| \`${type}\` | ${cells.join(' | ')} |\n`;
};

const pageLine = (row: PageRow): string => {
  const addresses = addressesOf(row).map((address) => `\`${address}\``);
  const said = row.languages.length === languages.length ? 'all' : row.languages.join(', ');
  const who = row.roles.length === 0 ? 'anyone' : row.roles.join(', ');
  return `| ${row.names.en} ${row.names.ja} | ${addresses.join(', ')} | ${row.audience} | ${who} | ${said} |\n`;
};

/** docs/access.md. */
export const accessPage = (): string => {
  const pages = Object.entries(viewAccess).map(([page, who]) => `| ${page} | ${whoText(who)} |\n`);
  const columns = [
    ...roles.map((role) => roleNames[role]),
    ...purposes.map((one) => `device: ${one}`),
    'visitor',
  ];
  const commands = Object.keys(commandAccess) as CommandType[];
  return [
    intro,
    '## Roles\n\n| role | for |\n| --- | --- |\n',
    '| receptionist 受付 | gives tickets, looks after visitors at reception, stops and resumes intake |\n',
    '| booth 窓口 | calls, serves, holds, transfers; opens and closes a booth |\n',
    '| supervisor 責任者 | everything of receptionist and booth at the site, and what happened there |\n',
    '| planner 企画・統計担当 | reads what happened and the figures of the hub; changes nothing |\n',
    '| administrator 管理者 | accounts, devices, integrators’ keys, the audit; calls nobody |\n\n',
    '## Commands\n\n',
    `| command | ${columns.join(' | ')} |\n| --- |${columns.map(() => ' --- |').join('')}\n`,
    ...commands.map(commandRow),
    '\nA device agent calls and finishes only because a call button may hang on it. A visitor does so by the code of his ticket, for that ticket alone ([phone.md](phone.md)).\n\n',
    '## Consoles\n\n| view | whose socket is let in |\n| --- | --- |\n',
    ...pages,
    '\n`/wall` lets in devices of the purpose wall, `/device` those of the purpose agent, `/kiosk` those of the purpose kiosk, each at its own place ([devices.md](devices.md)); `/visitor` lets in whoever shows the code of a ticket of today.\n\n',
    '## Pages\n\nTheir files are open to anyone: they hold no data. What stands on them comes by sockets and doors of these tables, for those whose work it is (`protocol/pages.ts`).\n\n',
    '| page | address | for | whose work | languages |\n| --- | --- | --- | --- | --- |\n',
    ...pageRows.map(pageLine),
    '\n',
    '## Doors over HTTP\n\n',
    'Attempts are counted by address where a rate is named ([limits.md](limits.md)); beyond it a code or key that is right still opens.\n\n',
    '| method | address | who | rate | what |\n| --- | --- | --- | --- | --- |\n',
    ...httpDoors.map(doorRow),
  ].join('');
};
