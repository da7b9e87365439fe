// Which tests run where: quick ones in parallel; those that start processes, printers or Chromium afterwards, one file at a time.
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
          sequence: { groupOrder: 0 },
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
          expect: patient,
          testTimeout: 240_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
