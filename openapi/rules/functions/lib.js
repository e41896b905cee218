// What every house rule needs: walking the operations, parameters and schemas of an unresolved OpenAPI document.
// The rules run with `resolved: false`, so that a finding lies where the author has to mend it and schemas keep their names.

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** Follows a local `$ref`; answers the node, where it lies, and the component name if it has one. */
export function deref(doc, node, at = []) {
  let name;
  for (let hops = 0; node && typeof node.$ref === 'string' && node.$ref.startsWith('#/') && hops < 20; hops++) {
    at = node.$ref.slice(2).split('/').map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'));
    name = at[at.length - 1];
    node = at.reduce((inner, part) => inner?.[part], doc);
  }
  return { node, at, name };
}

/** Every operation with its path, method, item and place. */
export function* operations(doc) {
  for (const [path, item] of Object.entries(doc.paths ?? {})) {
    for (const method of METHODS) {
      const operation = item?.[method];
      if (operation) yield { path, method, item, operation, at: ['paths', path, method], id: operation.operationId ?? `${method} ${path}` };
    }
  }
}

/** The parameters of an operation, those of its path item included, resolved. */
export function parameters(doc, { path, method, item, operation }) {
  const own = (operation.parameters ?? []).map((p, i) => deref(doc, p, ['paths', path, method, 'parameters', String(i)]));
  const shared = (item.parameters ?? []).map((p, i) => deref(doc, p, ['paths', path, 'parameters', String(i)]));
  return [...own, ...shared].filter((found) => found.node);
}

/** One parameter by place and name; header names in any case. */
export function parameter(doc, op, place, name) {
  return parameters(doc, op).find(({ node }) => node.in === place && node.name.toLowerCase() === name.toLowerCase());
}

/** The responses of an operation, resolved: [status, response, place]. */
export function* responses(doc, op) {
  for (const [status, response] of Object.entries(op.operation.responses ?? {})) {
    const { node, at } = deref(doc, response, [...op.at, 'responses', status]);
    if (node) yield [status, node, at];
  }
}

/** True when a response names the header, in any case. */
export const hasHeader = (response, name) =>
  Object.keys(response.headers ?? {}).some((header) => header.toLowerCase() === name.toLowerCase());

/** The request body of an operation, resolved, or nothing. */
export function body(doc, op) {
  return op.operation.requestBody ? deref(doc, op.operation.requestBody, [...op.at, 'requestBody']) : undefined;
}

/** The media types that carry JSON. */
export const isJson = (type) => /^application\/([\w.-]+\+)?json\b/.test(type);

/**
 * Visits a schema and everything inside it, each component once: visit({ node, at, owner }), where `owner` is
 * `Component` or `Component.property`.
 */
export function walk(doc, schema, at, visit, owner = '', seen = new Set()) {
  const found = deref(doc, schema, at);
  if (found.name) owner = found.name;
  const { node } = found;
  if (!node || typeof node !== 'object' || seen.has(node)) return;
  seen.add(node);
  visit({ node, at: found.at, owner });
  const into = (child, ...steps) => walk(doc, child, [...found.at, ...steps], visit, owner, seen);
  for (const [name, property] of Object.entries(node.properties ?? {})) {
    walk(doc, property, [...found.at, 'properties', name], visit, `${owner.split('.')[0]}.${name}`, seen);
  }
  for (const word of ['items', 'additionalProperties', 'not', 'contains', 'propertyNames']) {
    if (node[word] && typeof node[word] === 'object') into(node[word], word);
  }
  for (const word of ['allOf', 'anyOf', 'oneOf', 'prefixItems']) {
    (node[word] ?? []).forEach((child, i) => into(child, word, String(i)));
  }
}

/** Every schema of the document: components, parameters, headers and bodies. */
export function everySchema(doc, visit) {
  const seen = new Set();
  const look = (schema, at, owner = '') => schema && walk(doc, schema, at, visit, owner, seen);
  for (const [name, schema] of Object.entries(doc.components?.schemas ?? {})) {
    walk(doc, schema, ['components', 'schemas', name], visit, name, seen);
  }
  for (const op of operations(doc)) {
    for (const { node, at } of parameters(doc, op)) look(node.schema, [...at, 'schema'], `${op.id}.${node.name}`);
    for (const { content, at } of contents(doc, op)) look(content.schema, [...at, 'schema']);
  }
}

/** Every body of an operation: { content, type, at, status } where status is undefined for the request. */
export function* contents(doc, op) {
  const asked = body(doc, op);
  for (const [type, content] of Object.entries(asked?.node?.content ?? {})) {
    yield { content, type, at: [...asked.at, 'content', type] };
  }
  for (const [status, response, at] of responses(doc, op)) {
    for (const [type, content] of Object.entries(response.content ?? {})) yield { content, type, at: [...at, 'content', type], status };
  }
}

/** The properties of an object schema, those of its allOf parts included. */
export function properties(doc, schema, depth = 0) {
  const { node } = deref(doc, schema);
  if (!node || depth > 10) return {};
  return Object.assign({}, node.properties, ...(node.allOf ?? []).map((part) => properties(doc, part, depth + 1)));
}

/** The types of a schema as a list, whichever way they are written. */
export const types = (node) => (node.type === undefined ? [] : Array.isArray(node.type) ? node.type : [node.type]);

/** True when the exceptions in the rule file (`except: { name: reason }`) name this operation or schema. */
export const excepted = (options, ...names) => names.some((name) => Object.hasOwn(options?.except ?? {}, name));

/** The segments of a path below the version, parameters left out; `current` stands for an id. */
export const collections = (path) =>
  path.split('/').slice(3).filter((segment) => segment && !segment.startsWith('{') && segment !== 'current');

/** True when a path ends at one record: an id, or `current`. */
export const atRecord = (path) => /(\}|\/current)$/.test(path);

export const finding = (message, at) => ({ message, path: at });
