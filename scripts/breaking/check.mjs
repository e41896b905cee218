// Fails when the contract breaks clients of the newest released one.
// usage: node scripts/breaking/check.mjs [CONTRACT [RELEASED_FOLDER [CHANGELOG]]]
//
// Before 1.0 a break is let through when CHANGELOG.md says so: an entry that begins with "**Breaking:**" and names the `operationId` in backticks, above
// the heading of the released version. From 1.0 on only a new major version lets one through.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read } from '../../openapi/derive/lib.mjs';
import { breaks } from './contracts.mjs';

const [contractFile = 'openapi/migratie.json', folder = 'openapi/released', changelog = 'CHANGELOG.md'] = process.argv.slice(2);

const numbers = (version) => version.split(/[.-]/).slice(0, 3).map(Number);
const newer = (a, b) => numbers(a).map((n, i) => n - numbers(b)[i]).find((difference) => difference !== 0) ?? 0;

const released = (existsSync(folder) ? readdirSync(folder) : [])
  .filter((file) => file.endsWith('.json'))
  .map((file) => read(join(folder, file)))
  .sort((a, b) => newer(b.info.version, a.info.version))[0];

if (!released) {
  console.log('breaking changes: nothing is released yet, so nothing can break');
  process.exit(0);
}

const contract = read(contractFile);
const [from, to] = [released.info.version, contract.info.version];
if (numbers(to)[0] > numbers(from)[0]) {
  console.log(`breaking changes: ${to} is a new major version after ${from}, which may break`);
  process.exit(0);
}

const said = acceptedIn(changelog);
const found = breaks(released, contract);
const open = found.filter(({ operation }) => !said.has(operation));
for (const { operation, where, what } of found) console.log(`${said.has(operation) ? 'said ' : 'BREAK'} ${operation}: ${where}: ${what}`);
console.log(`breaking changes against ${from}: ${open.length} open, ${found.length - open.length} said in the changelog`);
process.exit(open.length ? 1 : 0);

/** The operations that the unreleased part of the changelog says are broken; none from 1.0 on. */
function acceptedIn(file) {
  if (numbers(from)[0] >= 1 || !existsSync(file)) return new Set();
  const text = readFileSync(file, 'utf8');
  const heading = text.split('\n').findIndex((line) => /^## /.test(line) && line.includes(from));
  const lines = text.split('\n').slice(0, heading < 0 ? undefined : heading);
  const entries = lines.join('\n').split(/^- /m).filter((entry) => entry.startsWith('**Breaking:**'));
  return new Set(entries.flatMap((entry) => [...entry.matchAll(/`([a-z][a-zA-Z0-9]*)`/g)].map(([, id]) => id)));
}
