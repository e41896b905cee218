// Which operations the journeys call: with success, refused (401, 403, 404, 409, 412, 428), and with bad input (400, 413, 415, 422).
// usage: node postman/build/coverage.mjs [--strict] [CONTRACT [JOURNEYS]]
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { operations, read } from '../../openapi/derive/lib.mjs';
import { finder, kinds } from './called.mjs';
import { expand } from './expand.mjs';

const strict = process.argv.includes('--strict');
const [contractFile = 'openapi/migratie.json', folder = 'postman/journeys'] = process.argv.slice(2).filter((one) => !one.startsWith('--'));
const contract = read(contractFile);

const steps = readdirSync(folder).filter((file) => file.endsWith('.yaml')).flatMap((file) => expand(read(join(folder, file)), folder).steps);
const find = finder(contract);

const rows = [...operations(contract)].map(({ operation }) => {
  const called = new Set(steps.filter((step) => find(step)?.operation === operation).flatMap((step) => [...kinds(step)]));
  // What takes no input cannot be given bad input.
  const takesInput = operation.requestBody || (operation.parameters ?? []).length > 0;
  const due = ['success', 'refused', ...(takesInput ? ['bad input'] : [])].filter((one) => one !== 'refused' || operation['x-permission']);
  return { id: operation.operationId, missing: due.filter((one) => !called.has(one)) };
});

const open = rows.filter(({ missing }) => missing.length);
for (const { id, missing } of open) console.log(`${id}: no step with ${missing.join(', ')}`);
console.log(`operations fully covered by journeys: ${rows.length - open.length} of ${rows.length}`);
process.exit(strict && open.length ? 1 : 0);
