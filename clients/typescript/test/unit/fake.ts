/** A server that exists only in the test: it answers a script of responses and keeps what it was sent. */
import { migratie, type Migratie, type Options } from '../../src/index.js';

/** A contract of two operations, so that these tests hold whatever the real one says. */
export interface Things {
  '/api/v1/things': {
    get: { parameters: { query?: { cursor?: string } }; responses: { 200: { content: { 'application/json': { things: { id: string }[]; nextCursor: string | null } } } } };
    post: { parameters: { header?: { 'Idempotency-Key'?: string } }; requestBody: { content: { 'application/json': { name: string } } }; responses: { 201: { content: { 'application/json': { id: string } } } } };
    patch: { parameters: { header: { 'If-Match': string } }; requestBody: { content: { 'application/json': { name: string } } }; responses: { 200: { content: { 'application/json': { id: string } } } } };
  };
}

type Reply = Response | Error;

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json', ...headers } });

export const problem = (status: number, kind: string, headers: Record<string, string> = {}, more: object = {}): Response =>
  json({ type: `/problems/${kind}`, title: kind, status, detail: `the detail of ${kind}`, instance: '/api/v1/things', traceId: 'a'.repeat(32), ...more }, status, headers);

/** A client of the fake server, with the requests that it sent and the waits between them. */
export function fake(replies: Reply[], options: Partial<Options> = {}): { api: Migratie<Things>; sent: Request[]; waits: number[] } {
  const sent: Request[] = [];
  const waits: number[] = [];
  const api = migratie<Things>({
    baseUrl: 'http://fake.invalid',
    wait: async (milliseconds) => void waits.push(milliseconds),
    fetch: async (request) => {
      sent.push(request);
      const reply = replies.shift();
      if (reply === undefined) throw new Error('the script has no further answer');
      if (reply instanceof Error) throw reply;
      return reply;
    },
    ...options,
  });
  return { api, sent, waits };
}
