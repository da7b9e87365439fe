// A listener that costs the same against the hub and against bare ws: a raw websocket that looks for a mark in the text.
import { WebSocket } from 'ws';
import { doors } from '../../protocol/wire.ts';
import { pairDevice } from '../support/pair.ts';

export type Listener = { onText: (text: string) => void; close(): void };

/** Connects to a bare ws server. */
export const listenBare = (url: string): Promise<Listener> =>
  connect(
    url,
    () => undefined,
    () => true,
  );

/** Connects to the hub's wall door by the Engine.IO and Socket.IO wire protocol, without their client's parsing. */
export const listenWall = async (hub: string, site: string, device: string): Promise<Listener> => {
  const url = `${hub.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
  const hello = `40${doors.wall},${JSON.stringify({ key: await pairDevice(hub, 'wall', site, device) })}`;
  return connect(
    url,
    (socket, text) => {
      if (text.startsWith('0')) socket.send(hello);
      if (text === '2') socket.send('3');
      if (text.startsWith('44')) throw new Error(`the hub refused a wall: ${text}`);
    },
    (text) => text.startsWith(`42${doors.wall},`),
  );
};

const connect = (
  url: string,
  answer: (socket: WebSocket, text: string) => void,
  isReady: (text: string) => boolean,
): Promise<Listener> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    const listener: Listener = { onText: () => undefined, close: () => socket.terminate() };
    socket.on('error', reject);
    socket.on('message', (data) => {
      const text = String(data);
      answer(socket, text);
      if (isReady(text)) resolve(listener);
      listener.onText(text);
    });
  });
