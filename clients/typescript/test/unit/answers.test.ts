import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, each, ifMatch, isProblem, Problem } from '../../src/index.js';
import { fake, json, problem } from './fake.js';

test('the ETag of an answer is what a change is made with', async () => {
  const { api, sent } = fake([json({ things: [], nextCursor: null }, 200, { ETag: '"7-abc"' }), json({ id: 'a' })]);
  const read = await answer(api.GET('/api/v1/things'));
  assert.equal(read.etag, '"7-abc"');
  await api.PATCH('/api/v1/things', { body: { name: 'y' }, params: { header: ifMatch(read) } });
  assert.equal(sent[1]?.headers.get('If-Match'), '"7-abc"');
  assert.throws(() => ifMatch(undefined), TypeError);
});

test('a problem is thrown with all that it says', async () => {
  const violations = [{ pointer: '/name', code: 'too-long', message: 'is too long' }];
  const { api } = fake([problem(400, 'bad-input', {}, { violations, limit: 5 })]);
  await assert.rejects(api.POST('/api/v1/things', { body: { name: 'x' } }), (error) => {
    assert.ok(error instanceof Problem);
    assert.equal(error.kind, 'bad-input');
    assert.equal(error.status, 400);
    assert.equal(error.message, 'the detail of bad-input');
    assert.deepEqual(error.violations, violations);
    assert.equal(error.members['limit'], 5);
    assert.equal(error.traceId, 'a'.repeat(32));
    return isProblem(error, 'bad-input') && !isProblem(error, 'another');
  });
});

test("a page that is no problem, a proxy's say, still becomes one", async () => {
  const { api } = fake([new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'Content-Type': 'text/html' } })]);
  await assert.rejects(api.GET('/api/v1/things'), (error) => isProblem(error, 'about:blank', 'blank') && error.status === 502);
});

test('a list is walked to its end, each page asked for once', async () => {
  const { api, sent } = fake([json({ things: [{ id: '1' }, { id: '2' }], nextCursor: 'n1' }), json({ things: [], nextCursor: 'n2' }), json({ things: [{ id: '3' }], nextCursor: null })]);
  const ids: string[] = [];
  for await (const thing of each('things', (cursor) => answer(api.GET('/api/v1/things', { params: { query: cursor } })))) ids.push(thing.id);
  assert.deepEqual(ids, ['1', '2', '3']);
  assert.deepEqual(sent.map((request) => new URL(request.url).searchParams.get('cursor')), [null, 'n1', 'n2']);
});

test('a walk that is left early asks for no further page', async () => {
  const { api, sent } = fake([json({ things: [{ id: '1' }, { id: '2' }], nextCursor: 'n1' })]);
  for await (const thing of each('things', (cursor) => answer(api.GET('/api/v1/things', { params: { query: cursor } })))) if (thing.id === '1') break;
  assert.equal(sent.length, 1);
});

test('a list that does not move on is not walked for ever', async () => {
  const { api } = fake([json({ things: [], nextCursor: 'same' }), json({ things: [], nextCursor: 'same' })]);
  const walk = async () => { for await (const _ of each('things', (cursor) => answer(api.GET('/api/v1/things', { params: { query: cursor } })))) assert.ok(_); };
  await assert.rejects(walk(), /does not move on/);
});
