// Prints the operations that Schemathesis never brought to a 2xx (or 3xx), as any persona, and those with too few cases.
// usage: node scripts/reached.mjs [--strict] [--cases=100] [--names=never|few] [CONTRACT [REPORTS]]
// With --strict it fails on either; with --names it prints the names of the ones or the others and nothing else.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { operations, read } from '../openapi/derive/lib.mjs';

const { values: { strict, names, cases }, positionals: [contractFile = 'openapi/migratie.json', folder = 'var/reports/schemathesis'] } = parseArgs({
  options: { strict: { type: 'boolean' }, names: { type: 'string' }, cases: { type: 'string', default: '100' } },
  allowPositionals: true,
});
const tallies = readdirSync(folder).filter((file) => file.startsWith('reached-')).map((file) => read(join(folder, file)));

const all = [...operations(read(contractFile))].map(({ method, path, operation }) => ({ id: operation.operationId, title: `${method.toUpperCase()} ${path}` }));
const answers = (id) => tallies.map(({ persona, operations: counts }) => ({ persona, counts: counts[id] ?? {} }));
const total = (id) => answers(id).reduce((sum, { counts }) => sum + Object.values(counts).reduce((a, b) => a + b, 0), 0);
const never = all.filter(({ id }) => !answers(id).some(({ counts }) => Object.keys(counts).some((status) => /^[23]/.test(status))));
const few = all.filter(({ id }) => total(id) < Number(cases));

if (names) {
  (names === 'few' ? few : never).forEach(({ id }) => console.log(id));
  process.exit(0);
}
for (const { id, title } of never) {
  const seen = answers(id).map(({ persona, counts }) => `${persona} ${Object.entries(counts).map(([status, count]) => `${status}x${count}`).join(' ') || 'never called'}`);
  console.log(`never reached: ${id} (${title}): ${seen.join('; ')}`);
}
if (few.length) console.log(`fewer than ${cases} cases: ${few.map(({ id }) => `${id} ${total(id)}`).join(', ')}`);
console.log(`operations reached with success: ${all.length - never.length} of ${all.length}, as ${[...new Set(tallies.map(({ persona }) => persona))].join(', ') || 'nobody'}; ${few.length} had fewer than ${cases} cases`);
process.exit(strict && (never.length || few.length || !all.length) ? 1 : 0);
