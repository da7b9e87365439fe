// Numbers lent to devices.
import { describe, expect, it } from 'vitest';
import { at, date, desk, given, hall, issue, opened, testSite } from './test-support.ts';

const lease = { type: 'leaseNumbers', procedure: 'renewal', count: 3 };

describe('leasing numbers', () => {
  it('takes them from the top of the range', () => {
    given(opened)
      .when(lease, { actor: desk })
      .thenHappened({
        type: 'numbersLeased',
        device: 'desk',
        procedure: 'renewal',
        numbers: ['A997', 'A998', 'A999'],
      });
  });

  it('is possible before the day opens', () => {
    given().when(lease, { actor: desk }).thenHappened({ type: 'numbersLeased' });
  });

  it('fills up to the count, and answers with all that the device holds', () => {
    const used = {
      type: 'recordTicket',
      procedure: 'renewal',
      source: 'button',
      how: 'leased',
      number: 'A998',
      issuedAtMs: at('09:10'),
    };
    const day = given(opened, [lease, { actor: desk }], [used, { actor: desk, at: '09:10' }]);
    const state = day.when(lease, { actor: desk }).thenHappened({ numbers: ['A996'] });
    const answer = state.answers.get('command-now' as never);
    expect(answer).toEqual({
      ok: true,
      version: 4,
      device: 'desk',
      procedure: 'renewal',
      numbers: ['A996', 'A997', 'A999'],
    });
  });

  it('adds nothing when the device holds enough, and still answers', () => {
    const state = given(opened, [lease, { actor: desk }])
      .when({ ...lease, count: 2 }, { actor: desk })
      .thenHappened({ type: 'numbersLeased', numbers: [] });
    expect(state.answers.get('command-now' as never)?.numbers).toEqual(['A997', 'A998', 'A999']);
  });

  it('never lends a number twice, nor one to skip', () => {
    given(opened, [lease, { actor: desk }])
      .when(lease, { actor: hall })
      .thenHappened({ device: 'hall', numbers: ['A994', 'A995', 'A996'] });
    const site = testSite({ renewal: { numbers: { first: 1, last: 999, skip: [999, 997] } } });
    given(opened)
      .when(lease, { actor: desk, site })
      .thenHappened({ numbers: ['A995', 'A996', 'A998'] });
  });

  it('lends what is left, and says when nothing is', () => {
    const all = { ...lease, procedure: 'certificate', count: 10 };
    given(opened, issue('certificate'))
      .when(all, { actor: desk })
      .thenHappened({ numbers: ['C002', 'C003'] });
    given(opened, [all, { actor: hall }])
      .when(all, { actor: desk })
      .thenRefused('numbersExhausted', { params: { procedure: '証明書', range: 'C001–C003' } });
  });

  it('is for devices', () => {
    given(opened)
      .when(lease)
      .thenRefused('unknownPrinter', { params: { device: 'sato' } });
  });

  it('is for a procedure of the site and a day that is not over', () => {
    given(opened)
      .when({ ...lease, procedure: 'passport' }, { actor: desk })
      .thenRefused('unknownProcedure');
    given()
      .when(lease, { actor: desk, at: '2026-11-25T09:00' })
      .thenRefused('dateNotAllowed', { params: { date } });
  });
});
