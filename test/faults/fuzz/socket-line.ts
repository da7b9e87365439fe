// One websocket of the hub, spoken to by the wire protocol, so that anything can be sent; it comes again when it was cut.
import { WebSocket } from 'ws';

export type SocketLine = {
  /** Sends text and waits for the message that `isAnswer` knows; null: the socket was closed instead. */
  ask(text: string, isAnswer: (message: string) => boolean): Promise<string | null>;
  close(): void;
};

/** `hello`: what is sent after the opening, and the start of the message that says it was taken; null: nothing. */
export const openSocketLine = (
  port: number,
  hello: { readonly text: string; readonly taken: string } | null,
): SocketLine => {
  let socket: WebSocket | null = null;
  let hear: (message: string | null) => void = () => {};

  const until = (isAnswer: (message: string) => boolean): Promise<string | null> =>
    new Promise((resolve) => {
      hear = (message) => {
        if (message === null || isAnswer(message)) resolve(message);
      };
    });

  const open = async (): Promise<WebSocket | null> => {
    const fresh = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`, {
      perMessageDeflate: false,
    });
    socket = fresh;
    fresh.on('message', (data) => {
      const message = String(data);
      if (message === '2') fresh.send('3');
      else hear(message);
    });
    fresh.on('error', () => {});
    fresh.on('close', () => {
      if (socket === fresh) socket = null;
      hear(null);
    });
    if ((await until((message) => message.startsWith('0'))) === null) return null;
    if (hello === null) return fresh;
    fresh.send(hello.text);
    return (await until((message) => message.startsWith(hello.taken))) === null ? null : fresh;
  };

  return {
    ask: async (text, isAnswer) => {
      const line = socket ?? (await open());
      if (line === null || line.readyState !== WebSocket.OPEN) return null;
      const answer = until(isAnswer);
      line.send(text);
      return answer;
    },
    close: () => socket?.terminate(),
  };
};
