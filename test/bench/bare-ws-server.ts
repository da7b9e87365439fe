// The floor of the fan-out benchmark: on a message it sends that message to every connection, nothing else.
import { WebSocketServer } from 'ws';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
server.on('listening', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') process.stdout.write(`${address.port}\n`);
});
server.on('connection', (socket) => {
  socket.send('hello');
  socket.on('message', (data) => {
    const text = String(data);
    for (const client of server.clients) client.send(text);
  });
});
