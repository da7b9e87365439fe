import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { LogUnavailable } from '../base/log-unavailable.ts';
import { startAnew } from './start-anew.ts';

const logger = pino({ level: 'silent' });

describe('a start', () => {
  it('begins anew as often as the store goes away during it', async () => {
    let tries = 0;
    const open = async (): Promise<string> => {
      tries += 1;
      if (tries < 3) throw new LogUnavailable('Redis: Socket closed unexpectedly');
      return 'house';
    };
    expect(await startAnew(open, logger)).toBe('house');
    expect(tries).toBe(3);
  });

  it('ends with any other error at once', async () => {
    let tries = 0;
    const open = async (): Promise<string> => {
      tries += 1;
      throw new RangeError('our own mistake');
    };
    await expect(startAnew(open, logger)).rejects.toThrow('our own mistake');
    expect(tries).toBe(1);
  });
});
