// Plain HTTP requests over lines that stay open, as browsers have them; cheaper than fetch, which would be measured too.
import { Agent, request } from 'node:http';

export const keptOpen = (most: number): Agent => new Agent({ keepAlive: true, maxSockets: most });

export type Got = { readonly status: number; readonly text: string };

const ask = (url: string, agent: Agent, method: string, body: string | null): Promise<Got> =>
  new Promise((done, fail) => {
    const headers =
      body === null ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { agent, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        done({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
      );
      response.on('error', fail);
    });
    sent.on('error', fail);
    sent.end(body ?? undefined);
  });

export const get = (url: string, agent: Agent): Promise<Got> => ask(url, agent, 'GET', null);
export const post = (url: string, agent: Agent, body: object): Promise<Got> =>
  ask(url, agent, 'POST', JSON.stringify(body));
