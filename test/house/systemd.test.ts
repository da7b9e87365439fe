// The systemd units that offices copy: read as systemd reads them, they name files that are there and never give up.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** Sections, keys and their values (systemd.syntax(7)): a key may come again, a line may go on after a backslash. */
const readUnit = (text: string): ReadonlyMap<string, readonly string[]> => {
  const values = new Map<string, string[]>();
  let section = '';
  for (const line of text.replaceAll(/\\\n\s*/g, ' ').split('\n')) {
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue;
    const head = /^\[(\w+)\]$/.exec(line)?.[1];
    const entry = /^([A-Za-z]+)=(.*)$/.exec(line);
    if (head !== undefined) section = head;
    else if (entry !== null && section !== '') {
      const key = `${section}.${entry[1]}`;
      values.set(key, [...(values.get(key) ?? []), entry[2] ?? '']);
    } else throw new Error(`“${line}” is no line of a unit`);
  }
  return values;
};

const files = globSync('examples/systemd/*.service', { cwd: root });
const units = files.map((file) => ({
  name: basename(file),
  unit: readUnit(readFileSync(join(root, file), 'utf8')),
}));

/** Those of systemd 252 (Debian 12) that the units use; a misspelt key is ignored by systemd with a line in the log alone. */
const known = new Set(
  [
    'Unit: Description Documentation After Wants Conflicts StartLimitIntervalSec',
    'Service: Type User SupplementaryGroups WorkingDirectory Environment EnvironmentFile ExecStart Restart RestartSec',
    'Service: RestartPreventExitStatus TimeoutStopSec StateDirectory StateDirectoryMode NoNewPrivileges ProtectSystem',
    'Service: ProtectHome PrivateTmp PAMName TTYPath StandardInput',
    'Install: WantedBy',
  ].flatMap((line) => {
    const [section = '', keys = ''] = line.split(': ');
    return keys.split(' ').map((key) => `${section}.${key}`);
  }),
);

describe('systemd units', () => {
  it('are there for hub, agent and wall', () => {
    expect(units.map(({ name }) => name).sort()).toEqual([
      'junban-hub.service',
      'junban-printer.service',
      'junban-wall.service',
    ]);
  });

  it.each(units)('$name is well written, starts at boot and always again', ({ unit }) => {
    for (const key of unit.keys()) expect(known).toContain(key);
    for (const key of ['Unit.Description', 'Install.WantedBy', 'Service.User'])
      expect(unit.has(key), key).toBe(true);
    expect(unit.get('Service.Restart')).toEqual(['always']);
    expect(Number(unit.get('Service.RestartSec')?.[0])).toBeGreaterThan(0);
    expect(unit.get('Unit.StartLimitIntervalSec')).toEqual(['0']);
    const [command = ''] = unit.get('Service.ExecStart') ?? [];
    expect(command.startsWith('/')).toBe(true);
    // A per cent sign begins a specifier, a dollar a variable.
    expect(command).not.toMatch(/[%$]/);
    for (const page of unit.get('Unit.Documentation') ?? [])
      expect(existsSync(page.replace('file:/opt/junban', root)), page).toBe(true);
  });

  it.each(
    units.filter(({ name }) => name !== 'junban-wall.service'),
  )('$name runs a file of ours with our own Node', ({ unit }) => {
    const [command = ''] = unit.get('Service.ExecStart') ?? [];
    const [node = '', file = ''] = command.split(' ');
    expect(unit.get('Service.WorkingDirectory')).toEqual(['/opt/junban']);
    expect(existsSync(node.replace('/opt/junban', root))).toBe(true);
    expect(existsSync(join(root, file))).toBe(true);
    // Its writable folder, since all else is read-only for it.
    const folder = `/var/lib/${unit.get('Service.StateDirectory')?.[0]}`;
    expect([command, ...(unit.get('Service.Environment') ?? [])].join(' ')).toContain(folder);
  });
});
