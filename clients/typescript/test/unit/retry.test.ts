import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, ifMatch, isProblem } from '../../src/index.js';
import { retryAfter, sleep } from '../../src/retry.js';
import { fake, json, problem } from './fake.js';

const keys = (sent: Request[]) => sent.map((request) => request.headers.get('Idempotency-Key'));

test('a POST names itself, and its retries carry the same name and body', async () => {
  const { api, sent, waits } = fake([problem(503, 'unavailable', { 'Retry-After': '2' }), problem(429, 'too-many', { 'Retry-After': '1' }), json({ id: 'a' }, 201)]);
  const { data } = await answer(api.POST('/api/v1/things', { body: { name: 'x' } }));
  assert.equal(data.id, 'a');
  assert.deepEqual(waits, [2000, 1000]);
  assert.match(keys(sent)[0] ?? '', /^[0-9a-f-]{36}$/);
  assert.equal(new Set(keys(sent)).size, 1);
  for (const request of sent) assert.deepEqual(await request.json(), { name: 'x' });
});

test('two POSTs have two names, and a given name is kept', async () => {
  const { api, sent } = fake([json({ id: 'a' }, 201), json({ id: 'b' }, 201), json({ id: 'c' }, 201)]);
  await api.POST('/api/v1/things', { body: { name: 'x' } });
  await api.POST('/api/v1/things', { body: { name: 'x' } });
  await api.POST('/api/v1/things', { body: { name: 'x' }, params: { header: { 'Idempotency-Key': 'given-by-the-caller' } } });
  assert.notEqual(keys(sent)[0], keys(sent)[1]);
  assert.equal(keys(sent)[2], 'given-by-the-caller');
});

test('a call still running is asked for again; any other conflict is final', async () => {
  const running = fake([problem(409, 'still-running', { 'Retry-After': '1' }), json({ id: 'a' }, 201)]);
  await running.api.POST('/api/v1/things', { body: { name: 'x' } });
  assert.equal(running.sent.length, 2);
  const refused = fake([problem(409, 'held-by-another')]);
  await assert.rejects(refused.api.POST('/api/v1/things', { body: { name: 'x' } }), (error) => isProblem(error, 'held-by-another'));
  assert.equal(refused.sent.length, 1);
});

test('a call that got no answer is sent again only where twice does no harm', async () => {
  const lost = () => new TypeError('connection lost');
  const post = fake([lost(), json({ id: 'a' }, 201)]);
  await post.api.POST('/api/v1/things', { body: { name: 'x' } });
  assert.equal(new Set(keys(post.sent)).size, 1);
  const get = fake([lost(), json({ things: [], nextCursor: null })]);
  await get.api.GET('/api/v1/things');
  assert.equal(get.sent.length, 2);
  const patch = fake([lost()]);
  await assert.rejects(patch.api.PATCH('/api/v1/things', { body: { name: 'x' }, params: { header: ifMatch('"1"') } }), /connection lost/);
  assert.equal(patch.sent.length, 1);
});

test('tries come to an end, and a wait longer than bearable is not begun', async () => {
  const busy = fake([1, 2, 3].map(() => problem(503, 'unavailable')), { tries: 3 });
  await assert.rejects(busy.api.GET('/api/v1/things'), (error) => isProblem(error, 'unavailable'));
  assert.equal(busy.waits.length, 2);
  assert.ok((busy.waits[1] ?? 0) > (busy.waits[0] ?? 0));
  const later = fake([problem(429, 'too-many', { 'Retry-After': '3600' })]);
  await assert.rejects(later.api.GET('/api/v1/things'), (error) => isProblem(error, 'too-many'));
  assert.deepEqual(later.waits, []);
});

test('an aborted call stops waiting', async () => {
  const stop = new AbortController();
  const waiting = fake([problem(503, 'unavailable', { 'Retry-After': '20' })], { wait: sleep });
  setTimeout(() => stop.abort(new Error('enough')), 20);
  await assert.rejects(waiting.api.GET('/api/v1/things', { signal: stop.signal }), /enough/);
  assert.equal(waiting.sent.length, 1);
  const before = fake([]);
  await assert.rejects(before.api.GET('/api/v1/things', { signal: AbortSignal.abort(new Error('before')) }), /before/);
  assert.equal(before.sent.length, 0);
});

test('an ended token is renewed once, shared by calls that fail together', async () => {
  let [token, renewals] = ['old', 0];
  const seen: (string | null)[] = [];
  const { api } = fake([], {
    tokens: { current: () => token, renew: async () => { renewals++; await Promise.resolve(); return (token = 'new'); } },
    fetch: async (request) => {
      seen.push(request.headers.get('Authorization'));
      return request.headers.get('Authorization') === 'Bearer new' ? json({ things: [], nextCursor: null }) : problem(401, 'unauthenticated');
    },
  });
  await Promise.all([api.GET('/api/v1/things'), api.GET('/api/v1/things')]);
  assert.equal(renewals, 1);
  assert.deepEqual(seen, ['Bearer old', 'Bearer old', 'Bearer new', 'Bearer new']);
});

test('a session that has ended is a problem, not a loop', async () => {
  const { api, sent } = fake([problem(401, 'unauthenticated'), problem(401, 'unauthenticated')], { tokens: { current: () => 'old', renew: async () => 'new' } });
  await assert.rejects(api.GET('/api/v1/things'), (error) => isProblem(error) && error.status === 401);
  assert.equal(sent.length, 2);
});

test('Retry-After is seconds or a date', () => {
  assert.equal(retryAfter('3'), 3000);
  assert.equal(retryAfter('Wed, 21 Oct 2026 07:28:10 GMT', Date.parse('2026-10-21T07:28:00Z')), 10_000);
  assert.equal(retryAfter('soon'), undefined);
  assert.equal(retryAfter(null), undefined);
});
