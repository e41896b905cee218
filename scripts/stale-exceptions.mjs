// Fails on an exception in the lint rules whose name the contract no longer has, so that the lists only shrink.
// usage: node scripts/stale-exceptions.mjs [CONTRACT [RULES]]
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { operations, read, steps } from '../openapi/derive/lib.mjs';

const [contractFile = 'openapi/migratie.json', rulesFile = 'openapi/rules/spectral.yaml'] = process.argv.slice(2);
const contract = read(contractFile);
const known = new Set(Object.keys(contract.paths ?? {}));

for (const path of Object.keys(contract.paths ?? {})) path.split('/').forEach((word) => known.add(word));
for (const { item, operation } of operations(contract)) {
  known.add(operation.operationId);
  for (const one of [...(item.parameters ?? []), ...(operation.parameters ?? [])]) {
    const parameter = one.$ref ? steps(one.$ref).reduce((inner, part) => inner?.[part], contract) : one;
    known.add(`${operation.operationId}.${parameter?.name}`);
  }
}
for (const [name, schema] of Object.entries(contract.components?.schemas ?? {})) {
  known.add(name);
  [schema, ...(schema.allOf ?? [])].forEach((part) => Object.keys(part.properties ?? {}).forEach((property) => known.add(`${name}.${property}`)));
}

const stale = Object.entries(parse(readFileSync(rulesFile, 'utf8')).rules).flatMap(([rule, { then }]) =>
  ['except', 'public', 'plurals'].flatMap((list) =>
    Object.entries(then?.functionOptions?.[list] ?? {})
      .filter(([name, reason]) => !known.has(name) || typeof reason !== 'string' || reason.length < 10)
      .map(([name]) => `${rule}: "${name}" under ${list} names nothing in the contract, or gives no reason`)),
);
stale.forEach((line) => console.log(line));
process.exit(stale.length ? 1 : 0);
