// A stand-in for the hub: serves the built pages, one session, fixture views, and remembers the commands it got.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { Server, type Socket } from 'socket.io';
import type { Answer } from '../../protocol/answers.ts';
import type { CommandRequest } from '../../protocol/commands.ts';
import { StaffId } from '../../protocol/ids.ts';
import { pageRows } from '../../protocol/pages.ts';
import type { BoothView, ReceptionView } from '../../protocol/views.ts';
import { doors } from '../../protocol/wire.ts';
import type { SessionState } from '../../protocol/wire-people.ts';
import { boothFixture, fixtureNowMs, receptionFixture } from './fixtures.ts';

export type FixtureHub = {
  readonly url: string;
  readonly port: number;
  readonly requests: CommandRequest[];
  /** What to answer; replaced by a test. Never called back: the answer is lost. */
  answer: (request: CommandRequest, ack: (answer: Answer) => void, socket: Socket) => void;
  show(view: { booth?: BoothView; reception?: ReceptionView }): void;
  close(): Promise<void>;
};

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

/** Starts it on a port (0: any free one) over the built pages in `dist`. */
export const startFixtureHub = async (
  options: { port?: number; dist?: string } = {},
): Promise<FixtureHub> => {
  const { port = 0, dist = 'dist' } = options;
  const session: SessionState = {
    staff: { id: StaffId.parse('staff-3'), name: '佐藤 花子3', grants: [{ role: 'supervisor', site: null }] },
    locked: false,
    unlock: null,
    ownPassword: true,
    pass: null,
    idleMinutes: 20,
    demo: null,
    sso: null,
  };
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    if (path === '/api/session') {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(session));
      return;
    }
    const [, page] = path.split('/');
    const isPage = pageRows.some(({ name, views }) => name === page && views.length > 0);
    const file = isPage ? join(dist, page ?? '', 'index.html') : join(dist, path);
    response.statusCode = existsSync(file) ? 200 : 404;
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
    response.end(existsSync(file) ? await readFile(file) : '');
  });
  const io = new Server(server);
  const door = io.of(doors.staff);
  let views = { booth: boothFixture(), reception: receptionFixture() };
  const tell = (socket: Socket) => {
    const sent = <V>(view: V) => ({ sentAtMs: fixtureNowMs, view });
    socket.emit('boothView', sent(views.booth));
    socket.emit('receptionView', sent(views.reception));
  };
  const hub: FixtureHub = {
    url: '',
    port: 0,
    requests: [],
    answer: (_request, ack) => ack({ ok: true, version: 120 }),
    show(change) {
      views = { ...views, ...change };
      for (const socket of door.sockets.values()) tell(socket);
    },
    async close() {
      await io.close();
    },
  };
  door.on('connection', (socket) => {
    tell(socket);
    socket.on('command', (request: CommandRequest, ack: (answer: Answer) => void) => {
      hub.requests.push(request);
      hub.answer(request, ack, socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return Object.assign(hub, { url: `http://127.0.0.1:${address.port}`, port: address.port });
};
