// Which tests run where: quick ones, then pictures of screens, as many at a time as there are cores; then one file at a time
// those that start processes, printers and journeys through Chromium.
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const rooms = ['protocol', 'server', 'displays', 'staff-console', 'ticket-printer', 'tools'];
/** They stand beside their file, but have sockets, pictures and deadlines of their own. */
const slow = [
  'ticket-printer/start.test.ts',
  'ticket-printer/printers/*.test.ts',
  'test/house/process.test.ts',
  'test/house/archive-tools.test.ts',
  'test/house/keys-tool.test.ts',
  'test/house/no-personal-data.test.ts',
  'test/house/secrets.test.ts',
];
/** They look at what is drawn, page by page: all the work is Chromium's, and nothing is a matter of time. */
const screens = [
  'consoles-fit',
  'every-page',
  'kiosk-screens',
  'languages',
  'strict-pages',
  'wall-layouts',
].map((name) => `test/journeys/${name}.test.ts`);
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
            'test/bench/**/*.test.ts',
          ],
          exclude: slow,
          expect: patient,
          testTimeout: 60_000,
          hookTimeout: 60_000,
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
          include: [
            ...slow,
            'test/faults/**/*.test.ts',
            'test/load/**/*.test.ts',
            'test/journeys/**/*.test.ts',
          ],
          exclude: screens,
          expect: patient,
          ...browser,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
