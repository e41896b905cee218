// Prints the operations that Schemathesis never brought to a 2xx (or 3xx), as any persona; fails on them with --strict.
// usage: node scripts/reached.mjs [--strict] [CONTRACT [REPORTS]]
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { operations, read } from '../openapi/derive/lib.mjs';

const strict = process.argv.includes('--strict');
const [contractFile = 'openapi/migratie.json', folder = 'var/reports/schemathesis'] = process.argv.slice(2).filter((one) => !one.startsWith('--'));
const tallies = readdirSync(folder).filter((file) => file.startsWith('reached-')).map((file) => read(join(folder, file)));

const all = [...operations(read(contractFile))].map(({ method, path, operation }) => ({ id: operation.operationId, title: `${method.toUpperCase()} ${path}` }));
const answers = (id) => tallies.map(({ persona, operations: counts }) => ({ persona, counts: counts[id] ?? {} }));
const total = (id) => answers(id).reduce((sum, { counts }) => sum + Object.values(counts).reduce((a, b) => a + b, 0), 0);
const never = all.filter(({ id }) => !answers(id).some(({ counts }) => Object.keys(counts).some((status) => /^[23]/.test(status))));

for (const { id, title } of never) {
  const seen = answers(id).map(({ persona, counts }) => `${persona} ${Object.entries(counts).map(([status, count]) => `${status}x${count}`).join(' ') || 'never called'}`);
  console.log(`never reached: ${id} (${title}): ${seen.join('; ')}`);
}
const few = all.filter(({ id }) => total(id) < 100).length;
console.log(`operations reached with success: ${all.length - never.length} of ${all.length}, as ${tallies.map(({ persona }) => persona).join(', ') || 'nobody'}; ${few} had fewer than 100 cases`);
process.exit(strict && never.length ? 1 : 0);
