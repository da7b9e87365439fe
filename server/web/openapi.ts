// The OpenAPI document, generated from the schemas that the doors parse with.
import { z } from 'zod';
import { createDocument } from 'zod-openapi';
import { Accepted, Answer } from '../../protocol/answers.ts';
import { Command, CommandRequest } from '../../protocol/commands.ts';
import { BusinessDate, SiteId, TicketNumber } from '../../protocol/ids.ts';
import { NowView } from '../../protocol/now.ts';
import { PublicStoredEvent } from '../../protocol/public-events.ts';
import { Refusal, refusalCodes } from '../../protocol/refusals.ts';
import { Board } from '../../protocol/views.ts';
import { SiteList } from '../../protocol/wire.ts';
import { SessionState, SignInRequest } from '../../protocol/wire-people.ts';
import { cookieName } from '../people/cookie.ts';
import { EventsQuery } from './events.ts';
import { bookingOperations } from './openapi-booking.ts';
import { deviceOperations } from './openapi-devices.ts';
import { json, ok, Refused, refusalsOf } from './openapi-parts.ts';
import { staffOperations } from './openapi-staff.ts';
import { TicketAddress } from './ticket-address.ts';
import { VoiceQuery } from './voice.ts';

const EventsPage = z.strictObject({
  date: BusinessDate,
  events: z.array(PublicStoredEvent),
  after: z.int().describe('Version of the last event here; ask on with it'),
  more: z.boolean().describe('There may be more after it'),
});
const Status = z.strictObject({ status: z.string() });
const path = z.object({ site: SiteId });

const commandExample = {
  commandId: 'portal-2026-11-24-000123',
  command: { type: 'issueTicket', procedure: 'card-issue', source: 'integrator', language: 'en' },
};

/** Either will do. */
const signedIn = [{ apiKey: [] }, { session: [] }];

const operations = {
  '/api/sites': {
    get: {
      operationId: 'listSites',
      summary: 'Every site with its booths, printers and walls',
      responses: ok('The sites', SiteList),
    },
  },
  '/api/sites/{site}/commands': {
    post: {
      operationId: 'sendCommand',
      summary: 'Ask something of the business day',
      description: 'Sending the same commandId again changes nothing and returns the first answer.',
      requestParams: { path },
      security: signedIn,
      requestBody: { required: true, content: json(CommandRequest, commandExample) },
      responses: { ...ok('Accepted, and on disk', Accepted), ...refusalsOf(refusalCodes) },
    },
  },
  '/api/sites/{site}/board': {
    get: {
      operationId: 'getBoard',
      summary: 'What the lobby screen shows',
      description: 'Has an ETag; with If-None-Match an unchanged board answers 304.',
      requestParams: { path },
      responses: {
        ...ok('The board', Board),
        '304': { description: 'Not changed' },
        ...refusalsOf(['malformed', 'unknownSite']),
      },
    },
  },
  '/api/sites/{site}/events': {
    get: {
      operationId: 'readEvents',
      summary: 'The events of a business day, in pages or as a stream',
      description:
        'With Accept: text/event-stream the answer goes on as events happen; each message has the id date:version, its event type, and a StoredEvent as data. Last-Event-ID is honoured. A business day that was archived is refused; a stream that goes over it has one message dayArchived in its place.',
      security: signedIn,
      requestParams: {
        path,
        query: EventsQuery,
        header: z.object({ 'Last-Event-ID': z.string().optional().describe('e.g. 2026-11-24:37') }),
      },
      responses: {
        '200': {
          description: 'A page, or the stream',
          content: { ...json(EventsPage), 'text/event-stream': { schema: z.string() } },
        },
        ...refusalsOf(['malformed', 'unknownSite', 'dayArchived', 'notSignedIn', 'notAllowed', 'unknownKey']),
      },
    },
  },
  '/api/sites/{site}/tickets/{number}/page': {
    post: {
      operationId: 'askTicketAddress',
      summary: 'The address of a ticket’s phone page, to be given to its visitor',
      description: 'Events hold no codes. Each asking is noted in the audit.',
      security: signedIn,
      requestParams: { path: path.extend({ number: TicketNumber }) },
      responses: {
        ...ok('The address', TicketAddress),
        ...refusalsOf(['malformed', 'unknownSite', 'unknownTicket', 'notSignedIn', 'notAllowed']),
      },
    },
  },
  '/api/sites/{site}/voice': {
    get: {
      operationId: 'findVoice',
      summary: 'The announcement of a call as sound',
      description: 'Leads to /api/voice/{address}.wav, whose contents never change.',
      requestParams: { path, query: VoiceQuery },
      responses: {
        '204': { description: 'The hub does not speak this language; screens use their own voices' },
        '307': { description: 'Where the sound is' },
        ...refusalsOf(['malformed', 'unknownSite', 'unknownCall', 'noVoice', 'voiceBusy']),
      },
    },
  },
  '/api/voice/{address}.wav': {
    get: {
      operationId: 'getVoice',
      summary: 'A sound that the hub made',
      requestParams: { path: z.object({ address: z.string() }) },
      responses: {
        '200': { description: 'WAV, 16 bit, one channel', content: { 'audio/wav': { schema: z.string() } } },
        ...refusalsOf(['unknownCall']),
      },
    },
  },
  '/now.json': {
    get: {
      operationId: 'getNow',
      summary: 'How full every site is now',
      description:
        'For everybody, without an account. Has an ETag of what it says, its own time left out: 304 means that it is still so at the time of the answer. Ask at most every few seconds.',
      responses: { ...ok('Every site', NowView), '304': { description: 'Not changed' } },
    },
  },
  '/now.csv': {
    get: {
      operationId: 'getNowCsv',
      summary: 'The same as CSV, one line per site and procedure',
      responses: {
        '200': { description: 'CSV with a byte order mark', content: { 'text/csv': { schema: z.string() } } },
        '304': { description: 'Not changed' },
      },
    },
  },
  '/api/session': {
    get: {
      operationId: 'getSession',
      summary: 'Who is signed in on this browser, and how one can sign in',
      responses: ok('The session', SessionState),
    },
    post: {
      operationId: 'signIn',
      summary: 'Sign in with account and password; sets a cookie',
      requestBody: {
        required: true,
        content: json(SignInRequest, { id: 'sato', password: 'four words make one' }),
      },
      responses: {
        ...ok('Signed in', SessionState),
        ...refusalsOf([
          ...(['malformed', 'signInRefused', 'tooManyGuesses', 'signInBusy', 'tooLarge'] as const),
          ...(['secondFactorAsked', 'secondFactorWrong', 'secondFactorSetUpNeeded'] as const),
        ]),
      },
    },
    delete: {
      operationId: 'signOut',
      summary: 'End the session',
      responses: ok('Signed out', SessionState),
    },
  },
  ...staffOperations,
  ...deviceOperations,
  ...bookingOperations,
  '/api/openapi.json': {
    get: {
      operationId: 'getOpenApi',
      summary: 'This document',
      responses: ok('OpenAPI 3.1', z.record(z.string(), z.unknown())),
    },
  },
  '/healthz': {
    get: { operationId: 'isAlive', summary: 'Is the process alive?', responses: ok('Alive', Status) },
  },
  '/readyz': {
    get: {
      operationId: 'isReady',
      summary: 'Can it take commands?',
      responses: {
        ...ok('Ready', Status),
        '503': { description: 'Stopping, or the event log cannot be written', content: json(Status) },
      },
    },
  },
  '/metrics': {
    get: {
      operationId: 'getMetrics',
      summary: 'Figures for Prometheus',
      security: signedIn,
      responses: {
        '200': { description: 'Text exposition format', content: { 'text/plain': { schema: z.string() } } },
      },
    },
  },
} as const;

/** The whole document, as JSON. */
export const openApiDocument = () =>
  createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Junban',
      version: '1',
      description:
        'Tickets, calls and boards of a municipal counter. Instants are milliseconds since 1970 (UTC).',
    },
    paths: operations,
    components: {
      securitySchemes: {
        apiKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'A key that an administrator makes on /keys, with the roles it needs',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: cookieName,
          description: 'A browser that is signed in',
        },
      },
      schemas: {
        Command,
        CommandRequest,
        Answer,
        Accepted,
        Refused,
        Refusal,
        Board,
        NowView,
        StoredEvent: PublicStoredEvent,
        EventsPage,
        SiteList,
        SessionState,
      },
    },
  });
