// Makes src/generated/schema.ts from the contract.
// usage: node clients/typescript/generate.mjs [CONTRACT [FILE]]
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { operations, read, steps } from '../../openapi/derive/lib.mjs';

const [from = 'openapi/migratie.json', to = 'clients/typescript/src/generated/schema.ts'] = process.argv.slice(2);
const contract = read(from);

// The client sends an Idempotency-Key by itself, so callers need not.
for (const { item, operation } of operations(contract)) {
  for (const one of [...(item.parameters ?? []), ...(operation.parameters ?? [])]) {
    const parameter = one.$ref ? steps(one.$ref).reduce((inner, part) => inner?.[part], contract) : one;
    if (parameter?.in === 'header' && parameter.name.toLowerCase() === 'idempotency-key') parameter.required = false;
  }
}

const types = astToString(await openapiTS(contract, { alphabetize: false }));
mkdirSync(dirname(to), { recursive: true });
writeFileSync(to, `// Made from the contract by "make contract"; do not edit.\n${types}`);
