// Every test that a requirement row names is there, under its name.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { operations, read } from '../../openapi/derive/lib.mjs';
import { expand } from '../../postman/build/expand.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const rows = read(join(root, 'openapi/requirements.yaml'));
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whether a file has something of this name: a function of Rust, a step of a journey, a test of TypeScript. */
function has(file, name) {
  const text = readFileSync(join(root, file), 'utf8');
  if (file.endsWith('.rs')) return new RegExp(`\\bfn ${escaped(name)}\\s*\\(`).test(text);
  if (file.endsWith('.ts')) return ["'", '"', '`'].some((quote) => text.includes(`test(${quote}${name}${quote}`));
  if (file.endsWith('.yaml')) return expand(read(join(root, file)), join(root, 'postman/journeys')).steps.some((step) => step.name === name);
  return false;
}

test('no row comes twice', () => {
  const ids = rows.map(({ id }) => id);
  assert.deepEqual(ids.filter((id, at) => ids.indexOf(id) !== at), []);
});

test('every test that a row names is there', () => {
  const missing = rows.flatMap(({ id, test: named = [] }) =>
    [named].flat().filter((one) => {
      const [file, name] = one.split('::');
      return !name || !existsSync(join(root, file)) || !has(file, name);
    }).map((one) => `${id}: ${one}`));
  assert.deepEqual(missing, []);
});

test('every row that an operation serves exists and names a test', () => {
  const known = new Map(rows.map((row) => [row.id, row]));
  const contract = read(join(root, 'openapi/migratie.json'));
  const served = [...operations(contract)].flatMap(({ operation }) =>
    (operation['x-requirements'] ?? []).map((row) => ({ row, by: `${operation.operationId}: ${row}` })));
  assert.deepEqual(served.filter(({ row }) => !known.has(row)).map(({ by }) => by), []);
  assert.deepEqual(served.filter(({ row }) => [known.get(row)?.test ?? []].flat().length === 0).map(({ by }) => by), [], 'rows without a test');
});
