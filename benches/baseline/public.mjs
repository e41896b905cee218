// The same answer from memory, written by hand: Node's own http server without a framework, which is the least that an Express service
// costs. usage: node public.mjs PORT FILE PATH
import { createServer } from 'node:http';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const [port, file, path] = process.argv.slice(2);
const body = readFileSync(file);
const etag = `"0-${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
createServer((request, answer) => {
  const url = new URL(request.url, 'http://localhost');
  if (url.pathname + url.search !== path) return answer.writeHead(404).end();
  if (request.headers['if-none-match'] === etag) return answer.writeHead(304, { ETag: etag }).end();
  answer.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'public, max-age=60', ETag: etag, 'Content-Length': body.length });
  return answer.end(body);
}).listen(Number(port), '127.0.0.1');
