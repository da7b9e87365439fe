// Which tests run where: quick ones in shared workers, then pictures of screens and whole systems, as many at a time as there are
// cores; last and one file at a time those that are about time, or that kill.
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const rooms = ['protocol', 'server', 'displays', 'staff-console', 'ticket-printer', 'tools'];
const testsOf = (folder: string, names: readonly string[]): string[] =>
  names.map((name) => `test/${folder}/${name}.test.ts`);

/** They stand beside their file, but start processes or speak to devices. */
const besideTheirFile = [
  'ticket-printer/start.test.ts',
  'ticket-printer/printers/*.test.ts',
  ...testsOf('house', ['process', 'archive-tools', 'keys-tool', 'no-personal-data', 'pack', 'secrets']),
  'test/bench/main.test.ts',
];
/** They look at what is drawn, page by page: all the work is Chromium's, and nothing is a matter of time. */
const screens = testsOf('journeys', [
  'consoles-fit',
  'every-page',
  'kiosk-screens',
  'languages',
  'strict-pages',
  'wall-layouts',
]);
/** Promises in milliseconds, hubs and stores that are killed, crowds, and days that take every core themselves: each has the machine alone. */
const timed = [
  ...testsOf('journeys', ['consoles-slow', 'hub-lost', 'voice', 'wall']),
  ...testsOf('faults', ['agent', 'archive-kill', 'crowded', 'fuzz', 'kill', 'kill-all', 'redis-log']),
  ...testsOf('faults', ['several-hubs', 'simulation', 'slow-clients', 'vault-kill']),
  ...testsOf('house', ['process']),
  'test/load/**/*.test.ts',
  'ticket-printer/printers/driver.test.ts',
];
/** Vitest leaves one core idle by itself, which of CI's two is half. */
const maxWorkers = Math.min(8, availableParallelism());
const browser = { testTimeout: 240_000, hookTimeout: 120_000 };
// A poll that is right must not fail because the machine is busy.
const patient = { poll: { timeout: 15_000, interval: 20 } };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            ...rooms.map((room) => `${room}/**/*.test.ts`),
            'test/contracts/**/*.test.ts',
            'test/house/**/*.test.ts',
            'test/attack/**/*.test.ts',
            'test/bench/**/*.test.ts',
          ],
          exclude: besideTheirFile,
          expect: patient,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Modules keep no state, so a worker reads them once for all its files: reading is two thirds of the time.
          isolate: false,
          maxWorkers,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'screens',
          include: screens,
          expect: patient,
          ...browser,
          maxWorkers,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'system',
          include: [...besideTheirFile, 'test/faults/**/*.test.ts', 'test/journeys/**/*.test.ts'],
          exclude: [...screens, ...timed],
          expect: patient,
          ...browser,
          maxWorkers,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'timed',
          include: timed,
          expect: patient,
          ...browser,
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
