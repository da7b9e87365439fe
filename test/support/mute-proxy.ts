// A proxy process as some offices have one: requests go through, web sockets are accepted and then nothing more is said.
// Arguments: port to listen on, port of the hub. A line of output when it listens; sockets are mute while `mute` was last on its input.

import { connect, createServer } from 'node:net';
import { createInterface } from 'node:readline';

const [own, hub] = process.argv.slice(2).map(Number);
let mute = true;
createInterface({ input: process.stdin }).on('line', (line) => {
  mute = line === 'mute';
  if (line === 'end') process.exit(0);
});

createServer((client) => {
  const server = connect(hub ?? 0, '127.0.0.1');
  let socket = false;
  client.on('data', (chunk) => {
    socket ||= /^GET [^\r]*websocket/i.test(chunk.toString('latin1'));
    if (!socket || /^GET /.test(chunk.toString('latin1')) || !mute) server.write(chunk);
  });
  let accepted = false;
  server.on('data', (chunk: Buffer) => {
    // The answer that accepts the socket, without what the hub says with it.
    const end = chunk.indexOf('\r\n\r\n') + 4;
    if (!socket || !mute) client.write(chunk);
    else if (!accepted && end > 3) client.write(chunk.subarray(0, end));
    accepted = true;
  });
  const ends = () => {
    client.destroy();
    server.destroy();
  };
  for (const one of [client, server]) one.on('close', ends).on('error', ends);
}).listen(own, '127.0.0.1', () => console.log('listening'));
