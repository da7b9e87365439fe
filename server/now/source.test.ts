// The now view is made seldom, and its tag changes with what it says, not with the time.
import { describe, expect, it } from 'vitest';
import { openOffice } from '../../test/support/office.ts';
import { createNowSource } from './source.ts';

describe('the source of the now view', () => {
  it('keeps its tag while nothing changes, though its time goes on, and is made at most once a second', async () => {
    const office = await openOffice('2026-11-24T10:00');
    const { clock, hub } = office;
    const now = createNowSource({ hub, organisation: { id: 'town', names: { ja: '町' } }, now: clock.now });
    const first = now();
    await office.issue();
    expect(now()).toBe(first);
    await clock.advanceTo(clock.now() + 1_000);
    const second = now();
    expect(second.tag).not.toBe(first.tag);
    expect(second.view.sites[0]?.waiting).toBe(1);
    await clock.advanceTo(clock.now() + 60_000);
    expect(now().tag).toBe(second.tag);
    expect(now().view.madeAtMs).toBe(clock.now());
    await hub.close();
  });
});
