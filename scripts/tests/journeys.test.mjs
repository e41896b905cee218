// Journeys become collections.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { assertion } from '../../postman/build/assertion.mjs';
import { expand } from '../../postman/build/expand.mjs';
import { compile } from '../../postman/build/journey.mjs';
import { preparation, steps } from '../../postman/build/scripts.mjs';

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

test('parts are put where they are used', () => {
  const folder = mkdtempSync(join(tmpdir(), 'journeys.'));
  try {
    mkdirSync(join(folder, 'parts'));
    writeFileSync(join(folder, 'parts', 'who.yaml'), '{ name: Ana, age: 7 }');
    writeFileSync(join(folder, 'parts', 'send.yaml'), '- { name: "<what> is sent", persona: <who>, path: /api/v1/things, body: { $from: who }, expect: { status: 200 } }');
    const { steps: found } = expand({ steps: [{ use: 'send', with: { who: 'applicant', what: 'A "thing"' } }, { name: 'b', body: { $from: 'who', age: 8 } }] }, folder);
    assert.deepEqual(found.map(({ name, persona, body }) => [name, persona, body]), [
      ['A "thing" is sent', 'applicant', { name: 'Ana', age: 7 }],
      ['b', undefined, { name: 'Ana', age: 8 }],
    ]);
    assert.throws(() => expand({ steps: [{ use: 'send', with: { who: 'applicant' } }] }, folder), /needs "what"/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a step at a stand-in calls its address and names no key', () => {
  const item = only({ at: 'sandbox', method: 'POST', path: '/sandbox/mpay/payments', body: {} });
  assert.equal(item.request.url.raw, '{{sandboxUrl}}/sandbox/mpay/payments');
  assert.equal(header(item, 'Idempotency-Key'), undefined);
});

test('a form of a page, and a redirection that is looked at', () => {
  const item = only({ method: 'POST', path: '/partners/x', fields: { RelayState: 'x y' }, expect: { status: 303 } });
  assert.deepEqual(item.request.body, { mode: 'urlencoded', urlencoded: [{ key: 'RelayState', value: 'x y' }] });
  assert.deepEqual(item.protocolProfileBehavior, { followRedirects: false });
});

test('whom MPass knows signs in there', () => {
  const call = { name: 'one', persona: 'maria', path: '/api/v1/things', expect: { status: 200 } };
  const { item } = compile({ name: 'x', people: { maria: '2010005566771' }, steps: [call] }, 'a');
  assert.equal(item.length, 5);
  assert.equal(header(item.at(-1), 'Authorization'), 'Bearer {{token-maria}}');
});

/** What a step's script saves of an answer. */
function saved(save, { body = {}, headers = {} }) {
  const variables = {};
  const item = only({ save });
  const expect = () => ({ to: { not: { be: { oneOf() {} } } } });
  const pm = {
    test: (name, check) => name.startsWith('saves') && check(),
    expect,
    response: { code: 200, json: () => body, headers: { get: (name) => headers[name] } },
    variables: { replaceIn: (text) => text },
    collectionVariables: { set: (name, value) => (variables[name] = value) },
  };
  runInNewContext(item.event[0].script.exec.join('\n'), { pm });
  return variables;
}

test('a parameter of an address, and the end of its path, are saved', () => {
  const body = { url: 'https://mpass.example/sign?SAMLRequest=a%2Bb%3D&RelayState=c#x', place: 'https://msign.example/sign/abc?x=1' };
  assert.deepEqual(saved({ request: '$.url ? SAMLRequest', relay: '$.url ? RelayState', id: '$.place /', whole: '$.place' }, { body }),
    { request: 'a+b=', relay: 'c', id: 'abc', whole: body.place });
  assert.deepEqual(saved({ code: 'header Location ? code' }, { headers: { Location: 'http://localhost:3000/?code=x&state=y' } }), { code: 'x' });
});

test('days and quarters are those of Chișinău, though the sandbox knows no time zones', () => {
  for (const [now, today, before] of [
    ['2026-03-29T00:30:00Z', '2026-03-29', '2025-Q4'], ['2026-07-01T21:30:00Z', '2026-07-02', '2026-Q2'],
    ['2026-12-31T21:30:00Z', '2026-12-31', '2026-Q3'], ['2026-12-31T22:30:00Z', '2027-01-01', '2026-Q4'],
  ]) {
    const set = {};
    class Then extends Date {
      constructor(...given) { super(...(given.length ? given : [now])); }
      static now() { return Date.parse(now); }
    }
    runInNewContext(preparation('{{date:0}} {{quarter:-1}}').join('\n'), { Date: Then, pm: { collectionVariables: { set: (name, value) => (set[name] = value) } } });
    assert.deepEqual(set, { 'date:0': today, 'quarter:-1': before }, now);
  }
});

test("the partner's assertion is signed as RFC 8032 has it", () => {
  const words = (bytes) => ({ bytes, toString: () => bytes.toString('hex') });
  const CryptoJS = {
    SHA512: ({ bytes }) => words(createHash('sha512').update(bytes).digest()),
    enc: { Hex: { parse: (hex) => words(Buffer.from(hex, 'hex')) }, Utf8: { parse: (text) => words(Buffer.from(text)) }, Base64: { stringify: ({ bytes }) => bytes.toString('base64') } },
  };
  const key = createPublicKey(readFileSync(new URL('../../src/sandbox/partner_demo_key.pem', import.meta.url)));
  for (let attempt = 0; attempt < 5; attempt++) {
    let made;
    const pm = { variables: { replaceIn: (text) => `${text}${attempt}` }, collectionVariables: { set: (_, value) => (made = value) } };
    runInNewContext(assertion('https://here/api/v1/access-tokens').join('\n'), { CryptoJS, pm });
    const [head, claims, signature] = made.split('.');
    assert.equal(verify(null, Buffer.from(`${head}.${claims}`), key, Buffer.from(signature, 'base64url')), true);
    assert.equal(JSON.parse(Buffer.from(claims, 'base64url')).aud, `https://here/api/v1/access-tokens${attempt}`);
  }
});
