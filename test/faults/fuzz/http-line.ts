// One HTTP connection on which requests are written as they are, and whose answers are read one by one.
import { connect, type Socket } from 'node:net';

export type HttpAnswer = { readonly status: number; readonly body: string };

export type HttpLine = {
  /** Writes bytes and reads one answer; null: the connection was closed without one. Connects when it must. */
  ask(bytes: Buffer | string): Promise<HttpAnswer | null>;
  close(): void;
};

/** `last`: the hub closes the connection after it. */
type Read = { readonly answer: HttpAnswer; readonly length: number; readonly last: boolean };

/** The first whole answer in the text; null: it is not all here. */
const readAnswer = (text: string, ended: boolean): Read | null => {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return null;
  const lines = text.slice(0, head).toLowerCase();
  const status = Number(text.slice(9, 12));
  const start = head + 4;
  if (status < 200) {
    const next = readAnswer(text.slice(start), ended);
    return next === null ? null : { ...next, length: start + next.length };
  }
  const last = lines.includes('\nconnection: close');
  const length = /\ncontent-length: (\d+)/.exec(lines)?.[1];
  if (status === 204 || status === 304) return { answer: { status, body: '' }, length: start, last };
  if (length !== undefined) {
    const end = start + Number(length);
    return text.length >= end
      ? { answer: { status, body: text.slice(start, end) }, length: end, last }
      : null;
  }
  if (lines.includes('\ntransfer-encoding: chunked')) {
    const end = text.indexOf('0\r\n\r\n', start);
    return end < 0 ? null : { answer: { status, body: text.slice(start, end) }, length: end + 5, last };
  }
  return ended ? { answer: { status, body: text.slice(start) }, length: text.length, last } : null;
};

/** Reads what a connection gives back until `enough` says so, or it ends. */
export const openHttpLine = (port: number): HttpLine => {
  let socket: Socket | null = null;
  let text = '';
  let wake = () => {};

  const open = (): Socket => {
    const fresh = connect({ port, host: '127.0.0.1', noDelay: true });
    text = '';
    fresh.on('data', (chunk) => {
      text += chunk.toString('latin1');
      wake();
    });
    fresh.on('error', () => {});
    fresh.on('close', () => {
      if (socket === fresh) socket = null;
      wake();
    });
    socket = fresh;
    return fresh;
  };

  return {
    ask: async (bytes) => {
      const line = socket?.writable ? socket : open();
      line.write(bytes);
      for (;;) {
        const read = readAnswer(text, socket !== line);
        if (read !== null) {
          text = text.slice(read.length);
          if (read.last) {
            line.destroy();
            socket = null;
          }
          return read.answer;
        }
        if (socket !== line) return null;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    close: () => socket?.destroy(),
  };
};
