// The floor of the booking benchmark: Express alone, which answers everything with the JSON that it read from its input.
import { text } from 'node:stream/consumers';
import express from 'express';

const [port = '0'] = process.argv.slice(2);
const body = await text(process.stdin);
const app = express();
app.get('/', (_, response) => void response.type('json').send(body));
app.listen(Number(port), '127.0.0.1', () => console.log(port));
