// The house keeps its shape: arrows go down only, pure rooms stay pure, and no file names a machine's path.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { circlesOf } from './circles.ts';

const root = resolve(import.meta.dirname, '../..');
const rooms = ['protocol', 'server', 'displays', 'staff-console', 'ticket-printer'];
const files = rooms.flatMap((room) => globSync(`${room}/**/*.ts`, { cwd: root }));
/** Tests and their props may look into other rooms. */
const built = files.filter((file) => !/\.test\.ts$|test-support/.test(file));

const importPattern =
  /^(?:import|export)\b[^'";]*?from\s*'([^']+)'|^import\s*'([^']+)'|import\('([^']+)'\)/gm;
const importsOf = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(importPattern)].flatMap(
    (m) => m[1] ?? m[2] ?? m[3] ?? [],
  );
const targetOf = (file: string, specifier: string): string | null =>
  specifier.startsWith('.') ? relative(root, resolve(root, dirname(file), specifier)) : null;
const roomOf = (path: string): string => path.split('/')[0] ?? '';

/** Files with the files they import, types included. */
const imported = new Map(
  built.map((file) => [file, importsOf(file).flatMap((specifier) => targetOf(file, specifier) ?? [])]),
);
/** The agent's root holds what lies at the top beside what lies at the bottom; its files are looked at all the same. */
const acyclic = rooms.filter((room) => room !== 'ticket-printer');

const pureRooms = ['day', 'calendar', 'slots', 'forecast', 'overflow', 'views'].map(
  (room) => `server/${room}/`,
);

describe('the house', () => {
  it('has rooms to look at', () => {
    expect(built.length).toBeGreaterThan(50);
  });

  it('lets no room reach into a neighbour', () => {
    const wrong = built.flatMap((file) =>
      importsOf(file)
        .map((specifier) => targetOf(file, specifier))
        .filter((target) => target !== null && rooms.includes(roomOf(target)))
        .filter(
          (target) => target !== null && roomOf(target) !== roomOf(file) && roomOf(target) !== 'protocol',
        )
        .map((target) => `${file} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('lets no files import each other in a circle', () => {
    expect(circlesOf(imported)).toEqual([]);
  });

  it('lets no folders import each other in a circle', () => {
    const folders = new Map<string, string[]>();
    for (const [file, targets] of imported) {
      if (!acyclic.includes(roomOf(file))) continue;
      const others = targets.map((target) => dirname(target)).filter((folder) => folder !== dirname(file));
      folders.set(dirname(file), [...(folders.get(dirname(file)) ?? []), ...others]);
    }
    expect(folders.size).toBeGreaterThan(40);
    expect(circlesOf(folders)).toEqual([]);
  });

  it('finds a circle, a long one too, without what only leads into it', () => {
    const graph = { a: ['b'], b: ['c', 'd'], c: ['a'], d: [], e: ['a'], f: ['f'] };
    expect(circlesOf(new Map(Object.entries(graph)))).toEqual([['a', 'b', 'c'], ['f']]);
  });

  it('lets the protocol need nothing but zod', () => {
    const wrong = built
      .filter((file) => roomOf(file) === 'protocol')
      .flatMap((file) => importsOf(file).map((specifier) => ({ file, specifier })))
      .filter(
        ({ file, specifier }) =>
          specifier !== 'zod' && roomOf(targetOf(file, specifier) ?? 'x') !== 'protocol',
      );
    expect(wrong).toEqual([]);
  });

  it('keeps pure rooms free of clock, randomness, disk, network and the rooms above them', () => {
    const wrong = built
      .filter((file) => pureRooms.some((room) => file.startsWith(room)))
      .flatMap((file) => {
        const text = readFileSync(join(root, file), 'utf8');
        const found = /Date\.now\(|Math\.random\(|new Date\(\)|Temporal\.Now|process\.|console\./.exec(
          text,
        )?.[0];
        const reached = importsOf(file).filter(
          (specifier) =>
            specifier.startsWith('node:') ||
            /server\/(web|sockets|people|log)\//.test(targetOf(file, specifier) ?? ''),
        );
        return [
          ...(found === undefined ? [] : [`${file}: ${found}`]),
          ...reached.map((r) => `${file}: ${r}`),
        ];
      });
    expect(wrong).toEqual([]);
  });

  it('tells every file in its first line and keeps it short', () => {
    const wrong = built.flatMap((file) => {
      const lines = readFileSync(join(root, file), 'utf8').split('\n');
      const told = lines[0]?.startsWith('// ') || lines[0]?.startsWith('#!');
      return [
        ...(told ? [] : [`${file}: no first comment`]),
        ...(lines.length <= 420 ? [] : [`${file}: ${lines.length} lines`]),
      ];
    });
    expect(wrong).toEqual([]);
  });
});

describe('docs/architecture.md', () => {
  it('names only files that exist', () => {
    const text = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
    const named = [
      ...text.matchAll(/`((?:protocol|server|displays|staff-console|ticket-printer|test|tools)\/[\w./-]*)`/g),
    ];
    expect(named.length).toBeGreaterThan(20);
    expect(
      named.flatMap((m) => m[1] ?? []).filter((path) => globSync(path, { cwd: root }).length === 0),
    ).toEqual([]);
  });
});

describe('docs/dependencies.md', () => {
  it('tells of every dependency why it is there', () => {
    const text = readFileSync(join(root, 'docs/dependencies.md'), 'utf8');
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const names = Object.keys({ ...dependencies, ...devDependencies }).filter(
      (name) => !name.startsWith('@types/'),
    );
    expect(names.filter((name) => !text.includes(name.replace(/^(@fontsource\/noto-sans).*/, '$1')))).toEqual(
      [],
    );
  });
});
