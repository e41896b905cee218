// Reading and writing contracts, and following references in them.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parse } from 'yaml';

/** Reads a JSON or YAML document. */
export const read = (file) => (file.endsWith('.json') ? JSON.parse(readFileSync(file, 'utf8')) : parse(readFileSync(file, 'utf8'), { maxAliasCount: -1 }));

/** Writes a document as JSON, two spaces, with a line end: the same input gives the same bytes. */
export function write(file, document) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(document, null, 2)}\n`);
}

/** A copy that shares nothing. */
export const copy = (document) => JSON.parse(JSON.stringify(document));

/** The parts of a local reference: "#/a/b~1c" is ["a", "b/c"]. */
export const steps = (ref) => ref.slice(2).split('/').map((part) => decodeURIComponent(part).replace(/~1/g, '/').replace(/~0/g, '~'));

/** Calls `visit` with every object inside a value, the value itself first. */
export function visitObjects(value, visit) {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value)) visit(value);
  for (const child of Object.values(value)) visitObjects(child, visit);
}

export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** Every operation of the paths (or webhooks), with its path and method. */
export function* operations(doc, kind = 'paths') {
  for (const [path, item] of Object.entries(doc[kind] ?? {})) {
    for (const method of METHODS) if (item[method]) yield { path, method, item, operation: item[method] };
  }
}
