// The floor of the reconnect benchmark: Socket.IO alone, which sends each newcomer the text it is given as argument length.
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { doors } from '../../protocol/wire.ts';

const [port = '0', bytes = '12000'] = process.argv.slice(2);
const http = createServer();
const io = new Server(http, { serveClient: false, perMessageDeflate: false, httpCompression: false });
const view = 'x'.repeat(Number(bytes));
io.of(doors.wall).on('connection', (socket) => {
  socket.emit('view', view);
  socket.on('beat', (ack: () => void) => ack());
});
http.listen(Number(port), '127.0.0.1', () => console.log(port));
