// A mail server on loopback that behaves as a test wants, and a message to send.
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { Message } from '../../protocol/messages.ts';

export type Heard = { readonly to: readonly string[]; readonly text: string };
export type Office = {
  readonly port: number;
  readonly heard: readonly Heard[];
  close(): Promise<void>;
};

/** What an address gets as an answer: `grey@` 451, `gone@` 550, `full@` 552 to the message itself; others are taken. */
const answers: Readonly<Record<string, number>> = { grey: 451, gone: 550 };

const refusal = (code: number): Error => Object.assign(new Error('no'), { responseCode: code });

/** Listening when it resolves. `deaf`: it is connected to, and never says a word. */
export const openOffice = async (
  options: SMTPServerOptions & { readonly deaf?: boolean } = {},
): Promise<Office> => {
  const heard: Heard[] = [];
  const { deaf = false, ...more } = options;
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    disableReverseLookup: true,
    ...(deaf ? { onConnect: () => {} } : {}),
    onRcptTo: ({ address }, _session, done) => {
      const code = answers[address.split('@')[0] ?? ''];
      done(code === undefined ? null : refusal(code));
    },
    onData: (stream, session, done) => {
      let text = '';
      stream.on('data', (piece: Buffer) => {
        text += piece.toString();
      });
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        if (to.some((address) => address.startsWith('full@'))) return done(refusal(552));
        heard.push({ to, text });
        done();
      });
    },
    ...more,
  });
  // A client that gives up is no fault of the server's.
  server.on('error', () => {});
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    heard,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};

export const headerOf = (text: string, name: string): string | undefined =>
  new RegExp(`^${name}: (.*)$`, 'im').exec(text)?.[1]?.trim();

/** A confirmation for Thursday, 10 December 2026, 10:40 at the centre. */
export const messageWith = (change: Partial<Message> = {}): Message =>
  Message.parse({
    ...{ kind: 'confirmation', way: 'mail', reservation: 'res-0001', site: 'centre', date: '2026-12-10' },
    ...{ code: '7KQM-2XWPD', procedure: 'card-issue', language: 'ja', partySize: 1, sequence: 0 },
    startAtMs: Date.parse('2026-12-10T10:40:00+09:00'),
    endAtMs: Date.parse('2026-12-10T10:55:00+09:00'),
    atMs: Date.parse('2026-12-01T03:30:00Z'),
    keptUntilMs: null,
    ...change,
  });
