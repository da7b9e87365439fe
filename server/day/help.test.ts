// Help calls of kiosks: asked for, asked again, answered, withdrawn; each with its event.
import { describe, expect, it } from 'vitest';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import { type DayState, emptyDay } from './state.ts';
import { at, date, plan, siteId, staff, system, testSite } from './test-support.ts';

const kiosk = { device: 'kiosk-1' } as never as { device: never };
const other = { device: 'kiosk-2' } as never as { device: never };

/** Takes commands one after the other; what is refused changes nothing. */
const dayWith = (...commands: Parameters<typeof decide>[1][]): { state: DayState; refused: string[] } => {
  let state = emptyDay(siteId, date);
  const refused: string[] = [];
  for (const [index, command] of [{ type: 'openDay', plan } as const, ...commands].entries()) {
    const commandId = `help-${String(index).padStart(5, '0')}` as never;
    const actor = command.type === 'openDay' ? system : staff;
    const nowMs = at('10:00') + index * 1_000;
    const context = {
      nowMs,
      commandId,
      actor,
      site: testSite(),
      newCode: '0'.repeat(16) as never,
      nextOpening: '-',
    };
    const decision = decide(state, command, context);
    if (decision.kind === 'refused') refused.push(decision.refusal.code);
    else
      for (const event of decision.events)
        state = evolve(state, { version: state.version + 1, event, meta: { atMs: nowMs, actor, commandId } });
  }
  return { state, refused };
};
const ask = { type: 'askHelp', language: 'en', ...kiosk } as const;
const answer = { type: 'answerHelp', ...kiosk } as const;

describe('a help call', () => {
  it('stands until it is answered, and counts its presses', () => {
    expect(dayWith(ask, ask).state.helps).toEqual([
      { ...kiosk, language: 'en', askedAtMs: at('10:00') + 1_000, times: 2, answeredAtMs: null },
    ]);
    expect(dayWith(ask, answer).state.helps[0]?.answeredAtMs).toBe(at('10:00') + 2_000);
  });

  it('is a new one after an answer, and each kiosk has its own', () => {
    const { state } = dayWith(ask, answer, ask, { ...ask, ...other });
    expect(state.helps.map(({ device, times, answeredAtMs }) => [device, times, answeredAtMs])).toEqual([
      ['kiosk-1', 1, null],
      ['kiosk-2', 1, null],
    ]);
  });

  it('is answered once, and withdrawn only while nobody has', () => {
    expect(dayWith(answer).refused).toEqual(['noHelpAsked']);
    expect(dayWith(ask, answer, answer, { type: 'withdrawHelp', ...kiosk }).refused).toEqual([
      'noHelpAsked',
      'noHelpAsked',
    ]);
    expect(dayWith(ask, { type: 'withdrawHelp', ...kiosk }).state.helps).toEqual([]);
  });
});
