// What a visitor's phone says to the hub and hears of its own ticket; apart from the rest, so that a phone loads no more.
import { z } from 'zod';
import {
  BoothNumber,
  BusinessDate,
  CallId,
  EpochMs,
  Language,
  LocalText,
  SiteId,
  TicketCode,
  TicketNumber,
} from './ids.ts';
import { IntakeState, Phase, TicketState } from './states.ts';
import type { PushSubscription } from './web-push.ts';

/** The namespace of phones. */
export const visitorDoor = '/visitor';

/** The code on the paper is all that a phone shows. */
export const VisitorHello = z.strictObject({ code: TicketCode });
export type VisitorHello = z.infer<typeof VisitorHello>;

/** Steps in which the visitor says how long he is outside, minutes. */
export const outStepMinutes = 5;

export const VisitorMove = z.enum(['leaveQueue', 'stepOut', 'comeBack']);
/** What a visitor may do with his own ticket. */
export type VisitorMove = z.infer<typeof VisitorMove>;

export const VisitorRequest = z.strictObject({
  id: z
    .string()
    .regex(/^[A-Za-z0-9-]{8,50}$/, 'must be 8 to 50 letters, digits or hyphens')
    .describe('Made by the phone; sending it again changes nothing'),
  move: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('leaveQueue') }),
    z.strictObject({
      type: z.literal('stepOut'),
      minutes: z.int().min(outStepMinutes, 'must be 5 to 240').max(240, 'must be 5 to 240'),
    }),
    z.strictObject({ type: z.literal('comeBack') }),
  ]),
});
export type VisitorRequest = z.infer<typeof VisitorRequest>;

export const VisitorAnswer = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), refusal: z.object({ code: z.string() }) }),
]);
export type VisitorAnswer = z.infer<typeof VisitorAnswer>;

/** A wait as people are told it, minutes; high 0: soon. */
export const ShownWait = z.strictObject({ low: z.int().min(0), high: z.int().min(0) });
export type ShownWait = z.infer<typeof ShownWait>;

export const VisitorView = z
  .strictObject({
    site: SiteId,
    names: LocalText,
    date: BusinessDate,
    live: z.boolean().describe('false: the hub cannot reach its store; this is the last it knew'),
    hubs: z.array(z.url()),
    phase: Phase,
    closesAtMs: EpochMs.nullable().describe('End of the last opening of this procedure today'),
    nextOpeningMs: EpochMs.nullable(),
    languages: z.array(Language),
    ticket: TicketNumber,
    language: Language,
    procedure: z.strictObject({
      names: LocalText,
      ready: z.array(LocalText).describe('What to have ready, one line each'),
    }),
    moved: z.boolean().describe('Handed on to a procedure of another letter; the number stays'),
    state: TicketState,
    sinceMs: EpochMs.describe('When it came into this state'),
    booth: BoothNumber.nullable(),
    boothNames: LocalText.nullable(),
    call: z
      .strictObject({ callId: CallId, atMs: EpochMs })
      .nullable()
      .describe('The newest call or recall, while it is called'),
    callFreshSeconds: z.number(),
    over: z
      .enum(['left', 'dayEnded', 'dayEndedCalled', 'cancelled'])
      .nullable()
      .describe(
        'Why it was cancelled: the visitor left, the day ended before or after a call, staff; null: it was not',
      ),
    ahead: z.int().nullable().describe('Waiting before it for the same procedure; null: it does not wait'),
    wait: ShownWait.nullable(),
    slotAtMs: EpochMs.nullable(),
    outUntilMs: EpochMs.nullable().describe('Outside: not called before this'),
    may: z.array(VisitorMove),
    outMinutes: z.int().min(0).describe('The longest it may step out now; 0: not'),
    returnCreditMinutes: z.number(),
    intake: IntakeState,
    notice: LocalText.nullable().describe('What staff say about the outage or the stopped intake'),
    whereToWait: LocalText.nullable(),
    pushKey: z.string().nullable().describe('For Web Push; null: not offered'),
  })
  .describe('One ticket as its visitor sees it; nothing of any other');
export type VisitorView = z.infer<typeof VisitorView>;

export const SentVisitorView = z.strictObject({ sentAtMs: EpochMs, view: VisitorView });

/** Why the hub does not let a phone in, as far as the phone needs it. */
export const VisitorRefusal = z.object({ refusal: z.object({ code: z.string() }) });

export type VisitorToHub = {
  beat: (ack: () => void) => void;
  move: (request: VisitorRequest, ack: (answer: VisitorAnswer) => void) => void;
  /** Tell this phone of the call also when it sleeps. */
  push: (subscription: PushSubscription, ack: (answer: VisitorAnswer) => void) => void;
};
export type HubToVisitor = {
  view: (sent: z.infer<typeof SentVisitorView>) => void;
  refused: (refusal: { readonly code: string }) => void;
  /** The ticket's day is gone: there is nothing more to hear. */
  gone: () => void;
};
