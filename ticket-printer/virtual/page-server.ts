// Serves the page of the virtual printer: what it printed, its faults as switches, and the reception buttons.
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { OnScreenKey } from '../contract.ts';
import type { Faults } from './mechanism.ts';
import { fragments, type PageState, renderPage } from './page/html.ts';
import type { Sheet } from './sheet.ts';

export type PageOptions = {
  readonly host: string;
  readonly port: number;
  readonly widthMm: 80 | 58;
  readonly rawPort: number;
  readonly keys: () => readonly OnScreenKey[];
  readonly onPress: (key: string) => void;
  readonly sheets: () => readonly Sheet[];
  readonly faults: () => Faults & { readonly refuse: boolean };
  readonly connections: () => number;
  readonly set: (change: Partial<Faults> & { readonly refuse?: boolean }) => void;
  readonly cut: () => void;
  readonly onChange: (watcher: () => void) => () => void;
};

const FaultChange = z.strictObject({
  paper: z.enum(['ok', 'nearEnd', 'out']).optional(),
  cover: z.enum(['closed', 'open']).optional(),
  hang: z.boolean().optional(),
  offline: z.boolean().optional(),
  cutter: z.enum(['ok', 'jammed']).optional(),
  refuse: z.boolean().optional(),
  rowsLeft: z.int().min(1).max(100_000).nullable().optional(),
  sheetsLeft: z.int().min(1).max(10_000).nullable().optional(),
});
const Press = z.strictObject({ key: z.string().min(1).max(100) });
const Nothing = z.strictObject({});

const bodyBytes = 4096;
const refreshMs = 2000;

const readBody = async (request: http.IncomingMessage): Promise<unknown> => {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > bodyBytes) throw new RangeError('body too large');
    parts.push(part);
  }
  return JSON.parse(Buffer.concat(parts).toString('utf8') || '{}');
};

/** Starts the page server; port 0: any free one. */
export const openPageServer = async (
  options: PageOptions,
): Promise<{ readonly port: number; close(): Promise<void> }> => {
  const require = createRequire(import.meta.url);
  const fontFolder = dirname(require.resolve('@fontsource/biz-udpgothic/package.json'));
  const streams = new Set<http.ServerResponse>();

  const state = (): PageState => ({
    widthMm: options.widthMm,
    rawPort: options.rawPort,
    keys: options.keys(),
    faults: options.faults(),
    connections: options.connections(),
    sheets: [...options.sheets()].reverse(),
  });

  const answer = (
    response: http.ServerResponse,
    status: number,
    type: string,
    body: string | Uint8Array,
  ): void => {
    response.writeHead(status, {
      'Content-Type': type,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy':
        "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; font-src 'self'; connect-src 'self'; frame-ancestors *",
    });
    response.end(body);
  };
  const refuse = (response: http.ServerResponse, status: number, message: string): void =>
    answer(response, status, 'application/json', JSON.stringify({ error: message }));

  const sendFile = async (response: http.ServerResponse, path: string, type: string): Promise<void> => {
    const body = await readFile(path);
    answer(response, 200, type, body);
  };

  const stream = (request: http.IncomingMessage, response: http.ServerResponse): void => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    let last = '';
    const push = (): void => {
      const next = JSON.stringify(fragments(state()));
      if (next === last) return;
      last = next;
      response.write(`data: ${next}\n\n`);
    };
    push();
    const leave = options.onChange(push);
    // Names of the buttons come from the hub, which tells nobody here when they change.
    const timer = setInterval(push, refreshMs);
    streams.add(response);
    request.on('close', () => {
      leave();
      clearInterval(timer);
      streams.delete(response);
    });
  };

  const post = async (
    request: http.IncomingMessage,
    response: http.ServerResponse,
    path: string,
  ): Promise<void> => {
    // Another site's page cannot send JSON without asking first, and is not answered.
    const { origin, host } = request.headers;
    if (!request.headers['content-type']?.startsWith('application/json'))
      return refuse(response, 415, 'send application/json');
    if (origin !== undefined && URL.parse(origin)?.host !== host)
      return refuse(response, 403, 'from this page only');
    let body: unknown;
    try {
      body = await readBody(request);
    } catch {
      return refuse(response, 400, 'body: must be JSON of at most 4 kB');
    }
    const schema =
      path === '/press' ? Press : path === '/faults' ? FaultChange : path === '/cut' ? Nothing : null;
    if (!schema) return refuse(response, 404, 'no such page');
    const parsed = schema.safeParse(body);
    if (!parsed.success) return refuse(response, 400, z.prettifyError(parsed.error));
    if (path === '/cut') options.cut();
    else if (path === '/faults') options.set(dropUndefined(FaultChange.parse(body)));
    else {
      const { key } = Press.parse(body);
      if (!options.keys().some((known) => known.key === key)) return refuse(response, 404, 'no such button');
      options.onPress(key);
    }
    return answer(response, 200, 'application/json', '{}');
  };

  const get = async (
    request: http.IncomingMessage,
    response: http.ServerResponse,
    path: string,
  ): Promise<void> => {
    const sheet = /^\/sheets\/(\d{1,12})\.png$/.exec(path)?.[1];
    const font = /^\/fonts\/files\/(biz-udpgothic-[a-z0-9-]+\.woff2)$/.exec(path)?.[1];
    if (path === '/') return answer(response, 200, 'text/html; charset=utf-8', renderPage(state()));
    if (path === '/events') return stream(request, response);
    if (path === '/state')
      return answer(response, 200, 'application/json', JSON.stringify(publicState(state())));
    if (path === '/page.css')
      return sendFile(response, join(import.meta.dirname, 'page/page.css'), 'text/css');
    if (path === '/page.js')
      return sendFile(response, join(import.meta.dirname, 'page/page.js'), 'text/javascript');
    if (path === '/tokens.css')
      return sendFile(response, require.resolve('@digital-go-jp/design-tokens/dist/tokens.css'), 'text/css');
    if (path === '/fonts/400.css' || path === '/fonts/700.css')
      return sendFile(response, join(fontFolder, path.slice('/fonts/'.length)), 'text/css');
    if (font !== undefined) {
      response.writeHead(200, { 'Content-Type': 'font/woff2', 'Cache-Control': 'max-age=86400' });
      createReadStream(join(fontFolder, 'files', font))
        .on('error', () => response.end())
        .pipe(response);
      return;
    }
    if (sheet !== undefined) {
      const found = options.sheets().find(({ id }) => id === Number(sheet));
      if (found) return answer(response, 200, 'image/png', found.png);
    }
    return refuse(response, 404, 'no such page');
  };

  const server = http.createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const handle =
      request.method === 'POST' ? post : request.method === 'GET' || request.method === 'HEAD' ? get : null;
    if (!handle) return refuse(response, 405, 'GET or POST');
    handle(request, response, path).catch(() => {
      if (!response.headersSent) refuse(response, 500, 'failed');
      else response.end();
    });
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : options.port);
    });
  });
  return {
    port,
    close: async () => {
      for (const response of streams) response.end();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};

const publicState = ({ sheets, ...rest }: PageState): unknown => ({
  ...rest,
  sheets: sheets.map(({ id, atMs, picture }) => ({
    id,
    atMs,
    rows: picture.height,
    png: `/sheets/${id}.png`,
  })),
});

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };
const dropUndefined = <T extends object>(value: T): Defined<T> =>
  Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as Defined<T>;
