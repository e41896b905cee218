// Keeps the calls that a journey would make next (postman/build/preparing.mjs), a line of JSON each, until it is stopped.
// usage: node scripts/schemathesis/recorder.mjs PORT FILE
import { appendFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [port, file] = process.argv.slice(2);
// What belongs to the connection, or is the tester's own business.
const IGNORED = ['host', 'connection', 'user-agent', 'accept-encoding', 'cache-control', 'content-length', 'postman-token', 'persona', 'idempotency-key'];

writeFileSync(file, '');
createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const { pathname, searchParams } = new URL(request.url, 'http://recorder');
    const [, , operationId, ...rest] = pathname.split('/');
    const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !IGNORED.includes(name)));
    const call = {
      operationId,
      persona: request.headers.persona,
      method: request.method,
      path: `/${rest.join('/')}`,
      query: Object.fromEntries(searchParams),
      headers,
      body: Buffer.concat(chunks).toString('base64'),
    };
    appendFileSync(file, `${JSON.stringify(call)}\n`);
    response.writeHead(204).end();
  });
}).listen(Number(port), '127.0.0.1');
