// Which tests run where: quick ones in parallel, those that drive Chromium or kill processes one file at a time.
import { defineConfig } from 'vitest/config';

const rooms = ['protocol', 'server', 'displays', 'staff-console', 'ticket-printer', 'tools'];

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
          ],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'system',
          include: ['test/faults/**/*.test.ts', 'test/load/**/*.test.ts', 'test/journeys/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
