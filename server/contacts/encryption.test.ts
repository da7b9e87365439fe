// A seal opens to what was sealed and to nothing else: no bit may be turned, no record moved, no two look alike.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyContact, hanako, idOf, ringOf } from './contacts.test-support.ts';
import { ContactUnreadable, openContact, sealContact } from './encryption.ts';
import { makeKey } from './keys.ts';
import type { SealedContact } from './store.ts';

const keys = ringOf();
const anyTime = fc.integer({ min: 0, max: 8_640_000_000_000_000 });

describe('a sealed contact', () => {
  it('opens to what was sealed, whatever it was', () => {
    fc.assert(
      fc.property(anyContact, anyTime, (contact, untilMs) => {
        const record = sealContact(keys, idOf(1), contact, untilMs);
        expect(openContact(keys, record)).toEqual(contact);
        expect(record.sealed.includes(Buffer.from(JSON.stringify(contact)).subarray(0, 12))).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('does not open with a single bit turned, and the error tells nothing of the content', () => {
    const record = sealContact(keys, idOf(1), hanako, 1_000);
    fc.assert(
      fc.property(fc.nat(record.sealed.length * 8 - 1), (bit) => {
        const sealed = Buffer.from(record.sealed);
        sealed[bit >> 3] = (sealed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(() => openContact(keys, { ...record, sealed })).toThrow('it does not fit its seal');
      }),
      { numRuns: 1_000 },
    );
  });

  it.each<[string, (record: SealedContact) => Partial<SealedContact>, string]>([
    ['moved to another reservation', () => ({ reservation: idOf(2) }), 'does not fit its seal'],
    ['kept longer', ({ untilMs }) => ({ untilMs: untilMs + 1 }), 'does not fit its seal'],
    ['given another key', () => ({ keyId: other.newest.id }), 'does not fit its seal'],
    ['given an unknown key', () => ({ keyId: '0123456789abcdef' }), 'its key 0123456789abcdef is not among'],
    ['given another schema', () => ({ schema: 2 }), 'it has schema 2; this hub knows 1'],
    ['cut short', ({ sealed }) => ({ sealed: sealed.subarray(0, 40) }), 'has only 40 bytes'],
    ['emptied', () => ({ sealed: Buffer.alloc(0) }), 'has only 0 bytes'],
  ])('does not open when it was %s', (_what, change, problem) => {
    const record = sealContact(keys, idOf(1), hanako, 1_000);
    const both = { ...keys, of: (id: string) => keys.of(id) ?? other.of(id) };
    expect(() => openContact(both, { ...record, ...change(record) })).toThrow(ContactUnreadable);
    expect(() => openContact(both, { ...record, ...change(record) })).toThrow(problem);
  });
  const other = ringOf();

  it('never looks as it did before, though the content is the same', () => {
    fc.assert(
      fc.property(anyContact, (contact) => {
        const [one, two] = [1, 2].map(() => sealContact(keys, idOf(1), contact, 1_000).sealed);
        expect(one?.subarray(0, 12)).not.toEqual(two?.subarray(0, 12));
        expect(one?.subarray(12, 44)).not.toEqual(two?.subarray(12, 44));
      }),
    );
  });

  it('hides how long the content is, up to 256 bytes', () => {
    const lengths = [{ name: '森' }, hanako].map((one) => sealContact(keys, idOf(1), one, 1).sealed.length);
    expect(lengths).toEqual([284, 284]);
  });

  it('opens with an older key of the ring, and is sealed with the newest', () => {
    const [old, fresh] = [makeKey(), makeKey()];
    const record = sealContact(ringOf(old.line), idOf(1), hanako, 1_000);
    const ring = ringOf(fresh.line, old.line);
    expect(openContact(ring, record)).toEqual(hanako);
    expect(sealContact(ring, idOf(1), hanako, 1_000).keyId).toBe(fresh.id);
    expect(() => openContact(ringOf(fresh.line), record)).toThrow(`its key ${old.id} is not among the keys`);
  });
});
