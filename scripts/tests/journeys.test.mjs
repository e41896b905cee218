// Journeys become collections.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compile } from '../../postman/build/journey.mjs';
import { steps } from '../../postman/build/scripts.mjs';

const journey = (step) => ({ name: 'A journey', steps: [{ name: 'A step', path: '/api/v1/things', expect: { status: 200 }, ...step }] });
const only = (step) => compile(journey(step), 'a').item.at(-1);
const header = (item, name) => item.request.header.find(({ key }) => key === name)?.value;

test('paths are read', () => {
  assert.deepEqual(steps('$'), []);
  assert.deepEqual(steps('$.a.b[0]'), ['a', 'b', 0]);
  assert.deepEqual(steps('$.list[*].id'), ['list', '*', 'id']);
  assert.deepEqual(steps('$.list[?code=A B].id'), ['list', { code: 'A B' }, 'id']);
  assert.deepEqual(steps('$.a["b-c"]'), ['a', 'b-c']);
  assert.throws(() => steps('a.b'), /begins with \$/);
  assert.throws(() => steps('$.a..b'), /is not a path/);
});

test('a journey that says something unknown is refused', () => {
  assert.throws(() => only({ expects: {} }), /unknown word "expects"/);
  assert.throws(() => only({ expect: { status: 200, jsonpath: {} } }), /unknown word "jsonpath"/);
  assert.throws(() => only({ expect: {} }), /which status/);
  assert.throws(() => only({ path: 'things' }), /begins with \//);
  assert.throws(() => compile({ name: 'x', steps: [] }, 'a'), /has steps/);
  assert.throws(() => compile({ name: 'x', steps: [journey().steps[0], journey().steps[0]] }, 'a'), /name of its own/);
});

test('the same journey gives the same bytes', () => {
  assert.equal(JSON.stringify(compile(journey({ persona: 'applicant' }), 'a')), JSON.stringify(compile(journey({ persona: 'applicant' }), 'a')));
});

test('a persona signs in once, before the first call', () => {
  const call = (name) => ({ name, persona: 'applicant', path: '/api/v1/things', expect: { status: 200 } });
  const { item, variable } = compile({ name: 'x', steps: [call('one'), call('two')] }, 'a');
  assert.deepEqual(item.map(({ name }) => name), ['Sign in as applicant', 'one', 'two']);
  assert.deepEqual(variable, [{ key: 'token-applicant', value: '' }]);
  assert.equal(header(item[2], 'Authorization'), 'Bearer {{token-applicant}}');
});

test('a POST names itself unless told otherwise', () => {
  assert.equal(header(only({ method: 'POST' }), 'Idempotency-Key'), '{{$guid}}');
  assert.equal(header(only({ method: 'POST', idempotencyKey: 'none' }), 'Idempotency-Key'), undefined);
  assert.equal(header(only({ method: 'POST', idempotencyKey: '{{key}}' }), 'Idempotency-Key'), '{{key}}');
  assert.equal(header(only({ method: 'POST', path: '/api/v1/persons/searches' }), 'Idempotency-Key'), undefined);
  assert.equal(header(only({ method: 'PATCH' }), 'Idempotency-Key'), undefined);
});

test('bodies, files and forms', () => {
  assert.equal(only({ method: 'POST', body: { n: '{{n:count}}', s: '{{text}}' } }).request.body.raw, '{\n  "n": {{count}},\n  "s": "{{text}}"\n}');
  assert.equal(header(only({ method: 'PATCH', body: {} }), 'Content-Type'), 'application/merge-patch+json');
  assert.deepEqual(only({ method: 'PUT', file: 'a.pdf', type: 'application/pdf' }).request.body, { mode: 'file', file: { src: 'a.pdf' } });
  assert.deepEqual(only({ method: 'POST', form: { f: { file: 'a.pdf', type: 'application/pdf' }, k: 1 } }).request.body.formdata, [
    { key: 'f', type: 'file', src: 'a.pdf', contentType: 'application/pdf' },
    { key: 'k', type: 'text', value: '1' },
  ]);
});
