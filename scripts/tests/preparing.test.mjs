// What conformance tests stand on: journeys cut short before a call, and the count of what was reached.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { read, write } from '../../openapi/derive/lib.mjs';

const root = join(import.meta.dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'preparing-'));
after(() => rmSync(scratch, { recursive: true, force: true }));
const node = (...args) => spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });

const key = { name: 'Idempotency-Key', in: 'header' };
const contract = { paths: {
  '/things': { post: { operationId: 'makeThing', parameters: [key] } },
  '/things/{thingId}': { get: { operationId: 'readThing' } },
  '/things/{thingId}/parts': { get: { operationId: 'listParts' } },
  '/things/{thingId}/endings': { post: { operationId: 'endThing', parameters: [key] } },
  '/searches': { post: { operationId: 'search' } },
  '/seasons': { post: { operationId: 'openSeason', parameters: [key] } },
} };
const contractFile = join(scratch, 'contract.json');
write(contractFile, contract);

test('a journey is cut short before the call, and what it does not need is left out', () => {
  const ok = { status: 200 };
  const steps = [
    { name: 'refused', method: 'POST', path: '/things', expect: { status: 403 } },
    { name: 'opened', method: 'POST', path: '/seasons', expect: { status: [201, 409] } },
    { name: 'made', persona: 'applicant', method: 'POST', path: '/things', body: { code: 'T{{$timestamp}}' }, expect: ok, save: { id: '$.id' } },
    { name: 'another', persona: 'applicant', method: 'POST', path: '/things', expect: ok, save: { other: '$.id' } },
    { name: 'sought', method: 'POST', path: '/searches', expect: ok },
    { name: 'read', persona: 'applicant', path: '/things/{{id}}', expect: ok },
    { name: 'its parts', persona: 'applicant', path: '/things/{{id}}/parts', expect: ok },
    { name: 'ended', persona: 'head', method: 'POST', path: '/things/{{id}}/endings', headers: { 'If-Match': 'x' }, expect: ok },
    { name: 'read no more', persona: 'applicant', path: '/things/{{id}}/parts', expect: { status: 404 } },
  ];
  write(join(scratch, 'journeys/01-a.yaml'), { name: 'A', steps }); // JSON is YAML, too
  const run = node('postman/build/preparing.mjs', join(scratch, 'made'), contractFile, join(scratch, 'journeys'));
  assert.equal(run.status, 0, run.stderr);
  const items = readdirSync(join(scratch, 'made')).flatMap((file) => read(join(scratch, 'made', file)).item);
  assert.deepEqual(items.map(({ name }) => name).filter((name) => !name.startsWith('Sign in')), [
    '1: opened (openSeason, kept)',
    '2: made (makeThing, kept)',
    '3: sought (search, kept)',
    '4: made', '4: read (readThing, kept)', '4: ended (endThing, kept)',
    '5: made', '5: its parts (listParts, kept)',
  ], 'what can be done once is done in no other cut, and what an ending takes away is read elsewhere');
  const ended = items.find(({ name }) => name.includes('endThing')).request;
  assert.equal(ended.url.raw, '{{recorderUrl}}/calls/endThing/things/{{id}}/endings');
  assert.deepEqual(ended.header.filter(({ key: name }) => ['Persona', 'If-Match'].includes(name)).map(({ value }) => value), ['x', 'head']);
  assert.match(items.find(({ name }) => name === '4: made').request.body.raw, /T\{\{\$timestamp\}\}03/, 'cuts do not make the same thing twice');
});

test('an operation that nobody brings to success, or that was called too seldom, is a failure', () => {
  const folder = join(scratch, 'tallies');
  const look = (counts, ...args) => {
    rmSync(folder, { recursive: true, force: true });
    for (const [persona, operations] of Object.entries(counts)) write(join(folder, `reached-${persona}.json`), { persona, operations });
    return node('scripts/reached.mjs', '--strict', '--cases=5', ...args, contractFile, folder);
  };
  const all = (status, count) => Object.fromEntries(['makeThing', 'readThing', 'endThing', 'search', 'openSeason', 'listParts'].map((id) => [id, { [status]: count }]));
  assert.equal(look({ head: all(403, 5), applicant: all(200, 1) }).status, 0);
  assert.equal(look({}).status, 1);
  const refused = look({ head: { ...all(200, 5), endThing: { 409: 9 } } });
  assert.equal(refused.status, 1);
  assert.match(refused.stdout, /never reached: endThing .*409x9/);
  const seldom = look({ head: { ...all(200, 5), search: { 200: 4 } } });
  assert.equal(seldom.status, 1);
  assert.match(seldom.stdout, /fewer than 5 cases: search 4/);
  assert.equal(look({ head: { ...all(200, 5), search: { 200: 4 } } }, '--names=few').stdout, 'search\n');
});
