// Waiting for a condition on a machine that may be busy: a test that is right must not fail for being slow.
import { vi } from 'vitest';

/** As vitest's, with 15 s instead of one. */
export const waitFor = <T>(
  check: () => T | Promise<T>,
  options: { readonly timeout?: number; readonly interval?: number } = {},
): Promise<T> => vi.waitFor(check, { timeout: 15_000, interval: 20, ...options });
